// KMS through the real SDK client: policies, states and what becomes of them with time, tags, aliases, and a pool whose key is gone.
import {
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  ListUserPoolReplicasCommand,
  ListUserPoolsCommand,
  UpdateUserPoolReplicaCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-kms';
import { describe, expect, test } from 'vitest';
import { defaultKeyPolicy } from '../../../src/simulator/kms/keyPolicy.ts';
import { account, keyArn, keyId, poolArn, poolId, primary, refusalOf, secondary, storyWorld, tell } from './story.ts';

type Story = ReturnType<typeof tell>;
const KeyId = keyId;
const day = 24 * 60 * 60_000;
const metadata = async (story: Story, region = primary) => (await story.kms(region).send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
const stateOf = async (story: Story, region = primary) => (await metadata(story, region))?.KeyState;
const schedule = (story: Story, region = primary) =>
  story.kms(region).send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
const locked = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'x' }, Action: 'kms:*', Resource: '*' }] });
const lockout = ['MalformedPolicyDocumentException', 'The new key policy will not allow you to update the key policy in the future.'];

describe('key policies', () => {
  test('are replaced as a whole, in one Region', async () => {
    const story = tell();
    await story.kms(secondary).send(new PutKeyPolicyCommand({ KeyId, Policy: defaultKeyPolicy(account) }));
    const policy = async (region: string) => (await story.kms(region).send(new GetKeyPolicyCommand({ KeyId }))).Policy;
    expect(await policy(secondary)).toBe(defaultKeyPolicy(account));
    expect(await policy(primary)).toContain('identitystore.amazonaws.com');
  });

  test('that lock their caller out are refused, unless the caller waives the check', async () => {
    const story = tell();
    const put = (bypass: boolean) => new PutKeyPolicyCommand({ KeyId, Policy: locked, BypassPolicyLockoutSafetyCheck: bypass });
    expect(await refusalOf(story.kms().send(put(false)))).toEqual(lockout);
    expect(await refusalOf(story.kms().send(new CreateKeyCommand({ Policy: locked })))).toEqual(lockout);
    const replicate = new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-west-1', Policy: locked });
    expect(await refusalOf(story.kms().send(replicate))).toEqual(lockout);
    await story.kms().send(put(true));
  });

  test.each([
    ['no JSON', 'allow', 'Policy contains invalid JSON'],
    ['no statement', '{}', 'Policy document should contain at least one statement'],
    ['no effect', '{"Statement":[{}]}', 'Policy statement must contain an effect of Allow or Deny.'],
    ['no action', '{"Statement":[{"Effect":"Deny"}]}', 'Policy statement must contain actions.'],
    ['no resource', '{"Statement":[{"Effect":"Deny","Action":"*"}]}', 'Policy statement must contain resources.'],
    ['no principal', '{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}', 'Policy contains a statement with no principal.'],
  ])('with %s are malformed', async (_what, Policy, message) => {
    expect(await refusalOf(tell().kms().send(new PutKeyPolicyCommand({ KeyId, Policy })))).toEqual([
      'MalformedPolicyDocumentException',
      message,
    ]);
  });

  test('have one name', async () => {
    const put = new PutKeyPolicyCommand({ KeyId, Policy: defaultKeyPolicy(account), PolicyName: 'other' });
    expect(await refusalOf(tell().kms().send(put))).toEqual(['NotFoundException', 'No such policy exists']);
  });
});

describe('key states', () => {
  test('a key is disabled and enabled, in one Region', async () => {
    const story = tell();
    await story.kms(secondary).send(new DisableKeyCommand({ KeyId }));
    expect([await stateOf(story), await stateOf(story, secondary)]).toEqual(['Enabled', 'Disabled']);
    await story.kms(secondary).send(new EnableKeyCommand({ KeyId }));
    expect(await stateOf(story, secondary)).toBe('Enabled');
  });

  test('a replica key is pending for its days and then gone', async () => {
    const story = tell();
    expect(await schedule(story, secondary)).toMatchObject({
      KeyState: 'PendingDeletion',
      PendingWindowInDays: 7,
      KeyId: keyArn(secondary),
    });
    expect((await metadata(story, secondary))?.DeletionDate).toBeInstanceOf(Date);
    const client = story.kms(secondary);
    for (const call of [
      client.send(new EnableKeyCommand({ KeyId })),
      client.send(new DisableKeyCommand({ KeyId })),
      client.send(new TagResourceCommand({ KeyId, Tags: [] })),
    ]) {
      expect(await refusalOf(call)).toEqual(['KMSInvalidStateException', `${keyArn(secondary)} is pending deletion.`]);
    }
    story.wait(7 * day - 1);
    expect(await stateOf(story, secondary)).toBe('PendingDeletion');
    story.wait(1);
    expect((await refusalOf(metadata(story, secondary)))[0]).toBe('NotFoundException');
    expect((await story.kms(secondary).send(new ListKeysCommand({}))).Keys).toEqual([]);
    expect((await story.kms(secondary).send(new ListAliasesCommand({}))).Aliases).toEqual([]);
    expect((await metadata(story))?.MultiRegionConfiguration?.ReplicaKeys).toEqual([]);
    await story.kms().send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: secondary }));
    expect(await stateOf(story, secondary)).toBe('Creating');
  });

  test('a primary key waits for its replicas before its own days begin', async () => {
    const story = tell();
    const scheduled = await schedule(story);
    expect(scheduled.KeyState).toBe('PendingReplicaDeletion');
    expect(scheduled.DeletionDate).toBeUndefined();
    await schedule(story, secondary);
    story.wait(7 * day - 1);
    expect(await stateOf(story)).toBe('PendingReplicaDeletion');
    story.wait(1);
    expect(await stateOf(story)).toBe('PendingDeletion');
    story.wait(7 * day);
    expect((await refusalOf(metadata(story)))[0]).toBe('NotFoundException');
  });

  test('the days of a deletion go by with the speed of the world', async () => {
    const story = tell({ timing: { speed: 7 } });
    await schedule(story);
    await schedule(story, secondary);
    story.wait(day);
    expect((await refusalOf(metadata(story, secondary)))[0]).toBe('NotFoundException');
    expect(await stateOf(story)).toBe('PendingDeletion');
    story.wait(day);
    expect((await refusalOf(metadata(story)))[0]).toBe('NotFoundException');
  });

  test('a deletion is cancelled, and leaves the key disabled', async () => {
    const story = tell();
    await schedule(story);
    await story.kms().send(new CancelKeyDeletionCommand({ KeyId }));
    expect(await stateOf(story)).toBe('Disabled');
    expect((await metadata(story))?.DeletionDate).toBeUndefined();
    const again = story.kms().send(new CancelKeyDeletionCommand({ KeyId }));
    expect(await refusalOf(again)).toEqual(['KMSInvalidStateException', `${keyArn(primary)} is not pending deletion.`]);
    await story.kms().send(new EnableKeyCommand({ KeyId }));
    expect(await stateOf(story)).toBe('Enabled');
  });

  test('a key that is still coming cannot be changed', async () => {
    const story = tell({ key: { replicas: [{ region: secondary, state: 'Creating' }] } });
    expect((await refusalOf(story.kms(secondary).send(new DisableKeyCommand({ KeyId }))))[1]).toBe(`${keyArn(secondary)} is creating.`);
  });
});

