// What a secondary Region takes (facts: section 1, "Operations accepted by a secondary"), for the operations of users, app clients and sign-in.
// One place, to be replaced as a whole by an allow-list for every operation of the service.
import { Refusal } from '../refusal.ts';
import { textMember, type Operation } from '../service.ts';
import { entryOf, regionOf } from '../world.ts';
import { addressedPool } from './addressedPool.ts';
import { replicaStatus } from './replication.ts';

const onInactiveAndActive = new Set(['AdminGetUser', 'DescribeUserPoolClient', 'ListUserPoolClients', 'ListUsers']);
const onActiveOnly = new Set([
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'AdminUserGlobalSignOut',
  'GetTokensFromRefreshToken',
  'GetUser',
  'GlobalSignOut',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'RevokeToken',
]);

/** The refusal that was measured for writes on a secondary (facts: section 1, "Errors"). */
export const notEnabledHere = (): Refusal =>
  new Refusal('OperationNotEnabledException', 'This operation is not enabled in this region for this User Pool');

/** The operations, refused where the Region of the call has a replica that does not take them. */
export function guardedOnSecondary(operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> {
  const guarded = Object.entries(operations).map(([name, run]): [string, Operation] => [
    name,
    (input, call) => {
      const id = textMember(input, 'UserPoolId') ?? addressedPool(input, call.world)?.userPoolId;
      const pool = id === undefined ? undefined : entryOf(regionOf(call.world, call.account, call.region).userPools, id);
      const status = pool && replicaStatus(pool, call.now);
      // While it is CREATING or gone, the operation itself says that there is no such pool.
      const refused = status === 'ACTIVE' ? !onActiveOnly.has(name) && !onInactiveAndActive.has(name) : !onInactiveAndActive.has(name);
      if (status !== undefined && status !== 'CREATING' && refused) throw notEnabledHere();
      return run(input, call);
    },
  ]);
  return Object.fromEntries(guarded);
}
