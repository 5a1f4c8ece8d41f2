import { type Fact, known, unknown } from '../../domain/fact.ts';
import { failed, type Result } from '../../domain/failure.ts';
import type { RegionReader } from '../../domain/ports.ts';

/** What the reads of one Region of a pool share. */
export interface Asking {
  readonly reader: RegionReader;
  readonly poolId: string;
  readonly region: string;
  /** The primary Region and the secondary one. */
  readonly poolRegions: readonly string[];
  /** The account that the pool is in, where anybody said so. */
  readonly account: string | undefined;
  /** Asks for something of this Region. What is given up because the Region is dead is as unknown as the call that found it dead. */
  readonly ask: <T>(read: (signal: AbortSignal) => Promise<Result<T>>) => Promise<Result<T>>;
  /** Asks for something that both Regions, or two settings, may point to. It is read once, wherever it is. */
  readonly once: <T>(what: string, read: (signal: AbortSignal) => Promise<Result<T>>) => Promise<Result<T>>;
}

/** The same answer for everybody who asks for the same thing. For one comparison. */
export function answeredOnce(signal: AbortSignal): Asking['once'] {
  const answers = new Map<string, Promise<Result<unknown>>>();
  return <T>(what: string, read: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> => {
    const answer = (answers.get(what) as Promise<Result<T>> | undefined) ?? read(signal);
    answers.set(what, answer);
    return answer;
  };
}

/** Asks in one Region until `giveUp` is called: a Region that has not answered one call within its time does not answer the others either. */
export function askingUntilDead(signal: AbortSignal): { readonly ask: Asking['ask']; readonly giveUp: () => void } {
  const dead = new AbortController();
  const either = AbortSignal.any([signal, dead.signal]);
  return {
    giveUp: () => dead.abort(),
    ask: async (read) => {
      const result = await read(either);
      const isGivenUp = !result.ok && result.failure.reason === 'cancelled' && !signal.aborted;
      return isGivenUp ? failed({ ...result.failure, reason: 'timeout', detail: '' }) : result;
    },
  };
}

/** What is read of a value that has to be read first; without it, as absent or unknown as it is. */
export async function following<T, U>(first: Fact<T>, read: (value: T) => Promise<Fact<U>>): Promise<Fact<U>> {
  return first.state === 'known' ? read(first.value) : first;
}

/** All values, or why one of them is unknown. */
export function allKnown<T>(results: readonly Result<T>[]): Fact<readonly T[]> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return unknown(result.failure);
    values.push(result.value);
  }
  return known(values);
}

/** Something of another account, where ours cannot look. */
export function elsewhere(operation: string, region: string, account: string): Fact<never> {
  return unknown({ reason: 'invalid', operation, region, detail: `it belongs to account ${account}` });
}
