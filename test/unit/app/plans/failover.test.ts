import { GetHealthCheckCommand, Route53Client, UpdateHealthCheckCommand } from '@aws-sdk/client-route-53';
import { afterEach, describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../../src/app/documents/documentIds.ts';
import { documentText } from '../../../../src/app/documents/documentText.ts';
import { savedValuesTag } from '../../../../src/domain/failover/savedValues.ts';
import { english, type Message } from '../../../../src/domain/message.ts';
import type { PlanIntent } from '../../../../src/domain/plans/intent.ts';
import type { PlannedCall } from '../../../../src/domain/plans/plan.ts';
import type { Connection } from '../../../../src/domain/ports.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { Fault } from '../../../../src/simulator/faults.ts';
import { simulatedRequestHandler } from '../../../../src/simulator/requestHandler.ts';
import type { Scenario } from '../../../../src/simulator/scenarioShape.ts';
import { memoryStorage, type PlanHost, planHost, type SimulatedAws, simulatedAws } from '../../../support/planHost.ts';

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

const checkId = '0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10';
const failBack: PlanIntent = { kind: 'failBack' };
type Call = Pick<PlannedCall, 'region' | 'service' | 'operation' | 'input'>;

interface Story extends SimulatedAws {
  /** Every call that would change something, of all windows. */
  readonly sent: Call[];
  readonly route53: Route53Client;
  /** A window with storage of its own. */
  readonly window: (connect?: () => Connection) => Promise<PlanHost>;
  readonly failOver: () => PlanIntent;
  readonly check: () => Promise<Readonly<Record<string, unknown>>>;
}

function story(scenario: Scenario = demoScenario, faults: readonly Fault[] = []): Story {
  const aws = simulatedAws(scenario, faults);
  const sent: Call[] = [];
  const connect = (): Connection => {
    const connection = aws.connect();
    const { sender } = connection;
    const recording = {
      send: (call: Call, signal: AbortSignal) => {
        sent.push(call);
        return sender.send(call, signal);
      },
    };
    return { ...connection, sender: recording };
  };
  const route53 = new Route53Client({
    region: 'us-east-1',
    credentials: { accessKeyId: demoScenario.account.accessKeys[0] ?? '', secretAccessKey: 'any' },
    requestHandler: simulatedRequestHandler(aws.simulation),
  });
  return {
    ...aws,
    sent,
    connect,
    route53,
    window: async (own = connect) => {
      const made = await planHost({ ...aws, connect: own }, memoryStorage());
      ended.push(made.dispose);
      return made;
    },
    failOver: () => ({ kind: 'failOver', at: aws.clock.now() }),
    check: async () => {
      const { HealthCheck } = await route53.send(new GetHealthCheckCommand({ HealthCheckId: checkId }));
      const { Disabled = false, Inverted = false } = HealthCheck?.HealthCheckConfig ?? {};
      return { Disabled, Inverted, version: HealthCheck?.HealthCheckVersion };
    },
  };
}

const customerLogin = ({ subject }: PlanHost) => subject('customer-login', 'us-west-2');

const tagsOf = async ({ connect }: SimulatedAws) => {
  const read = await connect().healthChecks.tags(checkId, new AbortController().signal);
  return read.ok ? read.value : {};
};

/** The rule that stands above all others. */
function expectNeverInvertedAlone(sent: readonly Call[]): void {
  const updates = sent.filter(({ operation }) => operation === 'UpdateHealthCheck');
  expect(updates.length).toBeGreaterThan(0);
  for (const { input } of updates) if (input['Inverted'] === true) expect(input['Disabled']).toBe(true);
}

describe('failing over while the primary Region is down, and back', () => {
  it('moves the traffic of the domain, and leaves everything as it was', async () => {
    const aws = story();
    const before = { check: await aws.check(), tags: await tagsOf(aws) };
    const host = await aws.window();
    aws.simulation.setOutage('us-east-1', 'refuses');

    expect(await host.run(customerLogin(host), aws.failOver())).toEqual({ kind: 'done' });
    expect(await aws.check()).toEqual({ Disabled: true, Inverted: true, version: 2 });
    expect(Object.keys(await tagsOf(aws)).sort()).toEqual([savedValuesTag, 'Name', 'team'].sort());
    const answered = await aws.connect().domainProbe.answeredBy('auth.example.com', new AbortController().signal);
    expect(answered).toEqual({ ok: true, value: { region: 'us-west-2' } });

    aws.simulation.setOutage('us-east-1', undefined);
    expect(await host.run(customerLogin(host), failBack)).toEqual({ kind: 'done' });
    expect({ check: await aws.check(), tags: await tagsOf(aws) }).toEqual({ check: { ...before.check, version: 3 }, tags: before.tags });
    expect(aws.sent.map(({ operation, region }) => `${operation} ${region}`)).toEqual([
      'ChangeTagsForResource us-east-1',
      'UpdateHealthCheck us-east-1',
      'UpdateHealthCheck us-east-1',
      'ChangeTagsForResource us-east-1',
    ]);
    expectNeverInvertedAlone(aws.sent);
  }, 30_000);

  it('is fully told by what stands on the health check: another machine fails back without having anything', async () => {
    const aws = story();
    const first = await aws.window();
    expect(await first.run(customerLogin(first), aws.failOver())).toEqual({ kind: 'done' });
    first.dispose();

    const second = await aws.window();
    const plan = await second.look(customerLogin(second), failBack);
    expect(plan.steps.map(({ id, state }) => `${id} ${state}`)).toEqual(['restore next', 'forget later', 'routed later']);
    expect(plan.dangers.map(english).join('\n')).not.toContain('Somebody has changed');
    expect(await second.run(customerLogin(second), failBack)).toEqual({ kind: 'done' });
    expect(await aws.check()).toMatchObject({ Disabled: false, Inverted: false });
    expectNeverInvertedAlone(aws.sent);
  }, 30_000);

  it('takes what this machine has written down where somebody has removed the tag, and asks where it has nothing', async () => {
    const aws = story();
    const host = await aws.window();
    await host.run(customerLogin(host), aws.failOver());
    const remove: Call = {
      region: 'us-east-1',
      service: 'route53',
      operation: 'ChangeTagsForResource',
      input: { ResourceType: 'healthcheck', ResourceId: checkId, RemoveTagKeys: [savedValuesTag] },
    };
    await aws.connect().sender.send(remove, new AbortController().signal);
    const elsewhere = await aws.window();
    expect(await elsewhere.run(customerLogin(elsewhere), failBack)).toMatchObject({ kind: 'look', step: 'restore' });
    expect((await host.look(customerLogin(host), failBack)).steps[0]?.calls[0]?.input).toMatchObject({ Disabled: false, Inverted: false });
    expect(await elsewhere.run(customerLogin(elsewhere), { kind: 'failBack', frees: true })).toEqual({ kind: 'done' });
    expect(await aws.check()).toMatchObject({ Disabled: false, Inverted: false });
  }, 30_000);
});

describe('somebody else who changes the health check', () => {
  const update = (aws: Story) => aws.route53.send(new UpdateHealthCheckCommand({ HealthCheckId: checkId, FailureThreshold: 5 }));

  it('before the plan is run, stops it: it is planned again with the new version', async () => {
    const aws = story();
    const host = await aws.window();
    const approved = await host.look(customerLogin(host), aws.failOver());
    await update(aws);
    expect(await host.plans.run(customerLogin(host), approved)).toEqual({ kind: 'changed', step: 'save' });
    expect(aws.sent).toEqual([]);
    expect(await host.run(customerLogin(host), aws.failOver())).toEqual({ kind: 'done' });
    expect(aws.sent.at(-1)?.input).toEqual({ HealthCheckId: checkId, HealthCheckVersion: 2, Disabled: true, Inverted: true });
  }, 30_000);

  it('between the last look and the call, is not overwritten: Route 53 refuses the old version', async () => {
    const aws = story();
    let isBetween = true;
    const host = await aws.window(() => {
      const connection = aws.connect();
      const send: Connection['sender']['send'] = async (call, signal) => {
        if (call.operation === 'UpdateHealthCheck' && isBetween) {
          isBetween = false;
          await update(aws);
        }
        return connection.sender.send(call, signal);
      };
      return { ...connection, sender: { send } };
    });
    expect(await host.run(customerLogin(host), aws.failOver())).toEqual({ kind: 'changed', step: 'save' });
    expect(await aws.check()).toEqual({ Disabled: false, Inverted: false, version: 2 });
    expect(await host.run(customerLogin(host), aws.failOver())).toEqual({ kind: 'done' });
    expect(await aws.check()).toEqual({ Disabled: true, Inverted: true, version: 3 });
    expectNeverInvertedAlone(aws.sent);
  }, 30_000);

  it('after the fail over, is shown before it fails back, and what else was changed stays', async () => {
    const aws = story();
    const host = await aws.window();
    await host.run(customerLogin(host), aws.failOver());
    await update(aws);
    const { dangers } = await host.look(customerLogin(host), failBack);
    expect(dangers.map(english)).toContainEqual(expect.stringContaining('it is at version 3, and the fail over left version 2.'));
    expect(await host.run(customerLogin(host), failBack)).toEqual({ kind: 'done' });
    const { HealthCheck } = await aws.route53.send(new GetHealthCheckCommand({ HealthCheckId: checkId }));
    expect(HealthCheck?.HealthCheckConfig).toMatchObject({ FailureThreshold: 5, Disabled: false, Inverted: false });
  }, 30_000);
});

describe('configuring failover', () => {
  /** The demo with a domain of customer-login that follows nothing. */
  const unrouted: Scenario = {
    ...demoScenario,
    pools: (demoScenario.pools ?? []).map((pool) =>
      pool.name === 'customer-login' ? { ...pool, domain: { name: 'auth.example.com' } } : pool,
    ),
  };
  const wanted: PlanIntent = {
    kind: 'configureFailover',
    healthCheck: { create: { host: 'probe.us-east-1.example.com', path: '/sign-in', failureThreshold: 3, requestInterval: 10 } },
  };

  it('makes a health check, lets the domain follow it, and what was there of the domain stays', async () => {
    const aws = story(unrouted);
    const host = await aws.window();
    const signal = new AbortController().signal;
    const domain = async () => {
      const read = await aws.connect().reader.describeDomain('us-east-1', 'auth.example.com', signal);
      return read.ok ? read.value?.settings : undefined;
    };
    const before = await domain();
    expect(await host.run(customerLogin(host), wanted)).toEqual({ kind: 'done' });
    const listed = await aws.connect().healthChecks.list(signal);
    const own = (listed.ok ? listed.value : []).find(({ callerReference = '' }) => callerReference.startsWith('cognito-replicas-'));
    expect(own).toMatchObject({ watches: { host: 'probe.us-east-1.example.com', path: '/sign-in' }, requestInterval: 10 });
    const after = await domain();
    expect({ ...after, Version: '', Routing: '' }).toEqual({ ...before, Version: '', Routing: '' });
    expect(after?.['Routing']).toEqual({ Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: own?.id } });
    // Once more: nothing is left to do, and no second health check is made.
    const calls = aws.sent.length;
    expect(await host.run(customerLogin(host), wanted)).toEqual({ kind: 'done' });
    expect(aws.sent.length).toBe(calls);
  }, 30_000);

  it('then the preflight is ready, but for Route 53 in the primary Region, and the pool fails over', async () => {
    const aws = story(unrouted);
    const host = await aws.window();
    const subject = customerLogin(host);
    await host.run(subject, wanted);
    const { session } = host;
    await session.check(subject.poolId, 'us-west-2');
    await session.compare(subject.poolId);
    await session.readHealthCheck(subject.poolId);
    const pool = session.store.pools.find(({ id }) => id === subject.poolId)!;
    const text = documentText(session, documentIdOf(session.store, pool, 'preflight')!, english);
    expect(text.split('\n').slice(0, 3)).toEqual(['# Preflight: customer-login to us-west-2', '', '**Ready to fail over · 1 warning**']);
    expect(text).toContain('- **control-plane**: Route 53 changes health checks from us-east-1, the primary Region');
    expect(text).toContain('- sign-up: AdminConfirmSignUp, ConfirmSignUp, ResendConfirmationCode, SignUp');
    expect(await host.run(subject, aws.failOver())).toEqual({ kind: 'done' });
    expectNeverInvertedAlone(aws.sent);
  }, 30_000);

  it('of a prefix domain is told to applications, in the document of the plan', async () => {
    const aws = story();
    const host = await aws.window();
    const plain = host.subject('internal-tools', 'us-west-2');
    const { notes, steps } = await host.look(plain, wanted);
    expect(steps).toEqual([]);
    expect(notes?.map(({ title }) => english(title))).toContain('AWS SDK for JavaScript, version 3');
  }, 30_000);
});

