// The life of a replica through the real SDK client, each refusal by the exception's name and message.
import {
  CreateUserPoolReplicaCommand,
  DeleteUserPoolReplicaCommand,
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  ListUserPoolReplicasCommand,
  ListUserPoolsCommand,
  OperationNotEnabledException,
  UpdateUserPoolReplicaCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import type { ScenarioKey } from '../../../src/simulator/scenarioShape.ts';
import {
  type Parts,
  account,
  keyArn,
  keyId,
  notEnabled,
  poolArn,
  poolId,
  primary,
  refusalOf,
  secondary,
  storyWorld,
  tell,
} from './story.ts';

type Story = ReturnType<typeof tell>;
const UserPoolId = poolId;
const create = (story: Story, RegionName = secondary, region = primary) =>
  story.cognito(region).send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName }));
const update = (story: Story, Status: 'ACTIVE' | 'INACTIVE', region = primary, RegionName = secondary) =>
  story.cognito(region).send(new UpdateUserPoolReplicaCommand({ UserPoolId, RegionName, Status }));
const remove = (story: Story, region = primary, RegionName = secondary) =>
  story.cognito(region).send(new DeleteUserPoolReplicaCommand({ UserPoolId, RegionName }));
const rows = async (story: Story, region = primary) => {
  const { UserPoolReplicas = [] } = await story.cognito(region).send(new ListUserPoolReplicasCommand({ UserPoolId }));
  return UserPoolReplicas.map(({ RegionName, Role, Status }) => `${RegionName ?? ''} ${Role ?? ''} ${Status ?? ''}`);
};
const minute = 60_000;

test('a replica is created, comes up INACTIVE by itself, is activated, deactivated and deleted', async () => {
  const story = tell();
  const created = await create(story);
  expect(created.UserPoolReplica).toEqual({
    RegionName: secondary,
    Status: 'CREATING',
    Role: 'SECONDARY',
    UserPoolArn: poolArn(secondary),
  });
  expect(await rows(story)).toEqual(['us-east-1 PRIMARY ACTIVE', 'us-west-2 SECONDARY CREATING']);
  story.wait(2 * minute - 1);
  expect(await rows(story)).toContain('us-west-2 SECONDARY CREATING');
  story.wait(1);
  expect(await rows(story)).toContain('us-west-2 SECONDARY INACTIVE');
  story.wait(600 * minute);
  expect(await rows(story, secondary)).toEqual(['us-east-1 PRIMARY ACTIVE', 'us-west-2 SECONDARY INACTIVE']);

  expect((await update(story, 'ACTIVE', secondary)).UserPoolReplica?.Status).toBe('ACTIVE');
  expect(await rows(story)).toContain('us-west-2 SECONDARY ACTIVE');
  expect((await update(story, 'INACTIVE')).UserPoolReplica?.Status).toBe('INACTIVE');
  expect(await rows(story, secondary)).toContain('us-west-2 SECONDARY INACTIVE');

  expect((await remove(story)).UserPoolReplica?.Status).toBe('DELETING');
  expect(await rows(story)).toContain('us-west-2 SECONDARY DELETING');
  story.wait(minute);
  expect(await rows(story)).toEqual(['us-east-1 PRIMARY ACTIVE']);
  expect(await refusalOf(rows(story, secondary))).toEqual(['ResourceNotFoundException', `User pool ${poolId} does not exist.`]);
  // Gone is gone: another one can be made.
  await create(story);
  expect(await rows(story)).toContain('us-west-2 SECONDARY CREATING');
});

test('the speed of the world shortens what takes time, and nothing else', async () => {
  const story = tell({ timing: { speed: 60 } });
  await create(story);
  story.wait(2_000);
  expect(await rows(story)).toContain('us-west-2 SECONDARY INACTIVE');
  const slow = tell({ timing: { replicaStatusMilliseconds: 5_000 }, replica: 'INACTIVE' });
  expect((await update(slow, 'ACTIVE')).UserPoolReplica?.Status).toBe('INACTIVE');
  slow.wait(5_000);
  expect(await rows(slow)).toContain('us-west-2 SECONDARY ACTIVE');
});

test('a replicated pool is listed with its replica in both Regions', async () => {
  const story = tell();
  await create(story);
  story.wait(2 * minute);
  for (const region of [primary, secondary]) {
    const { UserPools } = await story.cognito(region).send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools).toMatchObject([{ Id: poolId, Name: 'app', ReplicaRegions: [secondary] }]);
  }
});

