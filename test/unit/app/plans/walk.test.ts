// What can happen to a plan while it is walked: somebody else changes something, AWS does not answer, or does not do what it says, and people change their minds.
import { UpdateUserPoolCommand, type UpdateUserPoolCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunStorage } from '../../../../src/app/plans/runRecord.ts';
import type { PlanIntent } from '../../../../src/domain/plans/intent.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { Scenario } from '../../../../src/simulator/scenarioShape.ts';
import { memoryStorage, type PlanHost, planHost, type SimulatedAws, simulatedAws } from '../../../support/planHost.ts';
import { cognitoIn } from '../../../support/replacedSettings.ts';
import { around, meeting, once, said, setFaults, stateOf, told, writes } from '../../../support/walks.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

type HostParts = Parameters<typeof planHost>[2];

async function host(aws: SimulatedAws, storage: RunStorage = memoryStorage(), parts: HostParts = {}): Promise<PlanHost> {
  const made = await planHost(aws, storage, parts);
  ended.push(made.dispose);
  return made;
}

const setUp: PlanIntent = { kind: 'setUp' };
const newsletter = ({ subject }: PlanHost) => subject('newsletter', 'eu-west-1');
const toTheChoice = { kind: 'look', step: 'regional' };

/** What a set-up of newsletter sends until something is to be chosen, and what there is then. */
const undisturbed = { writes: [] as readonly string[], state: '' };
beforeAll(async () => {
  const aws = simulatedAws();
  const own = await host(aws);
  await own.run(newsletter(own), setUp);
  Object.assign(undisturbed, { writes: writes(aws), state: stateOf(aws) });
});

/** An update by a client that knows nothing of plans, and of what it resets. */
async function updatedByAnother({ simulation }: SimulatedAws, poolId: string, change: Partial<UpdateUserPoolCommandInput>): Promise<void> {
  await cognitoIn(simulation, 'us-east-1').send(new UpdateUserPoolCommand({ UserPoolId: poolId, ...change }));
}

describe('somebody else changes the user pool', () => {
  const theirs = { UserPoolTier: 'LITE', DeletionProtection: 'ACTIVE' } as const;

  it('between the plan that was shown and its first step: nothing is sent', async () => {
    const aws = simulatedAws();
    const own = await host(aws);
    const plan = await own.look(newsletter(own), setUp);
    await updatedByAnother(aws, plan.poolId, theirs);
    const outcome = await own.plans.run(newsletter(own), plan);
    expect(outcome).toEqual({ kind: 'changed', step: 'tier' });
    expect(said(outcome, plan)).toMatch(/^Stopped before "Feature plan that can be replicated": somebody else has changed something/);
    expect(writes(aws)).toEqual(['UpdateUserPool']);
  });

  it('at the last moment, when the step was planned again already: nothing is sent', async () => {
    const aws = simulatedAws();
    let isWalked = false;
    const another = once(
      () => updatedByAnother(aws, plan.poolId, theirs),
      () => isWalked,
    );
    const own = await host({
      ...aws,
      connect: () => {
        const connection = aws.connect();
        // The last that is read for a plan without a key.
        const keyFinder: typeof connection.keyFinder = {
          multiRegionKeys: async (...of) => {
            const keys = await connection.keyFinder.multiRegionKeys(...of);
            await another(undefined);
            return keys;
          },
        };
        return { ...connection, keyFinder };
      },
    });
    const plan = await own.look(newsletter(own), setUp);
    isWalked = true;
    expect(await own.plans.run(newsletter(own), plan)).toEqual({ kind: 'changed', step: 'tier' });
    expect(writes(aws)).toEqual(['UpdateUserPool']);
  });

  it('after the first step: the steps that do not touch it go on, and its next update is not sent', async () => {
    const aws = simulatedAws();
    const another = once<{ readonly operation: string }>(
      () => updatedByAnother(aws, newsletter(own).poolId, { ...theirs, UserPoolTier: 'ESSENTIALS' }),
      ({ operation }) => operation === 'CreateKey',
    );
    const own = await host(around(aws, { before: another }));
    expect(await own.run(newsletter(own), setUp)).toEqual({ kind: 'changed', step: 'poolKey' });
    expect(writes(aws)).toEqual(['UpdateUserPool', 'UpdateUserPool', 'CreateKey', 'ReplicateKey']);
    // It was planned again, and goes on with what the other has made of the pool.
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
  });

  it('right behind an update: that it moved is said, and nothing is sent after it', async () => {
    const aws = simulatedAws();
    const another = once<{ readonly operation: string }>(
      () => updatedByAnother(aws, newsletter(own).poolId, { ...theirs, UserPoolTier: 'ESSENTIALS' }),
      ({ operation }) => operation === 'UpdateUserPool',
    );
    const own = await host(around(aws, { after: another }));
    expect(await own.run(newsletter(own), setUp)).toMatchObject({
      kind: 'moved',
      step: 'tier',
      members: expect.arrayContaining(['DeletionProtection']) as string[],
    });
    expect(writes(aws)).toEqual(['UpdateUserPool', 'UpdateUserPool']);
  });

  it.each([3, 4])('at the same moment, %i times', async (times) => {
    const aws = simulatedAws();
    const own = await host(meeting(aws, { kind: 'concurrentModification', operation: 'UpdateUserPool' }, times));
    const outcome = await own.run(newsletter(own), setUp);
    const refused = Array.from({ length: times }, () => 'UpdateUserPool');
    if (times > 3) {
      expect(outcome).toMatchObject({ kind: 'failed', step: 'tier', failure: { reason: 'conflict' } });
      expect(writes(aws)).toEqual(refused);
    } else {
      expect(outcome).toMatchObject(toTheChoice);
      expect(writes(aws)).toEqual([...refused, ...undisturbed.writes]);
      expect(stateOf(aws)).toBe(undisturbed.state);
    }
  });
});

