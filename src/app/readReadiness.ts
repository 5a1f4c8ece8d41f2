import { inRegion, parseArn } from '../domain/arn.ts';
import { absent, type Fact, known, mapFact, unknown, valueOf } from '../domain/fact.ts';
import type { PoolReader } from '../domain/ports.ts';
import type { ReadinessFacts } from '../domain/readiness/facts.ts';
import { type PoolDescription, type PoolDetails, poolArn, type UserPool } from '../domain/userPool.ts';
import { readDetails } from './loadDetails.ts';

/** Reads everything that the readiness of one pool for one secondary Region depends on. A refused call makes its fact unknown, and no other. */
export async function readReadiness(
  reader: PoolReader,
  pool: UserPool,
  secondaryRegion: string,
  account: Fact<string>,
  signal: AbortSignal,
): Promise<ReadinessFacts> {
  return factsOfDetails(pool, secondaryRegion, account, await readDetails(reader, { ...pool, secondaryRegion }, signal));
}

/** A pool's details as the facts of its readiness for one secondary Region. */
export function factsOfDetails(pool: UserPool, secondaryRegion: string, account: Fact<string>, details: PoolDetails): ReadinessFacts {
  const { description, domain, keyPolicies, keys, mfa, replicas } = details;
  const { id: poolId, primaryRegion } = pool;
  const hasKey = valueOf(description)?.key.arn !== undefined;
  // Without a description nobody knows which key it is; with a key, a Region that was not asked says nothing of it.
  const factIn = <T>(facts: ReadonlyMap<string, Fact<T>>, region: string, operation: string): Fact<T> =>
    facts.get(region) ?? (description.state === 'unknown' ? description : hasKey ? notAsked(operation) : absent);
  const isOtherRegion = secondaryRegion !== primaryRegion;
  const answered = account.state === 'known' ? account : (accountIn(description) ?? account);
  const setting = <T>(read: (pool: PoolDescription) => T | undefined): Fact<T> => definedFact(mapFact(description, read));
  return {
    poolId,
    subject: poolArn(poolId, primaryRegion, valueOf(answered) ?? ''),
    account: answered,
    primaryRegion,
    secondaryRegion,
    tier: setting(({ tier }) => tier),
    issuerType: setting(({ issuerType }) => issuerType),
    keyType: setting(({ key }) => key.type),
    // Which ARN a replica shows is unconfirmed (facts: section 3), so the Region of a key is judged only by what the primary says.
    keyArn: setting(({ key, region }) =>
      region === primaryRegion || key.arn === undefined ? key.arn : (inRegion(key.arn, primaryRegion) ?? key.arn),
    ),
    deletionProtection: setting(({ deletionProtection }) => deletionProtection),
    replicas,
    primaryKey: factIn(keys, primaryRegion, 'kms:DescribeKey'),
    secondaryKey: isOtherRegion ? factIn(keys, secondaryRegion, 'kms:DescribeKey') : absent,
    primaryKeyPolicy: factIn(keyPolicies, primaryRegion, 'kms:GetKeyPolicy'),
    secondaryKeyPolicy: isOtherRegion ? factIn(keyPolicies, secondaryRegion, 'kms:GetKeyPolicy') : absent,
    domain,
    mfa: mfa ?? notAsked('cognito-idp:GetUserPoolMfaConfig'),
  };
}

/** Unknown until somebody asks: a read that is on its way, or that nobody wanted before. */
function notAsked(operation: string): Fact<never> {
  return unknown({ reason: 'notAsked', operation, detail: '' });
}

/** What a reply leaves out is absent. */
function definedFact<T>(fact: Fact<T | undefined>): Fact<T> {
  if (fact.state !== 'known') return fact;
  return fact.value === undefined ? absent : known(fact.value);
}

/** The account that the pool's own ARN names: who was asked may not have answered. */
function accountIn(description: Fact<PoolDescription>): Fact<string> | undefined {
  const arn = parseArn(valueOf(description)?.arn ?? '');
  return arn ? known(arn.account) : undefined;
}
