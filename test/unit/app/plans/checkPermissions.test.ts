import { describe, expect, it } from 'vitest';
import { checkPermissions } from '../../../../src/app/plans/checkPermissions.ts';
import { absent, factOf, known } from '../../../../src/domain/fact.ts';
import { english } from '../../../../src/domain/message.ts';
import { openPermissions, verdictMessage } from '../../../../src/domain/plans/permissionCheck.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { Fault } from '../../../../src/simulator/faults.ts';
import { simulated } from '../../../support/simulated.ts';
import { setUpPlan } from '../../../support/setUpPlan.ts';

const account = demoScenario.account.id;
/** The demo's pool on LITE, of which everything is still to be done. */
const { identity, plan } = await setUpPlan(simulated(), 'newsletter', 'eu-west-1');
const needed = openPermissions(plan);

/** The check in a world with these faults, or of another caller, and everything that was asked of AWS meanwhile. */
async function check(faults: readonly Fault[] = [], caller?: string) {
  const scenario = { ...demoScenario, account: { ...demoScenario.account, ...(caller !== undefined && { identity: caller }) } };
  const { connection, simulation } = simulated(scenario, faults);
  const { signal } = new AbortController();
  const before = simulation.world();
  const who = caller === undefined ? identity : factOf(await connection.reader.identity('us-east-1', signal));
  const verdicts = await checkPermissions({ permissions: connection.permissions, identity: who, plan, signal });
  expect(verdicts.map(({ permission }) => permission)).toEqual(needed);
  expect(simulation.world()).toBe(before);
  return {
    states: new Set(verdicts.map(({ state }) => state)),
    sentences: verdicts.filter(({ state }) => state !== 'allowed').map((verdict) => english(verdictMessage(verdict))),
    calls: simulation.calls().map(({ service, operation, region }) => `${service}:${String(operation)} ${region}`),
  };
}

describe('before a plan is run', () => {
  it('asks for what every open step needs, each permission once', () => {
    expect(needed.map(({ action, region }) => `${action} ${region}`)).toEqual([
      'cognito-idp:UpdateUserPool us-east-1',
      'cognito-idp:DescribeUserPool us-east-1',
      'kms:CreateKey us-east-1',
      'kms:TagResource us-east-1',
      'kms:PutKeyPolicy us-east-1',
      'kms:ReplicateKey us-east-1',
      'kms:CreateKey eu-west-1',
      'kms:TagResource eu-west-1',
      'cognito-idp:CreateUserPoolReplica us-east-1',
      'cognito-idp:CreateUserPool eu-west-1',
      'cognito-idp:UpdateUserPoolReplica eu-west-1',
    ]);
  });

  it('finds nothing missing where the caller may do everything, with one question for each Region and resource', async () => {
    const { calls, states } = await check();
    expect(states).toEqual(new Set(['allowed']));
    expect(calls).toEqual(Array.from({ length: 6 }, () => 'iam:SimulatePrincipalPolicy us-east-1'));
  });

  it.concurrent.each(needed)(
    'names $action in $region where exactly this is denied, and writes nothing',
    async ({ action, region, resource }) => {
      const [service = '', operation = ''] = action.split(':');
      const { calls, sentences } = await check([{ kind: 'accessDenied', service, operation, region }]);
      const where = resource === '*' ? `in ${region}` : `on ${String(resource)} in ${region}`;
      expect(sentences).toEqual([`no permission ${action} ${where}: no policy allows it`]);
      expect(new Set(calls)).toEqual(new Set(['iam:SimulatePrincipalPolicy us-east-1']));
    },
  );

  it('asks for the role of a session, whose path is not in the ARN of the session', async () => {
    const { calls, states } = await check([], 'role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Operator_0123456789abcdef');
    expect(states).toEqual(new Set(['allowed']));
    expect(calls.slice(0, 3)).toEqual([
      'sts:GetCallerIdentity us-east-1',
      'iam:GetRole us-east-1',
      'iam:SimulatePrincipalPolicy us-east-1',
    ]);
  });
});

describe('what cannot be asked is unknown, never allowed', () => {
  it.each<[what: string, faults: Fault[], caller: string, reason: string]>([
    ['the question is refused', [{ kind: 'accessDenied', service: 'iam' }], 'user/ops', 'no permission iam:SimulatePrincipalPolicy'],
    ['the role is refused', [{ kind: 'accessDenied', service: 'iam', operation: 'GetRole' }], 'role/Ops', 'no permission iam:GetRole'],
    [
      'the question is refused to a role',
      [{ kind: 'accessDenied', service: 'iam', operation: 'SimulatePrincipalPolicy' }],
      'role/Ops',
      'no permission iam:SimulatePrincipalPolicy',
    ],
    ['IAM does not answer', [{ kind: 'refusesConnection', service: 'iam' }], 'user/ops', 'not reachable'],
    ['the root user calls', [], 'root', 'the root user of the account is not checked: only policies of an organization limit it'],
    [
      'a federated user calls',
      [],
      'federated-user/ann',
      `IAM answers for users and roles only, not for arn:aws:sts::${account}:federated-user/ann`,
    ],
  ])('%s', async (_what, faults, caller, reason) => {
    const { sentences, states } = await check(faults, caller);
    expect(states).toEqual(new Set(['unknown']));
    expect(sentences).toHaveLength(needed.length);
    expect(sentences[2]).toBe(`permission kms:CreateKey in us-east-1 is unknown: ${reason}`);
  });

  it('who calls is not known, or nobody waits any more', async () => {
    const { connection, simulation } = simulated();
    const { permissions } = connection;
    const { signal } = new AbortController();
    const failure = { reason: 'expired', operation: 'sts:GetCallerIdentity', detail: '' } as const;
    const verdicts = [
      ...(await checkPermissions({ permissions, identity: { state: 'unknown', failure }, plan, signal })),
      ...(await checkPermissions({ permissions, identity: absent, plan, signal })),
      ...(await checkPermissions({ permissions, identity, plan, signal: AbortSignal.abort() })),
    ];
    expect(verdicts).toHaveLength(3 * needed.length);
    expect(new Set(verdicts.map(({ state }) => state))).toEqual(new Set(['unknown']));
    expect(simulation.calls()).toEqual([]);
  });
});

it('asks nothing for a plan of which nothing is left', async () => {
  const { connection, simulation } = simulated();
  const done = { ...plan, steps: plan.steps.map((step) => ({ ...step, state: 'done' as const })) };
  const { signal } = new AbortController();
  const who = known({ account, arn: `arn:aws:iam::${account}:user/simulated` });
  expect(await checkPermissions({ permissions: connection.permissions, identity: who, plan: done, signal })).toEqual([]);
  expect(simulation.calls()).toEqual([]);
});

it('names the role of text messages, which an update hands to Cognito', async () => {
  const withMessages = await setUpPlan(simulated(), 'field-service', 'ap-southeast-1');
  const role = openPermissions(withMessages.plan).find(({ action }) => action === 'iam:PassRole');
  expect(role?.resource).toMatch(new RegExp(`^arn:aws:iam::${account}:role/(.*/)?cognito-sms$`));
  const { connection } = simulated(demoScenario, [{ kind: 'accessDenied', service: 'iam', operation: 'PassRole' }]);
  const { signal } = new AbortController();
  const verdicts = await checkPermissions({ permissions: connection.permissions, ...withMessages, signal });
  expect(verdicts.filter(({ state }) => state === 'denied').map(({ permission }) => permission)).toEqual([role]);
});
