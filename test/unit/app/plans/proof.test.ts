// What a call has done that replaces something as a whole: read back by the product's own readers, for each of the operations.
import { expect, it } from 'vitest';
import { readBack } from '../../../../src/app/plans/readBack.ts';
import { runPlan } from '../../../../src/app/plans/runPlan.ts';
import type { RunEvent, RunOutcome } from '../../../../src/app/plans/runRecord.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { objectIn } from '../../../../src/domain/parity/normalise.ts';
import type { Plan, PlannedCall } from '../../../../src/domain/plans/plan.ts';
import type { PoolDetails } from '../../../../src/domain/userPool.ts';
import { setUserPoolMfaConfigInput } from '../../../../src/domain/writes/mfaConfigUpdate.ts';
import { setRiskConfigurationInput } from '../../../../src/domain/writes/riskConfigurationUpdate.ts';
import { failoverRouting, noRouting, updateUserPoolDomainInput } from '../../../../src/domain/writes/userPoolDomainUpdate.ts';
import { updateUserPoolInput } from '../../../../src/domain/writes/userPoolUpdate.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { ChosenSwitches } from '../../../../src/simulator/switches.ts';
import { type SimulatedAws, simulatedAws } from '../../../support/planHost.ts';
import { planOf } from '../../../support/planTexts.ts';
import { around, told, writes } from '../../../support/walks.ts';
import { demoPoolId } from '../../simulator/requests.ts';

const poolId = demoPoolId('customer-login');
const domain = 'auth.example.com';
const signal = new AbortController().signal;

/** An operation on customer-login, its request from what was read, and what it changes there. */
interface Change {
  readonly operation: string;
  readonly region: string;
  readonly input: (read: JsonObject, isChanged: boolean) => JsonObject;
  readonly changed: readonly string[];
}

const sender = { SnsCallerArn: 'arn:aws:iam::111122223333:role/west', SnsRegion: 'us-west-2' };
const takeover = 'AccountTakeoverRiskConfiguration';
const mails = { SourceArn: 'arn:aws:ses:us-west-2:111122223333:identity/west.example.com' };
const routed = (changes: Parameters<typeof updateUserPoolDomainInput>[3]): Change => ({
  operation: 'UpdateUserPoolDomain',
  region: 'us-east-1',
  input: (read, isChanged) => updateUserPoolDomainInput(poolId, domain, read, isChanged ? changes : {}),
  changed: ['Routing'],
});

const changes: readonly Change[] = [
  {
    operation: 'UpdateUserPool',
    region: 'us-east-1',
    input: (read, isChanged) => updateUserPoolInput(poolId, read, isChanged ? { DeletionProtection: 'INACTIVE' } : {}),
    changed: ['DeletionProtection'],
  },
  {
    operation: 'SetUserPoolMfaConfig',
    region: 'us-west-2',
    input: (read, isChanged) =>
      setUserPoolMfaConfigInput(
        poolId,
        read,
        isChanged ? { SmsMfaConfiguration: { ...objectIn(read, 'SmsMfaConfiguration'), SmsConfiguration: sender } } : {},
      ),
    changed: ['SmsMfaConfiguration'],
  },
  {
    operation: 'SetRiskConfiguration',
    region: 'us-west-2',
    input: (read, isChanged) =>
      setRiskConfigurationInput(poolId, read, isChanged ? { [takeover]: { ...objectIn(read, takeover), NotifyConfiguration: mails } } : {}),
    changed: [takeover],
  },
  routed(failoverRouting('us-west-2', 'another-check')),
  routed(noRouting),
];

/** Walks a plan of one such call. */
async function walked(
  { input, operation, region }: Change,
  aws: SimulatedAws,
): Promise<{ readonly outcome: RunOutcome; readonly events: readonly string[] }> {
  const connection = aws.connect();
  const call: PlannedCall = { region, service: 'cognito-idp', operation, input: { Domain: domain }, permissions: [] };
  const read = await readBack(connection, poolId, call, signal);
  if (!read.ok) throw new Error(read.failure.detail);
  const [before, after] = [input(read.value, false), input(read.value, true)];
  const approved = planOf('repair', [{ ...call, input: after, diff: { before, after } }]);
  const isSent = (): boolean => writes(aws).includes(operation);
  const observed = (): Plan => ({ ...approved, steps: isSent() ? [] : approved.steps });
  const events: RunEvent[] = [];
  const outcome = await runPlan({
    approved,
    observe: () => Promise.resolve({ plan: observed(), details: nothingRead }),
    send: (...of) => connection.sender.send(...of),
    readBack: (...of) => readBack(connection, poolId, ...of),
    isReadOnly: () => false,
    report: (event) => {
      events.push(event);
      return Promise.resolve();
    },
    clock: aws.clock,
    signal,
  });
  return { outcome, events: told({ events: events.map((event) => ({ ...event, at: 0 })) }) };
}

/** The plans of these tests depend on nothing that is read. */
const nothingRead: PoolDetails = {
  description: { state: 'absent' },
  replicas: { state: 'absent' },
  domain: { state: 'absent' },
  healthCheck: { state: 'absent' },
  keys: new Map(),
  keyPolicies: new Map(),
};

const withSwitches = (switches: ChosenSwitches) => ({ ...demoScenario, switches: { ...demoScenario.switches, ...switches } });

it.each(changes)('$operation in $region, which changes $changed, is proven by what is read back', async (change) => {
  expect(await walked(change, simulatedAws())).toEqual({
    outcome: { kind: 'done' },
    events: ['sending step', 'answered step', 'proved step', 'done step'],
  });
});

it('a certificate that somebody else replaces right behind a change of the routing: that is said', async () => {
  const aws = simulatedAws();
  const CustomDomainConfig = { CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/another' };
  const another = around(aws, {
    after: async ({ input, ...call }) => {
      await aws.connect().sender.send({ ...call, input: { ...input, CustomDomainConfig } }, signal);
    },
  });
  const { outcome } = await walked(routed(failoverRouting('us-west-2', 'another-check')), another);
  expect(outcome).toEqual({ kind: 'moved', step: 'step', members: ['CustomDomainConfig'] });
});

it('routing that the service keeps although it was taken away: that is said', async () => {
  const { outcome } = await walked(routed(noRouting), simulatedAws(withSwitches({ omittedRouting: 'keeps' })));
  expect(outcome).toEqual({ kind: 'ignored', step: 'step', members: ['Routing'] });
});
