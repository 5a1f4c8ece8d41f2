import * as cognitoClient from '@aws-sdk/client-cognito-identity-provider';
import * as cloudWatchClient from '@aws-sdk/client-cloudwatch';
import * as logsClient from '@aws-sdk/client-cloudwatch-logs';
import * as firehoseClient from '@aws-sdk/client-firehose';
import * as iamClient from '@aws-sdk/client-iam';
import * as kmsClient from '@aws-sdk/client-kms';
import * as lambdaClient from '@aws-sdk/client-lambda';
import * as route53Client from '@aws-sdk/client-route-53';
import * as s3Client from '@aws-sdk/client-s3';
import * as sesClient from '@aws-sdk/client-sesv2';
import * as snsClient from '@aws-sdk/client-sns';
import * as stsClient from '@aws-sdk/client-sts';
import * as wafv2Client from '@aws-sdk/client-wafv2';
import { describe, expect, test } from 'vitest';
import { services } from '../../../src/simulator/core.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { AwsRequest, HttpReply } from '../../../src/simulator/service.ts';
import type { World } from '../../../src/simulator/world.ts';
import { defaultKeyPolicy } from '../../../src/simulator/kms/keyPolicy.ts';
import { restRouteOf, xmlServices } from '../../support/sdkRest.ts';
import { memberNames, memberTraitsOf, outputSchemaOf, violations } from '../../support/sdkSchema.ts';
import { elementsOf, fromXml } from '../../support/sdkXml.ts';
import { failoverExamples } from './failoverExamples.ts';
import { deepFreeze, demoKeyId, demoPoolId, demoWorld, now, replyOf, requestFor } from './requests.ts';
import { directoryWorld, dyingKeyWorld, keyId, poolArn, poolId, storyWorld } from './story.ts';
import { brandingExamples, surroundingExamples } from './surroundingExamples.ts';
import { userExamples } from './userExamples.ts';

const clients: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  cloudwatch: cloudWatchClient,
  'cognito-idp': cognitoClient,
  firehose: firehoseClient,
  iam: iamClient,
  kms: kmsClient,
  lambda: lambdaClient,
  logs: logsClient,
  route53: route53Client,
  s3: s3Client,
  ses: sesClient,
  sns: snsClient,
  sts: stsClient,
  wafv2: wafv2Client,
};

const everyPool = ['customer-login', 'storefront', 'newsletter', 'internal-tools'].map((name) => ({ UserPoolId: demoPoolId(name) }));
const west = { region: 'us-west-2' };

const pool = { UserPoolId: poolId };
const certificate = `arn:aws:acm:us-east-1:111122223333:certificate/11111111-2222-4333-a444-555555555555`;
const routing = { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'check' } };
const domain = { ...pool, Domain: 'auth.example.com', CustomDomainConfig: { CertificateArn: certificate }, Routing: routing };
const limit = { LimitDefinition: { LimitClass: 'API_CATEGORY', Attributes: { Category: 'UserAuthentication' } } };
const risk = {
  CompromisedCredentialsRiskConfiguration: { EventFilter: ['SIGN_IN'], Actions: { EventAction: 'BLOCK' } },
  AccountTakeoverRiskConfiguration: { Actions: { HighAction: { Notify: false, EventAction: 'BLOCK' } } },
};
const logs = [{ LogLevel: 'ERROR', EventSource: 'userNotification', S3Configuration: { BucketArn: 'arn:aws:s3:::logs' } }];
const replicated = storyWorld({ replica: 'ACTIVE', pool: { domain: { name: 'auth.example.com' } } });
const inactive = storyWorld({ replica: 'INACTIVE' });
const plain = storyWorld();
const directory = directoryWorld();
const dying = dyingKeyWorld();
const calledInRole = worldFromScenario(
  {
    ...demoScenario,
    account: { ...demoScenario.account, identity: 'role/ops/Admin' },
    permissions: [{ region: 'us-west-2', only: ['kms:*'] }],
  },
  { now },
);
const here: Partial<AwsRequest> = {};

