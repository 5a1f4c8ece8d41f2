// Senders and log destinations through the real clients of SES, SNS, CloudWatch Logs, Firehose and S3.
import { CloudWatchLogsClient, DescribeLogGroupsCommand, type DescribeLogGroupsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentityProviderClient, GetProvisionedLimitCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DescribeDeliveryStreamCommand, FirehoseClient, ResourceNotFoundException } from '@aws-sdk/client-firehose';
import { GetFunctionCommand, LambdaClient, RemovePermissionCommand } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  AuthorizationErrorException,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  SNSClient,
  ThrottledException,
} from '@aws-sdk/client-sns';
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultKind } from '../../../src/simulator/faults.ts';
import { startListeners, type Listeners } from '../../../src/simulator/http/listeners.ts';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { demoAccessKey } from './requests.ts';
import { account, primary, refusalOf, secondary, tell } from './story.ts';
import { surroundingWorld } from './surroundings.ts';

const start = (changes: Partial<Scenario> = {}) => {
  const { configuration, simulation } = tell(surroundingWorld(changes));
  return {
    simulation,
    ses: (region = primary) => new SESv2Client(configuration(region)),
    sns: (region = primary) => new SNSClient(configuration(region)),
    logs: (region = primary) => new CloudWatchLogsClient(configuration(region)),
    firehose: (region = primary) => new FirehoseClient(configuration(region)),
    s3: (region = primary) => new S3Client({ ...configuration(region), forcePathStyle: true }),
    cognito: (region = primary) => new CognitoIdentityProviderClient(configuration(region)),
  };
};

