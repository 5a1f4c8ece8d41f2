import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { isolatedEnvironment } from './environment.ts';
import { installVsCode } from './install.ts';
import { projectNode } from './paths.ts';
import { runOrThrow } from './run.ts';
import { changeSettings, quietSettings, writeSettings } from './settings.ts';
import type { Settings } from './settings.ts';

export interface ServerOptions {
  /** Folders with a package.json and a built extension. */
  readonly extensionPaths?: readonly string[];
  /**
   * `installed` (default): as a user has them, linked into the extensions folder. `development`: as under F5. Only `installed` shows
   * notification toasts: opening a development extension in the browser takes `--enable-smoke-test-driver`, and that switch turns toasts off
   * (VS Code: notificationsToasts.ts, addToast).
   */
  readonly extensionMode?: 'installed' | 'development';
  /** A CommonJS module with `run()`, to be run in the extension host; makes the mode `development`. */
  readonly extensionTestsPath?: string;
  /** A folder or a .code-workspace file. Without it VS Code opens empty. */
  readonly workspace?: string;
  readonly settings?: Settings;
  /** 0 (default) takes a free one. */
  readonly port?: number;
  /** Added to an environment without the user's home and AWS set-up. */
  readonly environment?: NodeJS.ProcessEnv;
  /** false leaves Workspace Trust on, so that a new folder starts in Restricted Mode. */
  readonly trust?: boolean;
  /** Where `installVsix` put extensions. */
  readonly extensionsFolder?: string;
  /** code-server's version, for an older VS Code. */
  readonly version?: string;
}

export interface VsCodeServer {
  /** The address to open, with folder and extension under development. */
  readonly url: string;
  readonly port: number;
  /** Removed on stop. */
  readonly userDataFolder: string;
  readonly home: string;
  /** The extension hosts' logs, output channels included, and what the server printed. */
  logs(): Promise<string>;
  changeSettings(changes: Settings): Promise<void>;
  stop(): Promise<void>;
  /** Settles when the server ended, asked or not. */
  readonly ended: Promise<number>;
}

type Supervisor = ChildProcessByStdio<Writable, Readable, Readable>;

const readyWithinMilliseconds = 60_000;

export async function startVsCode(options: ServerOptions = {}): Promise<VsCodeServer> {
  const installation = await installVsCode(options.version);
  // Resolved, because VS Code compares real paths and macOS links its temporary folder.
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'cognito-replicas-')));
  const [home, userDataFolder] = [path.join(root, 'home'), path.join(root, 'server')];
  const extensionsFolder = options.extensionsFolder ?? path.join(root, 'extensions');
  const extensionPaths = options.extensionPaths ?? [];
  const development = options.extensionTestsPath !== undefined || options.extensionMode === 'development';
  await mkdir(home, { recursive: true });
  await mkdir(extensionsFolder, { recursive: true });
  await writeSettings(userDataFolder, { ...quietSettings, ...options.settings });
  if (!development) for (const extensionPath of extensionPaths) await linkExtension(extensionPath, extensionsFolder);

  const args = [
    ...[installation.serverMain, '--accept-server-license-terms', '--without-connection-token'],
    // Not another address: webviews need a secure context.
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--telemetry-level', 'off'],
    ...['--server-data-dir', userDataFolder, '--extensions-dir', extensionsFolder],
    ...(development ? ['--enable-smoke-test-driver'] : []),
    ...(options.trust === false ? [] : ['--disable-workspace-trust']),
  ];
  const supervisor = spawn(
    projectNode(),
    [fileURLToPath(new URL('supervise.ts', import.meta.url)), JSON.stringify([root]), installation.node, ...args],
    { cwd: home, stdio: ['pipe', 'pipe', 'pipe'], env: await isolatedEnvironment(home, options.environment), windowsHide: true },
  );
  const printed = { text: '' };
  for (const stream of [supervisor.stdout, supervisor.stderr]) stream.on('data', (chunk: Buffer) => (printed.text += chunk.toString()));
  const ended = new Promise<number>((resolve) => supervisor.on('close', (code) => resolve(code ?? 1)));
  const stop = async () => {
    supervisor.stdin.end();
    await ended;
  };
  supervisor.stdin.on('error', () => undefined);
  let port: number;
  try {
    port = await whenReady(supervisor, printed);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    url: address(port, {
      workspace: options.workspace,
      extensionPaths: development ? extensionPaths : [],
      extensionTestsPath: options.extensionTestsPath,
    }),
    userDataFolder,
    home,
    logs: async () => `${await hostLogs(userDataFolder)}\n--- printed by the server\n${printed.text}`,
    changeSettings: async (changes) => changeSettings(userDataFolder, changes),
    stop,
    ended,
  };
}

