import { preflight, type PreflightCheck } from '../domain/failover/preflight.ts';
import { failureMessage } from '../domain/failure.ts';
import type { UserPool } from '../domain/userPool.ts';
import type { PoolStore } from './poolStore.ts';

/** What a fail over of a pool would meet, by what the store has: once its details, the comparison and its health check were read. Undefined while the details are not. */
export function preflightOf(store: PoolStore, pool: UserPool): readonly PreflightCheck[] | undefined {
  const facts = store.assessmentOf(pool)?.facts;
  const health = store.snapshot.healthChecks.get(pool.id);
  if (!facts || !health) return undefined;
  const parity = store.parityOf(pool.id);
  const failure = parity?.failure;
  return preflight({
    facts,
    ...health,
    ...(parity?.rows && !failure && { rows: parity.rows }),
    ...(failure && { whyNoRows: failureMessage(failure) }),
  });
}
