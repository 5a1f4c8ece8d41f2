import type { Operation } from '../service.ts';
import { structure } from '../shape.ts';
import { regionOf, withRegion, type World } from '../world.ts';
import { invalid, operation, userPoolId } from './poolInputs.ts';
import { replicasOf, userPoolHere } from './replication.ts';
import { protectedPool } from './replicas.ts';

/**
 * Refuses a pool that is protected, has a domain, or has a replica; whether the service removes the replica instead is the switch
 * deletePoolWithReplica (facts: section 1, "DeleteUserPool", "Errors").
 */
const deleteUserPool = operation(structure({ UserPoolId: userPoolId }), ({ UserPoolId }, call) => {
  const { id, settings } = userPoolHere(UserPoolId, call);
  if (settings.DeletionProtection === 'ACTIVE') throw invalid(protectedPool);
  const { domains } = regionOf(call.world, call.account, call.region);
  if (Object.values(domains).some((domain) => domain.userPoolId === id)) {
    throw invalid('User pool cannot be deleted. It has a domain configured that should be deleted first.');
  }
  const replicas = replicasOf(call.world, call.account, id, call.now).map(({ region }) => region);
  if (replicas.length > 0 && call.world.switches.deletePoolWithReplica === 'refused') {
    throw invalid('User pool cannot be deleted. It has a replica that should be deleted first.');
  }
  const world = [call.region, ...replicas].reduce((before: World, region) => without(before, call.account, region, id), call.world);
  return { world, output: {} };
});

function without(world: World, account: string, region: string, id: string): World {
  return withRegion(world, account, region, (state) => ({
    ...state,
    userPools: Object.fromEntries(Object.entries(state.userPools).filter(([key]) => key !== id)),
    domains: Object.fromEntries(Object.entries(state.domains).filter(([, domain]) => domain.userPoolId !== id)),
  }));
}

export const deleteOperations: Readonly<Record<string, Operation>> = { DeleteUserPool: deleteUserPool };