test.each(['empty', 'copied'] as const)('a new replica has the regional settings of the switch: %s', async (newReplicaSettings) => {
  const story = tell({ switches: { newReplicaSettings }, pool: { triggers: { PreSignUp: 'check' }, email: { from: 'a@example.com' } } });
  const input = { UserPoolId, RegionName: secondary, UserPoolTags: { stage: 'standby' } };
  await story.cognito().send(new CreateUserPoolReplicaCommand(input));
  story.wait(2 * minute);
  const { UserPool } = await story.cognito(secondary).send(new DescribeUserPoolCommand({ UserPoolId }));
  expect(UserPool).toMatchObject({ Name: 'app', AutoVerifiedAttributes: ['email'], UserPoolTags: { stage: 'standby' } });
  const copied = newReplicaSettings === 'copied';
  expect(UserPool?.LambdaConfig?.PreSignUp).toBe(copied ? `arn:aws:lambda:us-east-1:${account}:function:check` : undefined);
  expect(UserPool?.EmailConfiguration?.EmailSendingAccount).toBe(copied ? 'DEVELOPER' : 'COGNITO_DEFAULT');
  const { Tags } = await story.cognito(secondary).send(new ListTagsForResourceCommand({ ResourceArn: poolArn(secondary) }));
  expect(Tags).toEqual({ stage: 'standby' });
});

