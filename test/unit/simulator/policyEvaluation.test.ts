import { describe, expect, test } from 'vitest';
import { evaluateKeyPolicy, type KeyUse, type Verdict } from '../../../src/simulator/kms/policyEvaluation.ts';
import { cognitoKeyPolicy, defaultKeyPolicy } from '../../../src/simulator/kms/keyPolicy.ts';
import { matchesPattern } from '../../../src/simulator/wildcards.ts';

const account = '111122223333';
const pool = `arn:aws:cognito-idp:us-east-1:${account}:userpool/us-east-1_AAAAAAAAA`;
const keyArn = `arn:aws:kms:us-east-1:${account}:key/mrk-1`;
const context = {
  'aws:sourceaccount': account,
  'aws:sourcearn': pool,
  'aws:principalisawsservice': 'true',
  'kms:viaservice': undefined,
  'kms:encryptioncontext:aws:cognito-idp:userpool-arn': pool,
};
const use: KeyUse = { principal: { service: 'cognito-idp.amazonaws.com' }, action: 'kms:Decrypt', keyArn, context };
const user: KeyUse = { ...use, principal: { arn: `arn:aws:iam::${account}:user/simulated`, account }, action: 'kms:PutKeyPolicy' };

const Service = 'cognito-idp.amazonaws.com';
const allow = { Effect: 'Allow', Principal: { Service }, Action: 'kms:*', Resource: '*' };
const deny = { ...allow, Effect: 'Deny' };
const judge = (statements: unknown, asked: KeyUse = use): Verdict => evaluateKeyPolicy(JSON.stringify({ Statement: statements }), asked);