test('tags are set, listed in pages and removed', async () => {
  const story = tell();
  const tags = [1, 2, 3].map((number) => ({ TagKey: `k${number}`, TagValue: `v${number}` }));
  await story.kms().send(new TagResourceCommand({ KeyId, Tags: tags }));
  await story.kms().send(new UntagResourceCommand({ KeyId, TagKeys: ['k2'] }));
  const first = await story.kms().send(new ListResourceTagsCommand({ KeyId, Limit: 1 }));
  expect(first).toMatchObject({ Tags: [tags[0]], Truncated: true });
  const rest = await story.kms().send(new ListResourceTagsCommand({ KeyId, Marker: first.NextMarker }));
  expect(rest).toMatchObject({ Tags: [tags[2]], Truncated: false });
  expect((await story.kms(secondary).send(new ListResourceTagsCommand({ KeyId }))).Tags).toEqual([]);
});

test('an alias stands for one key', async () => {
  const story = tell();
  const create = (AliasName: string) => story.kms().send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
  await create('alias/mine');
  expect((await story.kms().send(new DescribeKeyCommand({ KeyId: 'alias/mine' }))).KeyMetadata?.KeyId).toBe(KeyId);
  expect((await refusalOf(create('alias/mine')))[0]).toBe('AlreadyExistsException');
  expect((await refusalOf(create('alias/aws/mine')))[0]).toBe('InvalidAliasNameException');
  expect((await refusalOf(create('mine')))[0]).toBe('ValidationException');
});

describe('a pool whose key cannot be used', () => {
  const UserPoolId = poolId;
  const read = (story: Story, region: string) => story.cognito(region).send(new DescribeUserPoolCommand({ UserPoolId }));
  const disabled = (unusableKey: 'InvalidParameterException' | 'InternalErrorException' | 'answers') =>
    tell({ replica: 'ACTIVE', switches: { unusableKey }, key: { replicas: [{ region: secondary, state: 'Disabled' }] } });

  test.each(['InvalidParameterException', 'InternalErrorException'] as const)('fails in that Region with %s', async (unusableKey) => {
    const story = disabled(unusableKey);
    const message = `The KMS key of user pool ${poolId} cannot be used: its state is Disabled.`;
    expect(await refusalOf(read(story, secondary))).toEqual([unusableKey, message]);
    expect((await read(story, primary)).UserPool?.Id).toBe(poolId);
    const tags = story.cognito(secondary).send(new ListTagsForResourceCommand({ ResourceArn: poolArn(secondary) }));
    expect(await refusalOf(tags)).toEqual([unusableKey, message]);
    // The lists and the way out stay open.
    await story.cognito(secondary).send(new UpdateUserPoolReplicaCommand({ UserPoolId, RegionName: secondary, Status: 'INACTIVE' }));
    expect((await story.cognito(secondary).send(new ListUserPoolsCommand({ MaxResults: 60 }))).UserPools).toHaveLength(1);
    expect((await story.cognito(secondary).send(new ListUserPoolReplicasCommand({ UserPoolId }))).UserPoolReplicas).toHaveLength(2);
    await story.kms(secondary).send(new EnableKeyCommand({ KeyId }));
    expect((await read(story, secondary)).UserPool?.Id).toBe(poolId);
  });

  test('answers all the same, with the switch', async () => {
    expect((await read(disabled('answers'), secondary)).UserPool?.Id).toBe(poolId);
  });

  test('fails once its key is deleted', async () => {
    const story = tell(storyWorld({ key: { replicas: [], multiRegion: true } }));
    await schedule(story);
    expect((await refusalOf(read(story, primary)))[1]).toMatch(/its state is PendingDeletion/);
    story.wait(7 * day);
    expect((await refusalOf(read(story, primary)))[1]).toMatch(/it does not exist/);
  });
});