describe('calls that AWS does not carry out, or does not answer', () => {
  const operations = ['CreateKey', 'ReplicateKey', 'CreateUserPoolReplica', 'UpdateUserPool'] as const;

  it.each([...operations])('%s, throttled: sent again after a while', async (operation) => {
    const aws = simulatedAws();
    const own = await host(meeting(aws, { kind: 'throttled', operation }, 3));
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
    expect(writes(aws).filter((one) => one !== operation)).toEqual(undisturbed.writes.filter((one) => one !== operation));
    expect(stateOf(aws)).toBe(undisturbed.state);
  });

  it('a call that stays throttled is given up', async () => {
    const aws = simulatedAws();
    const own = await host(meeting(aws, { kind: 'throttled', operation: 'CreateKey' }, 9));
    expect(await own.run(newsletter(own), setUp)).toMatchObject({ kind: 'failed', step: 'key', failure: { reason: 'throttled' } });
    expect(writes(aws)).toEqual(['UpdateUserPool', ...Array.from({ length: 4 }, () => 'CreateKey')]);
  });

  it.each([...operations])('%s, carried out, its reply lost: the walk goes on with what is there', async (operation) => {
    const aws = simulatedAws();
    const storage = memoryStorage();
    const own = await host(meeting(aws, { kind: 'lostReply', operation }, 1), storage);
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
    expect(writes(aws)).toEqual(undisturbed.writes);
    expect(stateOf(aws)).toBe(undisturbed.state);
    // Without its answer an update is proven all the same.
    const [record] = storage.saved.values();
    if (operation === 'UpdateUserPool' && record)
      expect(told(record).slice(0, 4)).toEqual(['sending tier', 'refused tier', 'proved tier', 'done tier']);
  });

  it.each([...operations])('%s, never carried out: the walk stops, and is run again', async (operation) => {
    const aws = simulatedAws();
    const own = await host(meeting(aws, { kind: 'refusesConnection', operation }, 1));
    expect(await own.run(newsletter(own), setUp)).toMatchObject({ kind: 'failed', failure: { reason: 'unreachable' } });
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
    const first = undisturbed.writes.indexOf(operation);
    expect(writes(aws)).toEqual(undisturbed.writes.toSpliced(first, 0, operation));
    expect(stateOf(aws)).toBe(undisturbed.state);
  });

  it('an older user pool that takes the key and is not on it: that is said, and nothing is sent after it', async () => {
    const pools = demoScenario.pools?.map((pool) =>
      pool.name === 'newsletter' ? { ...pool, ignoresKey: true, olderInfrastructure: true } : pool,
    );
    const aws = simulatedAws({ ...demoScenario, pools } as Scenario);
    const own = await host(aws);
    const plan = await own.look(newsletter(own), setUp);
    const outcome = await own.plans.run(newsletter(own), plan);
    expect(outcome).toEqual({ kind: 'ignored', step: 'poolKey', members: ['KeyConfiguration'] });
    expect(said(outcome, plan)).toContain('the user pool is not on the key. It probably is on older infrastructure');
    expect(writes(aws)).toEqual(['UpdateUserPool', 'CreateKey', 'ReplicateKey', 'UpdateUserPool']);
    // The key that was made is used again.
    expect(await own.run(newsletter(own), setUp)).toEqual(outcome);
    expect(writes(aws).slice(4)).toEqual(['UpdateUserPool']);
  });
});

