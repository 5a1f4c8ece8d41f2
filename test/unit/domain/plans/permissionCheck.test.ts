import { describe, expect, it } from 'vitest';
import { failed, success } from '../../../../src/domain/failure.ts';
import { english } from '../../../../src/domain/message.ts';
import {
  type PermissionDecision,
  permissionQuestions,
  permissionVerdicts,
  principalOf,
  verdictMessage,
} from '../../../../src/domain/plans/permissionCheck.ts';
import type { RequiredPermission } from '../../../../src/domain/plans/plan.ts';
import { permissionList, replicateKeyPermissions, updatePoolPermissions } from '../../../../src/domain/plans/requiredPermissions.ts';

const pool = 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_abc';
const key = 'arn:aws:kms:us-east-1:111122223333:key/mrk-0123';
const update: RequiredPermission = { action: 'cognito-idp:UpdateUserPool', region: 'us-east-1', resource: pool };

describe('questions to IAM', () => {
  it('are one for each Region and resource, since a question has one value of a condition key', () => {
    const questions = permissionQuestions([
      update,
      { action: 'kms:CreateKey', region: 'us-east-1', resource: '*' },
      { action: 'cognito-idp:DescribeUserPool', region: 'us-east-1', resource: pool },
      { action: 'kms:CreateKey', region: 'us-west-2', resource: '*' },
      { action: 'cognito-idp:CreateUserPool', region: 'us-west-2' },
    ]);
    expect(
      questions.map(
        ({ context, permissions, resource }) =>
          `${String(context['aws:RequestedRegion'])} ${resource}: ${permissions.map(({ action }) => action).join(', ')}`,
      ),
    ).toEqual([
      `us-east-1 ${pool}: cognito-idp:UpdateUserPool, cognito-idp:DescribeUserPool`,
      'us-east-1 *: kms:CreateKey',
      'us-west-2 *: kms:CreateKey, cognito-idp:CreateUserPool',
    ]);
  });

  it('say which service a role is passed to', () => {
    const [question] = permissionQuestions([
      { action: 'iam:PassRole', region: 'us-east-1', resource: 'arn:aws:iam::111122223333:role/sms' },
    ]);
    expect(question?.context).toEqual({ 'aws:RequestedRegion': 'us-east-1', 'iam:PassedToService': 'cognito-idp.amazonaws.com' });
  });

  it('have at most a hundred actions', () => {
    const many = Array.from({ length: 230 }, (_, index) => ({ action: `kms:Action${index}`, region: 'us-east-1' }));
    const questions = permissionQuestions(many);
    expect(questions.map(({ permissions }) => permissions.length)).toEqual([100, 100, 30]);
    expect(questions.flatMap(({ permissions }) => permissions)).toEqual(many);
  });
});

describe('whose policies are asked about', () => {
  it.each([
    ['arn:aws:iam::111122223333:user/ops/ann', 'arn arn:aws:iam::111122223333:user/ops/ann'],
    ['arn:aws:sts::111122223333:assumed-role/Admin/ann@example.com', 'role Admin aws'],
    ['arn:aws-cn:sts::111122223333:assumed-role/Admin/i-0123', 'role Admin aws-cn'],
    ['arn:aws:iam::111122223333:root', 'unchecked the root user of the account is not checked: only policies of an organization limit it'],
    [
      'arn:aws:sts::111122223333:federated-user/ann',
      'unchecked IAM answers for users and roles only, not for arn:aws:sts::111122223333:federated-user/ann',
    ],
    ['nobody', 'unchecked IAM answers for users and roles only, not for nobody'],
  ])('%s: %s', (caller, expected) => {
    const principal = principalOf(caller);
    const said =
      principal.kind === 'arn'
        ? principal.arn
        : principal.kind === 'role'
          ? `${principal.name} ${principal.partition}`
          : english(principal.reason);
    expect(`${principal.kind} ${said}`).toBe(expected);
  });
});

