import { isShown } from '../documents/shown.ts';
import type { PoolSession } from '../poolSession.ts';
import type { ParitySource } from './paritySource.ts';

export interface ParityOf {
  readonly account: string;
  readonly poolId: string;
  readonly primaryRegion: string;
}

/** Starts the comparison that something on the screen shows, where nobody has begun one. Does nothing for a pool of another account. */
export function needParity(session: PoolSession, source: ParitySource, of: ParityOf): void {
  if (canCompare(session, of) && !source.rowsOf(of.poolId)) void source.check(of.poolId);
}

/** Whether the account that is looked at has this pool, with a replica. */
export function canCompare(session: PoolSession, { account, poolId, primaryRegion }: ParityOf): boolean {
  const pool = session.store.pools.find(({ id }) => id === poolId);
  return pool?.secondaryRegion !== undefined && isShown(session, { kind: 'pool', account, region: primaryRegion, poolId, name: '' });
}
