import { type Fact, failureOf } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import type { ParityFinding } from '../domain/finding.ts';
import { compareRegions } from '../domain/parity/compareRegions.ts';
import { parityFindings } from '../domain/parity/parityFindings.ts';
import type { ParityRow } from '../domain/parity/row.ts';
import type { PoolSnapshots } from '../domain/parity/snapshot.ts';
import { firstFacts, partsOfRow } from '../domain/parity/snapshotParts.ts';
import type { Clock, RegionReader } from '../domain/ports.ts';
import { readAgain, readSnapshots, type ReplicatedPool } from './readSnapshots.ts';

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
  return compared(snapshots, [snapshots.primary.pool, snapshots.secondary.pool]);
}

/** Reads again what rows were computed from, and compares: all rows, by what was read now and what was read before. */
export async function compareRowsAgain(
  reader: RegionReader,
  pool: ReplicatedPool,
  rowIds: readonly string[],
  before: PoolSnapshots,
  account: string | undefined,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Promise<ComparedRegions> {
  const parts = [...new Set(rowIds.flatMap(partsOfRow))];
  const snapshots = await readAgain(reader, pool, parts, before, account, clock, signal);
  return compared(snapshots, [...firstFacts(snapshots.primary, parts), ...firstFacts(snapshots.secondary, parts)]);
}

/** The rows of both Regions. `first`: the facts that everything else that was read belongs to. */
function compared(snapshots: PoolSnapshots, first: readonly Fact<unknown>[]): ComparedRegions {
  const failure = whyNothingAnswered(first);
  const rows = compareRegions(snapshots);
  return { snapshots, rows, findings: parityFindings(rows, snapshots), ...(failure && { failure }) };
}

/** The reason why neither Region could say anything of what was asked. One refused permission is not such a reason: other calls may be allowed. */
function whyNothingAnswered(facts: readonly Fact<unknown>[]): Failure | undefined {
  const failures = facts.map(failureOf);
  return failures.every((failure) => failure !== undefined && failure.reason !== 'accessDenied') ? failures[0] : undefined;
}
