import * as vscode from 'vscode';
import { forEachBounded } from '../../app/loadPools.ts';
import { isLockFile } from '../../iac/issuerReferences/issuerFiles.ts';

export interface FileSearch {
  /** Which files; a glob without nested braces, which VS Code does not expand. */
  readonly include: string;
  /** Folders that are searched although they are generated, such as `cdk.out`. */
  readonly generated?: readonly string[];
  readonly token: vscode.CancellationToken;
  /** At most this many files. */
  readonly limit?: number;
}

export interface WorkspaceReading {
  /** How many files were read and looked at. */
  readonly read: number;
  /** Files that could not be read, or are too large. Binary files are not meant by any search and do not count. */
  readonly skipped: readonly vscode.Uri[];
  /** There are more files than are looked at. */
  readonly limitReached: boolean;
  readonly cancelled: boolean;
}

const mostFiles = 5_000;
const largestFile = 1_000_000;
/** A lock file says what is installed in a few lines of many. */
const largestLockFile = 10_000_000;

/** Folders of other people's code, of build results and of tools. */
const keptOut = [
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  'dist',
  'build',
  'out',
  'target',
  'cdk.out',
  '.aws-sam',
  '.serverless',
  '.terraform',
  '.sst',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  'vendor',
  'coverage',
  '.vscode-test',
];

/** Whether a file is in one of the folders that searches keep out of. */
export function isKeptOut(uri: vscode.Uri): boolean {
  const folders = vscode.workspace.asRelativePath(uri, false).split('/').slice(0, -1);
  return folders.some((folder) => keptOut.includes(folder));
}

/**
 * Hands every file of the workspace that a search means to a visitor, with its text: that of the open document where there are changes that are not
 * saved. Reads only, through VS Code's file systems, so it works in virtual workspaces and in Restricted Mode.
 */
export async function readWorkspace(search: FileSearch, visit: (uri: vscode.Uri, text: string) => void): Promise<WorkspaceReading> {
  const { include, generated = [], token, limit = mostFiles } = search;
  const found = await vscode.workspace.findFiles(include, excludeGlob(generated), limit + 1, token);
  // The same order every time, whatever order the search has found them in.
  const files = found.sort((a, b) => compare(a.toString(), b.toString())).slice(0, limit);
  const dirty = new Map(
    vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map((document) => [document.uri.toString(), document]),
  );
  const skipped: vscode.Uri[] = [];
  let read = 0;
  await forEachBounded(files, async (uri) => {
    if (token.isCancellationRequested) return;
    const text = dirty.get(uri.toString())?.getText() ?? (await readText(uri));
    if (text === tooLarge || text === unreadable) skipped.push(uri);
    else if (text !== binary) {
      read += 1;
      visit(uri, text);
    }
  });
  return { read, skipped, limitReached: found.length > limit, cancelled: token.isCancellationRequested };
}

/** The text of one file as a search reads it; undefined for one that a search skips. */
export async function readSearchedFile(uri: vscode.Uri): Promise<string | undefined> {
  const text = await readText(uri);
  return typeof text === 'string' ? text : undefined;
}

const tooLarge = Symbol('too large');
const unreadable = Symbol('unreadable');
const binary = Symbol('binary');

async function readText(uri: vscode.Uri): Promise<string | typeof tooLarge | typeof unreadable | typeof binary> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > (isLockFile(uri.path) ? largestLockFile : largestFile)) return tooLarge;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.subarray(0, 8_000).includes(0) ? binary : new TextDecoder().decode(bytes);
  } catch {
    // Gone meanwhile, no permission, a broken link: the search says how many.
    return unreadable;
  }
}

/**
 * findFiles honours `files.exclude` by itself, and `search.exclude` never (documented at vscode.workspace.findFiles), so the latter is handed in.
 * Braces do not nest in VS Code's globs: patterns that have them are written out.
 */
function excludeGlob(generated: readonly string[]): string {
  const folders = keptOut.filter((folder) => !generated.includes(folder)).map((folder) => `**/${folder}/**`);
  const configured = vscode.workspace.getConfiguration('search').get<Record<string, unknown>>('exclude') ?? {};
  const patterns = Object.keys(configured).filter((pattern) => configured[pattern] === true);
  const wanted = patterns.flatMap(withoutBraces).filter((pattern) => !generated.some((folder) => pattern.includes(folder)));
  return `{${[...folders, ...wanted.flatMap((pattern) => [pattern, `${pattern}/**`])].join(',')}}`;
}

function withoutBraces(pattern: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(pattern);
  if (!braces) return /[{}]/.test(pattern) ? [] : [pattern];
  const before = pattern.slice(0, braces.index);
  const after = pattern.slice(braces.index + braces[0].length);
  return (braces[1] ?? '').split(',').flatMap((alternative) => withoutBraces(before + alternative + after));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
