import { type Fact, failureOf, valueOf } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import type { Severity } from '../finding.ts';
import type { JsonObject } from '../json.ts';
import { english, joined, type Message, message } from '../message.ts';
import type { ParityRow, Verdict } from './row.ts';
import { nothing, notReadable, shownText } from './shownText.ts';
import type { PoolSnapshots, RegionSnapshot } from './snapshot.ts';

/** The same thing of both Regions. */
export interface Pair<T> {
  readonly primary: T;
  readonly secondary: T;
}

/** Two Regions while they are compared. */
export interface Comparison {
  readonly poolId: string;
  readonly account: string;
  readonly sides: Pair<RegionSnapshot>;
  /** What DescribeUserPool says in each Region. A pool that is not there is not readable: a replica that is being created, as far as this product knows. */
  readonly settings: Pair<Fact<JsonObject>>;
}

export function comparisonOf({ account, poolId, primary, secondary }: PoolSnapshots): Comparison {
  return { poolId, account, sides: { primary, secondary }, settings: mapPair({ primary, secondary }, settingsOf) };
}

function settingsOf({ pool, region }: RegionSnapshot): Fact<JsonObject> {
  switch (pool.state) {
    case 'known':
      return { state: 'known', value: pool.value.settings };
    case 'absent':
      return { state: 'unknown', failure: { reason: 'notFound', operation: 'cognito-idp:DescribeUserPool', region, detail: '' } };
    case 'unknown':
      return pool;
  }
}

export function mapPair<T, U>(pair: Pair<T>, translate: (value: T) => U): Pair<U> {
  return { primary: translate(pair.primary), secondary: translate(pair.secondary) };
}

/** The values of two facts, undefined for what is absent; or why they cannot be compared. */
export type Reading<T> =
  { readonly read: Pair<T | undefined>; readonly why?: undefined } | { readonly read?: undefined; readonly why: Message };

export function readBoth<T>({ primary, secondary }: Pair<Fact<T>>): Reading<T> {
  const failures = [primary, secondary].flatMap((fact) => failureOf(fact) ?? []).map(failureMessage);
  if (failures.length === 0) return { read: { primary: valueOf(primary), secondary: valueOf(secondary) } };
  const [first, second] = failures;
  const differ = first && second && english(first) !== english(second);
  return { why: differ ? joined(failures) : (first ?? message('not read yet')) };
}

/** What stands in each Region as far as it is known. */
export function shownFacts<T>(pair: Pair<Fact<T>>, show: (value: T) => string): Pair<string> {
  return mapPair(pair, (fact) => (fact.state === 'known' ? show(fact.value) : fact.state === 'absent' ? nothing : notReadable));
}

export type RowSubject = Pick<ParityRow, 'id' | 'group' | 'setting' | 'parent'>;

export function sameRow(subject: RowSubject, shown: Pair<string>, why: Message = message('the same'), data?: ParityRow['data']): ParityRow {
  return { ...subject, verdict: 'same', ...shown, message: why, ...(data && { data }) };
}

export interface Difference extends Pick<ParityRow, 'rule' | 'remedy' | 'data'> {
  readonly verdict?: Exclude<Verdict, 'same' | 'unknown'>;
  readonly severity: Severity;
  readonly why: Message;
}

export function differentRow(subject: RowSubject, shown: Pair<string>, { verdict = 'different', why, ...rest }: Difference): ParityRow {
  return { ...subject, verdict, ...shown, message: why, ...rest };
}

export function unknownRow(subject: RowSubject, shown: Pair<string>, why: Message): ParityRow {
  return { ...subject, verdict: 'unknown', ...shown, message: why };
}

/** A name as a part of a row's id, which its slashes do not divide. */
export function idPart(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2F');
}

/** A name of the user's, or one of AWS's, as the setting of a row. */
export function named(name: string): Message {
  return message('{name}', { name: shownText(name) });
}

/** The names of two maps, those of the primary first. */
export function namesOf(pair: Pair<ReadonlyMap<string, unknown> | undefined>): readonly string[] {
  return [...new Set([...(pair.primary?.keys() ?? []), ...(pair.secondary?.keys() ?? [])])];
}
