// The simulator as a program: what its arguments mean, what it prints, what it says when it cannot start.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { demoScenario } from '../demo.ts';
import { parseScenario, worldFromScenario } from '../scenario.ts';
import { startSimulation } from '../simulation.ts';
import type { World } from '../world.ts';
import { startListeners, type Listeners } from './listeners.ts';
import { loadState, stateFile } from './stateFile.ts';

export const usage = `Usage: node dist/simulator.js [--port N] [--scenario FILE] [--state FILE]

  --port N         port of the listener for all Regions; each Region gets one of the ports after it (default: any free ports)
  --scenario FILE  the story to start with (default: the demo; docs/simulator.md describes the format)
  --state FILE     continue from this file where it exists, and save every change to it
`;

/** The program cannot start as it was asked to; the message is all that its user needs. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface RunningProgram {
  /** What to print: the addresses and how to use them. */
  readonly greeting: string;
  readonly listeners: Listeners;
  /** Closes the listeners and waits until the state is in its file. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the simulator from its command line; undefined where only help was asked for.
 * @throws UsageError for wrong arguments, a scenario or state that cannot be read, and a port that is taken
 */
export async function startProgram(args: readonly string[]): Promise<RunningProgram | undefined> {
  const values = readArguments(args);
  if (values.help === true) return undefined;
  const port = portFrom(values.port);
  const world = await initialWorld(values);
  const file = values.state === undefined ? undefined : stateFile(values.state);
  const simulation = startSimulation(world, { now: Date.now, onDidChange: (changed) => file?.save(changed) });
  const regions = [...new Set(Object.values(world.accounts).flatMap((account) => Object.keys(account.regions)))];
  if (port + regions.length > 65_535) throw new UsageError(`--port: ${port} leaves no ports for ${regions.length} Regions after it.`);
  const listeners = await startListeners(simulation, { port, regions }).catch((error: unknown) => {
    throw listenFailure(error);
  });
  // Only now: a program that could not start leaves no file behind.
  file?.save(world);
  const stop = async (): Promise<void> => {
    await listeners.close();
    await file?.settled();
  };
  return { greeting: greeting(world, listeners), listeners, stop };
}

function readArguments(args: readonly string[]) {
  const options = { port: { type: 'string' }, scenario: { type: 'string' }, state: { type: 'string' }, help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\n\n${usage}`);
  }
}

function portFrom(given = '0'): number {
  const port = Number(given);
  if (!/^\d+$/.test(given) || port > 65_535) throw new UsageError(`--port: "${given}" is not a port (0 to 65535).`);
  return port;
}

/** The saved state goes before the scenario, which only tells how the story began. */
async function initialWorld({ scenario, state }: { scenario?: string | undefined; state?: string | undefined }): Promise<World> {
  const saved = state === undefined ? undefined : await blaming(`--state ${state}`, () => loadState(state));
  if (saved) return saved;
  const story =
    scenario === undefined
      ? demoScenario
      : await blaming(`--scenario ${scenario}`, async () => parseScenario(JSON.parse(await readFile(scenario, 'utf8'))));
  return worldFromScenario(story, { now: Date.now() });
}

async function blaming<T>(option: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new UsageError(`${option}:\n${messageOf(error)}`, { cause: error });
  }
}

function listenFailure(error: unknown): unknown {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return new UsageError(`Port ${port ?? ''} is in use. Choose another with --port.`, { cause: error });
  if (code === 'EACCES') return new UsageError(`Port ${port ?? ''} is not allowed to you. Choose another with --port.`, { cause: error });
  return error;
}

function greeting(world: World, { url, regions }: Listeners): string {
  const [id = '', account] = Object.entries(world.accounts)[0] ?? [];
  const addresses = Object.entries(regions).map(([region, address]) => `  ${region.padEnd(16)}${address}\n`);
  const accessKey = account?.accessKeys[0] ?? 'any';
  return `Simulated AWS, account ${id} (${account?.name ?? ''}). End it with Ctrl+C.

  ${'all Regions'.padEnd(16)}${url}
${addresses.join('')}
Use it from a shell:
  export AWS_ENDPOINT_URL=${url} AWS_REGION=${Object.keys(regions)[0] ?? 'us-east-1'}
  export AWS_ACCESS_KEY_ID=${accessKey} AWS_SECRET_ACCESS_KEY=any
  aws cognito-idp list-user-pools --max-results 60
`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
