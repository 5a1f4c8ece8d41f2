import { isShown } from '../documents/shown.ts';
import type { PoolSession } from '../poolSession.ts';

export interface ParityOf {
  readonly account: string;
  readonly poolId: string;
  readonly primaryRegion: string;
}

/** Starts the comparison that something on the screen shows, where nobody has begun one. Does nothing for a pool of another account. */
export function needParity(session: PoolSession, of: ParityOf): void {
  if (canCompare(session, of) && !session.store.parityOf(of.poolId)) void session.compare(of.poolId);
}

/** Whether the account that is looked at has this pool, with a replica. */
export function canCompare(session: PoolSession, { account, poolId, primaryRegion }: ParityOf): boolean {
  const pool = session.store.pools.find(({ id }) => id === poolId);
  return pool?.secondaryRegion !== undefined && isShown(session, { kind: 'pool', account, region: primaryRegion, poolId, name: '' });
}
