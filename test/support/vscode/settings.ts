import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** A quiet first start: no welcome page, no chat, nothing that asks the network, no animation that a test would have to wait for. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'remote.autoForwardPorts': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.untrustedFiles': 'open',
};

/**
 * Two files: VS Code reads the user's at the start of a window and does not watch it on a server; it watches the machine's, which stands above it
 * and takes what any window or resource setting may hold.
 */
function settingsFile(userDataFolder: string, of: 'User' | 'Machine'): string {
  return path.join(userDataFolder, 'data', of, 'settings.json');
}

async function write(file: string, settings: Settings): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

/** The user settings that a window starts with. */
export async function writeSettings(userDataFolder: string, settings: Settings): Promise<void> {
  await write(settingsFile(userDataFolder, 'User'), settings);
  await write(settingsFile(userDataFolder, 'Machine'), {});
}

/** Changes settings of a running window. `undefined` takes a change back. */
export async function changeSettings(userDataFolder: string, changes: Settings): Promise<void> {
  const file = settingsFile(userDataFolder, 'Machine');
  await write(file, { ...(JSON.parse(await readFile(file, 'utf8')) as Settings), ...changes });
}