describe('senders of mail', () => {
  const identity = (EmailIdentity: string) => new GetEmailIdentityCommand({ EmailIdentity });

  test('are domains and addresses of one Region', async () => {
    const { ses } = start();
    expect(await ses().send(identity('example.com'))).toMatchObject({
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
      MailFromAttributes: { MailFromDomain: 'mail.example.com' },
      ConfigurationSetName: 'login',
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(await ses().send(identity('info@example.com'))).toMatchObject({
      IdentityType: 'EMAIL_ADDRESS',
      DkimAttributes: { SigningEnabled: false, Status: 'NOT_STARTED' },
      Policies: { cognito: '{"Version":"2012-10-17","Statement":[]}' },
    });
    const status = async (region: string) => (await ses(region).send(identity('new.example'))).VerifiedForSendingStatus;
    expect([await status(primary), await status(secondary)]).toEqual([true, false]);
    const missing = ses(secondary).send(identity('info@example.com'));
    await expect(missing).rejects.toBeInstanceOf(NotFoundException);
    await expect(missing).rejects.toMatchObject({
      message: 'Email identity info@example.com does not exist.',
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('are in the sandbox at first', async () => {
    const { ses } = start();
    expect(await ses().send(new GetAccountCommand())).toMatchObject({
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 12 },
    });
    expect(await ses(secondary).send(new GetAccountCommand())).toMatchObject({
      ProductionAccessEnabled: false,
      SendQuota: { Max24HourSend: 200, MaxSendRate: 1 },
    });
  });
});

test('text messages are in the sandbox at first, and have attributes where they were set', async () => {
  const { sns } = start();
  const sandbox = async (region: string) => (await sns(region).send(new GetSMSSandboxAccountStatusCommand())).IsInSandbox;
  expect([await sandbox(primary), await sandbox(secondary)]).toEqual([false, true]);
  const attributes = async (region: string, ...names: string[]) =>
    (await sns(region).send(new GetSMSAttributesCommand({ attributes: names }))).attributes;
  expect(await attributes(primary)).toEqual({ MonthlySpendLimit: '1', DefaultSMSType: 'Transactional' });
  expect(await attributes(primary, 'DefaultSMSType', 'DefaultSenderID')).toEqual({ DefaultSMSType: 'Transactional' });
  expect(await attributes(secondary)).toEqual({ MonthlySpendLimit: '1' });
});

describe('destinations of logs', () => {
  test('are log groups of one Region, found in several ways', async () => {
    const { logs } = start();
    const find = async (input: DescribeLogGroupsCommandInput, region = primary) =>
      (await logs(region).send(new DescribeLogGroupsCommand(input))).logGroups ?? [];
    const names = async (...parts: Parameters<typeof find>) => (await find(...parts)).map(({ logGroupName }) => logGroupName);
    expect(await find({ logGroupNamePrefix: '/cognito/app' })).toMatchObject([
      {
        logGroupName: '/cognito/app',
        arn: `arn:aws:logs:us-east-1:${account}:log-group:/cognito/app:*`,
        logGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:/cognito/app`,
        retentionInDays: 30,
        logGroupClass: 'STANDARD',
      },
    ]);
    expect(await find({ logGroupNamePattern: 'other' })).toMatchObject([
      { kmsKeyId: `arn:aws:kms:us-east-1:${account}:key/k`, logGroupClass: 'INFREQUENT_ACCESS' },
    ]);
    expect(await names({})).toEqual(['/cognito/app', '/cognito/other', 'aws-waf-logs-login']);
    expect(await names({}, secondary)).toEqual(['/cognito/app']);
    expect(await names({ logGroupClass: 'INFREQUENT_ACCESS' })).toEqual(['/cognito/other']);
    const arn = `arn:aws:logs:us-east-1:${account}:log-group:/cognito/other`;
    expect(await names({ logGroupIdentifiers: [arn, 'aws-waf-logs-login'] })).toEqual(['/cognito/other', 'aws-waf-logs-login']);
    const both = logs().send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }));
    expect((await refusalOf(both))[0]).toBe('InvalidParameterException');
  });

  test('come in pages', async () => {
    const { logs } = start();
    const first = await logs().send(new DescribeLogGroupsCommand({ limit: 2 }));
    const second = await logs().send(new DescribeLogGroupsCommand({ limit: 2, nextToken: first.nextToken }));
    expect([first, second].map(({ logGroups, nextToken }) => [logGroups?.length, nextToken !== undefined])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await refusalOf(logs().send(new DescribeLogGroupsCommand({ nextToken: '?' }))))[0]).toBe('InvalidParameterException');
  });

  test('are delivery streams of one Region', async () => {
    const { firehose } = start();
    const stream = async (region: string) =>
      (await firehose(region).send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'sign-ins' }))).DeliveryStreamDescription;
    expect(await stream(primary)).toMatchObject({
      DeliveryStreamARN: `arn:aws:firehose:us-east-1:${account}:deliverystream/sign-ins`,
      DeliveryStreamStatus: 'ACTIVE',
      Destinations: [{ ExtendedS3DestinationDescription: { BucketARN: 'arn:aws:s3:::sign-ins-us-east-1' } }],
    });
    expect((await stream(secondary))?.DeliveryStreamStatus).toBe('CREATING');
    const missing = firehose().send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'nobody' }));
    await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
    expect((await refusalOf(missing))[1]).toBe(`Firehose nobody under account ${account} not found.`);
  });

  test('are buckets, of which any Region says where they are', async () => {
    const { s3 } = start();
    const head = (Bucket: string, region = primary) => s3(region).send(new HeadBucketCommand({ Bucket }));
    expect(await head('sign-ins.example.com')).toMatchObject({ BucketRegion: primary, AccessPointAlias: false });
    expect(await head('logs-us-west-2', secondary)).toMatchObject({ BucketRegion: secondary });
    const elsewhere = head('logs-us-west-2');
    await expect(elsewhere).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
    await expect(elsewhere).rejects.toHaveProperty('$response.headers.x-amz-bucket-region', secondary);
    await expect(head('nobodys-logs')).rejects.toBeInstanceOf(NotFound);
  });

  test('are not buckets of another account', async () => {
    const { simulation, s3 } = start();
    const world = simulation.world();
    const [owner] = Object.values(world.accounts);
    if (!owner) throw new Error('The story has no account.');
    const others = { ...owner, accessKeys: [] };
    simulation.replace({ ...world, accounts: { '444455556666': others, [account]: { ...owner, regions: {} } } });
    const head = (region: string) => s3(region).send(new HeadBucketCommand({ Bucket: 'logs-us-west-2' }));
    await expect(head(secondary)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    await expect(head(primary)).rejects.toMatchObject({ $metadata: { httpStatusCode: 301 } });
  });
});

test('a rate that was bought is that of one Region', async () => {
  const { cognito } = start();
  const LimitDefinition = { LimitClass: 'API_CATEGORY', Attributes: { Category: 'UserAuthentication' } } as const;
  const limit = async (region: string) =>
    (await cognito(region).send(new GetProvisionedLimitCommand({ LimitDefinition }))).Limit?.ProvisionedLimitValue;
  expect([await limit(primary), await limit(secondary)]).toEqual([200, 120]);
});

describe('refusals', () => {
  type Clients = ReturnType<typeof start>;
  const calls: Readonly<Record<string, (clients: Clients) => Promise<unknown>>> = {
    'ses:GetAccount': ({ ses }) => ses().send(new GetAccountCommand()),
    'ses:GetEmailIdentity': ({ ses }) => ses().send(new GetEmailIdentityCommand({ EmailIdentity: 'example.com' })),
    'sns:GetSMSSandboxAccountStatus': ({ sns }) => sns().send(new GetSMSSandboxAccountStatusCommand()),
    'sns:GetSMSAttributes': ({ sns }) => sns().send(new GetSMSAttributesCommand()),
    'logs:DescribeLogGroups': ({ logs }) => logs().send(new DescribeLogGroupsCommand()),
    'firehose:DescribeDeliveryStream': ({ firehose }) =>
      firehose().send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: 'sign-ins' })),
  };

  test.each(Object.entries(calls))('%s needs its permission, by its name in IAM', async (action, call) => {
    const [name, message] = await refusalOf(call(start({ permissions: [{ only: ['sts:*'] }] })));
    expect(name).toBe(action.startsWith('sns:') ? 'AuthorizationErrorException' : 'AccessDeniedException');
    expect(message).toContain(`not authorized to perform: ${action} on resource: `);
    await expect(call(start({ permissions: [{ only: [action] }] }))).resolves.toBeDefined();
  });

  test.each(Object.entries(calls))('%s meets faults of its service and is recorded', async (action, call) => {
    const [service = '', operation = ''] = action.split(':');
    for (const kind of ['throttled', 'serverError', 'refusesConnection', 'truncated'] as const) {
      const clients = start({ faults: [{ kind, service, operation, region: primary }] });
      await refusalOf(call(clients));
      expect(clients.simulation.calls()).toMatchObject([{ service, operation, region: primary, account }]);
    }
    await expect(call(start({ faults: [{ kind: 'throttled', region: secondary }] }))).resolves.toBeDefined();
    await expect(call(start({ faults: [{ kind: 'latency', service, milliseconds: 3 }] }))).resolves.toBeDefined();
  });

  test('of S3 have no body: the status is all there is', async () => {
    const head = (extras: Partial<Scenario>) =>
      start(extras)
        .s3()
        .send(new HeadBucketCommand({ Bucket: 'sign-ins.example.com' }));
    const status = async (kind: FaultKind) =>
      head({ faults: [{ kind, service: 's3', operation: 'HeadBucket' }] }).then(
        () => 200,
        (error: unknown) => (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode,
      );
    const kinds = ['accessDenied', 'throttled', 'serverError', 'html', 'expiredToken', 'regionDisabled', 'truncated'] as const;
    expect(await Promise.all(kinds.map(status))).toEqual([403, 503, 500, 500, 400, 403, 200]);
    expect(await refusalOf(head({ permissions: [{ only: ['s3:HeadBucket'] }] }))).toEqual(['Unknown', 'UnknownError']);
    await expect(head({ permissions: [{ only: ['s3:ListBucket'] }] })).resolves.toBeDefined();
  });

  test('of SNS are its own', async () => {
    const call = (kind: 'throttled' | 'accessDenied' | 'serverError') =>
      start({ faults: [{ kind, service: 'sns' }] })
        .sns()
        .send(new GetSMSSandboxAccountStatusCommand());
    await expect(call('throttled')).rejects.toBeInstanceOf(ThrottledException);
    await expect(call('throttled')).rejects.toMatchObject({ $metadata: { httpStatusCode: 429 } });
    await expect(call('accessDenied')).rejects.toBeInstanceOf(AuthorizationErrorException);
    await expect(call('serverError')).rejects.toMatchObject({ name: 'InternalErrorException', $metadata: { httpStatusCode: 500 } });
  });
});

describe('over HTTP', () => {
  const open: Listeners[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((listeners) => listeners.close()));
  });

  test('every protocol answers the same', async () => {
    const listeners = await startListeners(start().simulation, { port: 0 });
    open.push(listeners);
    const configuration = {
      region: primary,
      endpoint: listeners.url,
      credentials: { accessKeyId: demoAccessKey, secretAccessKey: 'any' },
      maxAttempts: 1,
    };
    const ses = new SESv2Client(configuration);
    expect(await ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'info@example.com' }))).toMatchObject({
      VerificationStatus: 'SUCCESS',
    });
    expect(await new SNSClient(configuration).send(new GetSMSAttributesCommand({ attributes: ['DefaultSMSType'] }))).toMatchObject({
      attributes: { DefaultSMSType: 'Transactional' },
    });
    const FunctionName = `arn:aws:lambda:${primary}:${account}:function:welcome`;
    const found = await new LambdaClient(configuration).send(new GetFunctionCommand({ FunctionName, Qualifier: 'live' }));
    expect(found.Configuration).toMatchObject({ FunctionArn: `${FunctionName}:live`, Version: '2' });
    const removed = await new LambdaClient(configuration).send(
      new RemovePermissionCommand({ FunctionName, Qualifier: 'live', StatementId: 'cognito-app' }),
    );
    expect(removed.$metadata.httpStatusCode).toBe(204);
    const buckets = new S3Client({ ...configuration, forcePathStyle: true });
    expect((await buckets.send(new HeadBucketCommand({ Bucket: 'sign-ins.example.com' }))).BucketRegion).toBe(primary);
    await expect(buckets.send(new HeadBucketCommand({ Bucket: 'nobodys-logs' }))).rejects.toBeInstanceOf(NotFound);
    expect((await new CloudWatchLogsClient(configuration).send(new DescribeLogGroupsCommand())).logGroups).toHaveLength(3);
  });
});
