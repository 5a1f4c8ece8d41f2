// How pages look and what they link to, messages, threat protection and logs: what both Regions show, when, and what each has of its own.
import {
  CognitoIdentityProviderClient,
  CreateManagedLoginBrandingCommand,
  CreateTermsCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeManagedLoginBrandingCommand,
  DescribeResourceServerCommand,
  DescribeRiskConfigurationCommand,
  DescribeTermsCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
  GetLogDeliveryConfigurationCommand,
  GetUICustomizationCommand,
  ListGroupsCommand,
  ListTermsCommand,
  SetUICustomizationCommand,
  UpdateManagedLoginBrandingCommand,
  UpdateTermsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { account, notEnabled, primary, refusalOf, secondary, tell } from './story.ts';
import { aloneClientId, aloneId, appClientId, appId, brandingId, surroundings, surroundingWorld, termsId } from './surroundings.ts';

const minute = 60_000;
const UserPoolId = appId;
const start = (changes: Partial<Scenario> = {}) => {
  const { configuration, wait } = tell(surroundingWorld(changes));
  return { wait, cognito: (region = primary) => new CognitoIdentityProviderClient(configuration(region)) };
};
/** The story without what the replica has not caught up with. */
const settled = (changes: Partial<Scenario> = {}) => {
  const { wait, cognito } = start(changes);
  wait(31 * minute);
  return { wait, cognito };
};
const style = async (client: CognitoIdentityProviderClient, ClientId = appClientId('web')) =>
  (await client.send(new DescribeManagedLoginBrandingByClientCommand({ UserPoolId, ClientId }))).ManagedLoginBranding;

describe('a style of managed login', () => {
  test('is seen in both Regions, with settings only where they were given', async () => {
    const { cognito } = settled();
    for (const region of [primary, secondary]) {
      expect(await style(cognito(region))).toMatchObject({
        ManagedLoginBrandingId: brandingId('web'),
        UseCognitoProvidedValues: false,
        Settings: { categories: { form: { location: 'CENTER' } } },
        Assets: [],
      });
      const provided = await style(cognito(region), appClientId('backend'));
      expect([provided?.UseCognitoProvidedValues, provided && 'Settings' in provided]).toEqual([true, false]);
    }
  });

  test('is changed in the primary, and seen in the secondary after the lag', async () => {
    const { cognito, wait } = settled({ timing: { replicationLagMilliseconds: minute } });
    const update = { UserPoolId, ManagedLoginBrandingId: brandingId('web'), UseCognitoProvidedValues: true };
    expect(await refusalOf(cognito(secondary).send(new UpdateManagedLoginBrandingCommand(update)))).toEqual(notEnabled);
    wait(minute);
    await cognito().send(new UpdateManagedLoginBrandingCommand(update));
    const provided = async (region: string) => (await style(cognito(region)))?.UseCognitoProvidedValues;
    expect([await provided(primary), await provided(secondary)]).toEqual([true, false]);
    wait(minute);
    expect(await provided(secondary)).toBe(true);
  });

  test('is one for an app client that is there', async () => {
    const { cognito } = settled();
    const create = (pool: string, ClientId: string, more: object = {}) =>
      cognito().send(new CreateManagedLoginBrandingCommand({ UserPoolId: pool, ClientId, ...more }));
    expect((await refusalOf(style(cognito(), 'nobody')))[0]).toBe('ResourceNotFoundException');
    expect((await refusalOf(create(UserPoolId, appClientId('web'))))[0]).toBe('ManagedLoginBrandingExistsException');
    expect((await refusalOf(create(aloneId, 'nobody')))[0]).toBe('ResourceNotFoundException');
    const both = create(aloneId, aloneClientId, { UseCognitoProvidedValues: true, Settings: { a: 1 } });
    expect((await refusalOf(both))[0]).toBe('InvalidParameterException');
    const lookUp = new DescribeManagedLoginBrandingByClientCommand({ UserPoolId: aloneId, ClientId: aloneClientId });
    expect((await refusalOf(cognito().send(lookUp)))[0]).toBe('ResourceNotFoundException');
    const { ManagedLoginBranding } = await create(aloneId, aloneClientId, { Settings: { a: 1 } });
    const ManagedLoginBrandingId = ManagedLoginBranding?.ManagedLoginBrandingId;
    const byId = new DescribeManagedLoginBrandingCommand({ UserPoolId: aloneId, ManagedLoginBrandingId });
    expect((await cognito().send(byId)).ManagedLoginBranding).toMatchObject({ Settings: { a: 1 } });
    const unknown = new DescribeManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId });
    expect((await refusalOf(cognito().send(unknown)))[0]).toBe('ResourceNotFoundException');
  });
});

