import { absent, type Fact, known } from '../domain/fact.ts';
import { type PoolDetails, secondaryOf, type UserPool } from '../domain/userPool.ts';

/** The status of the pool's replica as far as it was read. Absent: there is no replica. Undefined: not read yet. */
export function replicaStatusOf(pool: UserPool, details: PoolDetails | undefined): Fact<string> | undefined {
  if (!details) return undefined;
  if (details.replicas.state !== 'known') return details.replicas;
  const replica = secondaryOf(details.replicas.value, pool.primaryRegion);
  return replica ? known(replica.status) : absent;
}
