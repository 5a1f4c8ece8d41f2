import { isJsonObject, type Json, type JsonObject, sortedJson, withoutMembers } from '../json.ts';

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
export type PoolChanges = Readonly<Partial<Record<UpdatableMember, Json | undefined>>>;

/**
 * The whole request for a few changes of a pool.
 *
 * @param described the pool as DescribeUserPool of the Region gives it that the request goes to: regional settings are those of that Region, and in a secondary Region every other
 * setting has to be as it is (facts: section 3, "rule + trap")
 */
export function updateUserPoolInput(poolId: string, described: JsonObject, changes: PoolChanges): JsonObject {
  const wanted = withChanges(described, changes);
  const name = described['Name'];
  return { UserPoolId: poolId, ...(typeof name === 'string' && { PoolName: name }), ...wanted };
}

function withChanges(described: JsonObject, changes: PoolChanges): JsonObject {
  const merged = updatableMembers.flatMap((member): [string, Json][] => {
    const value = member in changes ? changes[member] : described[member];
    return value === undefined ? [] : [[member, value]];
  });
  return withoutWhatIsRefused(Object.fromEntries(merged));
}

/** Two names for one number must not both be sent, and tags of AWS's own nobody may set. */
function withoutWhatIsRefused(settings: JsonObject): JsonObject {
  const { AdminCreateUserConfig: admin, UserPoolTags: tags, ...rest } = settings;
  return {
    ...rest,
    ...(isJsonObject(admin) && {
      AdminCreateUserConfig: hasValidityDays(settings) ? withoutMembers(admin, 'UnusedAccountValidityDays') : admin,
    }),
    ...(isJsonObject(tags) && { UserPoolTags: Object.fromEntries(Object.entries(tags).filter(([key]) => !isReservedTag(key))) }),
  };
}

function hasValidityDays({ Policies: policies }: JsonObject): boolean {
  const password = isJsonObject(policies) ? policies['PasswordPolicy'] : undefined;
  return isJsonObject(password) && password['TemporaryPasswordValidityDays'] !== undefined;
}

function isReservedTag(key: string): boolean {
  return key.toLowerCase().startsWith('aws:');
}

/** The changes that a request asks for, from the request that would change nothing. */
export function updatedMembers(diff: { readonly before: Json; readonly after: Json } | undefined): PoolChanges {
  const { after, before } = diff ?? {};
  if (!isJsonObject(before) || !isJsonObject(after)) return {};
  const changed = updatableMembers.filter((member) => comparable(member, before[member]) !== comparable(member, after[member]));
  return Object.fromEntries(changed.map((member) => [member, after[member]]));
}

export interface UpdateProof {
  /** Members that were asked for and are not as asked: the service has ignored them, as it has been seen to do with keys on older pools. */
  readonly ignored: readonly UpdatableMember[];
  /** Members that nobody asked for and that have moved. */
  readonly moved: readonly string[];
}

/** What an update has done, from the pool before and after it. Nothing ignored and nothing moved is a proof. */
export function proveUpdate(before: JsonObject, after: JsonObject, changes: PoolChanges): UpdateProof {
  const asked = updatableMembers.filter((member) => member in changes);
  const ignored = asked.filter((member) => {
    const wanted = changes[member];
    // What is taken away has the default of the service then, whatever that is.
    return wanted !== undefined && comparable(member, wanted) !== comparable(member, after[member]);
  });
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const moved = [...names].filter(
    (name) =>
      !volatile.has(name) && !asked.some((member) => member === name) && comparable(name, before[name]) !== comparable(name, after[name]),
  );
  return { ignored, moved };
}

/** What changes by itself, or with every update. Facts: section 3, "Fields to ignore in the diff". */
const volatile: ReadonlySet<string> = new Set([
  'LastModifiedDate',
  'CreationDate',
  'EstimatedNumberOfUsers',
  'SmsConfigurationFailure',
  'EmailConfigurationFailure',
]);

function comparable(name: string, value: Json | undefined): string {
  if (value === undefined) return '';
  if (name === 'AdminCreateUserConfig' && isJsonObject(value)) return canonical(withoutMembers(value, 'UnusedAccountValidityDays'));
  if (name === 'UserPoolTags' && isJsonObject(value)) {
    return canonical(Object.fromEntries(Object.entries(value).filter(([key]) => !isReservedTag(key))));
  }
  return canonical(value);
}

function canonical(value: Json): string {
  return JSON.stringify(sortedJson(value));
}
