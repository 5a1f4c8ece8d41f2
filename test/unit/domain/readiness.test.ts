import { describe, expect, it } from 'vitest';
import { absent, type Fact, known, unknown } from '../../../src/domain/fact.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import type { RuleId } from '../../../src/domain/finding.ts';
import { english } from '../../../src/domain/message.ts';
import type { ReadinessFacts } from '../../../src/domain/readiness/facts.ts';
import { findingsOf, judgeReadiness, readinessRules } from '../../../src/domain/readiness/rules.ts';
import type { DomainDescription, KeyDescription } from '../../../src/domain/userPool.ts';

const keyArn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1';
const key: KeyDescription = {
  arn: keyArn,
  region: 'us-east-1',
  multiRegion: true,
  state: 'Enabled',
  regions: ['us-east-1', 'us-west-2'],
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  settings: {},
};
const domain: DomainDescription = {
  name: 'auth.example.com',
  custom: true,
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/1',
  failover: { secondaryRegion: 'us-west-2', healthCheckId: 'check' },
  settings: {},
};

/** The wider policy of one statement that was seen to work (facts: section 2, "Key policy", S3). */
const keyPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'] },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey', 'kms:CreateGrant'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
  },
});

/** A pool that is ready in every respect. */
const ready: ReadinessFacts = {
  poolId: 'us-east-1_A',
  subject: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_A',
  account: known('111122223333'),
  primaryRegion: 'us-east-1',
  secondaryRegion: 'us-west-2',
  tier: known('ESSENTIALS'),
  issuerType: known('UPDATED'),
  keyType: known('CUSTOMER_MANAGED_KEY'),
  keyArn: known(keyArn),
  deletionProtection: known(true),
  replicas: known([
    { region: 'us-east-1', role: 'PRIMARY', status: 'ACTIVE' },
    { region: 'us-west-2', role: 'SECONDARY', status: 'ACTIVE' },
  ]),
  primaryKey: known(key),
  secondaryKey: known({ ...key, arn: keyArn.replace('us-east-1', 'us-west-2'), region: 'us-west-2' }),
  primaryKeyPolicy: known(keyPolicy),
  secondaryKeyPolicy: known(keyPolicy),
  domain: known(domain),
  mfa: known({ mode: 'OPTIONAL', totp: false, sms: true, email: false, settings: {} }),
};

const withKey = (change: Partial<KeyDescription>): Partial<ReadinessFacts> => ({ primaryKey: known({ ...key, ...change }) });
const withDomain = (change: Partial<DomainDescription>): Partial<ReadinessFacts> => ({ domain: known({ ...domain, ...change }) });
const withReplicas = (...replicas: [region: string, status: string][]): Partial<ReadinessFacts> => ({
  replicas: known(replicas.map(([region, status]) => ({ region, role: 'SECONDARY', status }))),
});

function verdictOf(rule: RuleId, change: Partial<ReadinessFacts>): string {
  const judgement = judgeReadiness({ ...ready, ...change }).find((one) => one.rule === rule);
  const verdict = judgement?.verdict;
  if (!verdict) return 'no such rule';
  return `${verdict.state === 'fail' ? verdict.severity : verdict.state}: ${english(verdict.reason)}`;
}

