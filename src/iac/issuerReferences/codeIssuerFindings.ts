import { type Message, message } from '../../domain/message.ts';
import { issuerUrl } from '../../domain/userPool.ts';
import { type CodeIssuerPool, isSwitched } from '../analysis/issuerPools.ts';
import type { CodeFinding } from '../codeFinding.ts';
import { TextLines } from '../textLines.ts';
import { certainIssuers, isOtherRegion, mismatched, oldVerifiers, wrongIssuer } from './issuerFindings.ts';
import type { IssuerPool } from './issuerPool.ts';
import { findJwtVerify } from './jwtVerifyDependency.ts';
import { putInFor } from './putIn.ts';
import type { Place } from './reference.ts';
import { SourceText } from './sourceText.ts';

/**
 * The findings of the rules `issuer-hard-coded` and `jwt-verify-version` in a file, for the pools that the code around it declares: what an account tells of a pool (its id, its
 * issuer type) is known here only as far as the code says it.
 */
export function findCodeIssuerFindings(path: string, text: string, pools: readonly CodeIssuerPool[]): CodeFinding[] {
  return [...verifierFindings(path, text, pools), ...pools.flatMap((pool) => wrongIssuers(path, text, pool))];
}

/** A dependency that is too old for several pools is one problem. */
function verifierFindings(path: string, text: string, pools: readonly CodeIssuerPool[]): CodeFinding[] {
  const switched = pools.find(({ issuerTypes }) => isSwitched(issuerTypes));
  if (!switched) return [];
  const dependency = findJwtVerify(path, text);
  if (!dependency) return [];
  return oldVerifiers(dependency, new TextLines(text)).map((found) => ({ ...found, path, related: [placeOf(switched)] }));
}

function wrongIssuers(path: string, text: string, pool: CodeIssuerPool): CodeFinding[] {
  const putIn = putInFor(path, pool);
  if (pool.id === undefined && !putIn) return [];
  const searched: IssuerPool = { id: pool.id ?? '', primaryRegion: '', issuerType: '', ...(putIn && { putIn }) };
  const source = new SourceText(text, searched);
  // Where the primary Region is not known, no Region is a wrong one.
  const places = certainIssuers(path, source, searched).map((place): Place => {
    const { region, ...rest } = place;
    return pool.primaryRegion === undefined || region === undefined ? rest : place;
  });
  // What is wrong with every issuer type that the pool can have is wrong.
  const wrong = pool.issuerTypes.map(
    (issuerType) => new Set(mismatched(source, places, { issuerType, primaryRegion: pool.primaryRegion ?? '' }, issuerType)),
  );
  return places
    .filter((place) => wrong.length > 0 && wrong.every((set) => set.has(place)))
    .map((place) => ({
      path,
      range: source.range(place.start, place.end),
      finding: wrongIssuer(place, { name: pool.name, isElsewhere: isElsewhere(place, pool), before: issuerOf(pool) }),
      related: [placeOf(pool)],
    }));
}

/** In another Region with every issuer type that the pool can have. */
function isElsewhere(place: Place, pool: CodeIssuerPool): boolean {
  const primaryRegion = pool.primaryRegion ?? '';
  return pool.issuerTypes.every((issuerType) => isOtherRegion(place, { issuerType, primaryRegion }));
}

/** The issuer of a pool with what its code does not tell in capitals; of a pool that can have either issuer type, both. */
function issuerOf({ id = 'POOL_ID', issuerTypes, primaryRegion = 'PRIMARY_REGION' }: CodeIssuerPool): Message {
  const [first = '', second] = issuerTypes.map((type) => issuerUrl(type, id, primaryRegion) ?? '');
  return second === undefined ? message('{url}', { url: first }) : message('{one} or {other}', { one: first, other: second });
}

function placeOf({ declaration }: CodeIssuerPool): CodeFinding['related'][number] {
  const what = declaration.kind === 'pool' ? message('The user pool') : message('The replica');
  const range =
    declaration.kind === 'pool' && declaration.issuerType.state === 'known' ? declaration.issuerType.range : declaration.typeRange;
  return { path: declaration.path, range, message: what };
}