describe('a primary Region that never answers', () => {
  const primaryCalls = (aws: Story, from: number) =>
    aws.simulation
      .calls()
      .slice(from)
      .filter(({ region, service }) => region === 'us-east-1' && service !== 'route53');

  it('is waited for once when a fail over is planned, and not while it is run', async () => {
    const aws = story();
    const host = await aws.window();
    aws.simulation.setOutage('us-east-1', 'hangs');
    const start = Date.now();
    const from = aws.simulation.calls().length;
    const plan = await host.look(customerLogin(host), aws.failOver());
    // One time-out of eight seconds, for two calls at the same time.
    expect(Date.now() - start).toBeLessThan(12_000);
    expect(
      primaryCalls(aws, from)
        .map(({ operation }) => operation)
        .sort(),
    ).toEqual(['DescribeUserPool', 'ListUserPoolReplicas']);
    expect(plan.blockers).toEqual([]);
    const planned = aws.simulation.calls().length;
    expect(await host.plans.run(customerLogin(host), plan)).toEqual({ kind: 'done' });
    expect(primaryCalls(aws, planned).filter(({ operation }) => operation !== undefined && operation !== 'domain')).toEqual([]);
    expect(await aws.check()).toMatchObject({ Disabled: true, Inverted: true });
  }, 90_000);

  it('does not keep a replica from being activated', async () => {
    const aws = story();
    const host = await aws.window();
    await host.run(customerLogin(host), { kind: 'deactivate' });
    aws.simulation.setOutage('us-east-1', 'hangs');
    const start = Date.now();
    const plan = await host.look(customerLogin(host), { kind: 'activate' });
    expect(Date.now() - start).toBeLessThan(12_000);
    const planned = aws.simulation.calls().length;
    expect(await host.plans.run(customerLogin(host), plan)).toEqual({ kind: 'done' });
    expect(primaryCalls(aws, planned)).toEqual([]);
  }, 60_000);
});