type Example = readonly [input: object, changes?: Partial<AwsRequest>, world?: World];

/** Inputs for every operation that is simulated, so that a new one cannot be forgotten here. Without a world it is asked of the demo. */
const examples: Readonly<Record<string, Readonly<Record<string, readonly Example[]>>>> = {
  'cognito-idp': {
    CreateUserPool: [[{ PoolName: 'new' }], [{ PoolName: 'tagged', UserPoolTags: { team: 'a' }, Schema: [{ Name: 'tier' }] }]],
    DescribeUserPool: [...everyPool.map((input) => [input] as const), [{ UserPoolId: demoPoolId('customer-login') }, west]],
    DescribeUserPoolDomain: [[{ Domain: 'auth.example.com' }], [{ Domain: 'internal-tools-demo' }], [{ Domain: 'nobody' }]],
    GetUserPoolMfaConfig: everyPool.map((input) => [input] as const),
    ListUserPoolReplicas: [[{ UserPoolId: demoPoolId('customer-login') }], [{ UserPoolId: demoPoolId('newsletter') }]],
    ListUserPools: [[{ MaxResults: 60 }], [{ MaxResults: 1 }], [{ MaxResults: 60 }, west]],
    ...userExamples,
    ...brandingExamples,
    CreateGroup: [[{ ...pool, GroupName: 'staff', Description: 'd', Precedence: 1 }, here, plain]],
    CreateIdentityProvider: [
      [{ ...pool, ProviderName: 'corp', ProviderType: 'OIDC', ProviderDetails: { client_id: 'a' }, IdpIdentifiers: ['corp'] }, here, plain],
    ],
    CreateResourceServer: [
      [{ ...pool, Identifier: 'api', Name: 'API', Scopes: [{ ScopeName: 'r', ScopeDescription: 'read' }] }, here, plain],
    ],
    CreateUserPoolDomain: [
      [{ ...domain, ManagedLoginVersion: 2 }, here, inactive],
      [{ ...pool, Domain: 'prefix' }, here, plain],
    ],
    CreateUserPoolReplica: [[{ ...pool, RegionName: 'us-west-2', UserPoolTags: { a: 'b' } }, here, plain]],
    DeleteUserPool: [[pool, here, plain]],
    DeleteUserPoolDomain: [[{ ...pool, Domain: 'auth.example.com' }, here, replicated]],
    DeleteUserPoolReplica: [[{ ...pool, RegionName: 'us-west-2' }, here, inactive]],
    DescribeIdentityProvider: [[{ ...pool, ProviderName: 'corp' }, here, directory]],
    DescribeResourceServer: [[{ ...pool, Identifier: 'api' }, here, directory]],
    DescribeRiskConfiguration: [
      [pool, here, plain],
      [pool, here, directory],
    ],
    GetGroup: [[{ ...pool, GroupName: 'staff' }, here, directory]],
    GetIdentityProviderByIdentifier: [[{ ...pool, IdpIdentifier: 'corp' }, here, directory]],
    GetLogDeliveryConfiguration: [
      [pool, here, plain],
      [pool, here, directory],
    ],
    GetProvisionedLimit: [[limit]],
    ListGroups: [[pool, here, directory]],
    ListIdentityProviders: [[pool, here, directory]],
    ListResourceServers: [[pool, here, directory]],
    ListTagsForResource: [[{ ResourceArn: poolArn('us-east-1') }, here, plain]],
    SetLogDeliveryConfiguration: [[{ ...pool, LogConfigurations: logs }, here, plain]],
    SetRiskConfiguration: [[{ ...pool, ...risk }, here, plain]],
    SetUserPoolMfaConfig: [
      [{ ...pool, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: {} }, here, plain],
    ],
    TagResource: [[{ ResourceArn: poolArn('us-east-1'), Tags: { a: 'b' } }, here, plain]],
    UntagResource: [[{ ResourceArn: poolArn('us-east-1'), TagKeys: ['team'] }, here, plain]],
    UpdateProvisionedLimit: [[{ ...limit, RequestedLimitValue: 200 }]],
    UpdateUserPool: [[{ ...pool, PoolName: 'renamed' }, here, plain]],
    UpdateUserPoolDomain: [[domain, here, replicated]],
    UpdateUserPoolReplica: [[{ ...pool, RegionName: 'us-west-2', Status: 'ACTIVE' }, west, inactive]],
  },
  kms: {
    CancelKeyDeletion: [[{ KeyId: keyId }, west, dying]],
    CreateAlias: [[{ AliasName: 'alias/new', TargetKeyId: demoKeyId('customer-data') }]],
    DisableKey: [[{ KeyId: demoKeyId('customer-data') }]],
    EnableKey: [[{ KeyId: demoKeyId('bookings-data') }, { region: 'eu-west-1' }]],
    ListResourceTags: [[{ KeyId: demoKeyId('customer-data') }]],
    PutKeyPolicy: [[{ KeyId: demoKeyId('customer-data'), Policy: defaultKeyPolicy('111122223333') }]],
    ScheduleKeyDeletion: [[{ KeyId: demoKeyId('customer-data') }], [{ KeyId: demoKeyId('customer-data'), PendingWindowInDays: 7 }, west]],
    TagResource: [[{ KeyId: demoKeyId('customer-data'), Tags: [{ TagKey: 'a', TagValue: 'b' }] }]],
    UntagResource: [[{ KeyId: demoKeyId('customer-data'), TagKeys: ['a'] }]],
    CreateKey: [[{}], [{ MultiRegion: true, Tags: [{ TagKey: 'a', TagValue: 'b' }] }]],
    DescribeKey: [
      [{ KeyId: demoKeyId('customer-data') }],
      [{ KeyId: 'alias/customer-data' }, west],
      [{ KeyId: keyId }, west, dying],
      [{ KeyId: keyId }, here, dying],
    ],
    GetKeyPolicy: [[{ KeyId: demoKeyId('customer-data') }]],
    ListAliases: [[{}], [{ Limit: 1 }]],
    ListKeys: [[{}], [{ Limit: 1 }]],
    ReplicateKey: [[{ KeyId: demoKeyId('customer-data'), ReplicaRegion: 'eu-west-1', Tags: [{ TagKey: 'a', TagValue: 'b' }] }]],
  },
  ...surroundingExamples,
  ...failoverExamples,
  iam: {
    GetRole: [[{ RoleName: 'Admin' }, here, calledInRole]],
    SimulatePrincipalPolicy: [
      [{ PolicySourceArn: 'arn:aws:iam::111122223333:user/simulated', ActionNames: ['kms:CreateKey'] }],
      [
        {
          PolicySourceArn: 'arn:aws:iam::111122223333:role/ops/Admin',
          ActionNames: ['kms:CreateKey', 'kms:TagResource'],
          ResourceArns: ['*', 'arn:aws:kms:us-east-1:111122223333:key/a', 'arn:aws:kms:us-east-1:111122223333:key/b'],
          ContextEntries: [{ ContextKeyName: 'aws:RequestedRegion', ContextKeyValues: ['us-west-2'], ContextKeyType: 'string' }],
          MaxItems: '1',
        },
        here,
        calledInRole,
      ],
    ],
  },
  sts: { GetCallerIdentity: [[{}], [{}, here, calledInRole]] },
};