describe('the classic hosted UI', () => {
  const look = async (client: CognitoIdentityProviderClient, ClientId?: string, pool = UserPoolId) =>
    (await client.send(new GetUICustomizationCommand({ UserPoolId: pool, ...(ClientId && { ClientId }) }))).UICustomization;

  test('is that of the app client, else of all, else nothing', async () => {
    const { cognito } = start();
    for (const region of [primary, secondary]) {
      expect(await look(cognito(region), appClientId('web'))).toMatchObject({ CSS: '.label {}', ClientId: appClientId('web') });
      expect(await look(cognito(region), appClientId('backend'))).toMatchObject({ CSS: '.banner {}', ClientId: 'ALL' });
    }
    expect(await look(cognito(), undefined, aloneId)).toEqual({});
    expect((await refusalOf(look(cognito(), 'nobody')))[0]).toBe('ResourceNotFoundException');
  });

  test('is changed in the primary, where the pool has a domain', async () => {
    const { cognito } = start();
    await cognito().send(new SetUICustomizationCommand({ UserPoolId, CSS: '.new {}', ImageFile: new Uint8Array([1]) }));
    expect(await look(cognito())).toMatchObject({ CSS: '.new {}', ImageUrl: expect.stringContaining(UserPoolId) as string });
    expect(await refusalOf(cognito().send(new SetUICustomizationCommand({ UserPoolId: aloneId, CSS: '.a {}' })))).toEqual([
      'InvalidParameterException',
      'There has to be an existing domain associated with this user pool',
    ]);
    const inSecondary = cognito(secondary).send(new SetUICustomizationCommand({ UserPoolId, CSS: '.a {}' }));
    expect(await refusalOf(inSecondary)).toEqual(notEnabled);
  });
});

describe('terms', () => {
  const terms = { TermsName: 'terms-of-use', TermsSource: 'LINK', Enforcement: 'NONE' } as const;
  const names = async (client: CognitoIdentityProviderClient) =>
    (await client.send(new ListTermsCommand({ UserPoolId }))).Terms?.map(({ TermsName }) => TermsName);

  test('are links of an app client, seen in both Regions', async () => {
    const { cognito } = settled();
    for (const region of [primary, secondary]) {
      expect(await names(cognito(region))).toEqual(['terms-of-use']);
      expect((await cognito(region).send(new DescribeTermsCommand({ UserPoolId, TermsId: termsId }))).Terms).toMatchObject({
        ...terms,
        TermsId: termsId,
        ClientId: appClientId('web'),
        Links: { 'cognito:default': 'https://example.com/terms' },
      });
    }
  });

  test('are made and changed in the primary, each name once', async () => {
    const { cognito } = settled();
    const more = { UserPoolId, ClientId: appClientId('web'), ...terms };
    expect((await refusalOf(cognito().send(new CreateTermsCommand(more))))[0]).toBe('TermsExistsException');
    const { Terms } = await cognito().send(new CreateTermsCommand({ ...more, TermsName: 'privacy-policy' }));
    const rename = new UpdateTermsCommand({ UserPoolId, TermsId: Terms?.TermsId, TermsName: 'terms-of-use' });
    expect((await refusalOf(cognito().send(rename)))[0]).toBe('TermsExistsException');
    const Links = { 'cognito:default': 'https://example.com/privacy' };
    const changed = await cognito().send(new UpdateTermsCommand({ UserPoolId, TermsId: Terms?.TermsId, Links }));
    expect(changed.Terms).toMatchObject({ TermsName: 'privacy-policy', Links });
    expect(await names(cognito(secondary))).toHaveLength(2);
    const foreign = cognito().send(new DescribeTermsCommand({ UserPoolId: aloneId, TermsId: termsId }));
    expect((await refusalOf(foreign))[0]).toBe('ResourceNotFoundException');
    expect(await refusalOf(cognito(secondary).send(new CreateTermsCommand(more)))).toEqual(notEnabled);
  });
});

