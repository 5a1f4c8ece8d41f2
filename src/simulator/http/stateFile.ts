// A World in a file, so that a simulated AWS outlives its process.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { worldFromJson, type World } from '../world.ts';

/**
 * The World that a file holds; undefined where there is no such file.
 * @throws Error with a sentence for a file that holds no World of this version
 */
export async function loadState(file: string): Promise<World | undefined> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return worldFromJson(content);
}

export interface StateFile {
  /** Notes a World to be written; of many in a row, only the latest is. */
  readonly save: (world: World) => void;
  /** Waits until everything noted is in the file; rejects where the latest write failed. */
  readonly settled: () => Promise<void>;
}

/** Writes Worlds to a file, one at a time and whole: a reader never sees half of one. */
export function stateFile(file: string): StateFile {
  let waiting: World | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    const world = waiting;
    waiting = undefined;
    if (!world) return;
    await writeFile(`${file}.new`, JSON.stringify(world));
    await rename(`${file}.new`, file);
  };
  return {
    save(world) {
      const idle = waiting === undefined;
      waiting = world;
      if (!idle) return;
      writing = writing.then(write, write);
      // The error is reported by settled(); an unhandled rejection here would end the process.
      writing.catch(() => undefined);
    },
    settled: () => writing,
  };
}
