// The life of a replica: CreateUserPoolReplica, UpdateUserPoolReplica, DeleteUserPoolReplica, ListUserPoolReplicas.
// Facts: cognito-replication.md section 1 (transitions, errors) and section 2 (prerequisites). Sentences that no source quotes are ours.
import { userPoolArn } from '../arns.ts';
import { requireAccess } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import { regions, replicationRegions } from '../regions.ts';
import type { Call, Operation, Outcome } from '../service.ts';
import { oneOf, required, structure } from '../shape.ts';
import { doneAt, durationOf } from '../timing.ts';
import { withoutAssociation } from '../wafv2/firewall.ts';
import { withRegion, withUserPool, type ReplicaState, type UserPool } from '../world.ts';
import { badToken, invalid, nextToken, operation, regionName, tags, userPoolId } from './poolInputs.ts';
import { requireReplicationKey } from './poolKey.ts';
import { primaryRegionOf, replicaRecord, replicasOf, userPoolHere } from './replication.ts';
import { requireOwnTags } from './reservedTags.ts';
import { regionalPart, synchronizedPart } from './synchronization.ts';
import { defaultSettings } from './userPoolSettings.ts';
import { notEnabledHere } from './secondaryOperations.ts';

const row = (id: string, account: string, RegionName: string, Status: string, Role = 'SECONDARY') => ({
  RegionName,
  Status,
  Role,
  UserPoolArn: userPoolArn(RegionName, account, id),
});

/** Both Regions answer with both rows; the primary is always ACTIVE (facts: section 1). */
const listUserPoolReplicas = operation(structure({ UserPoolId: userPoolId, NextToken: nextToken }), ({ UserPoolId, NextToken }, call) => {
  if (NextToken !== undefined) throw badToken();
  const { id } = userPoolHere(UserPoolId, call);
  const replicas = replicasOf(call.world, call.account, id, call.now).map(({ region, status }) => row(id, call.account, region, status));
  return { output: { UserPoolReplicas: [row(id, call.account, primaryRegionOf(id), 'ACTIVE', 'PRIMARY'), ...replicas] } };
});

/** From the primary only: a secondary has refused before this. One replica for each pool (measured: facts section 1, S3). */
const createUserPoolReplica = operation(
  structure({ UserPoolId: userPoolId, RegionName: regionName, UserPoolTags: tags }),
  ({ UserPoolId, RegionName, UserPoolTags: given }, call) => {
    const UserPoolTags = given ?? {};
    requireOwnTags(Object.keys(UserPoolTags), call.world.switches.reservedTagRefusal);
    const pool = userPoolHere(UserPoolId, call);
    requireRegion(RegionName, call);
    if (replicasOf(call.world, call.account, pool.id, call.now).length > 0) {
      throw new Refusal('LimitExceededException', 'User pool has reached the maximum allowed number of replicas');
    }
    if (pool.settings.UserPoolTier === 'LITE') {
      throw new Refusal('FeatureUnavailableInTierException', 'Multi-Region replication is not available in the LITE feature plan.');
    }
    if (pool.olderInfrastructure === true) {
      throw new Refusal(call.world.switches.olderPoolRefusal, 'Multi-Region replication is not available for this user pool.');
    }
    requireReplicationKey(pool.settings.KeyConfiguration, pool.id, RegionName, call);
    requireTargetPermissions(RegionName, pool.id, Object.keys(UserPoolTags).length > 0, call);
    const copied = call.world.switches.newReplicaSettings === 'copied';
    const record: UserPool = {
      id: pool.id,
      createdAt: call.now,
      modifiedAt: call.now,
      estimatedUsers: pool.estimatedUsers,
      factors: pool.factors,
      settings: { ...synchronizedPart(pool.settings), ...regionalPart(copied ? pool.settings : emptyRegional), UserPoolTags },
      ...(copied && pool.resources && { resources: pool.resources }),
      replica: { primaryRegion: call.region, status: 'CREATING', settlesAt: doneAt('replicaCreationMilliseconds', call) },
    };
    const made = withUserPool(call.world, call.account, RegionName, record);
    // What protected an earlier replica does not protect this one, which has no settings of its own yet.
    const world = withoutAssociation({ ...call, world: made, region: RegionName }, userPoolArn(RegionName, call.account, pool.id));
    return { world, output: { UserPoolReplica: row(pool.id, call.account, RegionName, 'CREATING') } };
  },
);

const emptyRegional: UserPool['settings'] = { ...defaultSettings, PoolName: '' };