describe('without the permission to read its tags', () => {
  it('a health check is not forced: what it was could not be kept', async () => {
    const aws = story(demoScenario, [{ kind: 'accessDenied', service: 'route53', operation: 'ListTagsForResource' }]);
    const host = await aws.window();
    const outcome = await host.run(customerLogin(host), aws.failOver());
    expect(outcome).toMatchObject({ kind: 'unknown', step: 'save' });
    expect('why' in (outcome as object) && english((outcome as { why: Message }).why)).toBe('no permission route53:ListTagsForResource');
    expect(aws.sent).toEqual([]);
  }, 30_000);
});

describe('the document of a plan to fail over', () => {
  it('says what ends, the exact calls, and the lines for the day on which this is not there', async () => {
    const aws = story();
    const host = await aws.window();
    const subject = customerLogin(host);
    await host.look(subject, aws.failOver());
    const { store } = host.session;
    const pool = store.pools.find(({ id }) => id === subject.poolId)!;
    const text = documentText(host.session, documentIdOf(store, pool, 'failover')!, english);
    expect(text).toContain('# Fail over customer-login to us-west-2');
    expect(text).toContain('- Until it fails back, the replica refuses: sign-up, forgotten and changed passwords');
    expect(text).toContain('-  "Disabled": false\n+  "Disabled": true\n');
    expect(text).toContain(`aws route53 update-health-check --health-check-id ${checkId} --disabled --inverted\n`);
    expect(text).toContain(`aws route53 update-health-check --health-check-id ${checkId} --no-disabled --no-inverted\n`);
    expect(text).toContain('Sign-in probe us-east-1 (0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10): HTTPS to probe.us-east-1.example.com/sign-in');
  });
});
