import { inRegion } from '../domain/arn.ts';
import { absent, type Fact, factOf, unknown, valueOf } from '../domain/fact.ts';
import type { PoolReader } from '../domain/ports.ts';
import type { ReadinessFacts } from '../domain/readiness/facts.ts';
import type { KeyDescription, PoolDetails, UserPool } from '../domain/userPool.ts';
import { readDetails } from './loadDetails.ts';

/** Reads everything that the readiness of one pool for one secondary Region depends on. A refused call makes its fact unknown, and no other. */
export async function readReadiness(
  reader: PoolReader,
  pool: UserPool,
  secondaryRegion: string,
  account: Fact<string>,
  signal: AbortSignal,
): Promise<ReadinessFacts> {
  const { primaryRegion } = pool;
  const [details, mfa] = await Promise.all([
    readDetails(reader, { ...pool, secondaryRegion }, signal),
    reader.mfa(primaryRegion, pool.id, signal),
  ]);
  const facts = factsOfDetails(pool, secondaryRegion, account, details);
  const keyArn = valueOf(details.description)?.key.arn;
  const policyIn = async (region: string, key: Fact<KeyDescription>): Promise<Fact<string>> => {
    if (key.state !== 'known') return key;
    return factOf(await reader.keyPolicy(region, inRegion(keyArn ?? key.value.arn, region) ?? key.value.arn, signal));
  };
  const [primaryKeyPolicy, secondaryKeyPolicy] = await Promise.all([
    policyIn(primaryRegion, facts.primaryKey),
    policyIn(secondaryRegion, facts.secondaryKey),
  ]);
  return { ...facts, primaryKeyPolicy, secondaryKeyPolicy, mfa: factOf(mfa) };
}

/** The facts that a pool's details already hold; second factors and key policies, which they do not, are unknown. */
export function factsOfDetails(pool: UserPool, secondaryRegion: string, account: Fact<string>, details: PoolDetails): ReadinessFacts {
  const { description, domain, keys, replicas } = details;
  const { id: poolId, primaryRegion } = pool;
  const keyIn = (region: string): Fact<KeyDescription> => keys.get(region) ?? (description.state === 'unknown' ? description : absent);
  const notRead = (operation: string): Fact<never> => unknown({ reason: 'unknown', operation, detail: 'not asked' });
  return {
    poolId,
    account,
    primaryRegion,
    secondaryRegion,
    description,
    replicas,
    primaryKey: keyIn(primaryRegion),
    secondaryKey: secondaryRegion === primaryRegion ? absent : keyIn(secondaryRegion),
    primaryKeyPolicy: notRead('kms:GetKeyPolicy'),
    secondaryKeyPolicy: notRead('kms:GetKeyPolicy'),
    domain,
    mfa: notRead('cognito-idp:GetUserPoolMfaConfig'),
  };
}
