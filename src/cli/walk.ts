import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { glob } from 'tinyglobby';
import { issuerFiles } from '../iac/issuerReferences/issuerFiles.ts';

/** Files that may declare user pools, and those that may know an issuer. */
const candidates = ['**/*.{yaml,yml,json,template,cfn,tf,tofu,tfvars,ts,mts,cts,tsx,js,mjs,cjs,jsx,py}', issuerFiles];
const neverWalked = ['**/node_modules/**', '**/.git/**', '**/.terraform/**', '**/__pycache__/**', '**/.venv/**'];

/** The candidates in a folder and the folders in it, without what .gitignore leaves out. Links to folders are not followed. */
export async function walk(folder: string): Promise<string[]> {
  const options = { cwd: folder, ignore: neverWalked, dot: true, followSymbolicLinks: false };
  const [found, ignoreFiles] = await Promise.all([glob(candidates, options), glob('**/.gitignore', options)]);
  const rules = new Map(
    await Promise.all(ignoreFiles.map(async (file) => [path.posix.dirname(file), await readRules(path.join(folder, file))] as const)),
  );
  return found.filter((file) => !isIgnored(file, rules)).map((file) => path.join(folder, file));
}

/** Of a pattern with more wildcards, and of deeper folders, the time to match would grow beyond all bounds: such patterns leave nothing out. */
const mostWildcards = 4;
const deepestFolder = 64;

/** One that cannot be read leaves nothing out. */
async function readRules(file: string): Promise<Ignore> {
  try {
    const lines = (await readFile(file, 'utf8')).split(/\r?\n/);
    return ignore().add(lines.filter((line) => line.length < 1_000 && line.split(/\*+/).length - 1 <= mostWildcards));
  } catch {
    return ignore();
  }
}

/** Whether the .gitignore of a folder that a file is in leaves it out. */
function isIgnored(file: string, rules: ReadonlyMap<string, Ignore>): boolean {
  if (file.split('/').length > deepestFolder) return false;
  let folder = file;
  do {
    folder = path.posix.dirname(folder);
    const relative = folder === '.' ? file : file.slice(folder.length + 1);
    if (rules.get(folder)?.ignores(relative) === true) return true;
  } while (folder !== '.');
  return false;
}
