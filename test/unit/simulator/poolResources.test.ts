// Groups, providers, resource servers, domains, tags, risk, logs and limits, and when a secondary Region sees them.
import {
  CreateGroupCommand,
  CreateIdentityProviderCommand,
  CreateResourceServerCommand,
  CreateUserPoolCommand,
  CreateUserPoolDomainCommand,
  type CreateUserPoolDomainCommandInput,
  DeleteUserPoolDomainCommand,
  DeleteUserPoolReplicaCommand,
  DescribeIdentityProviderCommand,
  DescribeResourceServerCommand,
  DescribeRiskConfigurationCommand,
  DescribeUserPoolCommand,
  DescribeUserPoolDomainCommand,
  GetGroupCommand,
  GetIdentityProviderByIdentifierCommand,
  GetLogDeliveryConfigurationCommand,
  GetProvisionedLimitCommand,
  ListGroupsCommand,
  ListIdentityProvidersCommand,
  ListResourceServersCommand,
  ListTagsForResourceCommand,
  SetLogDeliveryConfigurationCommand,
  SetRiskConfigurationCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateProvisionedLimitCommand,
  UpdateUserPoolCommand,
  UpdateUserPoolDomainCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { account, directoryWorld, keyArn, notEnabled, poolArn, poolId, primary, refusalOf, secondary, tell } from './story.ts';

const UserPoolId = poolId;
const certificate = (region = 'us-east-1') => `arn:aws:acm:${region}:${account}:certificate/11111111-2222-4333-a444-555555555555`;

describe('groups, identity providers and resource servers', () => {
  test('are made in the primary Region and seen in both', async () => {
    const story = tell(directoryWorld({ replica: 'ACTIVE' }));
    for (const client of [story.cognito(), story.cognito(secondary)]) {
      expect((await client.send(new GetGroupCommand({ UserPoolId, GroupName: 'staff' }))).Group).toMatchObject({
        GroupName: 'staff',
        UserPoolId,
      });
      expect((await client.send(new ListGroupsCommand({ UserPoolId }))).Groups).toHaveLength(1);
      const provider = new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'corp' });
      expect((await client.send(provider)).IdentityProvider).toMatchObject({ ProviderType: 'OIDC', IdpIdentifiers: ['corp'] });
      const identified = new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier: 'corp' });
      expect((await client.send(identified)).IdentityProvider?.ProviderName).toBe('corp');
      expect((await client.send(new ListIdentityProvidersCommand({ UserPoolId }))).Providers).toMatchObject([{ ProviderName: 'corp' }]);
      const server = new DescribeResourceServerCommand({ UserPoolId, Identifier: 'api' });
      expect((await client.send(server)).ResourceServer).toEqual({ UserPoolId, Identifier: 'api', Name: 'API' });
      expect((await client.send(new ListResourceServersCommand({ UserPoolId }))).ResourceServers).toHaveLength(1);
    }
    expect(await refusalOf(story.cognito(secondary).send(new CreateGroupCommand({ UserPoolId, GroupName: 'more' })))).toEqual(notEnabled);
  });

  test('are refused twice, and where there are none', async () => {
    const story = tell(directoryWorld());
    const client = story.cognito();
    const calls: readonly (readonly [Promise<unknown>, string])[] = [
      [client.send(new CreateGroupCommand({ UserPoolId, GroupName: 'staff' })), 'GroupExistsException'],
      [
        client.send(new CreateIdentityProviderCommand({ UserPoolId, ProviderName: 'corp', ProviderType: 'SAML', ProviderDetails: {} })),
        'DuplicateProviderException',
      ],
      [client.send(new CreateResourceServerCommand({ UserPoolId, Identifier: 'api', Name: 'x' })), 'InvalidParameterException'],
      [client.send(new GetGroupCommand({ UserPoolId, GroupName: 'constructor' })), 'ResourceNotFoundException'],
      [client.send(new DescribeIdentityProviderCommand({ UserPoolId, ProviderName: 'x' })), 'ResourceNotFoundException'],
      [client.send(new GetIdentityProviderByIdentifierCommand({ UserPoolId, IdpIdentifier: 'x' })), 'ResourceNotFoundException'],
      [client.send(new DescribeResourceServerCommand({ UserPoolId, Identifier: 'x' })), 'ResourceNotFoundException'],
      [client.send(new ListGroupsCommand({ UserPoolId, NextToken: '?' })), 'InvalidParameterException'],
    ];
    for (const [call, name] of calls) expect((await refusalOf(call))[0]).toBe(name);
  });

  test('come in pages', async () => {
    const story = tell();
    for (const GroupName of ['b', 'a', 'c']) await story.cognito().send(new CreateGroupCommand({ UserPoolId, GroupName }));
    const first = await story.cognito().send(new ListGroupsCommand({ UserPoolId, Limit: 2 }));
    const rest = await story.cognito().send(new ListGroupsCommand({ UserPoolId, Limit: 2, NextToken: first.NextToken }));
    expect([...(first.Groups ?? []), ...(rest.Groups ?? [])].map(({ GroupName }) => GroupName)).toEqual(['a', 'b', 'c']);
  });
});

