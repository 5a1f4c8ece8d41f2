// Key policies, and what they let Cognito do.
import { cognitoKeyActions, cognitoServicePrincipals, type KeyPolicyQuestion } from '../../../src/domain/keyPolicy/keyUse.ts';

export const account = '111122223333';
const poolIn = (region: string, owner = account, id = 'us-east-1_Abc'): string => `arn:aws:cognito-idp:${region}:${owner}:userpool/${id}`;
export const primaryArn = poolIn('us-east-1');
export const secondaryArn = poolIn('us-west-2');
export const anyRegionArn = poolIn('*');
export const keyIn = (region: string): string => `arn:aws:kms:${region}:${account}:key/mrk-0123456789abcdef0123456789abcdef`;

/** The key in the primary Region: Cognito names the pool by its ARN there. */
export const primaryKey: KeyPolicyQuestion = {
  account,
  poolArns: [primaryArn],
  viaServiceRegions: ['us-east-1'],
  servicePrincipals: cognitoServicePrincipals,
  actions: cognitoKeyActions,
  keyArn: keyIn('us-east-1'),
};
/** The key in the secondary Region: which ARN and which via-service Cognito uses is unconfirmed. */
export const secondaryKey: KeyPolicyQuestion = {
  ...primaryKey,
  poolArns: [primaryArn, secondaryArn],
  viaServiceRegions: ['us-east-1', 'us-west-2'],
  keyArn: keyIn('us-west-2'),
};

export type Json = Record<string, unknown>;
export const both = { Service: [...cognitoServicePrincipals] };
export const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKeyWithoutPlainText'];
export const context = 'kms:EncryptionContext:aws:cognito-idp:userpool-arn';
const enableIam: Json = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' };

