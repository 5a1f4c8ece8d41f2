import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import type { Lease, RunRecord, RunStorage } from '../../app/plans/runRecord.ts';

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

/**
 * Walks of plans as files, one each. `vscode.workspace.fs` has no exclusive lock, so that this is the file system itself. A record is written beside its place and moved there: a window that
 * is killed while it writes leaves the record of before.
 */
export class RunFiles implements RunStorage {
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
    const before = this.writing.get(record.id) ?? Promise.resolve();
    const written = before
      .catch(() => undefined)
      .then(async () => {
        const file = join(await this.folder(record.place), `${fileName(record.id)}.run.json`);
        await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
        await rename(`${file}.new`, file);
      });
    this.writing.set(record.id, written);
    return written;
  }

  async records(place: string): Promise<readonly RunRecord[]> {
    const folder = await this.folder(place);
    const files = (await readdir(folder)).filter((file) => file.endsWith('.run.json')).sort();
    const records = await Promise.all(files.slice(-keptAtMost).map((file) => this.read(join(folder, file))));
    return records.flatMap((record) => record ?? []).reverse();
  }

  private async read(file: string): Promise<RunRecord | undefined> {
    try {
      const record = JSON.parse(await readFile(file, 'utf8')) as RunRecord;
      // Written by another version: it stays where it is.
      return record.version === (1 as number) ? record : undefined;
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