/** Installs a packed extension as a user would; give the same folder to `startVsCode`. */
export async function installVsix(vsix: string, extensionsFolder: string, version?: string): Promise<void> {
  const installation = await installVsCode(version);
  const root = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-'));
  const args = [
    '--accept-server-license-terms',
    '--server-data-dir',
    root,
    '--extensions-dir',
    extensionsFolder,
    '--install-extension',
    vsix,
  ];
  try {
    await runOrThrow(installation.node, [installation.serverMain, ...args], {
      cwd: root,
      timeoutMilliseconds: 60_000,
      environment: await isolatedEnvironment(root),
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** A fresh extensions folder has no list yet, and VS Code then takes what it finds in it: a link is enough. */
async function linkExtension(extensionPath: string, extensionsFolder: string): Promise<void> {
  const text = await readFile(path.join(extensionPath, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(text) as Record<'publisher' | 'name' | 'version', string>;
  await symlink(path.resolve(extensionPath), path.join(extensionsFolder, `${publisher}.${name}-${version}`), 'junction');
}

interface Opened {
  readonly workspace: string | undefined;
  readonly extensionPaths: readonly string[];
  readonly extensionTestsPath: string | undefined;
}

function address(port: number, { workspace, extensionPaths, extensionTestsPath }: Opened): string {
  const remote = (file: string) => `vscode-remote://127.0.0.1:${port}${urlPath(file)}`;
  const payload = [
    ...extensionPaths.map((extensionPath) => ['extensionDevelopmentPath', remote(extensionPath)]),
    ...(extensionTestsPath === undefined ? [] : [['extensionTestsPath', remote(extensionTestsPath)]]),
  ];
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (workspace !== undefined) url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', urlPath(workspace));
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** VS Code writes a Windows path as /c:/folder. */
function urlPath(file: string): string {
  const forward = path.resolve(file).replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}

async function whenReady(supervisor: Supervisor, printed: { readonly text: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (message: string) => {
      clearTimeout(timer);
      reject(new Error(message));
    };
    const failWithText = (why: string) => fail(`VS Code's server ${why}:\n${printed.text.slice(-4000)}`);
    const timer = setTimeout(() => failWithText(`was not ready in ${readyWithinMilliseconds / 1000} s`), readyWithinMilliseconds);
    const look = () => {
      const taken = /EADDRINUSE[^\n]*?(\d+)\s*$/m.exec(printed.text);
      if (taken !== null) fail(`Port ${taken[1] ?? ''} is taken by another program.`);
      const port = /Extension host agent listening on (\d+)/.exec(printed.text)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    for (const stream of [supervisor.stdout, supervisor.stderr]) stream.on('data', look);
    supervisor.on('close', () => failWithText('ended before it was ready'));
  });
}

async function hostLogs(userDataFolder: string): Promise<string> {
  const folder = path.join(userDataFolder, 'data', 'logs');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const parts: string[] = [];
  for (const name of names.filter((each) => each.includes('exthost') && each.endsWith('.log')).sort()) {
    const file = path.join(folder, name);
    if ((await stat(file)).size > 0) parts.push(`--- ${name}\n${await readFile(file, 'utf8')}`);
  }
  return parts.join('\n');
}
