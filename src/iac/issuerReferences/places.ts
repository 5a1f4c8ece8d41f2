import { findDependents } from './dependents.ts';
import type { IssuerPool } from './issuerPool.ts';
import { findIssuerUrls } from './issuerUrls.ts';
import type { Place, ReferenceKind } from './reference.ts';
import { offsetsOf, type SourceText } from './sourceText.ts';

/** The more specific of two places that overlap is kept: the one that comes first here. */
const bySpecificity: readonly ReferenceKind[] = [
  'jwksUrl',
  'discoveryUrl',
  'issuerUrl',
  'builtUrl',
  'loginProvider',
  'poolEndpoint',
  'userPoolAuthorizer',
  'loadBalancerAction',
  'jwtAuthorizer',
  'verifier',
  'appSync',
  'amplify',
  'tokenLibrary',
  'poolId',
];
const urls: ReadonlySet<ReferenceKind> = new Set(['jwksUrl', 'discoveryUrl', 'issuerUrl', 'builtUrl', 'poolEndpoint']);

/** Which settings have their issuer or pool id on their line or in the block that follows; together they are one place, that of the issuer or id. */
const holders: ReadonlyMap<ReferenceKind, ReadonlySet<ReferenceKind>> = new Map([
  ['jwtAuthorizer', urls],
  ['tokenLibrary', urls],
  ['verifier', new Set<ReferenceKind>([...urls, 'poolId'])],
  ['amplify', new Set<ReferenceKind>(['poolId'])],
]);

/** How many places after a setting may be its own: a bound on the work for texts that have everything on one line. */
const mostHeld = 20;

const amplifyFile =
  /(?:^|[\\/])(?:amplify_outputs\.(?:json|dart)|aws-exports\.\w{1,4}|amplifyconfiguration\.\w{1,5}|awsconfiguration\.json)$/;

/**
 * Every place of a text that knows the issuer of the pool or depends on one, each once, in the order of the text. Places of which it cannot be told
 * whose issuer they depend on are there only when the text concerns Cognito and is not about other pools alone.
 */
export function findPlaces(path: string, source: SourceText, pool: IssuerPool): Place[] {
  const mentionsCognito = /cognito/i.test(source.text);
  const found = [...findIssuerUrls(source, pool), ...findDependents(source), ...findPoolIds(path, source, pool.id)].filter((place) => {
    if (place.certain) return true;
    const near = source.poolNear(source.lineAt(place.start));
    return mentionsCognito && near !== 'other' && source.pools !== 'other';
  });
  return withHolders(source, withoutOverlaps(found)).sort((a, b) => a.start - b.start);
}

function findPoolIds(path: string, source: SourceText, poolId: string): Place[] {
  const kind = amplifyFile.test(path) ? 'amplify' : 'poolId';
  return offsetsOf(source.text, poolId)
    .filter((offset) => !/[\w-]/.test(source.text.charAt(offset - 1)) && !/\w/.test(source.text.charAt(offset + poolId.length)))
    .map((offset) => ({ kind, start: offset, end: offset + poolId.length, certain: true }));
}

function withoutOverlaps(places: readonly Place[]): Place[] {
  const byStart = [...places].sort((a, b) => a.start - b.start || rank(a) - rank(b));
  const kept: Place[] = [];
  for (const place of byStart) {
    const last = kept.at(-1);
    if (!last || place.start >= last.end) kept.push(place);
    else if (rank(place) < rank(last)) kept[kept.length - 1] = place;
  }
  return kept;
}

function rank({ kind }: Place): number {
  return bySpecificity.indexOf(kind);
}

/** Replaces a setting and the issuer that it is set to by one place: the issuer, as part of that setting. */
function withHolders(source: SourceText, places: readonly Place[]): Place[] {
  const lines = places.map(({ start }) => source.lineAt(start));
  const result = [...places];
  const dropped = new Set<number>();
  places.forEach((holder, index) => {
    const holds = holders.get(holder.kind);
    const line = lines[index] ?? 0;
    // OpenAPI says the type of one authorizer in two places.
    if (holder.library === 'OpenAPI' && places[index + 1]?.kind === holder.kind && (lines[index + 1] ?? 0) <= line + 3)
      dropped.add(index + 1);
    // A pool id in a configuration file of Amplify is a place of its own.
    if (!holds || holder.library === undefined) return;
    if (holder.kind === 'tokenLibrary' && index > 0 && lines[index - 1] === line) dropped.add(index);
    const last = source.lastOfBlock(line) ?? line;
    for (let next = index + 1; next <= index + mostHeld && (lines[next] ?? Infinity) <= last; next += 1) {
      const place = places[next];
      if (!place || !holds.has(place.kind)) continue;
      dropped.add(index);
      result[next] = { ...place, kind: heldKind(holder, place), library: holder.library };
      break;
    }
  });
  return result.filter((_, index) => !dropped.has(index));
}

/** A URL stays the kind of URL that it is, with the name of what it is set for; a JWT authorizer and a pool id take what they are part of. */
function heldKind(holder: Place, place: Place): ReferenceKind {
  return place.kind === 'poolId' || holder.kind === 'jwtAuthorizer' ? holder.kind : place.kind;
}
