import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/simulator/core.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { worldFromScenario } from '../../../src/simulator/scenario.ts';
import { defaultSwitches, type Switches } from '../../../src/simulator/switches.ts';
import { fallbackAccount, worldFromJson, type World } from '../../../src/simulator/world.ts';
import { ask, deepFreeze, demoKeyId, demoPoolId, demoWorld, now, replyOf, requestFor } from './requests.ts';

const minute = 60_000;
const withSwitches = (switches: Partial<Switches>): World => {
  const world = demoWorld();
  return { ...world, switches: { ...world.switches, ...switches } };
};

/** The names that ListUserPools gives in a Region, sorted. */
function namesIn(world: World, region: string): string[] {
  const { UserPools } = ask(world, 'cognito-idp', 'ListUserPools', { MaxResults: 60 }, { region }) as { UserPools: { Name: string }[] };
  return UserPools.map(({ Name }) => Name).sort();
}

describe('a pure function', () => {
  const requests = [
    requestFor('cognito-idp', 'ListUserPools', { MaxResults: 10 }),
    requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'new' }),
    requestFor('kms', 'CreateKey', { MultiRegion: true }),
    requestFor('kms', 'ReplicateKey', { KeyId: demoKeyId('customer-data'), ReplicaRegion: 'eu-west-1' }),
    requestFor('sts', 'GetCallerIdentity'),
  ];

  test('never changes the world it is given', () => {
    let world = deepFreeze(demoWorld());
    for (const request of requests) world = deepFreeze(answer(world, request).world);
    expect(world.sequence).toBe(2);
  });

  test('a read, a refusal and an unknown operation return the very same world', () => {
    const world = demoWorld();
    for (const request of [
      requestFor('cognito-idp', 'ListUserPools', { MaxResults: 10 }),
      requestFor('cognito-idp', 'ListUserPools', { MaxResults: 61 }),
      requestFor('cognito-idp', 'MakeCoffee'),
      requestFor('kms', 'DescribeKey', { KeyId: 'nothing' }),
      requestFor('cognito-idp', 'ListUserPools', { MaxResults: 10 }, { accessKeyId: 'AKIASTRANGER00000000' }),
    ]) {
      expect(answer(world, request).world).toBe(world);
    }
  });

  test('the same story gives the same world and the same answers, also after a round trip through JSON', () => {
    let [world, again] = [demoWorld(), worldFromScenario(demoScenario, { now })];
    expect(again).toEqual(world);
    for (const request of requests) {
      const [first, second] = [answer(world, request), answer(again, request)];
      expect(second).toEqual(first);
      world = first.world;
      again = worldFromJson(JSON.stringify(second.world));
    }
  });

  test('a state from before a switch was there has its default', () => {
    expect(worldFromJson(JSON.stringify({ ...demoWorld(), switches: { awsOwnedKey: 'explicit' } })).switches).toEqual({
      ...defaultSwitches,
      awsOwnedKey: 'explicit',
    });
  });

  test('a write shares what it did not touch', () => {
    const before = demoWorld();
    const after = answer(before, requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'new' })).world;
    expect(after.accounts['111122223333']?.regions['eu-west-1']).toBe(before.accounts['111122223333']?.regions['eu-west-1']);
    expect(after.accounts['111122223333']?.regions['us-east-1']?.keys).toBe(before.accounts['111122223333']?.regions['us-east-1']?.keys);
  });
});

