import { failureOf } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import type { ParityFinding } from '../domain/finding.ts';
import { compareRegions } from '../domain/parity/compareRegions.ts';
import { parityFindings } from '../domain/parity/parityFindings.ts';
import type { ParityRow } from '../domain/parity/row.ts';
import type { PoolSnapshots } from '../domain/parity/snapshot.ts';
import type { Clock, RegionReader } from '../domain/ports.ts';
import { readSnapshots, type ReplicatedPool } from './readSnapshots.ts';

/** The two Regions of a pool, compared. */
export interface ComparedRegions {
  readonly snapshots: PoolSnapshots;
  readonly rows: readonly ParityRow[];
  readonly findings: readonly ParityFinding[];
  /** Why there is nothing to compare. The rows say then, one by one, that they are unknown. */
  readonly failure?: Failure;
}

/** Reads both Regions of a replicated pool and compares them. */
export async function comparePool(
  reader: RegionReader,
  pool: ReplicatedPool,
  account: string | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<ComparedRegions> {
  const snapshots = await readSnapshots(reader, pool, account, clock, signal);
  const failure = whyNothingAnswered(snapshots);
  const rows = compareRegions(snapshots);
  return { snapshots, rows, findings: parityFindings(rows, snapshots), ...(failure && { failure }) };
}

/** The reason why neither Region could say anything of the pool. One refused permission is not such a reason: other calls may be allowed. */
function whyNothingAnswered({ primary, secondary }: PoolSnapshots): Failure | undefined {
  const failures = [failureOf(primary.pool), failureOf(secondary.pool)];
  return failures.every((failure) => failure !== undefined && failure.reason !== 'accessDenied') ? failures[0] : undefined;
}
