import { parseArn } from '../domain/arn.ts';
import { valueOf } from '../domain/fact.ts';
import type { PoolSnapshots, RegionSnapshot, SnapshotPart } from '../domain/parity/snapshot.ts';
import { allParts, outdatedParts, type RegionParts, withParts } from '../domain/parity/snapshotParts.ts';
import type { Clock, RegionReader } from '../domain/ports.ts';
import type { UserPool } from '../domain/userPool.ts';
import { type Asking, answeredOnce } from './snapshots/asking.ts';
import { readNamesakes } from './snapshots/namesakes.ts';
import { readingOfRegion } from './snapshots/regionParts.ts';

/** A pool with a replica. */
export type ReplicatedPool = UserPool & Required<Pick<UserPool, 'secondaryRegion'>>;

/** Reads parts of both Regions at once. */
type ReadParts = (parts: readonly SnapshotPart[]) => Promise<readonly [primary: RegionParts, secondary: RegionParts]>;

/**
 * Reads both Regions of a pool at once, for a comparison. What needs nothing but the pool's id is asked for in a first wave; everything else as soon as the one answer that it
 * depends on is there. No call is made twice, and one that is refused makes its own fact unknown and no other. The account is where the pool is; unknown, what the pool's
 * description says counts.
 */
export async function readSnapshots(
  reader: RegionReader,
  pool: ReplicatedPool,
  account: string | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<PoolSnapshots> {
  const { id: poolId, primaryRegion, secondaryRegion } = pool;
  const shared = sharedOf(reader, pool, account, signal);
  const parts = await readingOf(shared, pool, signal)(allParts);
  // All parts were asked for.
  const primary = { region: primaryRegion, ...parts[0] } as RegionSnapshot;
  const secondary = { region: secondaryRegion, ...parts[1] } as RegionSnapshot;
  const described = valueOf(primary.pool) ?? valueOf(secondary.pool);
  return {
    poolId,
    poolName: described?.name ?? pool.name,
    account: account ?? parseArn(described?.arn ?? '')?.account ?? '',
    primary,
    secondary,
    namesakes: await readNamesakes(primary, secondary, { ...shared, region: secondaryRegion, ask: (read) => read(signal) }),
    readAt: clock.now(),
  };
}

/**
 * Reads some parts of both Regions again. Where the description of the pool is among them or is needed for them, and names another function, sender or domain than before, what
 * is known of those is about the one before: it is read again too. Everything else stays as it was.
 */
export async function readAgain(
  reader: RegionReader,
  pool: ReplicatedPool,
  parts: readonly SnapshotPart[],
  before: PoolSnapshots,
  account: string | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<PoolSnapshots> {
  const read = readingOf(sharedOf(reader, pool, account, signal), pool, signal);
  const [primary, secondary] = await read(parts);
  const followed = [
    ...(primary.pool ? outdatedParts(before.primary.pool, primary.pool) : []),
    ...(secondary.pool ? outdatedParts(before.secondary.pool, secondary.pool) : []),
  ];
  // Of both Regions, so that a part is of one time.
  const [ofPrimary, ofSecondary] = await read(allParts.filter((part) => followed.includes(part) && !parts.includes(part)));
  return withParts(before, { ...primary, ...ofPrimary }, { ...secondary, ...ofSecondary }, clock.now());
}

type Shared = Omit<Asking, 'ask' | 'region'>;

function sharedOf(reader: RegionReader, pool: ReplicatedPool, account: string | undefined, signal: AbortSignal): Shared {
  const { id: poolId, primaryRegion, secondaryRegion } = pool;
  return { reader, poolId, poolRegions: [primaryRegion, secondaryRegion], account, once: answeredOnce(signal) };
}

function readingOf(shared: Shared, { primaryRegion, secondaryRegion }: ReplicatedPool, signal: AbortSignal): ReadParts {
  const readPrimary = readingOfRegion({ ...shared, region: primaryRegion }, signal);
  const readSecondary = readingOfRegion({ ...shared, region: secondaryRegion }, signal);
  return (parts) => Promise.all([readPrimary(parts), readSecondary(parts)]);
}
