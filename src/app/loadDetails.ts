import { inRegion } from '../domain/arn.ts';
import { absent, type Fact, factOf, known, unknown } from '../domain/fact.ts';
import { isRegionDown, type Result } from '../domain/failure.ts';
import type { PoolReader } from '../domain/ports.ts';
import type { DomainDescription, KeyDescription, PoolDescription, PoolDetails, UserPool } from '../domain/userPool.ts';
import { secondaryOf } from '../domain/userPool.ts';

/**
 * Reads what the list does not say of one pool, in two waves: the description and the replicas, then the key in each Region and the domain.
 * During an outage of the primary Region the replica is asked instead: both reads are allowed there
 * (facts: cognito-replication.md section 1, "Operations accepted by a secondary").
 */
export async function readDetails(reader: PoolReader, pool: UserPool, signal: AbortSignal): Promise<PoolDetails> {
  const regions = [pool.primaryRegion, ...(pool.secondaryRegion === undefined ? [] : [pool.secondaryRegion])];
  const [description, replicas] = await Promise.all([
    firstAnswering(regions, (region) => reader.describePool(region, pool.id, signal)),
    firstAnswering(regions, (region) => reader.listReplicas(region, pool.id, signal)),
  ]);
  const described = description.ok ? description.value : undefined;
  const replica = replicas.ok ? secondaryOf(replicas.value, pool.primaryRegion) : undefined;
  const secondaryRegion = replica?.region ?? pool.secondaryRegion;
  const [keys, domain] = await Promise.all([
    described
      ? readKeys(reader, described.key.arn, [pool.primaryRegion, secondaryRegion], signal)
      : new Map<string, Fact<KeyDescription>>(),
    described ? readDomain(reader, described, signal) : description.ok ? absent : unknown(description.failure),
  ]);
  return { description: factOf(description), replicas: factOf(replicas), keys, domain };
}

async function firstAnswering<T>(regions: readonly string[], read: (region: string) => Promise<Result<T>>): Promise<Result<T>> {
  const [region, ...others] = regions;
  if (region === undefined) throw new Error('A pool has a primary Region.');
  const result = await read(region);
  return !result.ok && isRegionDown(result.failure) && others.length > 0 ? firstAnswering(others, read) : result;
}

/** The pool's key in each Region of the pool: the key replica of a multi-Region key has the same ARN but for its Region. */
async function readKeys(
  reader: PoolReader,
  keyArn: string | undefined,
  poolRegions: readonly (string | undefined)[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Fact<KeyDescription>>> {
  if (keyArn === undefined) return new Map();
  const regions = poolRegions.filter((region) => region !== undefined);
  const entries = await Promise.all(
    regions.map(async (keyRegion): Promise<[string, Fact<KeyDescription>]> => {
      const regionalArn = inRegion(keyArn, keyRegion) ?? keyArn;
      const answer = await reader.describeKey(keyRegion, regionalArn, signal);
      // "Not found" is an answer: the key has no replica in this Region.
      if (!answer.ok && answer.failure.reason === 'notFound') return [keyRegion, absent];
      return [keyRegion, factOf(answer)];
    }),
  );
  return new Map(entries);
}

async function readDomain(reader: PoolReader, description: PoolDescription, signal: AbortSignal): Promise<Fact<DomainDescription>> {
  // A pool can have both; the custom domain is the one that can fail over (facts: cognito-replication.md section 4).
  const name = description.customDomain ?? description.prefixDomain;
  if (name === undefined) return absent;
  return factOf(await reader.describeDomain(description.region, name, signal));
}

/** The status of the pool's replica as far as it was read. Absent: there is no replica. Undefined: not read yet. */
export function replicaStatusOf(pool: UserPool, details: PoolDetails | undefined): Fact<string> | undefined {
  if (!details) return undefined;
  if (details.replicas.state !== 'known') return details.replicas;
  const replica = secondaryOf(details.replicas.value, pool.primaryRegion);
  return replica ? known(replica.status) : absent;
}