describe('user pools', () => {
  test('a Region lists its own pools and the replicas it holds', () => {
    expect(namesIn(demoWorld(), 'us-west-2')).toEqual(['admin-console', 'customer-login', 'staff-directory', 'storefront']);
    expect(namesIn(withSwitches({ secondaryListsReplicas: false }), 'us-west-2')).toEqual(['admin-console', 'staff-directory']);
  });

  test('a replica has the id of its primary and an ARN of its own Region', () => {
    const UserPoolId = demoPoolId('customer-login');
    expect(UserPoolId).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
    expect(ask(demoWorld(), 'cognito-idp', 'DescribeUserPool', { UserPoolId }, { region: 'us-west-2' })).toMatchObject({
      UserPool: {
        Id: UserPoolId,
        Arn: `arn:aws:cognito-idp:us-west-2:111122223333:userpool/${UserPoolId}`,
        LambdaConfig: { CustomMessage: 'arn:aws:lambda:us-west-2:111122223333:function:welcome-mail' },
        CustomDomain: 'auth.example.com',
      },
    });
  });

  test('a replica is CREATING until its time has come, then INACTIVE, and unknown to its Region until then', () => {
    const UserPoolId = demoPoolId('partner-portal');
    const rows = (at: number) => ask(demoWorld(), 'cognito-idp', 'ListUserPoolReplicas', { UserPoolId }, { region: 'eu-west-1', now: at });
    const described = (world: World, at: number) =>
      replyOf(world, requestFor('cognito-idp', 'DescribeUserPool', { UserPoolId }, { region: 'eu-central-1', now: at })).status;
    const ready = now + (240 - 14) * minute;
    expect(rows(ready - 1)).toMatchObject({ UserPoolReplicas: [{ Status: 'ACTIVE' }, { RegionName: 'eu-central-1', Status: 'CREATING' }] });
    expect(rows(ready)).toMatchObject({ UserPoolReplicas: [{ Status: 'ACTIVE' }, { RegionName: 'eu-central-1', Status: 'INACTIVE' }] });
    expect(described(demoWorld(), ready - 1)).toBe(400);
    expect(described(withSwitches({ creatingReplicaAnswers: true }), ready - 1)).toBe(200);
    expect(described(demoWorld(), ready)).toBe(200);
  });

  test.each([
    ['secondaryRegion', 'us-west-2'],
    ['primaryRegion', 'us-east-1'],
  ] as const)('with the switch replicaKeyArn %s the replica shows the key of %s', (replicaKeyArn, region) => {
    const input = { UserPoolId: demoPoolId('customer-login') };
    expect(ask(withSwitches({ replicaKeyArn }), 'cognito-idp', 'DescribeUserPool', input, { region: 'us-west-2' })).toMatchObject({
      UserPool: { KeyConfiguration: { KmsKeyArn: `arn:aws:kms:${region}:111122223333:key/${demoKeyId('customer-data')}` } },
    });
  });

  test.each([
    ['absent', undefined],
    ['explicit', { KeyType: 'AWS_OWNED_KEY' }],
  ] as const)('with the switch awsOwnedKey %s a pool without a key shows %o', (awsOwnedKey, configuration) => {
    const input = { UserPoolId: demoPoolId('newsletter') };
    const { UserPool } = ask(withSwitches({ awsOwnedKey }), 'cognito-idp', 'DescribeUserPool', input) as {
      UserPool: Record<string, unknown>;
    };
    expect(UserPool['KeyConfiguration']).toEqual(configuration);
  });

  test('the replica shows the custom domain, and answers for it', () => {
    const west = { region: 'us-west-2' };
    const hidden = ask(
      withSwitches({ replicaShowsCustomDomain: false }),
      'cognito-idp',
      'DescribeUserPool',
      { UserPoolId: demoPoolId('customer-login') },
      west,
    );
    expect(hidden).not.toHaveProperty('UserPool.CustomDomain');
    expect(ask(demoWorld(), 'cognito-idp', 'DescribeUserPoolDomain', { Domain: 'auth.example.com' }, west)).toMatchObject({
      DomainDescription: { Routing: { Failover: { SecondaryRegion: 'us-west-2' } } },
    });
    expect(ask(demoWorld(), 'cognito-idp', 'DescribeUserPoolDomain', { Domain: 'internal-tools-demo' }, west)).toEqual({
      DomainDescription: {},
    });
  });

  test('a created pool has what the service sets by itself, and is listed', () => {
    const { world, response } = answer(demoWorld(), requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'new' }));
    expect(JSON.parse('body' in response ? response.body : '')).toMatchObject({
      UserPool: { Name: 'new', UserPoolTier: 'ESSENTIALS', DeletionProtection: 'INACTIVE', IssuerConfiguration: { Type: 'ORIGINAL' } },
    });
    expect(namesIn(world, 'us-east-1')).toContain('new');
  });

  test('an unknown access key writes into an account of its own, which exists from then on', () => {
    const stranger = { accessKeyId: 'AKIASTRANGER00000000' };
    const { world } = answer(demoWorld(), requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'theirs' }, stranger));
    expect(Object.keys(world.accounts)).toEqual(['111122223333', fallbackAccount]);
    expect(ask(world, 'cognito-idp', 'ListUserPools', { MaxResults: 60 }, stranger)).toMatchObject({ UserPools: [{ Name: 'theirs' }] });
    expect(namesIn(world, 'us-east-1')).not.toContain('theirs');
  });
});