describe('facts and what each rule says of them', () => {
  it('a pool that is ready passes every rule', () => {
    expect(judgeReadiness(ready).filter(({ verdict }) => verdict.state !== 'pass')).toEqual([]);
  });

  it.each<[RuleId, string, Partial<ReadinessFacts>, string]>([
    ['replica-tier', 'LITE', { tier: known('LITE') }, 'error: the feature plan is LITE'],
    ['replica-tier', 'PLUS', { tier: known('PLUS') }, 'pass: feature plan PLUS'],
    ['replica-tier', 'a service that does not say', { tier: absent }, 'unknown: the service does not say'],
    ['deletion-protection', 'a service that does not say', { deletionProtection: absent }, 'unknown: the service does not say'],
    ['replica-tier', 'a plan that nobody knows', { tier: known('ULTRA') }, 'unknown: '],
    [
      'replica-key',
      'no key configuration',
      { keyType: known('AWS_OWNED_KEY'), keyArn: absent },
      'error: the user pool has no customer managed key',
    ],
    ['key-arn', 'an alias', { keyArn: known('arn:aws:kms:us-east-1:111122223333:alias/a') }, 'error: the key is given as arn'],
    ['key-arn', 'another Region', { keyArn: known(keyArn.replace('us-east-1', 'eu-west-1')) }, 'error: the key arn'],
    ['key-arn', 'no key', { keyType: known('AWS_OWNED_KEY'), keyArn: absent }, 'unknown: there is no customer managed key yet'],
    ['key-not-multi-region', 'a single-Region key', withKey({ multiRegion: false }), 'error: the key is a single-Region key'],
    ['key-not-multi-region', 'no key', { keyArn: absent, primaryKey: absent }, 'unknown: there is no customer managed key yet'],
    ['key-not-multi-region', 'a key that is gone', { primaryKey: absent }, 'unknown: the key was not found'],
    [
      'key-state',
      'a key that is gone',
      { primaryKey: absent },
      'error: the key arn:aws:kms:us-east-1:111122223333:key/mrk-1 was not found',
    ],
    ['key-state', 'no key replica yet', { secondaryKey: absent }, 'unknown: there is no key replica in us-west-2 yet'],
    ['key-policy', 'no key replica yet', { secondaryKey: absent }, 'unknown: there is no key replica in us-west-2 yet'],
    [
      'failover-routing',
      'without a secondary Region',
      withDomain({ failover: { secondaryRegion: '', healthCheckId: 'c' } }),
      'error: the failover routing of auth.example.com has no secondary Region',
    ],
    [
      'key-replica-missing',
      'only the primary key',
      { ...withKey({ regions: ['us-east-1'] }), secondaryKey: absent },
      'error: the key has no key replica in us-west-2',
    ],
    [
      'key-replica-missing',
      'listed, and not readable there',
      { secondaryKey: unknown({ reason: 'accessDenied', operation: 'kms:DescribeKey', detail: '' }) },
      'pass: key replica in us-west-2',
    ],
    ['key-state', 'disabled in the primary Region', withKey({ state: 'Disabled' }), 'error: the key in us-east-1 is Disabled'],
    [
      'key-state',
      'pending deletion in the secondary Region',
      { secondaryKey: known({ ...key, region: 'us-west-2', state: 'PendingDeletion' }) },
      'error: the key in us-west-2 is PendingDeletion',
    ],
    ['key-state', 'for signing', withKey({ usage: 'SIGN_VERIFY' }), 'error: the key in us-east-1 is not a symmetric key'],
    ['replica-region', 'its own Region', { secondaryRegion: 'us-east-1' }, 'error: us-east-1 is the primary Region'],
    ['replica-region', 'Osaka', { secondaryRegion: 'ap-northeast-3' }, 'warning: ap-northeast-3 is not among the Regions'],
    [
      'replica-duplicate',
      'a replica elsewhere',
      withReplicas(['eu-west-1', 'ACTIVE']),
      'error: the user pool already has a replica in eu-west-1',
    ],
    ['replica-duplicate', 'none yet', withReplicas(), 'pass: no replica in another Region'],
    ['issuer-type', 'ORIGINAL', { issuerType: known('ORIGINAL') }, 'warning: the issuer type is ORIGINAL'],
    [
      'mfa-totp',
      'optional beside SMS',
      { mfa: known({ mode: 'OPTIONAL', totp: true, sms: true, email: false, settings: {} }) },
      'warning: users with an authenticator app',
    ],
    [
      'mfa-totp',
      'the only factor, and needed',
      { mfa: known({ mode: 'ON', totp: true, sms: false, email: false, settings: {} }) },
      'error: authenticator apps are the only second factor',
    ],
    [
      'mfa-totp',
      'needed, with email too',
      { mfa: known({ mode: 'ON', totp: true, sms: false, email: true, settings: {} }) },
      'warning: users with',
    ],
    ['mfa-totp', 'off', { mfa: known({ mode: 'OFF', totp: true, sms: false, email: false, settings: {} }) }, 'pass: no authenticator apps'],
    ['deletion-protection', 'off', { deletionProtection: known(false) }, 'warning: deletion protection is off'],
    [
      'certificate-region',
      'Ireland',
      withDomain({ certificateArn: 'arn:aws:acm:eu-west-1:111122223333:certificate/1' }),
      'error: the certificate of auth.example.com is in eu-west-1',
    ],
    ['certificate-region', 'no domain', { domain: absent }, 'pass: no domain'],
    [
      'failover-routing',
      'to another Region than the replica',
      withDomain({ failover: { secondaryRegion: 'eu-west-1', healthCheckId: 'c' } }),
      'error: auth.example.com fails over to eu-west-1',
    ],
    ['failover-routing', 'on a prefix domain', withDomain({ custom: false }), 'error: auth.example.com is a prefix domain'],
    [
      'failover-routing',
      'without a health check',
      withDomain({ failover: { secondaryRegion: 'us-west-2', healthCheckId: '' } }),
      'error: the failover routing of auth.example.com has no health check',
    ],
    [
      'failover-replica',
      'an inactive replica',
      withReplicas(['us-west-2', 'INACTIVE']),
      'error: auth.example.com fails over to a replica that is INACTIVE',
    ],
    ['failover-replica', 'no replica', withReplicas(), 'error: auth.example.com fails over to a replica that is missing'],
    [
      'key-policy',
      'one service only',
      { primaryKeyPolicy: known(keyPolicy.replace(',"identitystore.amazonaws.com"', '')) },
      'error: in us-east-1: ',
    ],
    [
      'key-policy',
      'another account',
      { secondaryKeyPolicy: known(keyPolicy.replace('111122223333', '444455556666')) },
      'error: in us-west-2: ',
    ],
    ['key-policy', 'not a policy', { primaryKeyPolicy: known('{') }, 'unknown: in us-east-1: '],
    ['key-policy', 'no key', { keyArn: absent, primaryKey: absent }, 'unknown: there is no customer managed key yet'],
  ])('%s, %s', (rule, _case, change, said) => {
    expect(verdictOf(rule, change)).toContain(said);
  });
});

