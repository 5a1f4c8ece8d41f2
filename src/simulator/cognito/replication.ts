// Primary and replica: who they are, how far a replica is, and which Regions know a pool. Facts: cognito-replication.md section 1.
import { Refusal } from '../refusal.ts';
import { entryOf, regionOf, regionsOf, type ReplicaStatus, type UserPool, type World } from '../world.ts';
import type { Call } from '../service.ts';
import { visiblePool } from './synchronization.ts';

/**
 * The status of a replica record at `now` (epoch milliseconds): CREATING becomes INACTIVE by itself, DELETING ends in undefined (gone).
 * Activation is always asked for.
 */
export function replicaStatus({ replica }: UserPool, now: number): ReplicaStatus | undefined {
  if (!replica) return undefined;
  const settled = replica.settlesAt !== undefined && now >= replica.settlesAt;
  if (replica.status === 'CREATING' && settled) return 'INACTIVE';
  if (replica.status === 'DELETING' && settled) return undefined;
  return (settled ? replica.next : undefined) ?? replica.status;
}

/** The Region that holds the primary of a pool, which is the prefix of its id. */
export const primaryRegionOf = (id: string): string => id.slice(0, id.indexOf('_'));

/** The record of a replica in a Region with its status at `now`; undefined where there is none, or none any more. */
export function replicaRecord(
  world: World,
  account: string,
  region: string,
  id: string,
  now: number,
): { readonly record: UserPool; readonly status: ReplicaStatus } | undefined {
  const record = entryOf(regionOf(world, account, region).userPools, id);
  const status = record && replicaStatus(record, now);
  return record && status && { record, status };
}

/** The replicas of a pool with their status at `now`; at most one on the real service. */
export const replicasOf = (
  world: World,
  account: string,
  id: string,
  now: number,
): { readonly region: string; readonly status: ReplicaStatus }[] =>
  regionsOf(world, account).flatMap(([region]) => {
    const found = replicaRecord(world, account, region, id, now);
    return found ? [{ region, status: found.status }] : [];
  });

/** Whether a Region answers for a record: primaries always, replicas once they exist (switch creatingReplicaAnswers while they are CREATING). */
export function answersFor(pool: UserPool, { world, now }: Call): boolean {
  if (!pool.replica) return true;
  const status = replicaStatus(pool, now);
  return status !== undefined && (status !== 'CREATING' || world.switches.creatingReplicaAnswers);
}

/**
 * A pool as the Region that is asked shows it.
 * @throws Refusal ResourceNotFoundException where this Region does not know the pool
 */
export function userPoolHere(id: string, call: Call): UserPool {
  const pool = entryOf(regionOf(call.world, call.account, call.region).userPools, id);
  if (pool && answersFor(pool, call)) return visiblePool(pool, call);
  throw new Refusal('ResourceNotFoundException', `User pool ${id} does not exist.`);
}
