import * as cognitoClient from '@aws-sdk/client-cognito-identity-provider';
import * as kmsClient from '@aws-sdk/client-kms';
import * as stsClient from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { services } from '../../../src/simulator/core.ts';
import type { AwsRequest } from '../../../src/simulator/service.ts';
import { memberNames, outputSchemaOf, violations } from '../../support/sdkSchema.ts';
import { demoKeyId, demoPoolId, demoWorld, replyOf, requestFor } from './requests.ts';
import { userExamples } from './userExamples.ts';

const clients: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'cognito-idp': cognitoClient,
  kms: kmsClient,
  sts: stsClient,
};

const everyPool = ['customer-login', 'storefront', 'newsletter', 'internal-tools'].map((name) => ({ UserPoolId: demoPoolId(name) }));
const west = { region: 'us-west-2' };

/** Inputs for every operation that is simulated, so that a new one cannot be forgotten here. */
const examples: Readonly<Record<string, Readonly<Record<string, readonly (readonly [input: object, changes?: Partial<AwsRequest>])[]>>>> = {
  'cognito-idp': {
    CreateUserPool: [[{ PoolName: 'new' }], [{ PoolName: 'tagged', UserPoolTags: { team: 'a' }, Schema: [{ Name: 'tier' }] }]],
    DescribeUserPool: [...everyPool.map((input) => [input] as const), [{ UserPoolId: demoPoolId('customer-login') }, west]],
    DescribeUserPoolDomain: [[{ Domain: 'auth.example.com' }], [{ Domain: 'internal-tools-demo' }], [{ Domain: 'nobody' }]],
    GetUserPoolMfaConfig: everyPool.map((input) => [input] as const),
    ListUserPoolReplicas: [[{ UserPoolId: demoPoolId('customer-login') }], [{ UserPoolId: demoPoolId('newsletter') }]],
    ListUserPools: [[{ MaxResults: 60 }], [{ MaxResults: 1 }], [{ MaxResults: 60 }, west]],
    ...userExamples,
  },
  kms: {
    CreateKey: [[{}], [{ MultiRegion: true, Tags: [{ TagKey: 'a', TagValue: 'b' }] }]],
    DescribeKey: [[{ KeyId: demoKeyId('customer-data') }], [{ KeyId: 'alias/customer-data' }, west]],
    GetKeyPolicy: [[{ KeyId: demoKeyId('customer-data') }]],
    ListAliases: [[{}], [{ Limit: 1 }]],
    ListKeys: [[{}], [{ Limit: 1 }]],
    ReplicateKey: [[{ KeyId: demoKeyId('customer-data'), ReplicaRegion: 'eu-west-1', Tags: [{ TagKey: 'a', TagValue: 'b' }] }]],
  },
  sts: { GetCallerIdentity: [[{}]] },
};

/** The members of a query reply's result element. */
function parseResult(xml: string, operation: string): Record<string, string> {
  const result = new RegExp(`<${operation}Result>(.*)</${operation}Result>`, 's').exec(xml)?.[1] ?? '';
  return Object.fromEntries([...result.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', content = '']) => [name, content]));
}

describe('every reply has the shape that the SDK knows', () => {
  for (const [name, { operations }] of Object.entries(services)) {
    test.each(Object.keys(operations))(`${name} %s`, (operation) => {
      const inputs = examples[name]?.[operation] ?? [];
      expect(inputs, 'add examples for the new operation').not.toHaveLength(0);
      const schema = outputSchemaOf(clients[name]?.[`${operation}$`]);
      for (const [input, changes] of inputs) {
        const reply = replyOf(demoWorld(), requestFor(name, operation, input, changes));
        expect(reply.status, reply.body).toBe(200);
        const output: unknown = name === 'sts' ? parseResult(reply.body, operation) : JSON.parse(reply.body);
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
