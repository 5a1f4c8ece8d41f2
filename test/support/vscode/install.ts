import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectNode, repository } from './paths.ts';
import { run, runOrThrow } from './run.ts';

/** code-server 4.139.1 carries VS Code 1.139.1. */
export const pinnedVersion = '4.139.1';

export interface Installation {
  readonly version: string;
  /** The Node.js that this server runs on. */
  readonly node: string;
  readonly serverMain: string;
}

const minute = 60_000;
/** The log files, and the end of an orphaned extension host; the last name is what older versions call it. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog', 'native-watchdog'];

function cacheFolder(): string {
  return process.env['COGNITO_REPLICAS_VSCODE_CACHE'] ?? path.join(repository, '.vscode-test');
}

/**
 * The VS Code server out of the npm package code-server, installed once into a cache beside the sources (600 MB: no project dependency).
 * The folder appears by a rename, so a half install is never taken for a whole one.
 */
export async function installVsCode(
  version: string = pinnedVersion,
  announce: (line: string) => void = console.log,
): Promise<Installation> {
  const folder = path.join(cacheFolder(), `code-server-${version}`);
  if (existsSync(folder)) return describe(folder, version);
  await mkdir(cacheFolder(), { recursive: true });
  const unlock = await lock(`${folder}.lock`, () => existsSync(folder));
  try {
    if (existsSync(folder)) return await describe(folder, version);
    announce(
      `Installing the VS Code server (npm code-server ${version}, once, about a minute) into ${path.relative(process.cwd(), folder)} …`,
    );
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await fill(unfinished, version, announce);
    await rename(unfinished, folder);
  } finally {
    await rm(`${folder}.unfinished`, { recursive: true, force: true });
    await unlock();
  }
  return describe(folder, version);
}

async function fill(folder: string, version: string, announce: (line: string) => void): Promise<void> {
  // A package.json of its own keeps npm from climbing up to the project. `allowScripts` is for npm 11 and later, which ask for it.
  const manifest = { private: true, allowScripts: { node: true } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(folder, ['install', `code-server@${version}`, '--ignore-scripts']);
  const server = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  // The install scripts would compile kerberos and others for a minute, and need libkrb5-dev, for nothing that is used here.
  await npm(server, ['install', '--omit=dev', '--ignore-scripts']);
  const major = await nodeMajor(folder);
  if (major !== 24) await npm(folder, ['install', `node@${major}`]);
  const native = nativeModules.filter((name) => existsSync(path.join(server, 'node_modules', name)));
  const rebuild = await run('npm', ['rebuild', ...native, '--no-audit', '--no-fund'], {
    cwd: server,
    timeoutMilliseconds: 5 * minute,
    environment: { ...process.env, PATH: `${path.dirname(nodeIn(folder, major))}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
  if (rebuild.code !== 0) announce('The native logger of VS Code did not build (no C++ compiler?): it works, without log files.');
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  await runOrThrow('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, timeoutMilliseconds: 10 * minute });
}

async function describe(folder: string, version: string): Promise<Installation> {
  return {
    version,
    node: nodeIn(folder, await nodeMajor(folder)),
    serverMain: path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** The server refuses any Node.js but the major version that its package names. */
async function nodeMajor(folder: string): Promise<number> {
  const text = await readFile(path.join(folder, 'node_modules', 'code-server', 'package.json'), 'utf8');
  const { engines } = JSON.parse(text) as { engines: { node: string } };
  return Number(/\d+/.exec(engines.node)?.[0]);
}

function nodeIn(folder: string, major: number): string {
  const own = path.join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return major === 24 ? projectNode() : own;
}

/** A lock file with the owner's process id: waits while the owner lives, takes over from a dead one. */
async function lock(file: string, done: () => boolean): Promise<() => Promise<void>> {
  const end = Date.now() + 15 * minute;
  while (Date.now() < end) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      return async () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (done()) return async () => Promise.resolve();
    if (!(await ownerLives(file))) await rm(file, { force: true });
    else await delay(500);
  }
  throw new Error(`Another process has been installing VS Code for 15 minutes. If none is, delete ${file}.`);
}

async function ownerLives(file: string): Promise<boolean> {
  try {
    // Just made and still empty: its owner is between creating and writing.
    if ((await stat(file)).size === 0) return true;
    process.kill(Number(await readFile(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
