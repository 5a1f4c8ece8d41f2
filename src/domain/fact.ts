import type { Failure, Result } from './failure.ts';

/** A value that was read, is known not to be there, or could not be read. Unknown never raises an error and never counts as fine. */
export type Fact<T> =
  { readonly state: 'known'; readonly value: T } | { readonly state: 'absent' } | { readonly state: 'unknown'; readonly failure: Failure };

export const absent: Fact<never> = { state: 'absent' };

export function known<T>(value: T): Fact<T> {
  return { state: 'known', value };
}

export function unknown(failure: Failure): Fact<never> {
  return { state: 'unknown', failure };
}

/** A call's answer as a fact: undefined means that the service has no such thing. */
export function factOf<T>(result: Result<T | undefined>): Fact<T> {
  if (!result.ok) return unknown(result.failure);
  return result.value === undefined ? absent : known(result.value);
}

/** The same fact of something else: a known value is translated, absent and unknown stay. */
export function mapFact<T, U>(fact: Fact<T>, translate: (value: T) => U): Fact<U> {
  return fact.state === 'known' ? known(translate(fact.value)) : fact;
}

/** Why a fact is unknown; undefined for one that is not. */
export function failureOf(fact: Fact<unknown> | undefined): Failure | undefined {
  return fact?.state === 'unknown' ? fact.failure : undefined;
}

export function valueOf<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.state === 'known' ? fact.value : undefined;
}
