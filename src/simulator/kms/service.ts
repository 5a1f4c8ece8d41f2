// AWS Key Management Service (kms): the operations that are simulated. Shapes and limits: SDK 3.1162.0; rules: cognito-replication.md section 2.
import { aliasArn, keyArn } from '../arns.ts';
import { keyIdFrom, nextSource } from '../ids.ts';
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { regions } from '../regions.ts';
import { epochSeconds, operationsWith, textMember, type Operation, type Service } from '../service.ts';
import { flag, integer, list, oneOf, required, structure, text } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';
import { entryOf, regionOf, withKey, type Key } from '../world.ts';
import { defaultKeyPolicy } from './keyPolicy.ts';
import { describeKey, findKey, keyStateAt } from './keys.ts';

/** How long a replica key stays Creating, in milliseconds: "a few seconds" on the real service. */
export const replicaKeyTakes = 5_000;

const operation = operationsWith('ValidationException');
const keyId = required(text({ min: 1, max: 2048 }));
const policy = text({ min: 1, max: 131_072 });
const description = text({ max: 8192 });
const tagList = list(structure({ TagKey: required(text({ min: 1, max: 128 })), TagValue: required(text({ max: 256 })) }));
const paging = { Limit: integer({ min: 1, max: 1000 }), Marker: text({ min: 1, max: 1024 }) };
const badMarker = (): Error => new Refusal('InvalidMarkerException', 'The marker is not valid.');
const tagsOf = (tags: readonly { TagKey: string; TagValue: string }[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]));

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
  const keys = Object.values(regionOf(call.world, call.account, call.region).keys).sort(byKey(({ id }) => id));
  const { page, next } = pageOf(keys, ({ id }) => id, { size: Limit, token: Marker, onBadToken: badMarker });
  const Keys = page.map(({ id }) => ({ KeyId: id, KeyArn: keyArn(call.region, call.account, id) }));
  return { output: { Keys, Truncated: next !== undefined, ...(next && { NextMarker: next }) } };
});

const listAliases = operation(structure({ KeyId: text({ min: 1, max: 2048 }), ...paging }), ({ KeyId, Limit = 50, Marker }, call) => {
  const only = KeyId === undefined ? undefined : findKey(KeyId, call).id;
  const state = regionOf(call.world, call.account, call.region);
  const aliases = Object.entries(state.aliases)
    .filter(([, target]) => only === undefined || target === only)
    .sort(byKey(([name]) => name));
  const { page, next } = pageOf(aliases, ([name]) => name, { size: Limit, token: Marker, onBadToken: badMarker });
  const Aliases = page.map(([name, target]) => {
    const created = epochSeconds(entryOf(state.keys, target)?.createdAt ?? call.now);
    const arn = aliasArn(call.region, call.account, name);
    return { AliasName: name, AliasArn: arn, TargetKeyId: target, CreationDate: created, LastUpdatedDate: created };
  });
  return { output: { Aliases, Truncated: next !== undefined, ...(next && { NextMarker: next }) } };
});

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
    const key: Key = {
      id: keyIdFrom(source, input.MultiRegion === true),
      createdAt: call.now,
      description: input.Description ?? '',
      spec: input.KeySpec ?? input.CustomerMasterKeySpec ?? 'SYMMETRIC_DEFAULT',
      usage: input.KeyUsage ?? 'ENCRYPT_DECRYPT',
      state: 'Enabled',
      policy: policyDocument(input.Policy, call.account),
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
    if (entryOf(regionOf(call.world, call.account, input.ReplicaRegion).keys, primary.id)) {
      throw new Refusal('AlreadyExistsException', `${keyArn(input.ReplicaRegion, call.account, primary.id)} already exists.`);
    }
    const replica: Key = {
      ...primary,
      createdAt: call.now,
      description: input.Description ?? '',
      state: 'Enabled',
      usableAt: call.now + replicaKeyTakes,
      policy: policyDocument(input.Policy, call.account),
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

/** @throws Refusal MalformedPolicyDocumentException for a policy that is not JSON; what it allows is not judged here */
function policyDocument(given: string | undefined, account: string): string {
  if (given === undefined) return defaultKeyPolicy(account);
  try {
    JSON.parse(given);
    return given;
  } catch {
    throw new Refusal('MalformedPolicyDocumentException', 'Policy contains invalid JSON');
  }
}

export const kmsOperations: Readonly<Record<string, Operation>> = {
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
