import { Plans } from '../../src/app/plans/plans.ts';
import type { RunOutcome, RunRecord, RunStorage } from '../../src/app/plans/runRecord.ts';
import { PoolSession } from '../../src/app/poolSession.ts';
import { connectThrough } from '../../src/aws/connector.ts';
import { RequestLimits } from '../../src/aws/requestLimits.ts';
import type { RehearsalStorage } from '../../src/app/rehearsal/rehearsalStorage.ts';
import type { PlanIntent, PlanSubject } from '../../src/domain/plans/intent.ts';
import type { Plan } from '../../src/domain/plans/plan.ts';
import type { Clock, Connection } from '../../src/domain/ports.ts';
import type { Rehearsal } from '../../src/domain/rehearsal/rehearsal.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { simulatedRequestHandler } from '../../src/simulator/requestHandler.ts';
import { worldFromScenario } from '../../src/simulator/scenario.ts';
import type { Scenario } from '../../src/simulator/scenarioShape.ts';
import { type Simulation, startSimulation } from '../../src/simulator/simulation.ts';

export interface SimulatedAws {
  readonly simulation: Simulation;
  /** Waiting takes no time: the clock is set forward by as much. */
  readonly clock: Clock;
  readonly connect: () => Connection;
}

/** A simulated AWS in which hours pass at once. `start` in milliseconds since the epoch. */
export function simulatedAws(
  scenario: Scenario = demoScenario,
  faults: readonly Fault[] = [],
  start = Date.UTC(2026, 10, 26, 10),
): SimulatedAws {
  let now = start;
  const world = worldFromScenario(scenario, { now });
  const simulation = startSimulation({ ...world, faults: [...world.faults, ...faults] }, { now: () => now });
  const accessKeyId = scenario.account.accessKeys[0] ?? '';
  return {
    simulation,
    connect: () =>
      connectThrough(
        simulatedRequestHandler(simulation),
        { accessKeyId, secretAccessKey: 'any' },
        scenario.regions,
        // Walks read everything again before each step, and tests take many.
        new RequestLimits(10_000),
      ),
    clock: {
      now: () => now,
      after: (milliseconds, callback) => {
        const timer = setImmediate(() => {
          now += milliseconds;
          callback();
        });
        return () => clearImmediate(timer);
      },
    },
  };
}

export interface MemoryStorage extends RunStorage, RehearsalStorage {
  readonly saved: Map<string, RunRecord>;
  readonly savedRehearsals: Map<string, Rehearsal>;
  /** What the end of a process does: it holds nothing any more. */
  readonly processEnded: () => void;
}

/** What outlives a window. */
export function memoryStorage(): MemoryStorage {
  const saved = new Map<string, RunRecord>();
  const savedRehearsals = new Map<string, Rehearsal>();
  const leased = new Set<string>();
  return {
    saved,
    savedRehearsals,
    saveRehearsal: (rehearsal) => {
      savedRehearsals.set(rehearsal.id, structuredClone(rehearsal));
      return Promise.resolve();
    },
    rehearsals: (place) => Promise.resolve([...savedRehearsals.values()].filter((one) => one.place === place).reverse()),
    processEnded: () => leased.clear(),
    lease: (place, name) => {
      const key = `${place}/${name}`;
      if (leased.has(key)) return Promise.resolve(undefined);
      leased.add(key);
      return Promise.resolve({
        lost: new AbortController().signal,
        release: () => {
          leased.delete(key);
          return Promise.resolve();
        },
      });
    },
    save: (record) => {
      saved.set(record.id, structuredClone(record));
      return Promise.resolve();
    },
    records: (place) => Promise.resolve([...saved.values()].filter((record) => record.place === place).reverse()),
  };
}

export interface PlanHost {
  readonly session: PoolSession;
  readonly plans: Plans;
  readonly subject: (name: string, secondaryRegion: string) => PlanSubject;
  /** What is left, read now. */
  readonly look: (subject: PlanSubject, intent: PlanIntent) => Promise<Plan>;
  /** Looks, and walks what is left. */
  readonly run: (subject: PlanSubject, intent: PlanIntent) => Promise<RunOutcome | string>;
  readonly dispose: () => void;
}

const never = new AbortController().signal;

/** What a window holds, over a simulated AWS. */
export async function planHost(
  { clock, connect }: Pick<SimulatedAws, 'clock' | 'connect'>,
  storage: RunStorage,
  { isReadOnly = () => false }: { readonly isReadOnly?: () => boolean } = {},
): Promise<PlanHost> {
  const session = new PoolSession({ open: () => Promise.resolve(connect()), clock });
  const plans = new Plans({ session, clock, storage, isReadOnly });
  await session.connect({ kind: 'demo' }, []);
  const look: PlanHost['look'] = async (subject, intent) => {
    plans.choose(subject, intent);
    const state = await plans.look(subject, intent.kind, never);
    if (!state?.plan) throw new Error(`no plan: ${JSON.stringify(state?.failure)}`);
    return state.plan;
  };
  return {
    session,
    plans,
    subject: (name, secondaryRegion) => {
      const pool = session.store.pools.find((one) => one.name === name);
      if (!pool) throw new Error(`no pool ${name}`);
      return { account: demoScenario.account.id, poolId: pool.id, poolName: name, primaryRegion: pool.primaryRegion, secondaryRegion };
    },
    look,
    run: async (subject, intent) => plans.run(subject, await look(subject, intent)),
    dispose: () => {
      plans.dispose();
      session.dispose();
    },
  };
}
