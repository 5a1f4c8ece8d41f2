import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';

export interface CodeFiles {
  /** Paths and texts, in the order of the paths. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly skipped: readonly SkippedFile[];
}

export interface SkippedFile {
  readonly file: string;
  readonly reason: string;
}

/** Files that may declare user pools. */
const candidates = '**/*.{yaml,yml,json,template,cfn,tf,tofu,tfvars,ts,mts,cts,tsx,js,mjs,cjs,jsx,py}';
const neverWalked = ['**/node_modules/**', '**/.git/**', '**/.terraform/**', '**/__pycache__/**', '**/.venv/**'];

/** Larger files are not read: CloudFormation takes templates of 1 MB at most. */
const largestFile = 4_000_000;

/** Reads files that are named, and those of folders that .gitignore does not leave out. A path that is not there is an error. */
export async function readCodeFiles(paths: readonly string[]): Promise<CodeFiles> {
  const found = new Set<string>();
  for (const given of paths) {
    if ((await stat(given)).isDirectory()) for (const file of await walk(given)) found.add(file);
    else found.add(path.normalize(given));
  }
  const files: { path: string; text: string }[] = [];
  const skipped: SkippedFile[] = [];
  for (const file of [...found].sort()) {
    const read = await readText(file);
    if ('reason' in read) skipped.push({ file, reason: read.reason });
    else files.push({ path: file, text: read.text });
  }
  return { files, skipped };
}

async function walk(folder: string): Promise<string[]> {
  const options = { cwd: folder, ignore: neverWalked, dot: true, followSymbolicLinks: false };
  const [found, ignoreFiles] = await Promise.all([glob(candidates, options), glob('**/.gitignore', options)]);
  const rules = new Map(
    await Promise.all(
      ignoreFiles.map(async (file) => [path.posix.dirname(file), ignore().add(await readFile(path.join(folder, file), 'utf8'))] as const),
    ),
  );
  return found.filter((file) => !isIgnored(file, rules)).map((file) => path.join(folder, file));
}

/** Whether the .gitignore of a folder that a file is in leaves it out. */
function isIgnored(file: string, rules: ReadonlyMap<string, Ignore>): boolean {
  let folder = file;
  do {
    folder = path.posix.dirname(folder);
    const relative = folder === '.' ? file : file.slice(folder.length + 1);
    if (rules.get(folder)?.ignores(relative) === true) return true;
  } while (folder !== '.');
  return false;
}

async function readText(file: string): Promise<{ readonly text: string } | { readonly reason: string }> {
  const { size } = await stat(file);
  if (size > largestFile) return { reason: `larger than ${largestFile / 1_000_000} MB` };
  const bytes = await readFile(file);
  if (bytes.subarray(0, 8_000).includes(0)) return { reason: 'not a text' };
  return { text: bytes.toString('utf8') };
}