describe('a call that was refused', () => {
  const refused = (operation: string): Fact<never> => {
    const failure: Failure = { reason: 'accessDenied', operation, region: 'us-east-1', detail: '' };
    return unknown(failure);
  };

  it.each<[keyof ReadinessFacts, string, RuleId[]]>([
    ['tier', 'cognito-idp:DescribeUserPool', ['replica-tier']],
    ['keyType', 'cognito-idp:DescribeUserPool', ['replica-key']],
    ['keyArn', 'cognito-idp:DescribeUserPool', ['key-arn']],
    ['issuerType', 'cognito-idp:DescribeUserPool', ['issuer-type']],
    ['deletionProtection', 'cognito-idp:DescribeUserPool', ['deletion-protection']],
    ['replicas', 'cognito-idp:ListUserPoolReplicas', ['replica-duplicate', 'failover-replica']],
    ['primaryKey', 'kms:DescribeKey', ['key-not-multi-region', 'key-replica-missing', 'key-state', 'key-policy']],
    ['secondaryKey', 'kms:DescribeKey', ['key-state', 'key-policy']],
    ['primaryKeyPolicy', 'kms:GetKeyPolicy', ['key-policy']],
    ['secondaryKeyPolicy', 'kms:GetKeyPolicy', ['key-policy']],
    ['account', 'sts:GetCallerIdentity', ['key-policy']],
    ['domain', 'cognito-idp:DescribeUserPoolDomain', ['certificate-region', 'failover-routing', 'failover-replica']],
    ['mfa', 'cognito-idp:GetUserPoolMfaConfig', ['mfa-totp']],
  ])('%s: makes exactly its rules unknown, with the permission that is missing', (fact, operation, rules) => {
    const judgements = judgeReadiness({ ...ready, [fact]: refused(operation) });
    const unknownOnes = judgements.filter(({ verdict }) => verdict.state === 'unknown');
    expect(unknownOnes.map(({ rule }) => rule).sort()).toEqual([...rules].sort());
    expect(new Set(unknownOnes.map(({ verdict }) => english(verdict.reason)))).toEqual(new Set([`no permission ${operation}`]));
    expect(findingsOf(judgements)).toEqual([]);
  });
});

it('every rule has its own id', () => {
  expect(new Set(readinessRules.map(({ id }) => id)).size).toBe(readinessRules.length);
});
