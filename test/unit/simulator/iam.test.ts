// Whose the access keys are and what they may do, through the real clients of IAM and STS.
import {
  GetRoleCommand,
  IAMClient,
  NoSuchEntityException,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import type { World } from '../../../src/simulator/world.ts';
import { account, primary, refusalOf, secondary, storyWorld, tell, type Parts } from './story.ts';

const user = `arn:aws:iam::${account}:user/simulated`;

function calledBy(identity: string): World {
  const world = storyWorld();
  const owner = world.accounts[account];
  if (!owner) throw new Error('The story has no account.');
  return { ...world, accounts: { [account]: { ...owner, identity } } };
}

const start = (parts: Parts | World = {}) => {
  const { configuration } = tell(parts);
  return { iam: new IAMClient(configuration(primary)), sts: new STSClient(configuration(primary)) };
};

/** What is decided of each action in a Region: `kms:CreateKey allowed`. */
async function decisions(iam: IAMClient, region: string | undefined, ...ActionNames: string[]): Promise<string[]> {
  const context = { ContextKeyName: 'aws:RequestedRegion', ContextKeyType: 'string' as const };
  const { EvaluationResults = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: user,
      ActionNames,
      ...(region !== undefined && { ContextEntries: [{ ...context, ContextKeyValues: [region] }] }),
    }),
  );
  return EvaluationResults.map(({ EvalActionName = '', EvalDecision = '', MissingContextValues = [] }) =>
    [EvalActionName, EvalDecision, ...MissingContextValues].join(' '),
  );
}

describe('the caller', () => {
  test.each([
    ['user/simulated', `arn:aws:iam::${account}:user/simulated`, /^AIDA\w{17}$/],
    ['user/ops/ann', `arn:aws:iam::${account}:user/ops/ann`, /^AIDA\w{17}$/],
    ['role/teams/ops/Admin', `arn:aws:sts::${account}:assumed-role/Admin/simulated`, /^AROA\w{17}:simulated$/],
    ['root', `arn:aws:iam::${account}:root`, new RegExp(`^${account}$`)],
    ['federated-user/ann', `arn:aws:sts::${account}:federated-user/ann`, new RegExp(`^${account}:ann$`)],
  ])('%s is %s', async (identity, arn, id) => {
    const caller = await start(calledBy(identity)).sts.send(new GetCallerIdentityCommand());
    expect(caller).toMatchObject({ Account: account, Arn: arn });
    expect(caller.UserId).toMatch(id);
  });

  test('has a role with a path, whose name is in the ARN of the session', async () => {
    const { iam, sts } = start(calledBy('role/teams/ops/Admin'));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'Admin' }));
    expect(Role).toMatchObject({ Path: '/teams/ops/', RoleName: 'Admin', Arn: `arn:aws:iam::${account}:role/teams/ops/Admin` });
    expect((await sts.send(new GetCallerIdentityCommand())).UserId).toBe(`${String(Role?.RoleId)}:simulated`);
    expect((await start(calledBy('role/Admin')).iam.send(new GetRoleCommand({ RoleName: 'Admin' }))).Role?.Path).toBe('/');
  });

  test('is the only one that IAM knows', async () => {
    const { iam } = start(calledBy('role/teams/ops/Admin'));
    await expect(iam.send(new GetRoleCommand({ RoleName: 'Other' }))).rejects.toBeInstanceOf(NoSuchEntityException);
    const other = new SimulatePrincipalPolicyCommand({ PolicySourceArn: user, ActionNames: ['kms:CreateKey'] });
    await expect(iam.send(other)).rejects.toBeInstanceOf(NoSuchEntityException);
    const asRoot = start(calledBy('root')).iam;
    await expect(asRoot.send(new GetRoleCommand({ RoleName: 'Admin' }))).rejects.toBeInstanceOf(NoSuchEntityException);
  });
});

describe('a simulation of policies', () => {
  test('says what the permissions of the world say, in the Region that is asked about', async () => {
    const { iam } = start({ permissions: [{ only: ['iam:*'] }, { region: secondary, only: ['kms:Create*'] }] });
    const actions = ['kms:CreateKey', 'kms:TagResource', 'iam:GetRole'];
    expect(await decisions(iam, secondary, ...actions)).toEqual([
      'kms:CreateKey allowed',
      'kms:TagResource implicitDeny',
      'iam:GetRole allowed',
    ]);
    expect(await decisions(iam, primary, ...actions)).toEqual([
      'kms:CreateKey implicitDeny',
      'kms:TagResource implicitDeny',
      'iam:GetRole allowed',
    ]);
    expect(await decisions(iam, undefined, 'kms:CreateKey')).toEqual(['kms:CreateKey implicitDeny aws:RequestedRegion']);
  });

  test('says what faults deny, as long as they are on and certain', async () => {
    const denied = { kind: 'accessDenied', service: 'cognito-idp', region: primary } as const;
    const action = 'cognito-idp:CreateUserPool';
    expect(await decisions(start({ faults: [denied] }).iam, primary, action)).toEqual([`${action} implicitDeny`]);
    expect(await decisions(start({ faults: [denied] }).iam, secondary, action)).toEqual([`${action} allowed`]);
    expect(await decisions(start({ faults: [{ ...denied, off: true }] }).iam, primary, action)).toEqual([`${action} allowed`]);
  });

  test('has a result for each action, with one of its own for each resource that is named', async () => {
    const arn = `arn:aws:kms:us-east-1:${account}:key/`;
    const input = { PolicySourceArn: user, ActionNames: ['kms:CreateKey', 'kms:TagResource'], ResourceArns: [`${arn}a`, `${arn}b`] };
    const { EvaluationResults } = await start().iam.send(new SimulatePrincipalPolicyCommand(input));
    const own = [`${arn}a`, `${arn}b`].map((EvalResourceName) => ({ EvalResourceName, EvalResourceDecision: 'allowed' }));
    expect(EvaluationResults).toMatchObject(
      input.ActionNames.map((EvalActionName) => ({ EvalActionName, EvalDecision: 'allowed', ResourceSpecificResults: own })),
    );
  });

  test('comes in pages', async () => {
    const { iam } = start();
    const ask = (changes: Partial<SimulatePrincipalPolicyCommandInput>) =>
      iam.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: user, ActionNames: ['kms:A1', 'kms:B1', 'kms:C1'], ...changes }));
    const first = await ask({ MaxItems: 2 });
    const second = await ask({ MaxItems: 2, Marker: first.Marker });
    expect([first, second].map(({ EvaluationResults = [], IsTruncated }) => [EvaluationResults.length, IsTruncated])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await refusalOf(ask({ Marker: '?' })))[0]).toBe('InvalidInputException');
  });

  test('needs its own permission', async () => {
    const { iam } = start({ permissions: [{ only: ['kms:*'] }] });
    const [name, message] = await refusalOf(decisions(iam, primary, 'kms:CreateKey'));
    expect(name).toBe('AccessDenied');
    expect(message).toContain(`not authorized to perform: iam:SimulatePrincipalPolicy on resource: ${user}`);
  });
});
