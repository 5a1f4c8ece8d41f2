// Replication lag without a timer: what is synchronized remembers what it was, and a secondary Region sees what was there before the lag began.
import type { Call } from './service.ts';
import { durationOf } from './timing.ts';

/** A value that was replaced. */
export interface Earlier<T> {
  /** When it was replaced, in epoch milliseconds. */
  readonly until: number;
  readonly value: T;
}

type When = Pick<Call, 'world' | 'now'>;

/** What a secondary Region sees of something that the primary has now; `earlier` is what it was, oldest first. */
export function seenAfterLag<T>(current: T, earlier: readonly Earlier<T>[] | undefined, { world, now }: When): T {
  const moment = now - durationOf('replicationLagMilliseconds', world);
  const seen = earlier?.find(({ until }) => until > moment);
  return seen ? seen.value : current;
}

/** What is to be remembered when `before` is replaced: everything that a secondary Region may still see. Empty where there is no lag. */
export function remember<T>(before: T, earlier: readonly Earlier<T>[] | undefined, { world, now }: When): readonly Earlier<T>[] {
  const lag = durationOf('replicationLagMilliseconds', world);
  return lag > 0 ? [...(earlier ?? []).filter(({ until }) => until > now - lag), { until: now, value: before }] : [];
}