/** The status that the service model gives a good reply. */
const statusOf = (service: string, operation: string): number => restRouteOf(service, operation)?.status ?? 200;

/** The services that answer a form in XML. */
const queryServices = new Set(['iam', 'sns', 'sts']);

/** What a reply says, in the wire types of JSON. */
function outputOf(service: string, operation: string, body: string, schema: unknown): unknown {
  if (queryServices.has(service)) return parseResult(body, operation);
  if (!xmlServices.has(service)) return JSON.parse(body || '{}');
  const [root] = elementsOf(body);
  if (root) expect(root.name).toBe(`${operation}Response`);
  return fromXml(schema, root?.content ?? '');
}

/** The members of a reply that stand in its headers. */
function fromHeaders({ headers }: HttpReply, schema: unknown): Record<string, unknown> {
  const named = Object.entries(memberTraitsOf(schema)).flatMap(([member, { httpHeader = '' }]) => {
    const value = headers[httpHeader.toLowerCase()];
    return value === undefined ? [] : [[member, valueOf(value)] as const];
  });
  return Object.fromEntries(named);
}

/** The result element of a query reply as the JSON services would write it: lists, maps, structures, flags, times and texts. */
function parseResult(xml: string, operation: string): unknown {
  return valueOf(new RegExp(`<${operation}Result>(.*)</${operation}Result>`, 's').exec(xml)?.[1]?.trim() ?? '');
}