describe('while a replica is CREATING', () => {
  it('the session expires: the walk waits, and goes on when somebody has signed in again', async () => {
    const aws = simulatedAws();
    const expire = ({ operation }: { readonly operation: string }): void => {
      if (operation === 'CreateUserPoolReplica') setFaults(aws, { kind: 'expiredToken' });
    };
    const own = await host(around(aws, { after: expire }));
    let outcome: unknown;
    const walked = own.run(newsletter(own), setUp).then((end) => (outcome = end));
    await until(() => aws.simulation.world().faults.length > 0);
    const hours = aws.clock.now() + 9 * 3_600_000;
    await until(() => aws.clock.now() > hours);
    expect(outcome).toBeUndefined();
    setFaults(aws);
    await own.session.refresh();
    expect(await walked).toMatchObject(toTheChoice);
    expect(writes(aws)).toEqual(undisturbed.writes);
  });
});

describe('who may walk', () => {
  it('nobody after the setting readOnly was switched on, until it is switched off', async () => {
    const aws = simulatedAws();
    let isReadOnly = false;
    const watched = around(aws, { after: ({ operation }) => void (isReadOnly ||= operation === 'ReplicateKey') });
    const own = await host(watched, memoryStorage(), { isReadOnly: () => isReadOnly });
    const plan = await own.look(newsletter(own), setUp);
    const outcome = await own.plans.run(newsletter(own), plan);
    expect(said(outcome, plan)).toBe(
      'Stopped before "Put the user pool on the key, and read it back": the setting cognitoReplicas.readOnly is on. Nothing was sent for it.',
    );
    expect(await own.run(newsletter(own), setUp)).toBe('readOnly');
    expect(writes(aws)).toEqual(['UpdateUserPool', 'CreateKey', 'ReplicateKey']);
  });

  it('not a second window', async () => {
    const aws = simulatedAws();
    const storage = memoryStorage();
    const own = await host(aws, storage);
    const lease = await storage.lease('demo', newsletter(own).poolId);
    expect(await own.run(newsletter(own), setUp)).toBe('otherWindow');
    expect(writes(aws)).toEqual([]);
    expect(storage.saved.size).toBe(0);
    await lease?.release();
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
  });

  it('not two plans of one user pool, and plans of two', async () => {
    const aws = simulatedAws();
    const own = await host(aws);
    const login = own.subject('customer-login', 'us-west-2');
    const [deactivate, switchIssuer] = [
      await own.look(login, { kind: 'deactivate' }),
      await own.look(login, { kind: 'switchIssuer', to: 'ORIGINAL' }),
    ];
    const first = own.plans.run(login, deactivate);
    expect(await own.plans.run(login, switchIssuer)).toBe('alreadyWalked');
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
    expect(await first).toEqual({ kind: 'done' });
    expect(writes(aws).filter((operation) => operation === 'UpdateUserPoolReplica')).toHaveLength(1);
  });

  it.each(['CreateKey', 'CreateUserPoolReplica'])('not on, when stopped after %s; running it again finishes it', async (operation) => {
    const aws = simulatedAws();
    const storage = memoryStorage();
    const stop = once<{ readonly operation: string }>(
      () => own.plans.cancel(newsletter(own), 'setUp'),
      (call) => call.operation === operation,
    );
    const own = await host(around(aws, { after: stop }), storage);
    expect(await own.run(newsletter(own), setUp)).toEqual({ kind: 'cancelled' });
    expect(writes(aws).at(-1)).toBe(operation);
    expect([...storage.saved.values()].map(({ outcome }) => outcome?.kind)).toEqual(['cancelled']);
    expect(await own.run(newsletter(own), setUp)).toMatchObject(toTheChoice);
    expect(writes(aws)).toEqual(undisturbed.writes);
    expect(stateOf(aws)).toBe(undisturbed.state);
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
