import { PoolSession } from '../../src/app/poolSession.ts';
import { type Fact, valueOf } from '../../src/domain/fact.ts';
import type { Plan } from '../../src/domain/plans/plan.ts';
import { planSetUp } from '../../src/domain/plans/setUpReplication.ts';
import type { Identity } from '../../src/domain/ports.ts';
import { realClock, type Simulated } from './simulated.ts';

/** The plan to replicate a pool of a simulated account, by what is there now, and who would run it. */
export async function setUpPlan(
  { connection }: Simulated,
  poolName: string,
  to: string,
): Promise<{ plan: Plan; identity: Fact<Identity> }> {
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  await session.connect({ kind: 'demo' }, []);
  const found = session.store.pools.find(({ name }) => name === poolName);
  if (found) await session.check(found.id, to);
  const pool = session.store.pools.find(({ id }) => id === found?.id);
  const assessment = pool && session.store.assessmentOf(pool);
  const { details, identity } = session.store.snapshot;
  const description = pool && valueOf(details.get(pool.id)?.description);
  if (!assessment || !description || !identity) throw new Error(`nothing was read of ${poolName}`);
  const account = valueOf(identity)?.account ?? '';
  return { plan: planSetUp({ facts: assessment.facts, account, poolName, described: description.settings }), identity };
}
