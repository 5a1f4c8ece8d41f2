import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isLockFile } from '../iac/issuerReferences/issuerFiles.ts';
import { walk } from './walk.ts';

export interface CodeFiles {
  /** Paths and texts of the files that are of interest, in the order of the paths. */
  readonly files: readonly CodeFile[];
  /** How many files were read, of interest or not. */
  readonly count: number;
  readonly skipped: readonly SkippedFile[];
}

export interface CodeFile {
  readonly path: string;
  readonly text: string;
}

export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** Larger files are not read: CloudFormation takes templates of 1 MB at most. */
const largestFile = 4_000_000;
/** A lock file says what is installed in a few lines of many. */
const largestLockFile = 10_000_000;

/**
 * Reads files that are named, and those of folders that .gitignore does not leave out. A path that is not there is an error; a file that is found and cannot be read is skipped,
 * with the reason.
 */
export async function readCodeFiles(paths: readonly string[], isOfInterest: (file: CodeFile) => boolean): Promise<CodeFiles> {
  const found = new Set<string>();
  for (const given of paths) {
    if (await isFolder(given)) for (const file of await walk(given)) found.add(file);
    else found.add(path.normalize(given));
  }
  const files: CodeFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const file of [...found].sort()) {
    const read = await readText(file);
    if ('reason' in read) skipped.push({ file, reason: read.reason });
    // What is of no interest is not kept: there may be gigabytes of it.
    else if (isOfInterest({ path: file, text: read.text })) files.push({ path: file, text: read.text });
  }
  return { files, count: found.size - skipped.length, skipped };
}

async function isFolder(given: string): Promise<boolean> {
  try {
    return (await stat(given)).isDirectory();
  } catch (error) {
    throw new Error(`${given}: ${whyUnreadable(error)}`, { cause: error });
  }
}

async function readText(file: string): Promise<{ readonly text: string } | { readonly reason: string }> {
  try {
    const found = await stat(file);
    // Reading from a pipe or device waits for what may never come, or never ends.
    if (!found.isFile()) return { reason: 'not a file' };
    const limit = isLockFile(file) ? largestLockFile : largestFile;
    if (found.size > limit) return { reason: `larger than ${limit / 1_000_000} MB` };
    const bytes = await readFile(file);
    if (bytes.subarray(0, 8_000).includes(0)) return { reason: 'not a text' };
    // What is no UTF-8 becomes replacement characters; the places in its line are those of the text that comes of it.
    return { text: bytes.toString('utf8') };
  } catch (error) {
    return { reason: whyUnreadable(error) };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a link that leads back to itself',
};

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return reasons[code ?? ''] ?? `cannot be read${code === undefined ? '' : ` (${code})`}`;
}
