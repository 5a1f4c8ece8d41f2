import { connectThrough } from './aws/connector.ts';
import type { Clock, Connection } from './domain/ports.ts';
import { demoScenario } from './simulator/demo.ts';
import { simulatedRequestHandler } from './simulator/requestHandler.ts';
import { worldFromScenario } from './simulator/scenario.ts';
import { startSimulation } from './simulator/simulation.ts';
import { type World, worldFromJson } from './simulator/world.ts';

/** Where the demo keeps its state, so that it survives a reload of the window. */
export interface DemoStorage {
  /** Undefined when nothing was saved. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** A burst of changes is saved once. */
const saveDelay = 300;

/**
 * Opens the demo: the product's own SDK clients, talking to a simulated AWS inside this process in place of the network. It reads no AWS file of
 * the user and no environment variable.
 */
export async function openDemo(storage: DemoStorage, clock: Clock, onSaveFailed: (error: unknown) => void): Promise<Connection> {
  let cancelSave: (() => void) | undefined;
  const write = (world: World): void => {
    cancelSave = undefined;
    void storage.write(JSON.stringify(world)).catch(onSaveFailed);
  };
  const save = (world: World): void => {
    cancelSave?.();
    cancelSave = clock.after(saveDelay, () => write(world));
  };
  const simulation = startSimulation(await savedWorld(storage, clock), { now: () => clock.now(), onDidChange: save });
  save(simulation.world());
  const accessKeyId = demoScenario.account.accessKeys[0] ?? '';
  const connection = connectThrough(simulatedRequestHandler(simulation), { accessKeyId, secretAccessKey: 'demo' }, demoScenario.regions);
  return {
    ...connection,
    dispose: () => {
      if (cancelSave) {
        cancelSave();
        write(simulation.world());
      }
      connection.dispose();
    },
  };
}

async function savedWorld(storage: DemoStorage, clock: Clock): Promise<World> {
  try {
    const saved = await storage.read();
    if (saved !== undefined) return worldFromJson(saved);
  } catch {
    // Saved by another version, cut short, or not readable: the demo starts over.
  }
  return worldFromScenario(demoScenario, { now: clock.now() });
}