function valueOf(content: string): unknown {
  const elements = elementsOf(content);
  const [first] = elements;
  if (!first) {
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(content)) return Date.parse(content) / 1000;
    return content === 'true' || content === 'false' ? content === 'true' : content;
  }
  if (first.name === 'member') return elements.map((element) => valueOf(element.content));
  if (first.name !== 'entry') return Object.fromEntries(elements.map((element) => [element.name, valueOf(element.content)]));
  return Object.fromEntries(
    elements.map((element) => {
      const [key, value] = elementsOf(element.content);
      return [key?.content ?? '', valueOf(value?.content ?? '')];
    }),
  );
}

describe('every reply has the shape that the SDK knows', () => {
  for (const [name, { operations }] of Object.entries(services)) {
    test.each(Object.keys(operations))(`${name} %s`, (operation) => {
      const inputs = examples[name]?.[operation] ?? [];
      expect(inputs, 'add examples for the new operation').not.toHaveLength(0);
      const schema = outputSchemaOf(clients[name]?.[`${operation}$`]);
      for (const [input, changes, world = demoWorld()] of inputs) {
        const reply = replyOf(deepFreeze(world), requestFor(name, operation, input, changes));
        expect(reply.status, reply.body).toBe(statusOf(name, operation));
        const output = outputOf(name, operation, reply.body, schema);
        Object.assign(output as object, fromHeaders(reply, schema));
        // The session with which a confirmed sign-up can go on is of passwordless sign-in, which is not simulated.
        if (memberNames(schema).some((member) => member !== 'Session')) expect(output).not.toEqual({});
        expect(violations(schema, output)).toEqual([]);
      }
    });
  }
});

describe('the checker can fail', () => {
  const { ListUserPools$, DescribeUserPool$ } = cognitoClient;

  test.each([
    ['an unknown member', ListUserPools$, { UserPools: [], Count: 1 }, '$.Count: unknown member of ListUserPoolsResponse'],
    [
      'an unknown member in a list',
      ListUserPools$,
      { UserPools: [{ Id: 'a', Role: 'PRIMARY' }] },
      '$.UserPools[0].Role: unknown member of UserPoolDescriptionType',
    ],
    [
      'a timestamp as text',
      ListUserPools$,
      { UserPools: [{ CreationDate: '2026-11-20' }] },
      '$.UserPools[0].CreationDate: string, not number',
    ],
    [
      'a text that is no list',
      ListUserPools$,
      { UserPools: [{ ReplicaRegions: 'us-west-2' }] },
      '$.UserPools[0].ReplicaRegions: string, not list',
    ],
    [
      'a number among texts',
      ListUserPools$,
      { UserPools: [{ ReplicaRegions: [1] }] },
      '$.UserPools[0].ReplicaRegions[0]: number, not string',
    ],
    [
      'a tag that is no text',
      DescribeUserPool$,
      { UserPool: { UserPoolTags: { a: true } } },
      '$.UserPool.UserPoolTags.a: boolean, not string',
    ],
    ['null', DescribeUserPool$, { UserPool: null }, '$.UserPool: null, not structure'],
    ['a missing required member', kmsClient.DescribeKey$, { KeyMetadata: {} }, '$.KeyMetadata.KeyId: missing'],
  ])('%s', (_what, operation, value, violation) => {
    expect(violations(outputSchemaOf(operation), value)).toEqual([violation]);
  });
});