describe('replication lag', () => {
  const lag = 30_000;
  const KeyConfiguration = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(primary) } as const;

  test('hides what was written in the primary from the secondary, in the order of the writes', async () => {
    const story = tell({ replica: 'ACTIVE', timing: { replicationLagMilliseconds: lag } });
    const nameIn = async (region: string) => (await story.cognito(region).send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.Name;
    const rename = (PoolName: string) => story.cognito().send(new UpdateUserPoolCommand({ UserPoolId, PoolName, KeyConfiguration }));
    await rename('second');
    story.wait(10_000);
    await rename('third');
    await story.cognito().send(new CreateGroupCommand({ UserPoolId, GroupName: 'staff' }));
    expect([await nameIn(primary), await nameIn(secondary)]).toEqual(['third', 'app']);
    const groups = async () => (await story.cognito(secondary).send(new ListGroupsCommand({ UserPoolId }))).Groups ?? [];
    story.wait(lag - 10_000);
    expect([await nameIn(secondary), (await groups()).length]).toEqual(['second', 0]);
    story.wait(10_000);
    expect([await nameIn(secondary), (await groups()).length]).toEqual(['third', 1]);
  });

  test('does not concern regional settings', async () => {
    const story = tell({ replica: 'ACTIVE', timing: { replicationLagMilliseconds: lag } });
    await story.cognito(secondary).send(new TagResourceCommand({ ResourceArn: poolArn(secondary), Tags: { a: 'b' } }));
    const { Tags } = await story.cognito(secondary).send(new ListTagsForResourceCommand({ ResourceArn: poolArn(secondary) }));
    expect(Tags).toMatchObject({ a: 'b' });
  });

  test('is shortened by the speed of the world, and is forgotten when it is over', async () => {
    const story = tell({ replica: 'ACTIVE', timing: { replicationLagMilliseconds: lag, speed: 30 } });
    const rename = (PoolName: string) => story.cognito().send(new UpdateUserPoolCommand({ UserPoolId, PoolName, KeyConfiguration }));
    for (let index = 0; index < 5; index += 1) {
      await rename(`name-${index}`);
      story.wait(2_000);
    }
    const pool = story.simulation.world().accounts[account]?.regions[primary]?.userPools[poolId];
    expect(pool?.earlier).toHaveLength(1);
  });
});

describe('tags', () => {
  test('belong to the ARN of one Region', async () => {
    const story = tell({ replica: 'INACTIVE' });
    const list = async (region: string) =>
      (await story.cognito(region).send(new ListTagsForResourceCommand({ ResourceArn: poolArn(region) }))).Tags;
    await story.cognito(secondary).send(new TagResourceCommand({ ResourceArn: poolArn(secondary), Tags: { stage: 'standby' } }));
    expect(await list(secondary)).toEqual({ team: 'a', stage: 'standby' });
    await story.cognito(secondary).send(new UntagResourceCommand({ ResourceArn: poolArn(secondary), TagKeys: ['team'] }));
    expect([await list(primary), await list(secondary)]).toEqual([{ team: 'a' }, { stage: 'standby' }]);
    const wrong = story.cognito(secondary).send(new ListTagsForResourceCommand({ ResourceArn: poolArn(primary) }));
    expect((await refusalOf(wrong))[0]).toBe('ResourceNotFoundException');
    const broken = story.cognito().send(new ListTagsForResourceCommand({ ResourceArn: 'arn:aws:s3:::somewhere-else' }));
    expect((await refusalOf(broken))[0]).toBe('InvalidParameterException');
  });
});

