import type { Finding } from '../../domain/finding.ts';
import { type Message, message } from '../../domain/message.ts';
import type { TextRange } from '../../domain/textRange.ts';
import { firstJwtVerifyForBothIssuers } from '../../domain/jwtVerify.ts';
import { concerns } from './findIssuerReferences.ts';
import { issuerChange, type IssuerForm, type IssuerPool } from './issuerPool.ts';
import { findJwtVerify, type JwtVerifyDependency } from './jwtVerifyDependency.ts';
import { namesIssuer } from './meaning.ts';
import { suppressionsIn } from '../suppression.ts';
import { findPlaces } from './places.ts';
import type { Place, ReferenceKind } from './reference.ts';
import { SourceText } from './sourceText.ts';

/** A finding and its place in the text that was judged. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly range: TextRange;
}

const issuers: ReadonlySet<ReferenceKind> = new Set(['issuerUrl', 'jwksUrl', 'discoveryUrl', 'builtUrl', 'jwtAuthorizer']);
/** How many lines apart two issuers are accepted together: whoever moves from one to the other lists both. */
const togetherWithin = 6;

/**
 * The findings of the rules `issuer-hard-coded` and `jwt-verify-version` in a text: what does not match the tokens that the pool issues now. None
 * for a pool in one Region on the issuer type that every pool has had: nothing about it is wrong.
 */
export function findIssuerFindings(path: string, text: string, pool: IssuerPool): LocatedFinding[] {
  if (pool.secondaryRegion === undefined && pool.issuerType !== 'UPDATED') return [];
  const dependency = findJwtVerify(path, text);
  if (dependency ? pool.issuerType !== 'UPDATED' : !concerns(text, pool)) return [];
  const source = new SourceText(text, pool);
  const found = dependency ? oldVerifiers(dependency, source) : wrongIssuers(path, source, pool);
  const isSuppressed = suppressionsIn(text);
  return found.filter(({ finding, range: { start } }) => !isSuppressed(finding.rule, start.line));
}

/** The finding about each dependency on aws-jwt-verify that is too old for a pool on UPDATED. */
export function oldVerifiers(found: readonly JwtVerifyDependency[], source: Pick<SourceText, 'range'>): LocatedFinding[] {
  return found
    .filter(({ support }) => support === 'originalOnly')
    .map(({ version, installed, start, end }) => ({
      range: source.range(start, end),
      finding: {
        rule: 'jwt-verify-version',
        severity: 'warning',
        subject: 'aws-jwt-verify',
        message: installed
          ? message('aws-jwt-verify {version} is installed, which refuses tokens of user pools with the issuer type UPDATED', { version })
          : message('{version} cannot take a version of aws-jwt-verify that accepts tokens of user pools with the issuer type UPDATED', {
              version,
            }),
        remedy: message('Update aws-jwt-verify to {version} or later.', { version: firstJwtVerifyForBothIssuers }),
      },
    }));
}

function wrongIssuers(path: string, source: SourceText, pool: IssuerPool): LocatedFinding[] {
  const { from, before } = issuerChange(pool);
  if (from === undefined) return [];
  return mismatched(source, certainIssuers(path, source, pool), pool, from).map((place) => ({
    range: source.range(place.start, place.end),
    finding: wrongIssuer(place, { name: pool.id, isElsewhere: isOtherRegion(place, pool), before }),
  }));
}

/** The finding about an issuer that is not the one of a pool's tokens: what the pool is called here, and what `iss` is. */
export function wrongIssuer(
  { region = '' }: Place,
  { before, isElsewhere, name }: { readonly name: string; readonly isElsewhere: boolean; readonly before: Message },
): Finding {
  return {
    rule: 'issuer-hard-coded',
    severity: 'warning',
    subject: name,
    message: isElsewhere
      ? message('this issuer names {region}, but tokens of {pool} name its primary Region: `iss` is {before}', {
          region,
          pool: name,
          before,
        })
      : message('this issuer does not match the tokens of {pool}: `iss` is {before}', { pool: name, before }),
    remedy: message('Accept the issuer {before}, from a setting rather than the code.', { before }),
  };
}

/** The issuers of a text that are this pool's for certain. */
export function certainIssuers(path: string, source: SourceText, pool: IssuerPool): readonly Place[] {
  return findPlaces(path, source, pool).filter(({ certain, form, kind }) => certain && form !== undefined && issuers.has(kind));
}

/** Those of the issuers of a pool that are not the one of its tokens, unless that stands beside it. */
export function mismatched(
  source: SourceText,
  places: readonly Place[],
  pool: Pick<IssuerPool, 'issuerType' | 'primaryRegion'>,
  from: IssuerForm,
): readonly Place[] {
  const right = new Set(places.filter((place) => namesIssuer(place, pool, from) === true).map(({ start }) => source.lineAt(start)));
  return places
    .filter((place) => (place.form === from ? isOtherRegion(place, pool) : namesIssuer(place, pool, from) === false))
    .filter(({ start }) => !hasNear(right, source.lineAt(start)));
}

/**
 * The host of another Region than the primary. What the secondary Region serves as the keys of a pool on ORIGINAL is unconfirmed, and nothing compares that URL with `iss`.
 */
export function isOtherRegion(
  { kind, region }: Place,
  { issuerType, primaryRegion }: Pick<IssuerPool, 'issuerType' | 'primaryRegion'>,
): boolean {
  if (issuerType === 'ORIGINAL' && (kind === 'jwksUrl' || kind === 'discoveryUrl')) return false;
  return region !== undefined && region !== primaryRegion;
}

function hasNear(lines: ReadonlySet<number>, line: number): boolean {
  for (let near = line - togetherWithin; near <= line + togetherWithin; near += 1) if (lines.has(near)) return true;
  return false;
}
