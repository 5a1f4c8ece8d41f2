import { comparePool, type ComparedRegions } from '../app/compareRegions.ts';
import { readIdentity } from '../app/loadPools.ts';
import { type ComparedPool, parityAsJson, parityAsMarkdown } from '../app/parity/parityText.ts';
import { type Failure, failureMessage, isRegionDown, type Result } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { PoolReader } from '../domain/ports.ts';
import { primaryRegionOf } from '../domain/region.ts';
import { type PoolReplica, secondaryOf } from '../domain/userPool.ts';
import type { ParityArguments } from './arguments.ts';
import { withConnection } from './connection.ts';
import { failsOn } from './findings.ts';
import { parityAsLines } from './parityText.ts';
import { printable } from './poolsText.ts';
import { exitCodes, type Terminal } from './run.ts';

const clock = { now: () => Date.now() };

/** Compares the two Regions of a replicated user pool, and prints it. */
export async function parity(parsed: ParityArguments, terminal: Terminal): Promise<number> {
  return withConnection(parsed, terminal, async ({ reader, regionReader }) => {
    const { failOn, format, poolId, regions } = parsed;
    const primaryRegion = primaryRegionOf(poolId) ?? '';
    const { signal } = new AbortController();
    const couldNotRun = (why: string): number => {
      terminal.complain(printable(`cognito-replicas: ${poolId}: ${why}`));
      return exitCodes.couldNotRun;
    };
    const asked = [...new Set([primaryRegion, ...regions])];
    const [identity, replicas] = await Promise.all([readIdentity(reader, asked, signal), readReplicas(reader, asked, poolId, signal)]);
    if (!replicas.ok) return couldNotRun(english(failureMessage(replicas.failure)));
    const secondary = secondaryOf(replicas.value, primaryRegion);
    if (!secondary) return couldNotRun('has no replica: there is nothing to compare');
    const pool = { id: poolId, name: poolId, primaryRegion, secondaryRegion: secondary.region };
    const account = identity?.ok === true ? identity.value.account : undefined;
    const compared = await comparePool(regionReader, pool, account, clock, signal);
    if (compared.failure) return couldNotRun(english(failureMessage(compared.failure)));
    terminal.print(printed(compared, format));
    if (compared.rows.some(({ severity }) => failsOn(failOn, severity))) return exitCodes.findings;
    return compared.rows.some(({ verdict }) => verdict === 'unknown') ? exitCodes.partlyUnknown : exitCodes.fine;
  });
}

function printed({ rows, snapshots }: ComparedRegions, format: ParityArguments['format']): string {
  const { poolId: id, poolName: name, primary, readAt, secondary } = snapshots;
  const pool: ComparedPool = { id, name, primaryRegion: primary.region, secondaryRegion: secondary.region, readAt };
  switch (format) {
    case 'json':
      return parityAsJson(rows, pool).trimEnd();
    case 'markdown':
      return parityAsMarkdown(rows, pool, english).trimEnd();
    case 'text':
      return parityAsLines(rows, pool).map(printable).join('\n');
  }
}

/** The Regions of the pool, from the first Region that answers: a replica says it too (facts: cognito-replication.md section 1). */
async function readReplicas(
  reader: PoolReader,
  regions: readonly string[],
  poolId: string,
  signal: AbortSignal,
): Promise<Result<readonly PoolReplica[]>> {
  let first: Failure | undefined;
  for (const region of regions) {
    const result = await reader.listReplicas(region, poolId, signal);
    if (result.ok || (!first && !isRegionDown(result.failure))) return result;
    first ??= result.failure;
  }
  return { ok: false, failure: first ?? { reason: 'unknown', operation: 'cognito-idp:ListUserPoolReplicas', detail: '' } };
}
