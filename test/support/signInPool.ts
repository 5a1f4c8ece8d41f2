// The demo with a pool of test users and app clients for every way to sign in.
import { english } from '../../src/domain/message.ts';
import { documentIdOf } from '../../src/app/documents/documentIds.ts';
import { documentText } from '../../src/app/documents/documentText.ts';
import { PoolSession } from '../../src/app/poolSession.ts';
import type { ReplicatedPool } from '../../src/app/readSnapshots.ts';
import { replicaStatusOf } from '../../src/app/replicaStatus.ts';
import { signInClients } from '../../src/app/signIn/signInClients.ts';
import type { SignInReport } from '../../src/app/signIn/signInReport.ts';
import { type NotVerified, type SignInTest, verifySignIn } from '../../src/app/signIn/verifySignIn.ts';
import { connectThrough } from '../../src/aws/connector.ts';
import { RequestLimits } from '../../src/aws/requestLimits.ts';
import { valueOf } from '../../src/domain/fact.ts';
import type { Clock, Connection } from '../../src/domain/ports.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { simulatedRequestHandler } from '../../src/simulator/requestHandler.ts';
import { worldFromScenario } from '../../src/simulator/scenario.ts';
import type { Scenario } from '../../src/simulator/scenarioShape.ts';
import { type Simulation, startSimulation } from '../../src/simulator/simulation.ts';
import { realClock } from './simulated.ts';

export const testPassword = 'Replicas-2026!';

/** `customer-login` also has a client for each flow, with and without a secret. */
export const signInScenario: Scenario = {
  ...demoScenario,
  faults: [],
  pools: (demoScenario.pools ?? []).map((pool) =>
    pool.name === 'customer-login'
      ? {
          ...pool,
          clients: [
            ...(pool.clients ?? []),
            ...(
              ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'] as const
            ).flatMap((flow) => [
              { name: flow, flows: [flow] },
              { name: `${flow} with a secret`, secret: true, flows: [flow] },
            ]),
          ],
        }
      : pool,
  ),
};

type Handler = ReturnType<typeof simulatedRequestHandler>;

export interface SignInHostOptions {
  readonly scenario?: Scenario;
  readonly faults?: readonly Fault[];
  readonly clock?: Clock;
  /** Stands between the SDK's clients and the simulated AWS. */
  readonly between?: (handler: Handler) => Handler;
}

export interface SignInHost {
  readonly simulation: Simulation;
  readonly connection: Connection;
  readonly session: PoolSession;
  readonly pool: (name: string) => ReplicatedPool;
  readonly clientId: (pool: string, client: string) => Promise<string>;
  readonly test: (pool: string, username: string, changes?: Partial<SignInTest> & { readonly clientName?: string }) => Promise<SignInTest>;
  readonly verify: (test: SignInTest, signal?: AbortSignal, isReadOnly?: () => boolean) => Promise<SignInReport | NotVerified>;
  /** Verifies, keeps the report, and gives the document. */
  readonly document: (test: SignInTest) => Promise<string>;
}

/** The product over a simulated AWS, with an account open. */
export async function signInHost({
  between = (handler) => handler,
  clock = realClock,
  faults = [],
  scenario = signInScenario,
}: SignInHostOptions = {}): Promise<SignInHost> {
  const world = worldFromScenario(scenario, { now: Date.now() });
  const simulation = startSimulation({ ...world, faults: [...world.faults, ...faults] }, { now: () => Date.now() });
  const credentials = { accessKeyId: scenario.account.accessKeys[0] ?? '', secretAccessKey: 'any' };
  const connection = connectThrough(between(simulatedRequestHandler(simulation)), credentials, scenario.regions, new RequestLimits(10_000));
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  await session.connect({ kind: 'demo' }, []);
  const { store } = session;
  const pool = (name: string): ReplicatedPool => {
    const found = store.pools.find((one) => one.name === name);
    if (found?.secondaryRegion === undefined) throw new Error(`no replicated pool ${name}`);
    return { ...found, secondaryRegion: found.secondaryRegion };
  };
  const clientsOf = async (name: string) => {
    const read = await signInClients(connection.signIns, pool(name), new AbortController().signal);
    if (!read.ok) throw new Error(read.failure.detail);
    return read.value.items;
  };
  const clientNamed = async (poolName: string, name: string) => {
    const client = (await clientsOf(poolName)).find((one) => one.name === name);
    if (!client) throw new Error(`no app client ${name}`);
    return client;
  };
  const verify: SignInHost['verify'] = (test, signal = new AbortController().signal, isReadOnly = () => false) =>
    verifySignIn({ signIns: connection.signIns, clock, isReadOnly }, test, signal);
  return {
    simulation,
    connection,
    session,
    pool,
    verify,
    clientId: async (poolName, name) => (await clientNamed(poolName, name)).id,
    test: async (name, username, { clientName, ...changes } = {}) => {
      const subject = pool(name);
      const details = store.snapshot.details.get(subject.id);
      const issuerType = valueOf(details?.description)?.issuerType;
      const replicaStatus = valueOf(replicaStatusOf(subject, details));
      const [first] = scenario.pools?.find((one) => one.name === name)?.clients ?? [];
      const client = await clientNamed(name, clientName ?? first?.name ?? '');
      return {
        pool: subject,
        client,
        username,
        password: testPassword,
        triesWrite: false,
        ...(issuerType !== undefined && { issuerType }),
        ...(replicaStatus !== undefined && { replicaStatus }),
        ...changes,
      };
    },
    document: async (test) => {
      const report = await verify(test);
      if (typeof report === 'string') return report;
      store.setSignIn(store.epoch, report);
      const id = documentIdOf(store, test.pool, 'signIn');
      return id ? documentText(session, id, english) : 'no document';
    },
  };
}

/** The report of a test that came to one. */
export async function reported(verified: Promise<SignInReport | NotVerified>): Promise<SignInReport> {
  const report = await verified;
  if (typeof report === 'string') throw new Error(report);
  return report;
}