describe('a replica that is behind', () => {
  const subject = async (client: CognitoIdentityProviderClient) =>
    (await client.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool?.VerificationMessageTemplate?.EmailSubject;

  test('shows for some minutes what the primary was', async () => {
    const { cognito, wait } = start();
    const replica = cognito(secondary);
    expect([await subject(cognito()), await subject(replica)]).toEqual(['Your code', 'Your old code']);
    expect((await replica.send(new ListGroupsCommand({ UserPoolId }))).Groups).toEqual([]);
    expect((await style(replica))?.UseCognitoProvidedValues).toBe(true);
    expect((await replica.send(new ListTermsCommand({ UserPoolId }))).Terms).toEqual([]);
    // What the story does not call behind is there.
    const server = new DescribeResourceServerCommand({ UserPoolId, Identifier: 'api' });
    expect((await replica.send(server)).ResourceServer?.Scopes).toEqual([{ ScopeName: 'read', ScopeDescription: 'Read' }]);
    wait(30 * minute);
    expect(await subject(replica)).toBe('Your code');
    expect((await replica.send(new GetGroupCommand({ UserPoolId, GroupName: 'members' }))).Group).toMatchObject({
      Description: 'All',
      Precedence: 1,
      RoleArn: `arn:aws:iam::${account}:role/member`,
    });
  });

  test('stays behind while there is a lag, whatever else changes', async () => {
    const { cognito, wait } = start({ timing: { replicationLagMilliseconds: minute } });
    await cognito().send(new SetUICustomizationCommand({ UserPoolId, CSS: '.new {}' }));
    wait(29 * minute);
    expect(await subject(cognito(secondary))).toBe('Your old code');
    wait(2 * minute);
    expect(await subject(cognito(secondary))).toBe('Your code');
  });

  test('catches up sooner in a faster story', async () => {
    const { cognito, wait } = start({ timing: { speed: 30 } });
    wait(minute);
    expect(await subject(cognito(secondary))).toBe('Your code');
  });
});

describe('the story tells', () => {
  test('messages', async () => {
    const { UserPool } = await start().cognito().send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({
      VerificationMessageTemplate: { EmailSubject: 'Your code', EmailMessage: 'Your code is {####}', SmsMessage: 'Code {####}' },
      AdminCreateUserConfig: {
        InviteMessageTemplate: { EmailSubject: 'Welcome', EmailMessage: '{username} and {####}', SMSMessage: '{username} {####}' },
      },
      SmsAuthenticationMessage: 'Use {####}',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
    });
  });

  test('threat protection, with a sender of notifications in each Region', async () => {
    const { cognito } = start();
    const risk = async (region: string) =>
      (await cognito(region).send(new DescribeRiskConfigurationCommand({ UserPoolId }))).RiskConfiguration;
    const [here, there] = [await risk(primary), await risk(secondary)];
    expect(here).toMatchObject({
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
      AccountTakeoverRiskConfiguration: {
        Actions: { LowAction: { Notify: true, EventAction: 'NO_ACTION' }, HighAction: { Notify: true, EventAction: 'BLOCK' } },
        NotifyConfiguration: {
          From: 'security@example.com',
          ReplyTo: 'help@example.com',
          SourceArn: `arn:aws:ses:us-east-1:${account}:identity/example.com`,
        },
      },
      RiskExceptionConfiguration: { BlockedIPRangeList: ['198.51.100.0/24'], SkippedIPRangeList: ['192.0.2.0/24'] },
    });
    expect(there?.AccountTakeoverRiskConfiguration?.NotifyConfiguration).toEqual({
      From: 'security@example.com',
      SourceArn: `arn:aws:ses:us-east-1:${account}:identity/example.com`,
    });
    expect(there?.AccountTakeoverRiskConfiguration?.Actions).toEqual(here?.AccountTakeoverRiskConfiguration?.Actions);
  });

  test('log delivery in each Region', async () => {
    const { cognito } = start();
    const logs = async (region: string) =>
      (await cognito(region).send(new GetLogDeliveryConfigurationCommand({ UserPoolId }))).LogDeliveryConfiguration?.LogConfigurations;
    expect(await logs(primary)).toEqual([
      {
        LogLevel: 'ERROR',
        EventSource: 'userNotification',
        CloudWatchLogsConfiguration: { LogGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:/cognito/app` },
      },
      {
        LogLevel: 'INFO',
        EventSource: 'userAuthEvents',
        FirehoseConfiguration: { StreamArn: `arn:aws:firehose:us-east-1:${account}:deliverystream/sign-ins` },
      },
    ]);
    expect(await logs(secondary)).toEqual([
      { LogLevel: 'ERROR', EventSource: 'userNotification', S3Configuration: { BucketArn: 'arn:aws:s3:::logs-us-west-2' } },
    ]);
  });

  test('a replica that is like its primary without a word', async () => {
    const [app, ...others] = surroundings.pools ?? [];
    const { cognito } = start({ pools: [{ ...app!, replica: { region: secondary, status: 'ACTIVE' } }, ...others] });
    const { LogDeliveryConfiguration } = await cognito(secondary).send(new GetLogDeliveryConfigurationCommand({ UserPoolId }));
    expect(LogDeliveryConfiguration?.LogConfigurations?.map(({ EventSource }) => EventSource)).toEqual([
      'userNotification',
      'userAuthEvents',
    ]);
    const { RiskConfiguration } = await cognito(secondary).send(new DescribeRiskConfigurationCommand({ UserPoolId }));
    expect(RiskConfiguration?.AccountTakeoverRiskConfiguration?.NotifyConfiguration?.SourceArn).toContain('arn:aws:ses:us-west-2:');
  });
});
