import { valueOf } from '../../fact.ts';
import type { JsonObject } from '../../json.ts';
import type { ParityRow } from '../../parity/row.ts';
import { mapPair, type Pair } from '../../parity/rows.ts';
import type { FunctionSnapshot, PoolSnapshots, RegionSnapshot } from '../../parity/snapshot.ts';
import { poolArn } from '../../userPool.ts';
import type { RequiredPermission } from '../plan.ts';

/** What every kind of repair knows. */
export interface RepairContext {
  readonly account: string;
  readonly poolId: string;
  readonly poolName: string;
  /** The secondary Region, in which everything is changed. */
  readonly region: string;
  readonly primaryRegion: string;
  readonly replicaArn: string;
  readonly sides: Pair<RegionSnapshot>;
  /** DescribeUserPool of each Region; empty where it could not be read, where no row is different either. */
  readonly settings: Pair<JsonObject>;
  readonly namesakes: PoolSnapshots['namesakes'];
  /** All rows that are to be repaired, of every kind. */
  readonly asked: readonly ParityRow[];
}

export function repairContext(account: string, snapshots: PoolSnapshots, asked: readonly ParityRow[]): RepairContext {
  const { namesakes, poolId, poolName, primary, secondary } = snapshots;
  const sides = { primary, secondary };
  return {
    account,
    poolId,
    poolName,
    region: secondary.region,
    primaryRegion: primary.region,
    replicaArn: poolArn(poolId, secondary.region, account),
    sides,
    settings: mapPair(sides, ({ pool }) => valueOf(pool)?.settings ?? {}),
    namesakes,
    asked,
  };
}

/** A function of the secondary Region as far as it was read: for a trigger that names it already, or for one that could. Undefined: nobody has looked. */
export function functionThere(arn: string, { namesakes, sides }: RepairContext): FunctionSnapshot | undefined {
  return [...sides.secondary.functions.values(), ...(namesakes?.functions.values() ?? [])].find((one) => one.arn === arn);
}

/** An action on the replica. */
export function onReplica(action: string, { region, replicaArn }: RepairContext): RequiredPermission {
  return { action: `cognito-idp:${action}`, region, resource: replicaArn };
}
