import { valueOf } from '../domain/fact.ts';
import { isInTransition, type UserPool } from '../domain/userPool.ts';
import { forEachBounded, loadRegion } from './loadPools.ts';
import type { PoolReads, Round } from './poolReads.ts';
import type { PoolStore } from './poolStore.ts';
import { replicaStatusOf } from './replicaStatus.ts';

/** The pools whose replica is being created, changed or deleted. */
export function inTransition({ pools, snapshot: { details } }: PoolStore): readonly UserPool[] {
  return pools.filter((pool) => {
    const status = valueOf(replicaStatusOf(pool, details.get(pool.id)));
    return status !== undefined && isInTransition(status);
  });
}

/** Asks how far they are. */
export async function pollTransitions(store: PoolStore, reads: PoolReads, round: Round): Promise<void> {
  const watched = inTransition(store);
  await forEachBounded(watched, async (pool) => {
    const replicas = await round.reader.listReplicas(pool.primaryRegion, pool.id, round.signal);
    const before = store.snapshot.details.get(pool.id)?.replicas;
    // Everything else is read anew only when the status has moved.
    const hasMoved = !replicas.ok || JSON.stringify(replicas.value) !== JSON.stringify(valueOf(before));
    if (hasMoved) await reads.readPool(pool, round);
  });
  // A replica that is gone is still in the lists that were read before, those of both its Regions.
  const gone = watched.filter((pool) => replicaStatusOf(pool, store.snapshot.details.get(pool.id))?.state === 'absent');
  const listed = gone.flatMap(({ primaryRegion, secondaryRegion }) => [
    primaryRegion,
    ...(secondaryRegion === undefined ? [] : [secondaryRegion]),
  ]);
  const regions = new Set(listed.filter((region) => store.snapshot.regions.has(region)));
  await forEachBounded([...regions], (region) => loadRegion(store, round.reader, region, round.signal));
}
