// What a secondary Region takes: the developer guide's two lists, as data (facts: section 1, "Operations accepted by a secondary").
// Everything else that concerns a replicated pool is refused there, whether or not it is simulated.
import { jsonFromBase64 } from '../crypto/bytes.ts';
import { Refusal } from '../refusal.ts';
import { textMember, type Call } from '../service.ts';
import { entryOf, regionOf, type ReplicaStatus, type UserPool } from '../world.ts';
import { keyAt, keyStateAt } from '../kms/keys.ts';
import { addressedPool } from './addressedPool.ts';
import { answersFor, replicaStatus } from './replication.ts';
import { customerKeyId } from './poolKey.ts';
import { visiblePool } from './synchronization.ts';

/** Accepted by an INACTIVE and by an ACTIVE secondary. */
export const inactiveSecondaryOperations = [
  'AdminGetDevice',
  'AdminGetUser',
  'AdminListDevices',
  'AdminListGroupsForUser',
  'AdminListUserAuthEvents',
  'AssociateWebACL',
  'CreateUserPoolDomain',
  'DeleteUserPoolDomain',
  'DeleteUserPoolReplica',
  'DescribeIdentityProvider',
  'DescribeManagedLoginBranding',
  'DescribeManagedLoginBrandingByClient',
  'DescribeResourceServer',
  'DescribeRiskConfiguration',
  'DescribeTerms',
  'DescribeUserPool',
  'DescribeUserPoolClient',
  'DescribeUserPoolDomain',
  'DisassociateWebACL',
  'GetGroup',
  'GetLogDeliveryConfiguration',
  'GetSigningCertificate',
  'GetUICustomization',
  'GetUserPoolMfaConfig',
  'ListGroups',
  'ListIdentityProviders',
  'ListResourceServers',
  'ListTagsForResource',
  'ListTerms',
  'ListUserPoolClientSecrets',
  'ListUserPoolClients',
  'ListUserPoolReplicas',
  'ListUserPools',
  'ListUsers',
  'ListUsersInGroup',
  'SetLogDeliveryConfiguration',
  'SetRiskConfiguration',
  'SetUserPoolMfaConfig',
  'TagResource',
  'UntagResource',
  'UpdateUserPool',
  'UpdateUserPoolDomain',
  'UpdateUserPoolReplica',
] as const;

/** Accepted by an ACTIVE secondary in addition. */
export const activeSecondaryOperations = [
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'AdminUpdateAuthEventFeedback',
  'AdminUserGlobalSignOut',
  'GetDevice',
  'GetIdentityProviderByIdentifier',
  'GetTokensFromRefreshToken',
  'GetUser',
  'GetUserAuthFactors',
  'GlobalSignOut',
  'InitiateAuth',
  'ListDevices',
  'ListWebAuthnCredentials',
  'RespondToAuthChallenge',
  'RevokeToken',
  'UpdateAuthEventFeedback',
] as const;

/** The refusal of a secondary, word for word (measured: facts section 1, S3). */
export const notEnabledHere = (): Refusal =>
  new Refusal('OperationNotEnabledException', 'This operation is not enabled in this region for this User Pool');

const onInactive: ReadonlySet<string> = new Set(inactiveSecondaryOperations);
const onActive: ReadonlySet<string> = new Set([...inactiveSecondaryOperations, ...activeSecondaryOperations]);

/** Whether a secondary takes an operation. One that is CREATING or DELETING takes at most what an INACTIVE one does. */
export const acceptedOnSecondary = (operation: string, status: ReplicaStatus): boolean =>
  (status === 'ACTIVE' ? onActive : onInactive).has(operation);

/** Judges every call for a pool before its operation does: what its role in this Region allows, and whether its key can be used. */
export function guardPool(operation: string, input: unknown, call: Call): void {
  const record = poolOf(input, call);
  if (!record || !answersFor(record, call)) return;
  const status = record.replica && replicaStatus(record, call.now);
  if (status && !acceptedOnSecondary(operation, status)) throw notEnabledHere();
  requireKeyInUse(operation, record, call);
}

/** Where a pool's key cannot be used, the pool cannot (facts: section 2, "Disabled/pending-deletion key"); the error is a switch. */
function requireKeyInUse(operation: string, record: UserPool, call: Call): void {
  const { unusableKey } = call.world.switches;
  const id = customerKeyId(visiblePool(record, call).settings.KeyConfiguration);
  if (unusableKey === 'answers' || id === undefined || withoutKey.has(operation)) return;
  const key = keyAt(call.world, call.account, call.region, id, call.now);
  const state = key && keyStateAt(key, call.now);
  if (state === 'Enabled') return;
  const message = `The KMS key of user pool ${record.id} cannot be used: ${state ? `its state is ${state}` : 'it does not exist'}.`;
  throw new Refusal(unusableKey, message, unusableKey === 'InternalErrorException' ? 500 : 400);
}

/** What reads and writes nothing that the key encrypts: the way out of a broken replica stays open. */
const withoutKey: ReadonlySet<string> = new Set(['DeleteUserPoolReplica', 'ListUserPoolReplicas', 'UpdateUserPoolReplica']);

/** How the inputs of Cognito's operations name a pool: its id, its ARN, or an app client or token of it. */
const poolFinders: readonly ((input: unknown, call: Call) => string | undefined)[] = [
  (input) => textMember(input, 'UserPoolId'),
  (input, { region, account }) => {
    const [, arnRegion, arnAccount, id] =
      /^arn:aws:cognito-idp:([^:]+):(\d+):userpool\/(.+)$/.exec(textMember(input, 'ResourceArn') ?? '') ?? [];
    return arnRegion === region && arnAccount === account ? id : undefined;
  },
  (input, { world }) => addressedPool(input, world)?.userPoolId,
  (input) => issuerPool(textMember(input, 'AccessToken')),
];

/** The record of this Region that an input is about. */
function poolOf(input: unknown, call: Call): UserPool | undefined {
  const { userPools } = regionOf(call.world, call.account, call.region);
  const id = poolFinders.map((find) => find(input, call)).find((found) => found !== undefined);
  return id === undefined ? undefined : entryOf(userPools, id);
}

/** The pool that issued a token, read from its payload without judging its signature. */
function issuerPool(token = ''): string | undefined {
  return textMember(jsonFromBase64(token.split('.')[1] ?? ''), 'iss')
    ?.split('/')
    .at(-1);
}
