import { valueOf } from '../domain/fact.ts';
import type { Clock, RegionReader } from '../domain/ports.ts';
import { comparePool, compareRowsAgain } from './compareRegions.ts';
import type { PoolStore } from './poolStore.ts';
import type { ReplicatedPool } from './readSnapshots.ts';

/** Compares the two Regions of a pool and keeps what came out of it. Rows of before stay until new ones are there, and where nothing could be read at all. */
export async function keepComparison(
  store: PoolStore,
  reader: RegionReader,
  pool: ReplicatedPool,
  clock: Clock,
  epoch: number,
  signal: AbortSignal,
): Promise<void> {
  const { id, secondaryRegion } = pool;
  const kept = store.parityOf(id);
  const { failure: said, ...before } = { ...kept, secondaryRegion, checking: false, checkingRows: [] };
  const underWay = { ...before, checking: true };
  store.setParity(epoch, id, underWay);
  try {
    const account = valueOf(store.snapshot.identity)?.account;
    const { failure, findings, rows, snapshots } = await comparePool(reader, pool, account, clock, signal);
    if (signal.aborted) return;
    store.setParity(epoch, id, failure ? { ...before, failure } : { ...before, rows, findings, snapshots, readAt: snapshots.readAt });
  } finally {
    // Given up, and nobody has begun anew: as it was before.
    if (store.snapshot.parity.get(id) === underWay) {
      store.setParity(epoch, id, kept && { ...before, ...(said && { failure: said }) });
    }
  }
}

/**
 * Reads again what one row of a comparison was computed from, and keeps the rows that come out of it. What was known stays where nothing could be read at all, and where the
 * whole pool was compared meanwhile.
 */
export async function keepRow(
  store: PoolStore,
  reader: RegionReader,
  pool: ReplicatedPool,
  rowId: string,
  clock: Clock,
  epoch: number,
  signal: AbortSignal,
): Promise<void> {
  const before = store.parityOf(pool.id)?.snapshots;
  if (!before) return;
  const account = valueOf(store.snapshot.identity)?.account;
  const { failure, findings, rows, snapshots } = await compareRowsAgain(reader, pool, [rowId], before, account, clock, signal);
  const now = store.parityOf(pool.id);
  if (signal.aborted || now?.snapshots !== before || now.checking) return;
  const { checkingRows, secondaryRegion } = now;
  const { readAt } = snapshots;
  store.setParity(
    epoch,
    pool.id,
    failure ? { ...now, failure } : { secondaryRegion, checking: false, checkingRows, rows, findings, snapshots, readAt },
  );
}
