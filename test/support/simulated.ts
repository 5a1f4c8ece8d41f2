import { connectThrough } from '../../src/aws/connector.ts';
import type { Clock, Connection } from '../../src/domain/ports.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { simulatedRequestHandler } from '../../src/simulator/requestHandler.ts';
import { worldFromScenario } from '../../src/simulator/scenario.ts';
import type { Scenario } from '../../src/simulator/scenarioShape.ts';
import { type Simulation, startSimulation } from '../../src/simulator/simulation.ts';

export interface Simulated {
  readonly simulation: Simulation;
  readonly connection: Connection;
}

/** The product's own SDK clients over a simulated AWS in this process. */
export function simulated(scenario: Scenario = demoScenario, faults: readonly Fault[] = []): Simulated {
  const world = worldFromScenario(scenario, { now: Date.now() });
  const simulation = startSimulation({ ...world, faults: [...world.faults, ...faults] }, { now: () => Date.now() });
  const accessKeyId = scenario.account.accessKeys[0] ?? '';
  const connection = connectThrough(simulatedRequestHandler(simulation), { accessKeyId, secretAccessKey: 'any' }, scenario.regions);
  return { simulation, connection };
}

/** A clock that moves only when told to. */
export function manualClock(): Clock & { advance(milliseconds: number): void; readonly waiting: () => number[] } {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  return {
    now: () => now,
    after: (milliseconds, callback) => {
      const timer = { at: now + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    waiting: () => timers.map(({ at }) => at - now).sort((a, b) => a - b),
    advance: (milliseconds) => {
      now += milliseconds;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { callback } of due) callback();
    },
  };
}

/** The clock of the machine. */
export const realClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
