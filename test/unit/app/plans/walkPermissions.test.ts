// What the caller may not do: a walk stops at the step that needs it, says which permission it is, and goes on from there once it is given.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { differencesOf } from '../../../../src/domain/parity/row.ts';
import type { PlanIntent } from '../../../../src/domain/plans/intent.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { Scenario, ScenarioPool } from '../../../../src/simulator/scenarioShape.ts';
import { memoryStorage, type PlanHost, planHost, type SimulatedAws, simulatedAws } from '../../../support/planHost.ts';
import { around, said, setFaults, stateOf, told, writes } from '../../../support/walks.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

async function host(aws: SimulatedAws, storage = memoryStorage()): Promise<PlanHost> {
  const made = await planHost(aws, storage);
  ended.push(made.dispose);
  return made;
}

/** The demo, in which one pool is told otherwise. */
function withPool(name: string, change: (pool: ScenarioPool) => Partial<ScenarioPool>, scenario: Partial<Scenario> = {}): Scenario {
  const pools = demoScenario.pools?.map((pool) => (pool.name === name ? { ...pool, ...change(pool) } : pool));
  return { ...demoScenario, ...scenario, ...(pools && { pools }) };
}

interface Story {
  readonly pool: string;
  readonly to: string;
  readonly scenario?: Scenario;
  /** Undefined: everything that differs is repaired. */
  readonly intent?: PlanIntent;
  /** The permissions that its calls need, one after the other. */
  readonly permissions: readonly string[];
}

const stories: Readonly<Record<string, Story>> = {
  'a new replica': {
    pool: 'newsletter',
    to: 'eu-west-1',
    intent: { kind: 'setUp' },
    permissions: ['cognito-idp:UpdateUserPool', 'kms:CreateKey', 'kms:ReplicateKey', 'cognito-idp:CreateUserPoolReplica'],
  },
  'a key that Cognito may not use': {
    pool: 'newsletter',
    to: 'eu-west-1',
    scenario: withPool('newsletter', () => ({ tier: 'ESSENTIALS', key: 'news' }), {
      keys: [
        ...(demoScenario.keys ?? []),
        { name: 'news', region: 'us-east-1', replicas: [{ region: 'eu-west-1' }], policy: 'cognito-without-identitystore' },
      ],
    }),
    intent: { kind: 'setUp' },
    permissions: ['kms:PutKeyPolicy'],
  },
  'an activation': {
    pool: 'staff-directory',
    to: 'us-east-1',
    intent: { kind: 'activate' },
    permissions: ['cognito-idp:UpdateUserPoolReplica'],
  },
  'a deletion': {
    pool: 'customer-login',
    to: 'us-west-2',
    intent: { kind: 'delete', deactivatesFirst: true },
    permissions: ['cognito-idp:UpdateUserPoolReplica', 'cognito-idp:DeleteUserPoolReplica'],
  },
  'a repair of everything': {
    pool: 'customer-login',
    to: 'us-west-2',
    scenario: withPool(
      'customer-login',
      ({ replica }) => ({
        ...(replica && {
          replica: {
            ...replica,
            differs: {
              triggers: {},
              notificationEmail: { from: 'alarm@example.com', identityRegion: 'us-east-1' },
              logs: [],
              tags: { stage: 'standby', owner: 'nobody' },
            },
          },
        }),
      }),
      { provisionedLimits: { ...demoScenario.provisionedLimits, 'us-west-2': { UserAuthentication: 150 } } },
    ),
    permissions: [
      'cognito-idp:UpdateUserPool',
      'lambda:AddPermission',
      'cognito-idp:SetLogDeliveryConfiguration',
      'cognito-idp:SetRiskConfiguration',
      'cognito-idp:TagResource',
      'cognito-idp:UntagResource',
      'cognito-idp:UpdateProvisionedLimit',
    ],
  },
  'a repair with a web ACL': { pool: 'storefront', to: 'us-west-2', permissions: ['wafv2:AssociateWebACL'] },
};

async function intentOf({ intent, pool, to }: Story, { session, subject }: PlanHost): Promise<PlanIntent> {
  if (intent) return intent;
  const { poolId } = subject(pool, to);
  await session.compare(poolId);
  return { kind: 'repair', rowIds: differencesOf(session.store.parityOf(poolId)?.rows ?? []).map(({ id }) => id) };
}

describe.each(Object.entries(stories))('%s', (_name, story) => {
  const whole = { writes: [] as readonly string[], state: '', outcome: undefined as unknown, proved: 0 };
  beforeAll(async () => {
    const aws = simulatedAws(story.scenario);
    const storage = memoryStorage();
    const own = await planHost(aws, storage);
    const outcome = await own.run(own.subject(story.pool, story.to), await intentOf(story, own));
    const [record] = storage.saved.values();
    const proved = record ? told(record).filter((event) => event.startsWith('proved')).length : 0;
    Object.assign(whole, { writes: writes(aws), state: stateOf(aws), outcome, proved });
    own.dispose();
  });

  it('proves each call that replaces something as a whole', () => {
    const replacing = whole.writes.filter((operation) => operation === 'UpdateUserPool' || operation === 'SetRiskConfiguration');
    expect(whole.proved).toBe(replacing.length);
  });

  it.each(story.permissions)('without %s: stops there, and is run again when it was given', async (permission) => {
    const [service = '', operation = ''] = permission.split(':');
    const aws = simulatedAws(story.scenario);
    const own = await host(aws);
    const subject = own.subject(story.pool, story.to);
    const intent = await intentOf(story, own);
    const plan = await own.look(subject, intent);
    setFaults(aws, { kind: 'accessDenied', service, operation });
    const outcome = await own.plans.run(subject, plan);
    expect(outcome).toMatchObject({ kind: 'failed', failure: { reason: 'accessDenied' } });
    expect(said(outcome, plan)).toMatch(new RegExp(`^Stopped at ".+": no permission ${permission}. Run the plan again to go on`));
    // Everything before it was done, and nothing after it was sent.
    const first = whole.writes.indexOf(operation);
    expect(writes(aws)).toEqual(whole.writes.slice(0, first + 1));
    setFaults(aws);
    expect(await own.run(subject, intent)).toEqual(whole.outcome);
    expect(writes(aws)).toEqual(whole.writes.toSpliced(first, 0, operation));
    expect(stateOf(aws)).toBe(whole.state);
  });
});

it('a read that is refused after a call: the walk looks for some minutes, and says what it cannot see', async () => {
  const { pool, scenario, to } = stories['a key that Cognito may not use']!;
  const aws = simulatedAws(scenario);
  const denied = { kind: 'accessDenied', service: 'kms', operation: 'GetKeyPolicy' } as const;
  const own = await host(around(aws, { after: ({ operation }) => (operation === 'PutKeyPolicy' ? setFaults(aws, denied) : undefined) }));
  const plan = await own.look(own.subject(pool, to), { kind: 'setUp' });
  const outcome = await own.plans.run(own.subject(pool, to), plan);
  expect(said(outcome, plan)).toBe(
    'Stopped at "Let Cognito use both keys": its calls were carried out, and what they have done cannot be read: no permission kms:GetKeyPolicy.',
  );
});