describe('CreateUserPoolReplica refuses', () => {
  const principals = ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'];
  const replicaKey = (changes: NonNullable<ScenarioKey['replicas']>[number]): Partial<ScenarioKey> => ({ replicas: [changes] });
  const lacking = (region: string, services = principals) =>
    `Amazon Cognito cannot use the KMS key ${keyArn(region)}: its key policy does not allow ${services
      .map(
        (service) =>
          `kms:DescribeKey, kms:Encrypt, kms:Decrypt, kms:ReEncryptFrom, kms:ReEncryptTo, kms:GenerateDataKeyWithoutPlaintext to ${service}`,
      )
      .join('; ')}.`;

  const cases: readonly (readonly [what: string, parts: Parts, name: string, message: string, region?: string])[] = [
    [
      'a pool on LITE',
      { pool: { tier: 'LITE' } },
      'FeatureUnavailableInTierException',
      'Multi-Region replication is not available in the LITE feature plan.',
    ],
    [
      'a key that AWS owns',
      { keyless: true },
      'InvalidParameterException',
      'Using an AWS owned KMS key is not supported for a user pool with multi-region replication enabled.',
    ],
    [
      'no replica key in the target Region',
      { key: { replicas: [], multiRegion: true } },
      'InvalidParameterException',
      `The KMS key ${keyArn(primary)} has no replica key in us-west-2.`,
    ],
    [
      'a disabled key',
      { key: { state: 'Disabled' }, switches: { unusableKey: 'answers' } },
      'InvalidParameterException',
      `The KMS key ${keyArn(primary)} is not enabled: its state is Disabled.`,
    ],
    [
      'a disabled replica key',
      { key: replicaKey({ region: secondary, state: 'Disabled' }) },
      'InvalidParameterException',
      `The KMS key ${keyArn(secondary)} is not enabled: its state is Disabled.`,
    ],
    [
      'a replica key that is still coming',
      { key: replicaKey({ region: secondary, state: 'Creating' }) },
      'InvalidParameterException',
      `The KMS key ${keyArn(secondary)} is not enabled: its state is Creating.`,
    ],
    [
      'a key for signatures',
      { key: { spec: 'RSA_2048', usage: 'SIGN_VERIFY' } },
      'InvalidParameterException',
      `The KMS key ${keyArn(primary)} is not a symmetric encryption key.`,
    ],
    ['a key policy that names no service', { key: { policy: 'default' } }, 'InvalidParameterException', lacking(primary)],
    [
      'a key policy without identitystore',
      { key: { policy: 'cognito-without-identitystore' } },
      'InvalidParameterException',
      lacking(primary, principals.slice(1)),
    ],
    [
      'a replica key with the default policy, which is what ReplicateKey gives it',
      { key: replicaKey({ region: secondary, policy: 'default' }) },
      'InvalidParameterException',
      lacking(secondary),
    ],
    ['its own Region', {}, 'InvalidParameterException', 'Region us-east-1 is the primary Region of the user pool.', primary],
    [
      'a Region without replication',
      {},
      'InvalidParameterException',
      'Region ap-northeast-3 is not supported for multi-Region replication.',
      'ap-northeast-3',
    ],
    ['a Region that is none', {}, 'InvalidParameterException', 'Region mars-1 is not supported for multi-Region replication.', 'mars-1'],
    [
      'a second replica',
      { replica: 'ACTIVE' },
      'LimitExceededException',
      'User pool has reached the maximum allowed number of replicas',
      'eu-west-1',
    ],
    [
      'a second replica while the first is on its way out',
      { replica: 'DELETING' },
      'LimitExceededException',
      'User pool has reached the maximum allowed number of replicas',
    ],
  ];
  test.each(cases.map(([what, parts, name, message, region]) => ({ what, parts, name, message, region })))('$what', async (row) => {
    const { parts, name, message, region } = row;
    const story = tell(parts);
    const before = story.simulation.world();
    expect(await refusalOf(create(story, region))).toEqual([name, message]);
    expect(story.simulation.world()).toBe(before);
  });

  test('a single-Region key', async () => {
    const story = tell({ key: { replicas: [], multiRegion: false } });
    const [name, message] = await refusalOf(create(story));
    expect(name).toBe('InvalidParameterException');
    expect(message).toMatch(/^The KMS key arn:aws:kms:us-east-1:111122223333:key\/[0-9a-f-]{36} is not a multi-Region key\.$/);
    expect(message).not.toContain(keyId);
  });

  test.each(['InvalidParameterException', 'OperationNotEnabledException', 'FeatureUnavailableInTierException'] as const)(
    'a pool on older infrastructure, as the switch says: %s',
    async (olderPoolRefusal) => {
      const story = tell({ pool: { olderInfrastructure: true }, switches: { olderPoolRefusal } });
      expect(await refusalOf(create(story))).toEqual([olderPoolRefusal, 'Multi-Region replication is not available for this user pool.']);
    },
  );

  test('a pool whose own Region has no replication', async () => {
    const region = 'ap-northeast-3';
    const story = tell({ pool: { region }, key: { region, replicas: [{ region: secondary }] } });
    const { UserPools } = await story.cognito(region).send(new ListUserPoolsCommand({ MaxResults: 1 }));
    const command = new CreateUserPoolReplicaCommand({ UserPoolId: UserPools?.[0]?.Id, RegionName: secondary });
    expect(await refusalOf(story.cognito(region).send(command))).toEqual([
      'InvalidParameterException',
      'Region ap-northeast-3 is not supported for multi-Region replication.',
    ]);
  });

  test('a key policy that grants DescribeKey only with an encryption context, which that call never has', async () => {
    const Principal = { Service: ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'] };
    const Condition = { StringLike: { 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': '*' } };
    const policy = { Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', Condition }] };
    const [, message] = await refusalOf(create(tell({ key: { policy } })));
    expect(message).toBe(
      `Amazon Cognito cannot use the KMS key ${keyArn(primary)}: its key policy does not allow kms:DescribeKey to cognito-idp.amazonaws.com; kms:DescribeKey to identitystore.amazonaws.com.`,
    );
  });

  test('tags from a caller who may not tag in the target Region', async () => {
    const story = tell({ permissions: [{ region: secondary, only: ['cognito-idp:CreateUserPool'] }] });
    const input = { UserPoolId, RegionName: secondary };
    const tagged = story.cognito().send(new CreateUserPoolReplicaCommand({ ...input, UserPoolTags: { a: 'b' } }));
    expect((await refusalOf(tagged))[1]).toContain('cognito-idp:TagResource');
    await story.cognito().send(new CreateUserPoolReplicaCommand(input));
  });

  test('the secondary Region, and a Region that does not know the pool', async () => {
    const story = tell({ replica: 'ACTIVE' });
    await expect(create(story, 'eu-west-1', secondary)).rejects.toBeInstanceOf(OperationNotEnabledException);
    expect(await refusalOf(create(story, 'eu-west-1', secondary))).toEqual(notEnabled);
    expect(await refusalOf(create(story, secondary, 'eu-west-1'))).toEqual([
      'ResourceNotFoundException',
      `User pool ${poolId} does not exist.`,
    ]);
  });

  test.each<readonly [by: string, parts: Parts]>([
    ['a permission', { permissions: [{ region: secondary, only: ['cognito-idp:List*'] }] }],
    ['a fault', { faults: [{ kind: 'accessDenied', region: secondary, service: 'cognito-idp' }] }],
  ])('a caller who may not create user pools in the target Region, by %s', async (_by, parts) => {
    const story = tell(parts);
    const [name, message] = await refusalOf(create(story));
    expect(name).toBe('AccessDeniedException');
    expect(message).toContain(`cognito-idp:CreateUserPool on resource: ${poolArn(secondary)}`);
  });
});

test('with the switch replicationRegions every Region takes a replica', async () => {
  const world = storyWorld({ switches: { replicationRegions: 'all' }, key: { replicas: [{ region: 'ap-northeast-3' }] } });
  const story = tell(world);
  expect((await create(story, 'ap-northeast-3')).UserPoolReplica?.Status).toBe('CREATING');
});

test.each([
  ['secondaryRegion', true],
  ['primaryRegion', false],
] as const)('the key of the secondary Region is asked for the pool of the %s', async (secondaryKeySource, works) => {
  // A policy that names the secondary's ARN only.
  const services = { Service: ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'] };
  const Condition = { ArnLike: { 'aws:SourceArn': poolArn(secondary) } };
  const policy = { Statement: [{ Effect: 'Allow', Principal: services, Action: 'kms:*', Resource: '*', Condition }] };
  const story = tell({ switches: { secondaryKeySource }, key: { replicas: [{ region: secondary, policy }] } });
  if (works) expect((await create(story)).UserPoolReplica?.Status).toBe('CREATING');
  else expect((await refusalOf(create(story)))[1]).toContain(keyArn(secondary));
});
