import { inRegion } from '../domain/arn.ts';
import type { HealthCheck } from '../domain/failover/healthCheck.ts';
import { absent, type Fact, factOf, unknown, valueOf } from '../domain/fact.ts';
import { isRegionDown, type Result } from '../domain/failure.ts';
import type { PoolReader } from '../domain/ports.ts';
import type { DomainDescription, PoolDescription, PoolDetails, UserPool } from '../domain/userPool.ts';
import { secondaryOf } from '../domain/userPool.ts';

/**
 * Reads what the list does not say of one pool, in two waves: the description and the replicas, then the key in each Region and the domain. A pool that has a secondary
 * Region, or for which `pool` names the one that its readiness is asked for, is read to the end: key policies and second factors too. During an outage of the primary Region the replica is asked instead: these reads are allowed there
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
  const secondaryRegions = [replica?.region, pool.secondaryRegion].filter((region) => region !== undefined);
  const keyArn = described?.key.arn;
  const keyRegions = keyArn === undefined ? [] : [...new Set([pool.primaryRegion, ...secondaryRegions])];
  const isAsked = secondaryRegions.length > 0;
  const [keys, keyPolicies, mfa, [domain, healthCheck]] = await Promise.all([
    inEachRegion(keyRegions, keyArn, (region, arn) => reader.describeKey(region, arn, signal)),
    inEachRegion(isAsked ? keyRegions : [], keyArn, (region, arn) => reader.keyPolicy(region, arn, signal)),
    isAsked ? firstAnswering(regions, (region) => reader.mfa(region, pool.id, signal)) : undefined,
    described ? readRouting(reader, described, signal) : noRouting(description.ok ? absent : unknown(description.failure)),
  ]);
  return {
    description: factOf(description),
    replicas: factOf(replicas),
    keys,
    keyPolicies,
    domain,
    healthCheck,
    ...(mfa && { mfa: factOf(mfa) }),
  };
}

async function firstAnswering<T>(regions: readonly string[], read: (region: string) => Promise<Result<T>>): Promise<Result<T>> {
  const [region, ...others] = regions;
  if (region === undefined) throw new Error('A pool has a primary Region.');
  const result = await read(region);
  if (result.ok || !isRegionDown(result.failure) || others.length === 0) return result;
  const other = await firstAnswering(others, read);
  // There is no replica to ask: that says nothing of the pool.
  return !other.ok && other.failure.reason === 'notFound' ? result : other;
}

/** What a call says of the pool's key in each Region: the key replica of a multi-Region key has the same ARN but for its Region. */
async function inEachRegion<T>(
  regions: readonly string[],
  keyArn: string | undefined,
  read: (region: string, keyArn: string) => Promise<Result<T>>,
): Promise<ReadonlyMap<string, Fact<T>>> {
  if (keyArn === undefined) return new Map();
  const entries = await Promise.all(
    regions.map(async (region): Promise<[string, Fact<T>]> => {
      const answer = await read(region, inRegion(keyArn, region) ?? keyArn);
      // "Not found" is an answer: the key has no replica in this Region.
      return [region, !answer.ok && answer.failure.reason === 'notFound' ? absent : factOf(answer)];
    }),
  );
  return new Map(entries);
}

type Routing = readonly [domain: Fact<DomainDescription>, healthCheck: Fact<HealthCheck>];

/** The domain, and the health check that it fails over by. */
async function readRouting(reader: PoolReader, description: PoolDescription, signal: AbortSignal): Promise<Routing> {
  // A pool can have both; the custom domain is the one that can fail over (facts: cognito-replication.md section 4).
  const name = description.customDomain ?? description.prefixDomain;
  if (name === undefined) return noRouting(absent);
  const domain = factOf(await reader.describeDomain(description.region, name, signal));
  const id = valueOf(domain)?.failover?.healthCheckId;
  return id === undefined || id === '' ? noRouting(domain) : [domain, factOf(await reader.healthCheck(id, signal))];
}

/** Without a domain that fails over there is no health check; where the domain is unknown, so is what it fails over by. */
function noRouting(domain: Fact<DomainDescription>): Routing {
  return [domain, domain.state === 'unknown' ? domain : absent];
}
