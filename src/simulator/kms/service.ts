// AWS Key Management Service (kms): the operations that are simulated. Shapes and limits: SDK 3.1162.0; rules: cognito-replication.md section 2.
import { aliasArn, keyArn } from '../arns.ts';
import { keyIdFrom, nextSource } from '../ids.ts';
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { regions } from '../regions.ts';
import { requireAccess } from '../faults.ts';
import { epochSeconds, textMember, type Call, type Operation, type Service } from '../service.ts';
import { flag, integer, oneOf, required, structure, text } from '../shape.ts';
import { doneAt } from '../timing.ts';
import { awsJson } from '../wire/awsJson.ts';
import { entryOf, regionOf, withKey, type Key } from '../world.ts';
import { administration } from './administration.ts';
import { description, keyId, operation, policy, tagList, tagsOf } from './inputs.ts';
import { describeKey, findKey, keyAt, keysAt, keyStateAt } from './keys.ts';
import { acceptedPolicy } from './policyDocument.ts';

const paging = { Limit: integer({ min: 1, max: 1000 }), Marker: text({ min: 1, max: 1024 }) };
const badMarker = (): Error => new Refusal('InvalidMarkerException', 'The marker is not valid.');

/** Takes a key id, key ARN, alias name or alias ARN. */
const describe = operation(structure({ KeyId: keyId }), ({ KeyId }, call) => ({
  output: { KeyMetadata: describeKey(findKey(KeyId, call, { aliases: true }), call) },
}));

/** Takes a key id or ARN, no alias. Every key of a multi-Region key has its own policy. */
const getKeyPolicy = operation(
  structure({ KeyId: keyId, PolicyName: text({ min: 1, max: 128 }) }),
  ({ KeyId, PolicyName = 'default' }, call) => {
    const key = findKey(KeyId, call);
    if (PolicyName !== 'default') throw new Refusal('NotFoundException', 'No such policy exists');
    return { output: { Policy: key.policy, PolicyName } };
  },
);

const listKeys = operation(structure(paging), ({ Limit = 100, Marker }, call) => {
  const keys = keysAt(call.world, call.account, call.region, call.now).sort(byKey(({ id }) => id));
  const { page, next } = pageOf(keys, ({ id }) => id, { size: Limit, token: Marker, onBadToken: badMarker });
  const Keys = page.map(({ id }) => ({ KeyId: id, KeyArn: keyArn(call.region, call.account, id) }));
  return { output: { Keys, Truncated: next !== undefined, ...(next && { NextMarker: next }) } };
});

const listAliases = operation(structure({ KeyId: text({ min: 1, max: 2048 }), ...paging }), ({ KeyId, Limit = 50, Marker }, call) => {
  const only = KeyId === undefined ? undefined : findKey(KeyId, call).id;
  const state = regionOf(call.world, call.account, call.region);
  const aliases = Object.entries(state.aliases)
    .filter(([, target]) => keyAt(call.world, call.account, call.region, target, call.now) && (only === undefined || target === only))
    .sort(byKey(([name]) => name));
  const { page, next } = pageOf(aliases, ([name]) => name, { size: Limit, token: Marker, onBadToken: badMarker });
  const Aliases = page.map(([name, target]) => {
    const created = epochSeconds(entryOf(state.keys, target)?.createdAt ?? call.now);
    const arn = aliasArn(call.region, call.account, name);
    return { AliasName: name, AliasArn: arn, TargetKeyId: target, CreationDate: created, LastUpdatedDate: created };
  });
  return { output: { Aliases, Truncated: next !== undefined, ...(next && { NextMarker: next }) } };
});

/** A new key that is given tags needs the permission to tag it (KMS API reference, CreateKey and ReplicateKey). */
function requireTagging(tags: readonly unknown[] = [], resource: string, region: string, call: Call): void {
  if (tags.length > 0) requireAccess({ service: 'kms', operation: 'TagResource', region, resource }, call);
}

