import { readIdentity } from '../app/loadPools.ts';
import type { ReplicatedPool } from '../app/readSnapshots.ts';
import { type Fact, factOf, unknown } from '../domain/fact.ts';
import { type Failure, failureMessage, isRegionDown, type Result } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { Identity, PoolReader } from '../domain/ports.ts';
import { primaryRegionOf } from '../domain/region.ts';
import { type PoolReplica, secondaryOf } from '../domain/userPool.ts';

/** A pool with its replica and who asks, or why there is nothing to look at. */
export type FoundPool = { readonly pool: ReplicatedPool; readonly identity: Fact<Identity> } | { readonly why: string };

/**
 * Finds the replica of a pool.
 *
 * @param others Regions to ask beside the primary, for when that is down
 * @param whyNone what it means that there is no replica
 */
export async function findReplicatedPool(
  reader: PoolReader,
  poolId: string,
  others: readonly string[],
  whyNone: string,
  signal: AbortSignal,
): Promise<FoundPool> {
  const primaryRegion = primaryRegionOf(poolId) ?? '';
  const asked = [...new Set([primaryRegion, ...others])];
  const [identity, replicas] = await Promise.all([readIdentity(reader, asked, signal), readReplicas(reader, asked, poolId, signal)]);
  if (!replicas.ok) return { why: english(failureMessage(replicas.failure)) };
  const secondary = secondaryOf(replicas.value, primaryRegion);
  if (!secondary) return { why: whyNone };
  return {
    pool: { id: poolId, name: poolId, primaryRegion, secondaryRegion: secondary.region },
    identity: identity ? factOf(identity) : unknown({ reason: 'notAsked', operation: 'sts:GetCallerIdentity', detail: '' }),
  };
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