describe('threat protection and logs', () => {
  const Actions = { HighAction: { Notify: true, EventAction: 'BLOCK' } } as const;
  const sender = (region: string) => ({ SourceArn: `arn:aws:ses:${region}:${account}:identity/example.com` });
  const set = (region: string, actions: typeof Actions | object) =>
    new SetRiskConfigurationCommand({
      UserPoolId,
      AccountTakeoverRiskConfiguration: { Actions: actions, NotifyConfiguration: sender(region) },
    });

  test('the secondary has the actions of the primary and a sender of its own', async () => {
    const story = tell({ replica: 'ACTIVE' });
    await story.cognito().send(set(primary, Actions));
    const read = async (region: string) =>
      (await story.cognito(region).send(new DescribeRiskConfigurationCommand({ UserPoolId }))).RiskConfiguration
        ?.AccountTakeoverRiskConfiguration;
    expect(await read(secondary)).toEqual({ Actions });
    await story.cognito(secondary).send(set(secondary, Actions));
    expect(await read(secondary)).toEqual({ Actions, NotifyConfiguration: sender(secondary) });
    expect(await read(primary)).toEqual({ Actions, NotifyConfiguration: sender(primary) });
    expect(await refusalOf(story.cognito(secondary).send(set(secondary, {})))).toEqual([
      'InvalidParameterException',
      'Risk configuration must match the existing configuration in a secondary region.',
    ]);
  });

  test('logs are set in each Region', async () => {
    const story = tell(directoryWorld({ replica: 'INACTIVE' }));
    const read = async (region: string) =>
      (await story.cognito(region).send(new GetLogDeliveryConfigurationCommand({ UserPoolId }))).LogDeliveryConfiguration
        ?.LogConfigurations;
    expect([(await read(primary))?.length, await read(secondary)]).toEqual([1, []]);
    const own = [{ LogLevel: 'INFO', EventSource: 'userAuthEvents', FirehoseConfiguration: {} }] as const;
    await story.cognito(secondary).send(new SetLogDeliveryConfigurationCommand({ UserPoolId, LogConfigurations: [...own] }));
    expect(await read(secondary)).toEqual(own);
    expect(await read(primary)).toMatchObject([{ LogLevel: 'ERROR' }]);
  });
});

test('limits are bought in one Region, never below what is free', async () => {
  const story = tell();
  const LimitDefinition = { LimitClass: 'API_CATEGORY', Attributes: { Category: 'UserAuthentication' } } as const;
  const read = async (region: string) => (await story.cognito(region).send(new GetProvisionedLimitCommand({ LimitDefinition }))).Limit;
  const buy = (RequestedLimitValue: number) =>
    story.cognito().send(new UpdateProvisionedLimitCommand({ LimitDefinition, RequestedLimitValue }));
  expect((await buy(200)).Limit).toMatchObject({ ProvisionedLimitValue: 200, FreeLimitValue: 120 });
  expect([(await read(primary))?.ProvisionedLimitValue, (await read(secondary))?.ProvisionedLimitValue]).toEqual([200, 120]);
  expect((await refusalOf(buy(119)))[0]).toBe('InvalidParameterException');
  const fixed = { LimitClass: 'API_CATEGORY', Attributes: { Category: 'UserPoolRead' } } as const;
  const fixedCall = story.cognito().send(new UpdateProvisionedLimitCommand({ LimitDefinition: fixed, RequestedLimitValue: 20 }));
  expect((await refusalOf(fixedCall))[1]).toBe("The limit of category 'UserPoolRead' is not adjustable.");
  const unknown = { LimitClass: 'API_CATEGORY', Attributes: { Category: 'Coffee' } } as const;
  const wrong = story.cognito().send(new GetProvisionedLimitCommand({ LimitDefinition: unknown }));
  expect((await refusalOf(wrong))[1]).toBe("Category 'Coffee' is not an API category with a provisioned limit.");
});