describe('an Allow', () => {
  test.each<readonly [what: string, changes: object, granted: boolean]>([
    ['as it is', {}, true],
    ['for one statement that is not in a list', {}, true],
    ['for this service among others', { Principal: { Service: ['lambda.amazonaws.com', Service] } }, true],
    ['for another service', { Principal: { Service: 'identitystore.amazonaws.com' } }, false],
    ['for everybody, which does not name the service', { Principal: '*' }, false],
    ['for every AWS identity', { Principal: { AWS: '*' } }, false],
    ['for all but someone', { Principal: undefined, NotPrincipal: { Service: 'x' } }, false],
    ['for nobody', { Principal: undefined }, false],
    ['of this action in other letters', { Action: 'KMS:decrypt' }, true],
    ['of a wildcard', { Action: ['kms:Enc*', 'kms:De?rypt'] }, true],
    ['of everything', { Action: '*' }, true],
    ['of another action', { Action: 'kms:Encrypt' }, false],
    ['of an action that only begins alike', { Action: 'kms:DecryptMore' }, false],
    ['of all but this', { Action: undefined, NotAction: ['kms:DECRYPT'] }, false],
    ['of all but another', { Action: undefined, NotAction: 'kms:Encrypt' }, true],
    ['without an action', { Action: undefined }, false],
    ['for this key', { Resource: keyArn }, true],
    ['for another key', { Resource: keyArn.replace('mrk-1', 'mrk-2') }, false],
    ['for all but this key', { Resource: undefined, NotResource: 'arn:aws:kms:*' }, false],
    ['without a resource', { Resource: undefined }, false],
    ['if the account is this', { Condition: { StringEquals: { 'aws:SourceAccount': account } } }, true],
    ['if the account is a number that is this', { Condition: { StringEquals: { 'AWS:SOURCEACCOUNT': Number(account) } } }, true],
    ['if the account is another', { Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } } }, false],
    ['if the account is one of two', { Condition: { StringEquals: { 'aws:SourceAccount': ['9', account] } } }, true],
    ['if the account is not this', { Condition: { StringNotEquals: { 'aws:SourceAccount': account } } }, false],
    ['if the account is neither of two', { Condition: { StringNotEquals: { 'aws:SourceAccount': ['9', '8'] } } }, true],
    ['if the pool is this', { Condition: { ArnEquals: { 'aws:SourceArn': [pool] } } }, true],
    ['if the pool is in any Region', { Condition: { ArnLike: { 'aws:SourceArn': pool.replace('us-east-1', '*') } } }, true],
    [
      'if the pool is any of the account',
      { Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:cognito-idp:*:${account}:userpool/*` } } },
      true,
    ],
    ['if the pool is another', { Condition: { ArnEquals: { 'aws:SourceArn': pool.replace('AAA', 'BBB') } } }, false],
    ['if the ARN has a star over colons', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:*' } } }, false],
    ['if the text has a star over colons', { Condition: { StringLike: { 'aws:SourceArn': 'arn:*' } } }, true],
    [
      'if the encryption context is the pool',
      { Condition: { StringLike: { 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': pool } } },
      true,
    ],
    ['if the encryption context has a pair that is absent', { Condition: { StringLike: { 'kms:EncryptionContext:other': '*' } } }, false],
    ['if it comes through a service', { Condition: { StringEquals: { 'kms:ViaService': 'cognito-idp.us-east-1.amazonaws.com' } } }, false],
    ['if it comes through a service, where it does', { Condition: { StringEqualsIfExists: { 'kms:ViaService': 'x' } } }, true],
    ['if it does not come through a service', { Condition: { Null: { 'kms:ViaService': 'true' } } }, true],
    ['if it comes from a service', { Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } }, true],
    ['if a key is right that nobody knows', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    ['by an operator that nobody knows', { Condition: { DateLessThan: { 'aws:SourceAccount': account } } }, false],
    ['by a condition that is none', { Condition: ['aws:SourceAccount'] }, false],
    [
      'if two things are right and one is not',
      { Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::a' } } },
      false,
    ],
  ])('%s', (_what, changes, granted) => {
    expect(judge([{ ...allow, ...changes }])).toBe(granted ? 'granted' : 'notGranted');
  });

  test('alone, not in a list', () => expect(judge(allow)).toBe('granted'));
});

describe('a Deny beside an Allow', () => {
  test.each<readonly [what: string, changes: object, denied: boolean]>([
    ['as it is', {}, true],
    ['for everybody', { Principal: '*' }, true],
    ['for everybody but the service', { Principal: undefined, NotPrincipal: { Service } }, false],
    ['for everybody but another', { Principal: undefined, NotPrincipal: { Service: 'lambda.amazonaws.com' } }, true],
    ['of another action', { Action: 'kms:Encrypt' }, false],
    ['of all but another action', { Action: undefined, NotAction: 'kms:Encrypt' }, true],
    ['if the account is another', { Condition: { StringNotEquals: { 'aws:SourceAccount': account } } }, false],
    ['if it does not come through a service', { Condition: { StringNotEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } }, true],
    ['if something nobody knows', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, true],
    ['if the encryption context has a pair that is absent', { Condition: { StringLike: { 'kms:EncryptionContext:other': '*' } } }, false],
    ['if something nobody knows, of another action', { Action: 'kms:Sign', Condition: { X: { Y: 'z' } } }, false],
  ])('%s', (_what, changes, denied) => {
    expect(judge([allow, { ...deny, ...changes }])).toBe(denied ? 'denied' : 'granted');
  });
});

describe('an identity', () => {
  test.each<readonly [principal: unknown, granted: boolean]>([
    [{ AWS: `arn:aws:iam::${account}:root` }, true],
    [{ AWS: account }, true],
    [{ AWS: ['arn:aws:iam::999999999999:root', `arn:aws:iam::${account}:user/simulated`] }, true],
    [{ AWS: '*' }, true],
    ['*', true],
    [{ AWS: `arn:aws:iam::${account}:user/other` }, false],
    [{ Service }, false],
  ])('%j', (Principal, granted) => {
    expect(judge([{ ...allow, Principal }], user)).toBe(granted ? 'granted' : 'notGranted');
  });
});

test.each(['', '7', '[]', '{}', '{"Statement":"Allow"}', '{"Statement":[7]}', 'Allow everything'])('%j grants nothing', (document) => {
  expect(evaluateKeyPolicy(document, use)).toBe('notGranted');
});

test('the documented policy grants what it is for, the default one only the account', () => {
  const services = ['cognito-idp.amazonaws.com'];
  const policy = cognitoKeyPolicy(account, { regions: ['us-east-1'], userPoolIds: ['us-east-1_AAAAAAAAA'], services });
  const verdicts = (document: string) =>
    ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:Sign'].map((action) =>
      evaluateKeyPolicy(document, { ...use, action }),
    );
  expect(verdicts(policy)).toEqual(['granted', 'granted', 'granted', 'notGranted']);
  expect(evaluateKeyPolicy(policy, { ...use, principal: { service: 'identitystore.amazonaws.com' } })).toBe('notGranted');
  expect(verdicts(defaultKeyPolicy(account))).toEqual(['notGranted', 'notGranted', 'notGranted', 'notGranted']);
  expect(evaluateKeyPolicy(defaultKeyPolicy(account), user)).toBe('granted');
});

test.each([
  ['kms:*', 'kms:Decrypt', true],
  ['a.c', 'abc', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['(a+)+$', '(a+)+$', true],
  ['***', '', true],
  ['a*', 'a\nb', true],
])('the pattern %s and %j', (pattern, content, matches) => {
  expect(matchesPattern(pattern, content)).toBe(matches);
});

test('a pattern of many stars is answered', () => {
  expect(matchesPattern('*a'.repeat(12), 'a'.repeat(60) + 'b')).toBe(false);
});