describe('keys', () => {
  test('a replica key is Creating at first, Enabled soon after, and has the default policy unless given one', () => {
    const KeyId = demoKeyId('customer-data');
    const replicate = requestFor('kms', 'ReplicateKey', { KeyId, ReplicaRegion: 'eu-west-1' });
    const { world, response } = answer(demoWorld(), replicate);
    expect(JSON.parse('body' in response ? response.body : '')).toMatchObject({
      ReplicaKeyMetadata: { KeyState: 'Creating', Arn: `arn:aws:kms:eu-west-1:111122223333:key/${KeyId}` },
    });
    const there = { region: 'eu-west-1', now: now + minute };
    expect(ask(world, 'kms', 'DescribeKey', { KeyId }, there)).toMatchObject({
      KeyMetadata: {
        KeyState: 'Enabled',
        MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', PrimaryKey: { Region: 'us-east-1' } },
      },
    });
    expect(ask(world, 'kms', 'GetKeyPolicy', { KeyId }, there)).toEqual({
      PolicyName: 'default',
      Policy: expect.not.stringContaining('cognito-idp.amazonaws.com') as string,
    });
    expect(replyOf(world, replicate).body).toContain('AlreadyExistsException');
  });

  test.each([
    ['its id', demoKeyId('customer-data')],
    ['its ARN', `arn:aws:kms:us-east-1:111122223333:key/${demoKeyId('customer-data')}`],
    ['its alias', 'alias/customer-data'],
    ['the ARN of its alias', 'arn:aws:kms:us-east-1:111122223333:alias/customer-data'],
  ])('a key is found by %s', (_by, KeyId) => {
    expect(ask(demoWorld(), 'kms', 'DescribeKey', { KeyId })).toMatchObject({ KeyMetadata: { KeyId: demoKeyId('customer-data') } });
  });

  test('a created key is multi-Region only where it is asked for', () => {
    expect(ask(demoWorld(), 'kms', 'CreateKey', { MultiRegion: true })).toMatchObject({
      KeyMetadata: { KeyId: expect.stringMatching(/^mrk-[0-9a-f]{32}$/) as string, MultiRegion: true },
    });
    expect(ask(demoWorld(), 'kms', 'CreateKey')).toMatchObject({
      KeyMetadata: { KeyId: expect.stringMatching(/^[0-9a-f]{8}-/) as string, MultiRegion: false },
    });
  });

  test('pages of aliases and keys join to the whole list', () => {
    const all = ask(demoWorld(), 'kms', 'ListKeys') as { Keys: unknown[]; Truncated: boolean };
    const first = ask(demoWorld(), 'kms', 'ListKeys', { Limit: 1 }) as { Keys: unknown[]; NextMarker: string };
    const rest = ask(demoWorld(), 'kms', 'ListKeys', { Marker: first.NextMarker }) as typeof all;
    expect(all.Truncated).toBe(false);
    expect([...first.Keys, ...rest.Keys]).toEqual(all.Keys);
  });
});
