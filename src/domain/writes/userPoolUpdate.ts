import { isJsonObject, type JsonObject, withoutMembers } from '../json.ts';
import { type Changes, changesIn, proveWrite, replacingSettings, type ReplacingWrite, type WriteProof } from './replacingWrite.ts';

/**
 * The members of a user pool that UpdateUserPool takes. It sets each one that a request leaves out back to its default, so that every request carries all of them as
 * they are. Source: UpdateUserPoolRequest of the SDK; facts: cognito-replication.md section 3, "Field list to carry over".
 */
export const updatableMembers = [
  'Policies',
  'DeletionProtection',
  'LambdaConfig',
  'AutoVerifiedAttributes',
  'SmsVerificationMessage',
  'EmailVerificationMessage',
  'EmailVerificationSubject',
  'VerificationMessageTemplate',
  'SmsAuthenticationMessage',
  'UserAttributeUpdateSettings',
  'MfaConfiguration',
  'DeviceConfiguration',
  'EmailConfiguration',
  'SmsConfiguration',
  'UserPoolTags',
  'AdminCreateUserConfig',
  'UserPoolAddOns',
  'DcrConfiguration',
  'AccountRecoverySetting',
  'UserPoolTier',
  'KeyConfiguration',
  'IssuerConfiguration',
  'AcrConfiguration',
] as const;

export type UpdatableMember = (typeof updatableMembers)[number];

/** What a pool is to have; undefined takes a member away, so that the service sets its default. */
export type PoolChanges = Changes<UpdatableMember>;

/** UpdateUserPool, as what it replaces: the pool as DescribeUserPool of the same Region gives it. */
export const userPoolUpdate: ReplacingWrite<UpdatableMember> = {
  members: updatableMembers,
  // Facts: section 3, "Fields to ignore in the diff".
  volatile: ['LastModifiedDate', 'CreationDate', 'EstimatedNumberOfUsers', 'SmsConfigurationFailure', 'EmailConfigurationFailure'],
  accepted: withoutWhatIsRefused,
  meaning: (name, value) => {
    if (!isJsonObject(value)) return value;
    switch (name) {
      case 'AdminCreateUserConfig':
        return withoutMembers(value, 'UnusedAccountValidityDays');
      case 'UserPoolTags':
        return withoutReservedTags(value);
      default:
        return value;
    }
  },
};

/**
 * The whole request for a few changes of a pool.
 *
 * @param described the pool as DescribeUserPool of the Region gives it that the request goes to: regional settings are those of that Region, and in a secondary Region every other
 * setting has to be as it is (facts: section 3, "rule + trap")
 */
export function updateUserPoolInput(poolId: string, described: JsonObject, changes: PoolChanges): JsonObject {
  const name = described['Name'];
  return {
    UserPoolId: poolId,
    ...(typeof name === 'string' && { PoolName: name }),
    ...replacingSettings(userPoolUpdate, described, changes),
  };
}

/** Two names for one number must not both be sent, and tags of AWS's own nobody may set. */
function withoutWhatIsRefused(settings: JsonObject): JsonObject {
  const { AdminCreateUserConfig: admin, UserPoolTags: tags, ...rest } = settings;
  return {
    ...rest,
    ...(isJsonObject(admin) && {
      AdminCreateUserConfig: hasValidityDays(settings) ? withoutMembers(admin, 'UnusedAccountValidityDays') : admin,
    }),
    ...(isJsonObject(tags) && { UserPoolTags: withoutReservedTags(tags) }),
  };
}

function hasValidityDays({ Policies: policies }: JsonObject): boolean {
  const password = isJsonObject(policies) ? policies['PasswordPolicy'] : undefined;
  return isJsonObject(password) && password['TemporaryPasswordValidityDays'] !== undefined;
}

function withoutReservedTags(tags: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.toLowerCase().startsWith('aws:')));
}

/** The changes that an update asks for, from the request that would change nothing. */
export function updatedMembers(diff: Parameters<typeof changesIn>[1]): PoolChanges {
  return changesIn(userPoolUpdate, diff);
}

/** What an update has done, from the pool before and after it. */
export function proveUpdate(before: JsonObject, after: JsonObject, changes: PoolChanges): WriteProof<UpdatableMember> {
  return proveWrite(userPoolUpdate, before, after, changes);
}
