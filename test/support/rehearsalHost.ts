// A window that rehearses over a simulated AWS in which hours pass at once.
import { GetHealthCheckCommand, Route53Client } from '@aws-sdk/client-route-53';
import { documentText } from '../../src/app/documents/documentText.ts';
import type { RehearsalWish } from '../../src/app/rehearsal/prepareRehearsal.ts';
import { type NotRehearsed, Rehearsals } from '../../src/app/rehearsal/rehearsals.ts';
import type { TestUser } from '../../src/app/rehearsal/replicaChecks.ts';
import { english } from '../../src/domain/message.ts';
import type { PlannedCall } from '../../src/domain/plans/plan.ts';
import type { Connection } from '../../src/domain/ports.ts';
import type { Rehearsal } from '../../src/domain/rehearsal/rehearsal.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { simulatedRequestHandler } from '../../src/simulator/requestHandler.ts';
import type { Scenario } from '../../src/simulator/scenarioShape.ts';
import { type MemoryStorage, memoryStorage, type PlanHost, planHost, type SimulatedAws, simulatedAws } from './planHost.ts';
import { signInScenario, testPassword } from './signInPool.ts';

/** The health check that the domain of `customer-login` follows. */
export const checkId = '0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10';

export type Sent = Pick<PlannedCall, 'region' | 'service' | 'operation' | 'input'>;

export interface RehearsalHost extends PlanHost {
  readonly rehearsals: Rehearsals;
  /** Rehearsals that were offered to be failed back. */
  readonly left: Rehearsal[];
  readonly wish: (changes?: Partial<RehearsalWish> & { readonly name?: string; readonly region?: string }) => RehearsalWish;
  readonly user: (changes?: Partial<TestUser>) => Promise<TestUser>;
  /** Prepares, says yes, and rehearses to the end. */
  readonly rehearse: (wish: RehearsalWish, user?: TestUser) => Promise<Rehearsal>;
  readonly document: (rehearsal: Rehearsal) => string;
}

export interface RehearsalStory extends SimulatedAws {
  /** Every call that would change something, of all windows. */
  readonly sent: Sent[];
  readonly storage: MemoryStorage;
  readonly window: (options?: { readonly isReadOnly?: () => boolean; readonly connect?: () => Connection }) => Promise<RehearsalHost>;
  readonly check: () => Promise<Readonly<Record<string, unknown>>>;
  readonly end: () => void;
}

export function rehearsalStory(scenario: Scenario = signInScenario, faults: readonly Fault[] = []): RehearsalStory {
  // Tokens are verified by the clock of the machine.
  const aws = simulatedAws(scenario, faults, Date.now());
  const storage = memoryStorage();
  const sent: Sent[] = [];
  const ended: (() => void)[] = [];
  const connect = (): Connection => {
    const connection = aws.connect();
    const send: Connection['sender']['send'] = (call, signal) => {
      sent.push(call);
      return connection.sender.send(call, signal);
    };
    return { ...connection, sender: { send } };
  };
  const route53 = new Route53Client({
    region: 'us-east-1',
    credentials: { accessKeyId: demoScenario.account.accessKeys[0] ?? '', secretAccessKey: 'any' },
    requestHandler: simulatedRequestHandler(aws.simulation),
  });
  return {
    ...aws,
    connect,
    sent,
    storage,
    end: () => ended.splice(0).forEach((end) => end()),
    window: async (options = {}) => {
      const host = await rehearsalHost({ ...aws, connect: options.connect ?? connect }, storage, options.isReadOnly);
      ended.push(host.dispose);
      return host;
    },
    check: async () => {
      const { HealthCheck } = await route53.send(new GetHealthCheckCommand({ HealthCheckId: checkId }));
      const { Disabled = false, Inverted = false } = HealthCheck?.HealthCheckConfig ?? {};
      return { Disabled, Inverted };
    },
  };
}

async function rehearsalHost(
  aws: Pick<SimulatedAws, 'clock' | 'connect'>,
  storage: MemoryStorage,
  isReadOnly = () => false,
): Promise<RehearsalHost> {
  const host = await planHost(aws, storage, { isReadOnly });
  const { plans, session, subject } = host;
  const left: Rehearsal[] = [];
  const rehearsals = new Rehearsals({
    session,
    plans,
    clock: aws.clock,
    storage,
    isReadOnly,
    onLeft: (rehearsal) => left.push(rehearsal),
    onFailed: (error) => {
      throw error;
    },
  });
  return {
    ...host,
    rehearsals,
    left,
    wish: ({ name = 'customer-login', region = 'us-west-2', ...changes } = {}) => ({
      subject: subject(name, region),
      mode: 'traffic',
      minutes: 10,
      signsIn: true,
      ...changes,
    }),
    user: async (changes = {}) => {
      const pool = session.store.pools.find(({ name }) => name === 'customer-login');
      const read = await aws.connect().signIns.clients('us-east-1', pool?.id ?? '', new AbortController().signal);
      const client = read.ok ? read.value.items.find(({ name }) => name === 'ALLOW_USER_PASSWORD_AUTH with a secret') : undefined;
      if (!client) throw new Error('no app client');
      return { client, username: 'ana@example.com', password: testPassword, ...changes };
    },
    rehearse: async (wish, user) => {
      const prepared = await rehearsals.prepare(wish, new AbortController().signal);
      if (prepared.kind === 'refused') throw new Error(english(prepared.why));
      return rehearsed(await rehearsals.run(prepared, user));
    },
    document: ({ id, subject: { account, poolId, primaryRegion } }) =>
      documentText(session, { kind: 'rehearsal', account, region: primaryRegion, poolId, name: id }, english),
    dispose: () => {
      rehearsals.dispose();
      host.dispose();
    },
  };
}

/** The rehearsal, where there was one. */
export function rehearsed(outcome: Rehearsal | NotRehearsed): Rehearsal {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}
