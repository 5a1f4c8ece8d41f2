import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The repository: the folder with the extension's package.json and its built dist. */
export const repository = path.resolve(import.meta.dirname, '..', '..', '..');

/** A new empty folder to open as the workspace. */
export async function emptyWorkspace(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'cognito-replicas-workspace-'));
}

/** A config file of sections such as `profile production`. Give its path to the server as AWS_CONFIG_FILE. */
export async function configFile(content: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<string> {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'cognito-replicas-config-')), 'config');
  const sections = Object.entries(content).map(([name, settings]) =>
    [`[${name}]`, ...Object.entries(settings).map(([key, value]) => `${key} = ${value}`)].join('\n'),
  );
  await writeFile(file, `${sections.join('\n\n')}\n`);
  return file;
}