function requireRegion(name: string, call: Call): void {
  const supported: readonly string[] = call.world.switches.replicationRegions === 'launch' ? replicationRegions : regions;
  if (name === call.region) throw invalid(`Region ${name} is the primary Region of the user pool.`);
  if (!supported.includes(name)) throw invalid(`Region ${name} is not supported for multi-Region replication.`);
  if (!supported.includes(call.region)) throw invalid(`Region ${call.region} is not supported for multi-Region replication.`);
}

/** "Permissions to create user pools in the target Region", and to tag where tags are given (facts: section 2, "IAM for the caller"). */
function requireTargetPermissions(region: string, id: string, tagged: boolean, call: Call): void {
  const wanted = { service: 'cognito-idp', region, resource: userPoolArn(region, call.account, id) };
  requireAccess({ ...wanted, operation: 'CreateUserPool' }, call);
  if (tagged) requireAccess({ ...wanted, operation: 'TagResource' }, call);
}

/** From either Region. CREATING and DELETING cannot be changed. */
const updateUserPoolReplica = operation(
  structure({ UserPoolId: userPoolId, RegionName: regionName, Status: required(oneOf('ACTIVE', 'INACTIVE')) }),
  ({ UserPoolId, RegionName, Status }, call) => {
    const { record, status } = replicaIn(UserPoolId, RegionName, call);
    if (status === 'CREATING' || status === 'DELETING') throw statusRefused(status, call);
    const takes = durationOf('replicaStatusMilliseconds', call.world);
    if (takes === 0 || status === Status) return changedReplica(record, RegionName, { status: Status }, Status, call);
    const settlesAt = doneAt('replicaStatusMilliseconds', call);
    return changedReplica(record, RegionName, { status, next: Status, settlesAt }, status, call);
  },
);

/** An INACTIVE replica only, and from the primary Region; from the secondary is the switch secondaryDeletesReplica. */
const deleteUserPoolReplica = operation(
  structure({ UserPoolId: userPoolId, RegionName: regionName }),
  ({ UserPoolId, RegionName }, call) => {
    const { switches } = call.world;
    const pool = userPoolHere(UserPoolId, call);
    if (pool.replica && !switches.secondaryDeletesReplica) throw notEnabledHere();
    const { record, status } = replicaIn(UserPoolId, RegionName, call);
    if (status !== 'INACTIVE') throw statusRefused(status, call);
    if (switches.protectionKeepsReplica && pool.settings.DeletionProtection === 'ACTIVE') throw invalid(protectedPool);
    const settlesAt = doneAt('replicaDeletionMilliseconds', call);
    const { world, output } = changedReplica(record, RegionName, { status: 'DELETING', settlesAt }, 'DELETING', call);
    return { output, world: withRegion(world ?? call.world, call.account, RegionName, (state) => withoutDomains(state, UserPoolId)) };
  },
);

/** The sentence of the service (floci #3948, localstack #11947). */
export const protectedPool =
  'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.';

/** A prefix domain of the replica's own Region goes with the replica. */
function withoutDomains<S extends { readonly domains: Readonly<Record<string, { readonly userPoolId: string }>> }>(
  state: S,
  id: string,
): S {
  return { ...state, domains: Object.fromEntries(Object.entries(state.domains).filter(([, { userPoolId: owner }]) => owner !== id)) };
}

/** The replica of a pool in a Region, whichever of the two Regions is asked. */
function replicaIn(id: string, region: string, call: Call) {
  userPoolHere(id, call);
  if (region === primaryRegionOf(id)) throw invalid(`Region ${region} is the primary Region of the user pool.`);
  const found = replicaRecord(call.world, call.account, region, id, call.now);
  if (!found) throw new Refusal('ResourceNotFoundException', `User pool ${id} has no replica in ${region}.`);
  return found;
}

const statusRefused = (status: string, { world }: Call): Refusal =>
  new Refusal(world.switches.replicaStatusRefusal, `The replica cannot be changed or deleted while its status is ${status}.`);

function changedReplica(
  record: UserPool,
  region: string,
  state: Omit<ReplicaState, 'primaryRegion'>,
  shown: string,
  { world, account, now }: Call,
): Outcome {
  const replica: ReplicaState = { primaryRegion: primaryRegionOf(record.id), ...state };
  return {
    world: withUserPool(world, account, region, { ...record, modifiedAt: now, replica }),
    output: { UserPoolReplica: row(record.id, account, region, shown) },
  };
}

export const replicaOperations: Readonly<Record<string, Operation>> = {
  CreateUserPoolReplica: createUserPoolReplica,
  DeleteUserPoolReplica: deleteUserPoolReplica,
  ListUserPoolReplicas: listUserPoolReplicas,
  UpdateUserPoolReplica: updateUserPoolReplica,
};