describe('an answer of IAM', () => {
  const onKey: RequiredPermission = { action: 'kms:ReplicateKey', region: 'us-east-1', resource: key };
  const existing = { ...onKey, hasOwnPolicy: true };

  it.each<[RequiredPermission, Partial<PermissionDecision>, string]>([
    [update, { decision: 'allowed' }, `permission cognito-idp:UpdateUserPool on ${pool} in us-east-1`],
    [update, { decision: 'allowed', missingContext: ['aws:SourceIp'] }, `permission cognito-idp:UpdateUserPool on ${pool} in us-east-1`],
    [onKey, { decision: 'implicitDeny' }, `no permission kms:ReplicateKey on ${key} in us-east-1: no policy allows it`],
    [onKey, { decision: 'explicitDeny' }, `no permission kms:ReplicateKey on ${key} in us-east-1: a policy denies it`],
    [
      onKey,
      { decision: 'implicitDeny', boundaryAllows: false, organizationAllows: true },
      `no permission kms:ReplicateKey on ${key} in us-east-1: the permissions boundary does not allow it`,
    ],
    [
      existing,
      { decision: 'explicitDeny', boundaryAllows: true, organizationAllows: false },
      `no permission kms:ReplicateKey on ${key} in us-east-1: a policy of the organization does not allow it`,
    ],
    [
      existing,
      { decision: 'implicitDeny' },
      `permission kms:ReplicateKey on ${key} in us-east-1 is unknown: no policy of the caller allows it, but the policy of the key may`,
    ],
    [existing, { decision: 'explicitDeny' }, `no permission kms:ReplicateKey on ${key} in us-east-1: a policy denies it`],
    [
      { action: 'kms:CreateKey', region: 'us-west-2', resource: '*' },
      { decision: 'explicitDeny', missingContext: ['aws:MultiFactorAuthPresent', 'aws:SourceIp'] },
      'permission kms:CreateKey in us-west-2 is unknown: it depends on aws:MultiFactorAuthPresent, aws:SourceIp of the call',
    ],
    [update, { decision: 'maybe' }, `permission cognito-idp:UpdateUserPool on ${pool} in us-east-1 is unknown: IAM answers maybe`],
    [update, { action: 'kms:Other' }, `permission cognito-idp:UpdateUserPool on ${pool} in us-east-1 is unknown: IAM gave no answer`],
  ])('%o, %o: %s', (permission, decision, sentence) => {
    const [question] = permissionQuestions([permission]);
    const answer = { action: permission.action, decision: 'allowed', missingContext: [], ...decision };
    const verdicts = question ? permissionVerdicts(question, success([answer])) : [];
    expect(verdicts.map((verdict) => english(verdictMessage(verdict)))).toEqual([sentence]);
  });

  it('that was refused makes everything that was asked unknown, with the failure', () => {
    const failure = { reason: 'accessDenied', operation: 'iam:SimulatePrincipalPolicy', detail: '' } as const;
    const [question] = permissionQuestions([update]);
    expect(question && permissionVerdicts(question, failed(failure))).toMatchObject([{ permission: update, state: 'unknown', failure }]);
  });
});

describe('what a call needs', () => {
  it('is written with the Region only where it is not that of the call', () => {
    const permissions = replicateKeyPermissions(key, { account: '111122223333', region: 'us-east-1', replicaRegion: 'us-west-2' });
    expect(permissionList({ permissions, region: 'us-east-1' })).toBe(
      'kms:ReplicateKey, kms:CreateKey in us-west-2, kms:TagResource in us-west-2',
    );
  });

  it('is on the key where it is known, and on any multi-Region key where it is still to be made', () => {
    const parts = { account: '111122223333', region: 'us-east-1', replicaRegion: 'us-west-2' };
    const resources = (existing?: string) => replicateKeyPermissions(existing, parts).map(({ resource }) => resource);
    expect(resources(key)).toEqual([key, '*', key.replace('us-east-1', 'us-west-2')]);
    expect(resources()).toEqual(['arn:aws:kms:us-east-1:111122223333:key/mrk-*', '*', 'arn:aws:kms:us-west-2:111122223333:key/mrk-*']);
  });

  it('has every role that an update hands to Cognito, each once', () => {
    const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
    const roles = (SmsConfiguration?: Readonly<Record<string, string | Readonly<Record<string, string>>>>) =>
      updatePoolPermissions(pool, 'us-east-1', SmsConfiguration ? { SmsConfiguration } : {}).flatMap(({ action, resource }) =>
        action === 'iam:PassRole' ? [resource] : [],
      );
    expect(roles()).toEqual([]);
    expect(roles({ SnsCallerArn: role('sms') })).toEqual([role('sms')]);
    expect(roles({ SnsCallerArn: role('sms'), EumsSms: { CallerArn: role('messages') } })).toEqual([role('sms'), role('messages')]);
    expect(roles({ SnsCallerArn: role('sms'), EumsSms: { CallerArn: role('sms') } })).toEqual([role('sms')]);
  });
});