/** MultiRegion makes the primary of a multi-Region key; no key can be converted later. */
const createKey = operation(
  structure({
    Policy: policy,
    Description: description,
    KeyUsage: oneOf('ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT'),
    KeySpec: text(),
    CustomerMasterKeySpec: text(),
    MultiRegion: flag,
    BypassPolicyLockoutSafetyCheck: flag,
    Tags: tagList,
  }),
  (input, call) => {
    const { world, source } = nextSource(call.world);
    const id = keyIdFrom(source, input.MultiRegion === true);
    requireTagging(input.Tags, keyArn(call.region, call.account, id), call.region, call);
    const key: Key = {
      id,
      createdAt: call.now,
      description: input.Description ?? '',
      spec: input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT',
      usage: input.KeyUsage ?? 'ENCRYPT_DECRYPT',
      state: 'Enabled',
      policy: acceptedPolicy(input, keyArn(call.region, call.account, id), call),
      tags: tagsOf(input.Tags),
      ...(input.MultiRegion === true && { multiRegion: { primaryRegion: call.region } }),
    };
    const changed = withKey(world, call.account, call.region, key);
    return { world: changed, output: { KeyMetadata: describeKey(key, { ...call, world: changed }) } };
  },
);

/** The replica key shares id and material; its policy, description and tags are its own, and the policy is the default one unless given. */
const replicateKey = operation(
  structure({
    KeyId: keyId,
    ReplicaRegion: required(text({ min: 1, max: 32 })),
    Policy: policy,
    BypassPolicyLockoutSafetyCheck: flag,
    Description: description,
    Tags: tagList,
  }),
  (input, call) => {
    const primary = findKey(input.KeyId, call);
    const arn = keyArn(call.region, call.account, primary.id);
    if (primary.multiRegion?.primaryRegion !== call.region) {
      throw new Refusal('UnsupportedOperationException', `${arn} is not a multi-Region primary key.`);
    }
    const state = keyStateAt(primary, call.now);
    if (state === 'Disabled') throw new Refusal('DisabledException', `${arn} is disabled.`);
    if (state !== 'Enabled') throw new Refusal('KMSInvalidStateException', `${arn} is in state ${state}.`);
    if (!regions.some((region) => region === input.ReplicaRegion)) {
      throw new Refusal('ValidationException', `Region ${input.ReplicaRegion} is not valid.`);
    }
    if (keyAt(call.world, call.account, input.ReplicaRegion, primary.id, call.now)) {
      throw new Refusal('AlreadyExistsException', `${keyArn(input.ReplicaRegion, call.account, primary.id)} already exists.`);
    }
    requireAccess({ service: 'kms', operation: 'CreateKey', region: input.ReplicaRegion, resource: '*' }, call);
    requireTagging(input.Tags, keyArn(input.ReplicaRegion, call.account, primary.id), input.ReplicaRegion, call);
    const replica: Key = {
      id: primary.id,
      spec: primary.spec,
      usage: primary.usage,
      multiRegion: primary.multiRegion,
      createdAt: call.now,
      description: input.Description ?? '',
      state: 'Enabled',
      usableAt: doneAt('replicaKeyMilliseconds', call),
      policy: acceptedPolicy(input, keyArn(input.ReplicaRegion, call.account, primary.id), call),
      tags: tagsOf(input.Tags),
    };
    const world = withKey(call.world, call.account, input.ReplicaRegion, replica);
    const output = {
      ReplicaKeyMetadata: describeKey(replica, { ...call, world, region: input.ReplicaRegion }),
      ReplicaPolicy: replica.policy,
      ReplicaTags: input.Tags ?? [],
    };
    return { world, output };
  },
);

export const kmsOperations: Readonly<Record<string, Operation>> = {
  ...administration,
  CreateKey: createKey,
  DescribeKey: describe,
  GetKeyPolicy: getKeyPolicy,
  ListAliases: listAliases,
  ListKeys: listKeys,
  ReplicateKey: replicateKey,
};

export const kms: Service = {
  protocol: awsJson('TrentService'),
  operations: kmsOperations,
  throttled: {
    code: 'ThrottlingException',
    message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
  },
  failed: { code: 'KMSInternalException', message: 'An internal exception occurred.' },
  resourceOf: (input, { region, account }) => {
    const id = textMember(input, 'KeyId') ?? '*';
    return id.startsWith('arn:') ? id : keyArn(region, account, id);
  },
};
