import { parseArn } from '../domain/arn.ts';
import { absent, type Fact, known, unknown, valueOf } from '../domain/fact.ts';
import type { PoolReader } from '../domain/ports.ts';
import type { ReadinessFacts } from '../domain/readiness/facts.ts';
import type { PoolDescription, PoolDetails, UserPool } from '../domain/userPool.ts';
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
  // Without a description nobody knows which key it is; with one, a key that was not looked for is not there.
  const inRegion = <T>(facts: ReadonlyMap<string, Fact<T>>, region: string): Fact<T> =>
    facts.get(region) ?? (description.state === 'unknown' ? description : absent);
  const isOtherRegion = secondaryRegion !== primaryRegion;
  return {
    poolId,
    account: account.state === 'known' ? account : (accountIn(description) ?? account),
    primaryRegion,
    secondaryRegion,
    description,
    replicas,
    primaryKey: inRegion(keys, primaryRegion),
    secondaryKey: isOtherRegion ? inRegion(keys, secondaryRegion) : absent,
    primaryKeyPolicy: inRegion(keyPolicies, primaryRegion),
    secondaryKeyPolicy: isOtherRegion ? inRegion(keyPolicies, secondaryRegion) : absent,
    domain,
    mfa: mfa ?? unknown({ reason: 'unknown', operation: 'cognito-idp:GetUserPoolMfaConfig', detail: 'not asked' }),
  };
}

/** The account that the pool's own ARN names: who was asked may not have answered. */
function accountIn(description: Fact<PoolDescription>): Fact<string> | undefined {
  const arn = parseArn(valueOf(description)?.arn ?? '');
  return arn ? known(arn.account) : undefined;
}
