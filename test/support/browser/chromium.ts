import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { projectNode, repository } from '../vscode/paths.ts';
import { run } from '../vscode/run.ts';
import type { RunResult } from '../vscode/run.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const flags = [
  // A container's root has no user namespaces to build the sandbox from; the only page this browser opens is our own.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LaunchOptions {
  /** false shows the window (needs a display). */
  readonly headless?: boolean;
}

export async function launchChromium({ headless = true }: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: await ensureChromium(), headless, args: flags });
}

/** A Chromium that is there, or one that this call installs, or an Error with the line to run. */
export async function ensureChromium(announce: (line: string) => void = console.log): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  const attempts: string[] = [];
  const tryOut = async (what: string, install: () => Promise<RunResult>): Promise<string | undefined> => {
    announce(`No Chromium on this machine: ${what} …`);
    const { code, output } = await install();
    if (code !== 0) attempts.push(`${what} ended with ${code}: ${output.trim().split('\n').slice(-3).join(' ')}`);
    return findChromium();
  };
  const installed =
    ((await isDebianRoot()) ? await tryOut('apt-get install -y chromium', aptInstall) : undefined) ??
    (await tryOut('npx playwright-core install chromium', playwrightInstall));
  if (installed !== undefined) return installed;
  throw new Error(
    ['No Chromium to test in, and none could be installed.', ...attempts, 'Run one of these, then try again:', ...remedies()].join('\n  '),
  );
}

function remedies(): string[] {
  return [
    ...(process.platform === 'linux' ? ['sudo apt-get update && sudo apt-get install -y chromium'] : []),
    'npx playwright-core install --with-deps chromium',
    'export CHROMIUM_PATH=<an installed Chromium, Chrome or Edge>',
  ];
}

export function findChromium(): string | undefined {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted !== undefined && wanted !== '') {
    if (existsSync(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH names ${wanted}, which does not exist.`);
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...onPath, ...usualPlaces, ...playwrightCache()].find((candidate) => existsSync(candidate));
}

function playwrightCache(): string[] {
  try {
    return [chromium.executablePath()];
  } catch {
    return []; // Playwright has no build for this platform.
  }
}

/** Ubuntu's `chromium` package is a pointer to a snap, which containers do not run. */
async function isDebianRoot(): Promise<boolean> {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return process.getuid?.() === 0 && /^ID="?debian/m.test(release);
}

async function aptInstall(): Promise<RunResult> {
  const options = { cwd: repository, timeoutMilliseconds: 10 * 60_000, environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const update = await run('apt-get', ['update'], options);
  return update.code === 0
    ? run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], options)
    : update;
}

async function playwrightInstall(): Promise<RunResult> {
  const command = path.join(repository, 'node_modules', 'playwright-core', 'cli.js');
  return run(projectNode(), [command, 'install', '--no-shell', 'chromium'], { cwd: repository, timeoutMilliseconds: 10 * 60_000 });
}