/** A statement that lets both services do everything, but for what is said otherwise; `undefined` takes an element away. */
export const allow = (changes: Json = {}): Json => ({ Effect: 'Allow', Principal: both, Action: 'kms:*', Resource: '*', ...changes });
export const deny = (changes: Json = {}): Json => allow({ Sid: 'No', Effect: 'Deny', ...changes });
const when = (operator: string, key: string, value: unknown): Json => allow({ Condition: { [operator]: { [key]: value } } });
const denyWhen = (operator: string, key: string, value: unknown): Json => deny({ Condition: { [operator]: { [key]: value } } });
export const policy = (...statements: unknown[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** The policy of AWS's documentation; every pool ARN stands where the documentation has one. */
function documented(pools: string[], services: string[] = both.Service, owner = account): string {
  const source = { ArnLike: { 'aws:SourceArn': pools }, StringEquals: { 'aws:SourceAccount': owner } };
  const encryption = { StringLike: { [context]: pools } };
  const via = { StringEquals: { 'kms:ViaService': 'cognito-idp.us-east-1.amazonaws.com' } };
  return policy(
    allow({ Sid: 'Cognito uses', Principal: { Service: services }, Action: use, Condition: { ...source, ...encryption } }),
    allow({ Sid: 'Cognito describes', Principal: { Service: services }, Action: 'kms:DescribeKey', Condition: source }),
    allow({ Sid: 'Callers describe', Principal: { AWS: '*' }, Action: 'kms:DescribeKey', Condition: via }),
    allow({ Sid: 'Callers use', Principal: { AWS: '*' }, Action: use, Condition: { ...via, ...encryption } }),
    enableIam,
  );
}

const encrypting = cognitoKeyActions.filter((action) => action !== 'DescribeKey');
interface Case {
  readonly is: string;
  readonly document: string;
  readonly state: 'pass' | 'fail' | 'unknown';
  /** The actions that make the state, for both services unless `of` says otherwise; all where it is left out. */
  readonly actions?: readonly string[];
  readonly of?: readonly string[];
  /** Part of the reason. */
  readonly because?: string;
  readonly question?: KeyPolicyQuestion;
  /** The simulator leaves this open, and what it leaves open it does not grant. */
  readonly simulatorRefuses?: true;
}

const passes = (is: string, document: string, more: Partial<Case> = {}): Case => ({ is, document, state: 'pass', ...more });
const fails = (is: string, document: string, more: Partial<Case> = {}): Case => ({ is, document, state: 'fail', ...more });
const isOpen = (is: string, document: string, more: Partial<Case> = {}): Case => ({ is, document, state: 'unknown', ...more });
const onSecondary = { question: secondaryKey };

const whole: Case[] = [
  passes("AWS's documented policy", documented([primaryArn])),
  passes('the documented policy for any Region, on the secondary key', documented([anyRegionArn]), onSecondary),
  passes('the documented policy for both Regions, on the secondary key', documented([primaryArn, secondaryArn]), onSecondary),
  isOpen('the documented policy for the primary Region only, on the secondary key', documented([primaryArn]), {
    ...onSecondary,
    because: 'statement Cognito describes, the condition ArnLike on aws:SourceArn matches only some of the values that Cognito may send',
  }),
  isOpen('the documented policy for the secondary Region only, on the secondary key', documented([secondaryArn]), onSecondary),
  fails('the documented policy for the secondary Region only, on the primary key', documented([secondaryArn])),
  fails('the documented policy for another pool', documented([poolIn('us-east-1', account, 'us-east-1_Other')]), {
    because: 'statement Cognito uses does not apply, the condition ArnLike on aws:SourceArn does not match',
  }),
  fails('the documented policy for another pool, on the secondary key', documented([poolIn('*', account, 'us-east-1_Other')]), onSecondary),
  fails('the documented policy of another account', documented([primaryArn], both.Service, '999999999999'), {
    because: 'StringEquals on aws:SourceAccount',
  }),
  fails('the documented policy without identitystore', documented([primaryArn], ['cognito-idp.amazonaws.com']), {
    of: ['identitystore.amazonaws.com'],
    because: 'identitystore.amazonaws.com may not kms:Encrypt',
  }),
  fails('the documented policy without cognito-idp', documented([primaryArn], ['identitystore.amazonaws.com']), {
    of: ['cognito-idp.amazonaws.com'],
  }),
  passes(
    'one wider statement with the account as its only condition',
    policy(
      enableIam,
      allow({
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey', 'kms:CreateGrant'],
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    ),
    onSecondary,
  ),
  fails('the default policy of KMS: the account only', policy(enableIam), { because: 'no statement allows it' }),
  fails('the policy for exporting logs', policy(allow({ Action: ['kms:GenerateDataKey', 'kms:Encrypt'] })), {
    actions: ['Decrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKeyWithoutPlaintext', 'DescribeKey'],
  }),
  passes('one statement, not in a list', JSON.stringify({ Statement: allow() })),
  passes('a statement per service', policy(...both.Service.map((service) => allow({ Principal: { Service: service } })))),
  passes(
    'a statement per Region, on the secondary key',
    policy(when('ArnEquals', 'aws:SourceArn', primaryArn), when('ArnEquals', 'aws:SourceArn', secondaryArn)),
    onSecondary,
  ),
];

const actions: Case[] = [
  passes('every action of KMS', policy(allow({ Action: 'kms:*' }))),
  passes('every action there is', policy(allow({ Action: '*' }))),
  passes('actions in small letters', policy(allow({ Action: cognitoKeyActions.map((name) => `kms:${name.toLowerCase()}`) }))),
  fails('only what kms:Re* covers', policy(allow({ Action: 'kms:Re*' })), {
    actions: ['Encrypt', 'Decrypt', 'GenerateDataKeyWithoutPlaintext', 'DescribeKey'],
  }),
  fails('a question mark is one character', policy(allow({ Action: ['kms:?ncrypt', 'kms:?crypt'] })), {
    actions: cognitoKeyActions.filter((action) => action !== 'Encrypt'),
  }),
  fails('GenerateDataKey is another action', policy(allow({ Action: [...use.slice(0, 3), 'kms:GenerateDataKey', 'kms:DescribeKey'] })), {
    actions: ['GenerateDataKeyWithoutPlaintext'],
  }),
  fails('grants only', policy(allow({ Action: 'kms:CreateGrant' }))),
  fails('without DescribeKey', policy(allow({ Action: use })), { actions: ['DescribeKey'] }),
  fails('another service', policy(allow({ Action: 's3:*' }))),
  passes('all but deleting', policy(allow({ Action: undefined, NotAction: 'kms:ScheduleKeyDeletion' }))),
  fails('all but decrypting', policy(allow({ Action: undefined, NotAction: ['kms:decrypt'] })), { actions: ['Decrypt'] }),
  isOpen('no action at all', policy(allow({ Action: undefined })), { because: 'the action cannot be decided' }),
  isOpen('both Action and NotAction', policy(allow({ NotAction: 'kms:Decrypt' }))),
  isOpen('an action of a template, not yet a text', policy(allow({ Action: { Ref: 'Actions' } }))),
];

const principals: Case[] = [
  isOpen('an Allow for everybody', policy(allow({ Principal: '*' })), { because: 'the principal cannot be decided' }),
  isOpen('every identity of any account, without a condition', policy(allow({ Principal: { AWS: '*' } }))),
  fails(
    'every identity of any account that comes through Cognito',
    policy(
      allow({
        Principal: { AWS: '*' },
        Condition: { StringEquals: { 'kms:ViaService': 'cognito-idp.us-east-1.amazonaws.com' } },
      }),
    ),
  ),
  isOpen(
    'a service whose name the code puts together',
    policy(allow({ Principal: { Service: ['cognito-idp.${AWS::URLSuffix}', 'identitystore.${AWS::URLSuffix}'] } })),
  ),
  fails('other services', policy(allow({ Principal: { Service: ['lambda.amazonaws.com', 'cognito-sync.amazonaws.com'] } }))),
  passes('services beside identities', policy(allow({ Principal: { AWS: account, ...both } }))),
  fails('a federated identity', policy(allow({ Principal: { Federated: 'cognito-identity.amazonaws.com' } }))),
  isOpen('a wildcard for services', policy(allow({ Principal: { Service: '*' } }))),
  isOpen('a kind of principal that AWS does not have', policy(allow({ Principal: { Services: both.Service } }))),
  isOpen('an Allow for everybody but an identity', policy(allow({ Principal: undefined, NotPrincipal: { AWS: account } })), {
    because: 'the principal cannot be decided',
  }),
  fails('an Allow for everybody but the services', policy(allow({ Principal: undefined, NotPrincipal: both }))),
  passes('a Deny for everybody but the services', policy(allow(), deny({ Principal: undefined, NotPrincipal: both }))),
  fails('a Deny for everybody but the account', policy(allow(), deny({ Principal: undefined, NotPrincipal: { AWS: account } })), {
    because: 'statement No denies it',
  }),
  fails(
    'a Deny for everybody but one of the services',
    policy(allow(), deny({ Principal: undefined, NotPrincipal: { Service: 'cognito-idp.amazonaws.com' } })),
    { of: ['identitystore.amazonaws.com'] },
  ),
];

const resources: Case[] = [
  passes('this very key', policy(allow({ Resource: keyIn('us-east-1') }))),
  passes('keys of any Region', policy(allow({ Resource: ['arn:aws:kms:*:*:key/*'] }))),
  fails('the key of the other Region', policy(allow({ Resource: keyIn('us-west-2') })), { because: 'the resource does not match' }),
  fails('all but this key', policy(allow({ Resource: undefined, NotResource: '*' }))),
  passes('all but another key', policy(allow({ Resource: undefined, NotResource: keyIn('eu-west-1') }))),
  isOpen('no resource at all', policy(allow({ Resource: undefined }))),
  isOpen('some key, where the key is not known', policy(allow({ Resource: keyIn('us-east-1') })), {
    question: {
      account,
      poolArns: [primaryArn],
      viaServiceRegions: [],
      servicePrincipals: cognitoServicePrincipals,
      actions: cognitoKeyActions,
    },
  }),
];

const denials: Case[] = [
  fails('everything', policy(allow(), deny()), { because: 'statement No denies it' }),
  fails('everything, before the Allow', policy(deny(), allow())),
  fails('for everybody', policy(allow(), deny({ Principal: '*' }))),
  fails('one action', policy(allow(), deny({ Action: 'kms:Decrypt' })), { actions: ['Decrypt'] }),
  fails('one service', policy(allow(), deny({ Principal: { Service: 'identitystore.amazonaws.com' } })), {
    of: ['identitystore.amazonaws.com'],
  }),
  fails('all but describing', policy(allow(), deny({ Action: undefined, NotAction: 'kms:DescribeKey' })), { actions: encrypting }),
  passes('an identity of the account', policy(allow(), deny({ Principal: { AWS: `arn:aws:iam::${account}:user/joe` } }))),
  passes('another action', policy(allow(), deny({ Action: 'kms:ScheduleKeyDeletion' }))),
  passes('another key', policy(allow(), deny({ Resource: keyIn('eu-west-1') }))),
  passes('other accounts', policy(allow(), denyWhen('StringNotEquals', 'aws:SourceAccount', account))),
  fails('this account', policy(allow(), denyWhen('StringEquals', 'aws:SourceAccount', account))),
  fails('the services of AWS', policy(allow(), denyWhen('Bool', 'aws:PrincipalIsAWSService', true))),
  passes('all that are no services of AWS', policy(allow(), denyWhen('BoolIfExists', 'aws:PrincipalIsAWSService', 'false'))),
  isOpen('every identity, whether or not that reaches services', policy(allow(), deny({ Principal: { AWS: '*' } }))),
  isOpen('what is not known to hold', policy(allow(), denyWhen('StringNotEquals', 'aws:PrincipalOrgID', 'o-1')), {
    because: 'statement No may deny it, the condition StringNotEquals on aws:PrincipalOrgID cannot be decided',
  }),
  fails(
    'what is not known to hold, with nothing to deny',
    policy(deny({ Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } } })),
  ),
  isOpen('the pool in its secondary Region', policy(allow(), denyWhen('ArnEquals', 'aws:SourceArn', secondaryArn)), {
    ...onSecondary,
    because: 'denies it for some of the values',
  }),
  fails('the pool in any Region', policy(allow(), denyWhen('ArnLike', 'aws:SourceArn', anyRegionArn)), onSecondary),
];

export const vias = ['us-east-1', 'us-west-2'].map((region) => `cognito-idp.${region}.amazonaws.com`);
const conditions: Case[] = [
  passes('a key in other letters', policy(when('StringEquals', 'AWS:sourceaccount', account))),
  passes('one of several values', policy(when('StringEquals', 'aws:SourceAccount', ['999999999999', account]))),
  fails('an empty condition value', policy(when('StringEquals', 'aws:SourceAccount', ''))),
  passes('StringLike with wildcards', policy(when('StringLike', 'aws:SourceArn', `*:${account}:userpool/us-east-?_*`)), onSecondary),
  fails('StringEquals has no wildcards', policy(when('StringEquals', 'aws:SourceArn', '*'))),
  passes('StringEqualsIgnoreCase', policy(when('StringEqualsIgnoreCase', 'aws:SourceArn', primaryArn.toUpperCase()))),
  fails('StringEquals minds the letters', policy(when('StringEquals', 'aws:SourceArn', primaryArn.toUpperCase()))),
  fails('StringNotEquals with this account', policy(when('StringNotEquals', 'aws:SourceAccount', account))),
  passes(
    'ArnLike for every pool of the account',
    policy(when('ArnLike', 'aws:SourceArn', `arn:aws:cognito-idp:*:${account}:userpool/*`)),
    onSecondary,
  ),
  fails(
    'an ARN of another partition',
    policy(when('ArnLike', 'aws:SourceArn', anyRegionArn.replace('arn:aws:', 'arn:aws-cn:'))),
    onSecondary,
  ),
  isOpen('ArnLike with what is no ARN', policy(when('ArnLike', 'aws:SourceArn', '*'))),
  fails('a pool ARN in the encryption context: DescribeKey has none', policy(when('StringLike', context, anyRegionArn)), {
    actions: ['DescribeKey'],
    because: `the condition StringLike on ${context} does not match`,
  }),
  passes('the same, if there is one', policy(when('StringLikeIfExists', context, anyRegionArn)), onSecondary),
  fails('no encryption context', policy(when('Null', context, 'true')), { actions: encrypting }),
  fails('an encryption context', policy(when('Null', context, false)), { actions: ['DescribeKey'] }),
  isOpen('another pair of the encryption context', policy(when('StringEqualsIfExists', 'kms:EncryptionContext:tenant', 'a')), {
    actions: encrypting,
  }),
  isOpen('a via-service', policy(when('StringEquals', 'kms:ViaService', vias)), onSecondary),
  passes('a via-service, if there is one', policy(when('StringEqualsIfExists', 'kms:ViaService', vias)), onSecondary),
  isOpen('a via-service of one Region, if there is one', policy(when('StringEqualsIfExists', 'kms:ViaService', vias[0])), onSecondary),
  fails('the via-service of S3', policy(when('StringEquals', 'kms:ViaService', 's3.us-east-1.amazonaws.com')), onSecondary),
  fails('the services by name', policy(when('StringEquals', 'aws:PrincipalServiceName', 'cognito-idp.amazonaws.com')), {
    of: ['identitystore.amazonaws.com'],
  }),
  passes('any of the values', policy(when('ForAnyValue:StringEquals', 'aws:SourceAccount', account)), { simulatorRefuses: true }),
  passes('all of the values, or none', policy(when('ForAllValues:StringLike', context, anyRegionArn)), {
    ...onSecondary,
    simulatorRefuses: true,
  }),
  fails('any of the values of no encryption context', policy(when('ForAnyValue:StringLike', context, anyRegionArn)), {
    actions: ['DescribeKey'],
    simulatorRefuses: true,
  }),
  isOpen('none of the values of no encryption context', policy(when('ForAnyValue:StringNotLike', context, primaryArn)), {
    ...onSecondary,
    simulatorRefuses: true,
  }),
  isOpen('an operator that is not known', policy(when('IpAddress', 'aws:SourceIp', '10.0.0.0/8')), {
    because: 'the condition IpAddress on aws:SourceIp cannot be decided',
  }),
  isOpen('an operator that AWS does not have', policy(when('StringMatches', 'aws:SourceAccount', account))),
  isOpen('a key that is not known', policy(when('StringEquals', 'aws:SourceOrgID', 'o-1'))),
  isOpen('a policy variable', policy(when('StringEquals', 'aws:SourceAccount', '${aws:PrincipalAccount}'))),
  fails(
    'a key that is not known beside one that names another account',
    policy(allow({ Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1', 'aws:SourceAccount': '999999999999' } } })),
  ),
  passes('what is not known, beside a statement that needs it not', policy(when('StringEquals', 'aws:SourceOrgID', 'o-1'), allow())),
  isOpen('the pool, where it does not exist yet', policy(when('ArnLike', 'aws:SourceArn', anyRegionArn)), {
    question: { ...primaryKey, poolArns: [] },
  }),
];

const malformed: Case[] = [
  isOpen('nothing', '', { because: 'not valid JSON' }),
  isOpen('no JSON', '{"Statement": [', { because: 'not valid JSON' }),
  isOpen('a list', '[]', { because: 'has no statements' }),
  isOpen('null', 'null', { because: 'has no statements' }),
  isOpen('no statements', '{"Version":"2012-10-17"}', { because: 'has no statements' }),
  isOpen('an empty list of statements', policy(), { because: 'has no statements' }),
  isOpen('a statement that is a text', policy(allow(), 'Allow'), { because: 'statement #2 of the key policy is neither Allow nor Deny' }),
  isOpen('an effect in small letters', policy(allow({ Effect: 'allow' })), { because: 'neither Allow nor Deny' }),
  isOpen('a misspelt element', policy(allow({ Conditions: {} })), { because: 'the element Conditions cannot be decided' }),
  isOpen('conditions that are a list', policy(allow({ Condition: [] })), { because: 'the conditions cannot be decided' }),
  isOpen('an operator without keys', policy(allow({ Condition: { StringEquals: account } })), {
    because: 'StringEquals cannot be decided',
  }),
  isOpen('more than KMS takes', policy(allow({ Sid: 'é'.repeat(16_384) })), { because: 'larger than the 32 KB' }),
  passes('nearly more than KMS takes', policy(allow({ Sid: 'e'.repeat(32_000) }))),
  isOpen('lists within lists', '['.repeat(30_000), { because: 'not valid JSON' }),
];

export const everyCase = Object.entries({ whole, actions, principals, resources, denials, conditions, malformed });
