// What an administrator does to a key: its policy, its state, its tags, its aliases. Every key of a multi-Region key has its own of each.
import { aliasArn, keyArn } from '../arns.ts';
import { omit } from '../omit.ts';
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call, type Operation, type Outcome } from '../service.ts';
import { flag, integer, list, required, structure, text } from '../shape.ts';
import { entryOf, regionOf, withKey, withRegion, type Key } from '../world.ts';
import { keyId, operation, policy, tagList, tagsOf } from './inputs.ts';
import { day, findKey, keyAt, keyStateAt, replicaRegionsOf } from './keys.ts';
import { acceptedPolicy } from './policyDocument.ts';

/** A stored key that is PendingDeletion because its replicas are gone keeps what it waits for; changes begin from what is seen now. */
const changed = (key: Key, change: Partial<Key>, call: Call, output: Outcome['output'] = {}): Outcome => ({
  world: withKey(call.world, call.account, call.region, { ...key, ...change }),
  output,
});

const invalidState = (key: Key, call: Call): Refusal =>
  new Refusal('KMSInvalidStateException', `${keyArn(call.region, call.account, key.id)} is ${sayState(keyStateAt(key, call.now))}.`);

const sayState = (state: string): string => state.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();

/** A key that is to be used or changed must not be on its way out, nor still coming. */
function settledKey(name: string, call: Call): Key {
  const key = findKey(name, call);
  const state = keyStateAt(key, call.now);
  if (state !== 'Enabled' && state !== 'Disabled' && state !== 'PendingImport' && state !== 'Unavailable') throw invalidState(key, call);
  return key;
}

const putKeyPolicy = operation(
  structure({
    KeyId: keyId,
    PolicyName: text({ min: 1, max: 128 }),
    Policy: required(policy),
    BypassPolicyLockoutSafetyCheck: flag,
  }),
  (input, call) => {
    const key = findKey(input.KeyId, call);
    if ((input.PolicyName ?? 'default') !== 'default') throw new Refusal('NotFoundException', 'No such policy exists');
    return changed(key, { policy: acceptedPolicy(input, keyArn(call.region, call.account, key.id), call) }, call);
  },
);

const enableKey = operation(structure({ KeyId: keyId }), ({ KeyId }, call) => changed(settledKey(KeyId, call), { state: 'Enabled' }, call));
const disableKey = operation(structure({ KeyId: keyId }), ({ KeyId }, call) =>
  changed(settledKey(KeyId, call), { state: 'Disabled' }, call),
);

/** Deleting a primary that has replicas waits for them: PendingReplicaDeletion, without a date (SDK, ScheduleKeyDeletion). */
const scheduleKeyDeletion = operation(
  structure({ KeyId: keyId, PendingWindowInDays: integer({ min: 7, max: 30 }) }),
  ({ KeyId, PendingWindowInDays = 30 }, call) => {
    const key = settledKey(KeyId, call);
    const common = { KeyId: keyArn(call.region, call.account, key.id), PendingWindowInDays };
    const isPrimary = key.multiRegion?.primaryRegion === call.region;
    if (isPrimary && replicaRegionsOf(call.world, call.account, call.region, key.id, call.now).length > 0) {
      const state = 'PendingReplicaDeletion';
      return changed(key, { state, pendingWindowDays: PendingWindowInDays }, call, { ...common, KeyState: state });
    }
    const deletedAt = call.now + (PendingWindowInDays * day) / (call.world.timing?.speed ?? 1);
    const output = { ...common, KeyState: 'PendingDeletion', DeletionDate: epochSeconds(deletedAt) };
    return changed(key, { state: 'PendingDeletion', deletedAt }, call, output);
  },
);

/** The key comes back Disabled. */
const cancelKeyDeletion = operation(structure({ KeyId: keyId }), ({ KeyId }, call) => {
  const key = findKey(KeyId, call);
  if (key.state !== 'PendingDeletion' && key.state !== 'PendingReplicaDeletion') {
    throw new Refusal('KMSInvalidStateException', `${keyArn(call.region, call.account, key.id)} is not pending deletion.`);
  }
  const kept = omit(key, 'deletedAt', 'pendingWindowDays');
  const world = withKey(call.world, call.account, call.region, { ...kept, state: 'Disabled' });
  return { world, output: { KeyId: keyArn(call.region, call.account, key.id) } };
});

const tagResource = operation(structure({ KeyId: keyId, Tags: required(tagList) }), ({ KeyId, Tags }, call) => {
  const key = settledKey(KeyId, call);
  return changed(key, { tags: { ...key.tags, ...tagsOf(Tags) } }, call);
});

const untagResource = operation(structure({ KeyId: keyId, TagKeys: required(list(text({ min: 1, max: 128 }))) }), (input, call) => {
  const key = settledKey(input.KeyId, call);
  return changed(key, { tags: Object.fromEntries(Object.entries(key.tags).filter(([name]) => !input.TagKeys.includes(name))) }, call);
});

const listResourceTags = operation(
  structure({ KeyId: keyId, Limit: integer({ min: 1, max: 50 }), Marker: text({ min: 1, max: 1024 }) }),
  ({ KeyId, Limit = 50, Marker }, call) => {
    const tags = Object.entries(findKey(KeyId, call).tags).sort(byKey(([name]) => name));
    const onBadToken = (): Error => new Refusal('InvalidMarkerException', 'The marker is not valid.');
    const { page, next } = pageOf(tags, ([name]) => name, { size: Limit, token: Marker, onBadToken });
    const Tags = page.map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
    return { output: { Tags, Truncated: next !== undefined, ...(next && { NextMarker: next }) } };
  },
);

const createAlias = operation(
  structure({ AliasName: required(text({ min: 1, max: 256, pattern: 'alias/[a-zA-Z0-9/_-]+' })), TargetKeyId: keyId }),
  ({ AliasName, TargetKeyId }, call) => {
    if (AliasName.startsWith('alias/aws/'))
      throw new Refusal('InvalidAliasNameException', 'Aliases that begin with alias/aws/ are of AWS.');
    const key = settledKey(TargetKeyId, call);
    const taken = entryOf(regionOf(call.world, call.account, call.region).aliases, AliasName);
    if (taken !== undefined && keyAt(call.world, call.account, call.region, taken, call.now)) {
      throw new Refusal(
        'AlreadyExistsException',
        `An alias with the name ${aliasArn(call.region, call.account, AliasName)} already exists`,
      );
    }
    const world = withRegion(call.world, call.account, call.region, (state) => ({
      ...state,
      aliases: { ...state.aliases, [AliasName]: key.id },
    }));
    return { world, output: {} };
  },
);

export const administration: Readonly<Record<string, Operation>> = {
  CancelKeyDeletion: cancelKeyDeletion,
  CreateAlias: createAlias,
  DisableKey: disableKey,
  EnableKey: enableKey,
  ListResourceTags: listResourceTags,
  PutKeyPolicy: putKeyPolicy,
  ScheduleKeyDeletion: scheduleKeyDeletion,
  TagResource: tagResource,
  UntagResource: untagResource,
};
