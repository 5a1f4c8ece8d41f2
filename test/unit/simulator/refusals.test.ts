import * as cognitoClient from '@aws-sdk/client-cognito-identity-provider';
import * as kmsClient from '@aws-sdk/client-kms';
import { describe, expect, test } from 'vitest';
import { violations } from '../../support/sdkSchema.ts';
import type { AwsRequest } from '../../../src/simulator/service.ts';
import { demoKeyId, demoWorld, replyOf, requestFor } from './requests.ts';

const clients: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { 'cognito-idp': cognitoClient, kms: kmsClient };
/** Exceptions of the front door, which are in no service model. */
const common = ['SerializationException', 'UnknownOperationException', 'MissingAuthenticationTokenException', 'ValidationException'];

const arn = (region: string, id: string): string => `arn:aws:kms:${region}:111122223333:key/${id}`;
const withKey = (KmsKeyArn: string) => ({ PoolName: 'p', KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn } });

type Case = readonly [
  what: string,
  operation: string,
  input: object,
  code: string,
  message: string | RegExp,
  changes?: Partial<AwsRequest>,
];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'cognito-idp': [
    [
      'no MaxResults',
      'ListUserPools',
      {},
      'InvalidParameterException',
      "1 validation error detected: Value null at 'maxResults' failed to satisfy constraint: Member must not be null",
    ],
    [
      'too many',
      'ListUserPools',
      { MaxResults: 61 },
      'InvalidParameterException',
      /Value '61' at 'maxResults' .* less than or equal to 60$/,
    ],
    ['a strange token', 'ListUserPools', { MaxResults: 1, NextToken: '?' }, 'InvalidParameterException', 'Invalid pagination token.'],
    [
      'a text for a number',
      'ListUserPools',
      { MaxResults: '9' },
      'SerializationException',
      'STRING_VALUE can not be converted to an Integer',
    ],
    ['a list for a text', 'DescribeUserPool', { UserPoolId: [] }, 'SerializationException', 'Start of list found where not expected'],
    ['half a JSON', 'ListUserPools', {}, 'SerializationException', /./, { body: '{"MaxRes' }],
    ['no object', 'ListUserPools', {}, 'SerializationException', /./, { body: '7' }],
    [
      'an id that is none',
      'DescribeUserPool',
      { UserPoolId: 'us-east-1' },
      'InvalidParameterException',
      /regular expression pattern: \[\\w-\]\+_\[0-9a-zA-Z\]\+$/,
    ],
    [
      'a pool of another Region',
      'DescribeUserPool',
      { UserPoolId: 'us-west-2_AAAAAAAAA' },
      'ResourceNotFoundException',
      'User pool us-west-2_AAAAAAAAA does not exist.',
    ],
    [
      'the replicas of no pool',
      'ListUserPoolReplicas',
      { UserPoolId: 'us-east-1_AAAAAAAAA' },
      'ResourceNotFoundException',
      /does not exist/,
    ],
    [
      'an unknown tier',
      'CreateUserPool',
      { PoolName: 'p', UserPoolTier: 'GOLD' },
      'InvalidParameterException',
      /enum value set: \[LITE, ESSENTIALS, PLUS\]$/,
    ],
    [
      'a key by its alias',
      'CreateUserPool',
      withKey('arn:aws:kms:us-east-1:111122223333:alias/customer-data'),
      'InvalidParameterException',
      /Invalid KMS key ARN/,
    ],
    [
      'a key of another Region',
      'CreateUserPool',
      withKey(arn('us-west-2', demoKeyId('customer-data'))),
      'InvalidParameterException',
      /same Region/,
    ],
    ['a key that is not there', 'CreateUserPool', withKey(arn('us-east-1', 'nothing')), 'InvalidParameterException', /does not exist/],
    [
      'a disabled key',
      'CreateUserPool',
      withKey(arn('eu-west-1', demoKeyId('bookings-data'))),
      'InvalidParameterException',
      /Disabled/,
      { region: 'eu-west-1' },
    ],
    ['an operation that is not simulated', 'MakeCoffee', {}, 'UnknownOperationException', /MakeCoffee/],
    ['an operation that every object has', 'constructor', {}, 'UnknownOperationException', /constructor/],
    [
      'no signature',
      'ListUserPools',
      { MaxResults: 1 },
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
      { accessKeyId: undefined },
    ],
    ['a GET', 'ListUserPools', {}, 'UnknownOperationException', /./, { method: 'GET' }],
  ],
  kms: [
    ['no key id', 'DescribeKey', {}, 'ValidationException', /Value null at 'keyId'/],
    ['an id that is none', 'DescribeKey', { KeyId: 'constructor' }, 'NotFoundException', "Invalid keyId 'constructor'"],
    [
      'an id of no key',
      'DescribeKey',
      { KeyId: `mrk-${'0'.repeat(32)}` },
      'NotFoundException',
      `Key '${arn('us-east-1', `mrk-${'0'.repeat(32)}`)}' does not exist`,
    ],
    [
      'an unknown alias',
      'DescribeKey',
      { KeyId: 'alias/nothing' },
      'NotFoundException',
      'Alias arn:aws:kms:us-east-1:111122223333:alias/nothing is not found.',
    ],
    ['a broken ARN', 'DescribeKey', { KeyId: 'arn:aws:nothing' }, 'InvalidArnException', /./],
    [
      'an alias where none is taken',
      'GetKeyPolicy',
      { KeyId: 'alias/customer-data' },
      'NotFoundException',
      "Invalid keyId 'alias/customer-data'",
    ],
    [
      'another policy than the default',
      'GetKeyPolicy',
      { KeyId: demoKeyId('customer-data'), PolicyName: 'other' },
      'NotFoundException',
      'No such policy exists',
    ],
    ['a strange marker', 'ListKeys', { Marker: '?' }, 'InvalidMarkerException', /./],
    ['a policy that is no JSON', 'CreateKey', { Policy: 'allow' }, 'MalformedPolicyDocumentException', /./],
    [
      'a replica of a single-Region key',
      'ReplicateKey',
      { KeyId: demoKeyId('field-data'), ReplicaRegion: 'us-west-2' },
      'UnsupportedOperationException',
      /not a multi-Region primary key/,
      { region: 'ap-northeast-1' },
    ],
    [
      'a replica of a replica',
      'ReplicateKey',
      { KeyId: demoKeyId('customer-data'), ReplicaRegion: 'eu-west-1' },
      'UnsupportedOperationException',
      /./,
      { region: 'us-west-2' },
    ],
    [
      'a second replica in a Region',
      'ReplicateKey',
      { KeyId: demoKeyId('customer-data'), ReplicaRegion: 'us-west-2' },
      'AlreadyExistsException',
      /us-west-2/,
    ],
    [
      'a replica in no Region',
      'ReplicateKey',
      { KeyId: demoKeyId('customer-data'), ReplicaRegion: 'us-west-9' },
      'ValidationException',
      /us-west-9/,
    ],
  ],
};

describe.each(Object.keys(cases))('%s refuses', (service) => {
  const rows = (cases[service] ?? []).map(([what, operation, input, code, message, changes = {}]) => ({
    what,
    code,
    message,
    request: requestFor(service, operation, input, changes),
  }));

  test.each(rows)('$what ($code)', ({ request, code, message }) => {
    const { status, headers, body } = replyOf(demoWorld(), request);
    const error = JSON.parse(body) as { __type: string; message: string };
    expect([status, error.__type]).toEqual([400, code]);
    expect(headers['x-amzn-errortype']).toBe(`${code}:`);
    if (typeof message === 'string') expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    // The SDK knows the exception, so that callers get it by its name and class.
    const schema = clients[service]?.[`${code}$`];
    if (common.includes(code)) expect(schema).toBeUndefined();
    else expect(violations(schema, { message: error.message })).toEqual([]);
  });
});

test('names that every object has are found nowhere', () => {
  const domain = replyOf(demoWorld(), requestFor('cognito-idp', 'DescribeUserPoolDomain', { Domain: 'constructor' }));
  expect(JSON.parse(domain.body)).toEqual({ DomainDescription: {} });
  expect(replyOf(demoWorld(), requestFor('constructor', 'x')).status).toBe(404);
});
