import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type JwtVerifySupport, jwtVerifySupport } from '../../domain/jwtVerify.ts';
import { type Message, message } from '../../domain/message.ts';
import type { IssuerPool } from './issuerPool.ts';
import type { IssuerReference, ReferenceEffect } from './reference.ts';
import { SourceText } from './sourceText.ts';

const dependency = 'aws-jwt-verify';
const sections = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Where the installed version stands in the lock files of npm, pnpm and Yarn; the version is the first group, with its indices. */
const lockFiles: ReadonlyMap<string, readonly RegExp[]> = new Map([
  [
    'package-lock.json',
    [
      /node_modules\/aws-jwt-verify"\s{0,8}:\s{0,8}\{\s{0,80}"version"\s{0,8}:\s{0,8}"([^"\n]{1,60})"/dg,
      /"aws-jwt-verify"\s{0,8}:\s{0,8}\{\s{0,80}"version"\s{0,8}:\s{0,8}"([^"\n]{1,60})"/dg,
    ],
  ],
  ['npm-shrinkwrap.json', [/node_modules\/aws-jwt-verify"\s{0,8}:\s{0,8}\{\s{0,80}"version"\s{0,8}:\s{0,8}"([^"\n]{1,60})"/dg]],
  ['pnpm-lock.yaml', [/^ {2}['"]?\/?aws-jwt-verify[@/](\d[\w.+-]{0,60})(?:\([^\n]{0,200})?['"]?:/dgm]],
  ['yarn.lock', [/^"?aws-jwt-verify@[^\n]{1,200}:\r?\n {2}"?version"?:? "?(\d[\w.+-]{0,60})"?/dgm]],
]);

export interface JwtVerifyDependency {
  /** The range of a package.json, or the version of a lock file. */
  readonly version: string;
  readonly installed: boolean;
  readonly support: JwtVerifySupport;
  readonly start: number;
  readonly end: number;
}

/** What a package.json or a lock file says of aws-jwt-verify. Undefined for every other file. A broken file says as much as can be read. */
export function findJwtVerify(path: string, text: string): JwtVerifyDependency[] | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const lock = lockFiles.get(name);
  if (lock) return installedVersions(lock, text);
  if (name !== 'package.json') return undefined;
  return text.includes(dependency) ? declaredRanges(text) : [];
}

function installedVersions(patterns: readonly RegExp[], text: string): JwtVerifyDependency[] {
  if (!text.includes(dependency)) return [];
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ 1: version, indices }) => {
      const [start, end] = indices?.[1] ?? [];
      if (version === undefined || start === undefined || end === undefined) return [];
      return [{ version, installed: true, support: jwtVerifySupport(version), start, end }];
    }),
  );
  return found.sort((a, b) => a.start - b.start);
}

function declaredRanges(text: string): JwtVerifyDependency[] {
  const root = treeOf(text);
  if (!root) return [];
  return sections.flatMap((section) => {
    const node = findNodeAtLocation(root, [section, dependency]);
    if (typeof node?.value !== 'string') return [];
    const version = node.value;
    return [{ version, installed: false, support: jwtVerifySupport(version), start: node.offset, end: node.offset + node.length }];
  });
}

/** Nothing of a text that is nested deeper than the stack of the parser: no package.json that npm would take. */
function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The dependency as places of the search; undefined for files that declare and lock nothing. */
export function findJwtVerifyReferences(path: string, text: string, pool: IssuerPool): IssuerReference[] | undefined {
  const found = findJwtVerify(path, text);
  if (!found) return undefined;
  const source = new SourceText(text, pool);
  return found.map(({ version, support, start, end }) => ({
    kind: 'verifier',
    effect: effects[support],
    range: source.range(start, end),
    preview: source.preview(start),
    meaning: supportMessage(support, version),
  }));
}

const effects: Readonly<Record<JwtVerifySupport, ReferenceEffect>> = {
  originalOnly: 'breaks',
  unknown: 'check',
  bothIssuers: 'unaffected',
};

function supportMessage(support: JwtVerifySupport, version: string): Message {
  switch (support) {
    case 'originalOnly':
      return message('aws-jwt-verify {version} does not accept the issuer type UPDATED: 5.2.0 is the first that does', { version });
    case 'bothIssuers':
      return message('aws-jwt-verify {version} accepts both forms of issuer', { version });
    case 'unknown':
      return message('aws-jwt-verify {version} may or may not be 5.2.0 or later, which accepts both forms of issuer', { version });
  }
}
