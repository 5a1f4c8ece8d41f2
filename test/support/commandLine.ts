import { run } from '../../src/cli/run.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import type { Simulation } from '../../src/simulator/simulation.ts';
import { simulated } from './simulated.ts';

/** The demo's simulated AWS over HTTP, with its access key in this process's environment until it is closed. */
export async function demoOverHttp(): Promise<{ simulation: Simulation; listeners: Listeners; close: () => Promise<void> }> {
  const { simulation } = simulated();
  const listeners = await startListeners(simulation, { port: 0, regions: demoScenario.regions });
  process.env['AWS_ACCESS_KEY_ID'] = demoScenario.account.accessKeys[0];
  process.env['AWS_SECRET_ACCESS_KEY'] = 'any';
  return {
    simulation,
    listeners,
    close: () => {
      delete process.env['AWS_ACCESS_KEY_ID'];
      delete process.env['AWS_SECRET_ACCESS_KEY'];
      return listeners.close();
    },
  };
}

/** Runs the command line: its exit code, what it printed and what it complained of. */
export async function runCommandLine(words: readonly string[], environment: Readonly<Record<string, string>>) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await run(words, { environment, print: (text) => printed.push(text), complain: (text) => complaints.push(text) });
  return { code, printed: printed.join('\n'), complaints: complaints.join('\n') };
}
