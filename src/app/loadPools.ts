import pLimit from 'p-limit';
import { factOf } from '../domain/fact.ts';
import { type Failure, isRegionDown, type Result } from '../domain/failure.ts';
import type { Identity, PoolReader } from '../domain/ports.ts';
import type { ListedPool } from '../domain/userPool.ts';
import type { PoolStore, RegionList } from './poolStore.ts';

const nothing: RegionList = { loading: false, pools: [] };

/**
 * Lists the pools of all Regions at once and asks who is asking. Regions do not wait for one another, and rows appear as pages arrive.
 * Never throws: what failed stands in the store.
 */
export async function loadPools(store: PoolStore, reader: PoolReader, regions: readonly string[], signal: AbortSignal): Promise<void> {
  const { epoch } = store;
  store.update(epoch, ({ regions: before }) => ({
    regions: new Map(regions.map((region) => [region, { ...(before.get(region) ?? nothing), loading: true }])),
  }));
  await Promise.all([loadIdentity(store, reader, regions, signal), ...regions.map((region) => loadRegion(store, reader, region, signal))]);
}

/** Lists one Region again. The pools that were there stay until the new list is whole; on a first load they appear page by page. */
export async function loadRegion(store: PoolStore, reader: PoolReader, region: string, signal: AbortSignal): Promise<void> {
  const { epoch } = store;
  const before = store.snapshot.regions.get(region) ?? nothing;
  const isFirstLoad = before.pools.length === 0;
  store.setRegion(epoch, region, { ...before, loading: true });
  let pools: readonly ListedPool[] = [];
  let failure: Failure | undefined;
  for await (const page of reader.listPools(region, signal)) {
    // Whoever aborts has started something else that fills the store.
    if (signal.aborted) return;
    if (!page.ok) {
      failure = page.failure;
      break;
    }
    pools = [...pools, ...page.value];
    if (isFirstLoad) store.setRegion(epoch, region, { loading: true, pools });
  }
  if (!failure) {
    store.setRegion(epoch, region, { loading: false, pools });
  } else {
    store.setRegion(epoch, region, { loading: false, pools: isFirstLoad ? pools : before.pools, failure });
  }
}

async function loadIdentity(store: PoolStore, reader: PoolReader, regions: readonly string[], signal: AbortSignal): Promise<void> {
  const { epoch } = store;
  const identity = await readIdentity(reader, regions, signal);
  if (identity && !signal.aborted) store.update(epoch, () => ({ identity: factOf(identity) }));
}

/** Who is asking, from the first Region that answers. Undefined when there is no Region to ask. */
export async function readIdentity(
  reader: PoolReader,
  [region, ...others]: readonly string[],
  signal: AbortSignal,
): Promise<Result<Identity> | undefined> {
  if (region === undefined) return undefined;
  const identity = await reader.identity(region, signal);
  return !identity.ok && isRegionDown(identity.failure) && others.length > 0 ? readIdentity(reader, others, signal) : identity;
}

/** How many pools' details are read at a time; the aws layer bounds the requests a second. */
const detailsAtOnce = 16;

/** Runs a task for each item, a bounded number at a time. */
export async function forEachBounded<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const limit = pLimit(detailsAtOnce);
  await Promise.all(items.map((item) => limit(() => task(item))));
}
