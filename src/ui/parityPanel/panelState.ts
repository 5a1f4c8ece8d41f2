import { accountOf } from '../../app/documents/documentIds.ts';
import { whyNotShown } from '../../app/documents/shown.ts';
import { canCompare, type ParityOf } from '../../app/parity/needParity.ts';
import { summaryMessage } from '../../app/parity/parityWords.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { UserPool } from '../../domain/userPool.ts';
import type { PanelPool, PanelSnapshot } from '../../webview/protocol.ts';
import { panelGroups } from './panelSnapshot.ts';

/** The pool of a panel, as far as it is known when the panel opens. */
export function panelPool({ store }: PoolSession, { id, name, primaryRegion, secondaryRegion }: UserPool): PanelPool {
  return { id, name, account: accountOf(store, id) ?? '', primaryRegion, secondaryRegion: secondaryRegion ?? '' };
}

export function parityOf({ account, id, primaryRegion }: PanelPool): ParityOf {
  return { account, poolId: id, primaryRegion };
}

/** Everything that a panel shows now. `known`: its pool as it was last known, which a restored panel has before its account has answered. */
export function panelSnapshot(
  session: PoolSession,
  known: PanelPool,
  render: (message: Message) => string,
  canWrite: boolean,
): PanelSnapshot {
  const listed = session.store.pools.find(({ id }) => id === known.id);
  const comparable = canCompare(session, parityOf(known));
  const pool = comparable && listed ? { ...panelPool(session, listed), account: known.account } : known;
  const base = { pool, reason: '', checking: false, summary: '', groups: [] };
  if (!comparable) {
    // The account, or the list of its pools, is still on its way.
    if (session.state.choice && !session.state.failure && session.state.loading) return { ...base, status: 'comparing', checking: true };
    return { ...base, status: 'notShown', reason: render(whyNotCompared(session, known, listed)) };
  }
  const parity = session.store.parityOf(known.id);
  if (!parity) return { ...base, status: 'comparing', checking: true };
  const { checking, failure, readAt, rows } = parity;
  return {
    ...base,
    status: failure && !checking ? 'failed' : rows ? 'compared' : 'comparing',
    reason: failure && !checking ? render(failureMessage(failure)) : '',
    checking,
    ...(readAt !== undefined && { readAt }),
    summary: rows ? render(summaryMessage(rows)) : '',
    groups: rows ? panelGroups(rows, render, { ...parity, canWrite }) : [],
  };
}

function whyNotCompared(session: PoolSession, known: PanelPool, listed: UserPool | undefined): Message {
  const { account, id: poolId, name, primaryRegion: region } = known;
  const reason = whyNotShown(session, { kind: 'pool', account, region, poolId, name });
  if (reason) return reason;
  return listed?.secondaryRegion === undefined
    ? message('User pool {name} has no replica: there is nothing to compare.', { name })
    : message('User pool {poolId} is not in the Regions that the Cognito Replicas view lists.', { poolId });
}