describe('domains', () => {
  const name = 'auth.example.com';
  const Routing = { Failover: { SecondaryRegion: secondary, PrimaryRoute53HealthCheckId: 'check' } };
  const custom = { UserPoolId, Domain: name, CustomDomainConfig: { CertificateArn: certificate() } };
  type Story = ReturnType<typeof tell>;
  const create = (story: Story, input: CreateUserPoolDomainCommandInput, region = primary) =>
    story.cognito(region).send(new CreateUserPoolDomainCommand(input));
  const read = async (story: Story, Domain: string, region = primary) =>
    (await story.cognito(region).send(new DescribeUserPoolDomainCommand({ Domain }))).DomainDescription;

  test('a custom domain is one object for both Regions, with routing to the replica', async () => {
    const story = tell({ replica: 'ACTIVE' });
    const created = await create(story, { ...custom, ManagedLoginVersion: 2, Routing });
    expect(created).toMatchObject({
      ManagedLoginVersion: 2,
      Routing,
      CloudFrontDomain: expect.stringMatching(/cloudfront\.net$/) as string,
    });
    expect(await read(story, name, secondary)).toMatchObject({ Routing, CustomDomainConfig: { CertificateArn: certificate() } });
    const before = await read(story, name);
    story.wait(1_000);
    await story.cognito(secondary).send(new UpdateUserPoolDomainCommand({ ...custom, ManagedLoginVersion: 1, Routing }));
    expect((await read(story, name))?.Version).not.toBe(before?.Version);
    expect(await read(story, name)).toMatchObject({ ManagedLoginVersion: 1, Routing });
    await story.cognito(secondary).send(new DeleteUserPoolDomainCommand({ UserPoolId, Domain: name }));
    expect(await read(story, name)).toEqual({});
  });

  test.each(['clears', 'keeps'] as const)('an update without Routing %s it', async (omittedRouting) => {
    const story = tell({ replica: 'ACTIVE', switches: { omittedRouting } });
    await create(story, { ...custom, Routing });
    await story.cognito().send(new UpdateUserPoolDomainCommand(custom));
    expect((await read(story, name))?.Routing).toEqual(omittedRouting === 'keeps' ? Routing : undefined);
  });

  test.each(['refused', 'accepted'] as const)('routing on a prefix domain is %s', async (prefixDomainRouting) => {
    const story = tell({ replica: 'ACTIVE', switches: { prefixDomainRouting } });
    const call = create(story, { UserPoolId, Domain: 'shop', Routing });
    if (prefixDomainRouting === 'accepted') expect((await call).Routing).toEqual(Routing);
    else expect((await refusalOf(call))[1]).toBe('Routing configuration is currently only supported for custom domains.');
  });

  test('a prefix domain belongs to one Region, and goes with its replica', async () => {
    const story = tell({ replica: 'INACTIVE' });
    await create(story, { UserPoolId, Domain: 'shop' });
    await create(story, { UserPoolId, Domain: 'shop' }, secondary);
    const { UserPool } = await story.cognito(secondary).send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool?.Domain).toBe('shop');
    await story.cognito().send(new DeleteUserPoolReplicaCommand({ UserPoolId, RegionName: secondary }));
    expect(await read(story, 'shop', secondary)).toEqual({});
    expect(await read(story, 'shop')).toMatchObject({ UserPoolId });
  });

  test.each<readonly [what: string, input: CreateUserPoolDomainCommandInput, message: RegExp]>([
    ['a certificate elsewhere', { ...custom, CustomDomainConfig: { CertificateArn: certificate('eu-west-1') } }, /must be in us-east-1/],
    [
      'routing to no replica',
      { ...custom, Routing: { Failover: { ...Routing.Failover, SecondaryRegion: 'eu-west-1' } } },
      /no replica in eu-west-1/,
    ],
    ['a custom domain without a certificate', { UserPoolId, Domain: name }, /has a certificate and a dot/],
    ['a name that is taken', { UserPoolId, Domain: 'taken' }, /^Domain already associated with another user pool\.$/],
    ['a second prefix', { UserPoolId, Domain: 'another' }, /already has a domain/],
  ])('%s is refused', async (_what, input, message) => {
    const [code, sentence] = await refusalOf(create(tell({ replica: 'ACTIVE', pool: { domain: { name: 'taken' } } }), input));
    expect(code).toBe('InvalidParameterException');
    expect(sentence).toMatch(message);
  });

  test('a custom domain is taken in every Region and account', async () => {
    const story = tell({ replica: 'ACTIVE' });
    await create(story, custom);
    const stranger = story.cognito('eu-west-1', 'AKIASTRANGER00000000');
    const { UserPool } = await stranger.send(new CreateUserPoolCommand({ PoolName: 'theirs' }));
    const call = stranger.send(new CreateUserPoolDomainCommand({ ...custom, UserPoolId: UserPool?.Id }));
    expect((await refusalOf(call))[1]).toBe('Domain already associated with another user pool.');
  });

  test('a custom domain is not made from the secondary', async () => {
    const [, sentence] = await refusalOf(create(tell({ replica: 'ACTIVE' }), custom, secondary));
    expect(sentence).toBe('A custom domain can only be configured in the primary Region.');
  });

  test('another pool’s domain cannot be changed, nor one be updated into another kind', async () => {
    const story = tell({ pool: { domain: { name: 'taken' } } });
    const send = (input: CreateUserPoolDomainCommandInput) => story.cognito().send(new UpdateUserPoolDomainCommand(input));
    expect((await refusalOf(send({ UserPoolId, Domain: 'nobodys' })))[1]).toBe('No such domain or user pool exists.');
    expect((await refusalOf(send({ ...custom, Domain: 'taken' })))[1]).toBe('A prefix domain has no certificate.');
    await create(story, custom);
    expect((await refusalOf(send({ UserPoolId, Domain: name })))[1]).toBe('CustomDomainConfig is required for a custom domain.');
  });
});
