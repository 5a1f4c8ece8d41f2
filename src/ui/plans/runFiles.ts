import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import type { Lease, RunRecord, RunStorage } from '../../app/plans/runRecord.ts';
import type { RehearsalStorage } from '../../app/rehearsal/rehearsalStorage.ts';
import type { Rehearsal } from '../../domain/rehearsal/rehearsal.ts';

export interface RunFilesParts {
  /** Where files of a place are kept: the demo belongs to its workspace, accounts to the machine. */
  readonly folderOf: (place: string) => string;
  readonly onUnreadable: (file: string, error: unknown) => void;
}

/** A window that was asleep or killed holds its lease no longer than this, in milliseconds. */
const stale = 20_000;
const renewed = 5_000;
/** Records of walks that have ended: enough for a change to be looked up, not for ever. */
const keptAtMost = 200;

/** What a file keeps of a place: a walk, or a rehearsal of a fail over. */
type Kept = Pick<RunRecord, 'version' | 'id' | 'place'>;

/**
 * Walks of plans and rehearsals as files, one each. `vscode.workspace.fs` has no exclusive lock, so that this is the file system itself. A record is written beside its place and moved there: a window that
 * is killed while it writes leaves the record of before.
 */
export class RunFiles implements RunStorage, RehearsalStorage {
  private readonly parts: RunFilesParts;
  /** Writes of one record come one after the other, in their order. */
  private readonly writing = new Map<string, Promise<void>>();

  constructor(parts: RunFilesParts) {
    this.parts = parts;
  }

  async lease(place: string, name: string): Promise<Lease | undefined> {
    const folder = await this.folder(place);
    const lost = new AbortController();
    try {
      const release = await lock(join(folder, fileName(name)), {
        stale,
        update: renewed,
        realpath: false,
        onCompromised: () => lost.abort('lost'),
      });
      return {
        lost: lost.signal,
        // A lease that was lost is another window's by now.
        release: async () => (lost.signal.aborted ? undefined : release().catch(() => undefined)),
      };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ELOCKED') return undefined;
      throw error;
    }
  }

  save(record: RunRecord): Promise<void> {
    return this.write(record, 'run');
  }

  async records(place: string): Promise<readonly RunRecord[]> {
    return this.list<RunRecord>(place, 'run');
  }

  saveRehearsal(rehearsal: Rehearsal): Promise<void> {
    return this.write(rehearsal, 'rehearsal');
  }

  async rehearsals(place: string): Promise<readonly Rehearsal[]> {
    return this.list<Rehearsal>(place, 'rehearsal');
  }

  private write(kept: Kept, kind: 'run' | 'rehearsal'): Promise<void> {
    const before = this.writing.get(kept.id) ?? Promise.resolve();
    const written = before
      .catch(() => undefined)
      .then(async () => {
        const file = join(await this.folder(kept.place), `${fileName(kept.id)}.${kind}.json`);
        await writeFile(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`);
        await rename(`${file}.new`, file);
      });
    this.writing.set(kept.id, written);
    return written;
  }

  private async list<T extends Kept>(place: string, kind: 'run' | 'rehearsal'): Promise<readonly T[]> {
    const folder = await this.folder(place);
    const files = (await readdir(folder)).filter((file) => file.endsWith(`.${kind}.json`)).sort();
    const read = await Promise.all(files.slice(-keptAtMost).map((file) => this.read<T>(join(folder, file))));
    return read.flatMap((kept) => kept ?? []).reverse();
  }

  private async read<T extends Kept>(file: string): Promise<T | undefined> {
    try {
      const kept = JSON.parse(await readFile(file, 'utf8')) as T;
      // Written by another version: it stays where it is.
      return kept.version === (1 as number) ? kept : undefined;
    } catch (error) {
      this.parts.onUnreadable(file, error);
      return undefined;
    }
  }

  private async folder(place: string): Promise<string> {
    const folder = join(this.parts.folderOf(place), 'runs', fileName(place));
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

function fileName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_');
}
