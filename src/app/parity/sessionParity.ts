import type { PoolSession } from '../poolSession.ts';
import type { ParitySource } from './paritySource.ts';

/** Comparisons of the pools of the account that is looked at. */
export function sessionParity(session: PoolSession): ParitySource {
  return {
    rowsOf: (poolId) => session.store.parityOf(poolId),
    // The whole: what one row needs is most of its pool's reads, and rows of two readings would not belong to one time.
    check: (poolId) => session.compare(poolId),
    onDidChange: (listener) => session.onDidChange(listener),
  };
}
