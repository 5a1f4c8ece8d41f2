import { valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { PoolSession } from '../poolSession.ts';
import type { DocumentId } from './documentPath.ts';

/** Whether the account that is looked at has what the document shows, as far as that is known: otherwise nothing may be asked for it. */
export function isShown(session: PoolSession, id: DocumentId): boolean {
  return session.store.pools.some(({ id: poolId }) => poolId === id.poolId) && whyNotShown(session, id) === undefined;
}

/** Why the account that is looked at has nothing to show in a document: it is another one, or has no such pool there. */
export function whyNotShown({ state, store }: PoolSession, { account, kind, poolId, region }: DocumentId): Message | undefined {
  if (!state.choice) return message('No account is looked at. Choose a profile in the Cognito Replicas view.');
  if (state.failure) return failureMessage(state.failure);
  const { identity } = store.snapshot;
  if (!identity) return message('being read');
  const other = valueOf(identity)?.account;
  if (other !== undefined && other !== account) {
    return message('This belongs to account {account}, and the Cognito Replicas view shows account {other}.', { account, other });
  }
  const pool = store.pools.find(({ id }) => id === poolId);
  if (!pool) {
    return state.loading
      ? message('being read')
      : message('User pool {poolId} is not in the Regions that the Cognito Replicas view lists.', { poolId });
  }
  const regions = [pool.primaryRegion, store.secondaryRegionOf(pool)];
  // A key may be in the Region that an unreplicated pool is judged for.
  const mayBeJudgedFor = (kind === 'key' || kind === 'keyPolicy') && pool.secondaryRegion === undefined;
  return regions.includes(region) || mayBeJudgedFor
    ? undefined
    : message('User pool {poolId} has no replica in {region}.', { poolId, region });
}
