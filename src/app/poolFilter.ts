import { valueOf } from '../domain/fact.ts';
import type { PoolDetails, UserPool } from '../domain/userPool.ts';
import { replicaStatusOf } from './replicaStatus.ts';

/**
 * Whether a pool matches a filter such as "login us-west creating". Every word must match: part of the name or id, the beginning of a Region, or
 * the beginning of a status word (active, inactive, creating, deleting, replicated, unreplicated).
 */
export function matchesFilter(filter: string, pool: UserPool, details: PoolDetails | undefined): boolean {
  const words = filter
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) return true;
  const texts = [pool.name.toLowerCase(), pool.id.toLowerCase()];
  const status = valueOf(replicaStatusOf(pool, details));
  const terms = [
    pool.primaryRegion,
    ...(pool.secondaryRegion === undefined ? ['unreplicated'] : [pool.secondaryRegion, 'replicated']),
    ...(status === undefined ? [] : [status.toLowerCase()]),
  ];
  return words.every((word) => texts.some((text) => text.includes(word)) || terms.some((term) => term.startsWith(word)));
}
