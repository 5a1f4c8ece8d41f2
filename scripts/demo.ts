/** `npm start`: VS Code with this extension and its demo, in the browser or, with `--desktop`, in the VS Code of this machine. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectNode, repository } from '../test/support/vscode/paths.ts';
import { run } from '../test/support/vscode/run.ts';
import { startVsCode } from '../test/support/vscode/server.ts';
import { runVisibly } from './support/commands.ts';
import { makeDemoWorkspace } from './support/demoWorkspace.ts';

const help = `npm start [-- options]

  --desktop   in the VS Code of this machine (the command "code") instead of the browser
  --port N    the port of the address (default: a free one)
  --no-open   does not open a browser`;

/** The extension, and a launcher that opens its demo once VS Code has started. */
const extensionPaths = [repository, path.join(import.meta.dirname, 'demoLauncher')];

async function inDesktop(folder: string): Promise<void> {
  const found = await run('code', ['--version'], { cwd: folder, timeoutMilliseconds: 30_000 });
  if (found.code !== 0) {
    throw new Error(
      'There is no command "code" on the PATH. In VS Code, run "Shell Command: Install \'code\' command in PATH", or leave --desktop out.',
    );
  }
  const args = [...extensionPaths.map((folderOf) => `--extensionDevelopmentPath=${folderOf}`), '--new-window', '--wait', folder];
  console.log('VS Code opens with the demo. This command ends when you close its window.');
  const { code, output } = await run('code', args, {
    cwd: folder,
    environment: process.env,
    timeoutMilliseconds: 2 ** 31 - 1,
  });
  if (code !== 0) throw new Error(`code ended with ${code}: ${output}`);
}

async function inBrowser(workspace: string, port: number, open: boolean): Promise<void> {
  const server = await startVsCode({ extensionPaths, workspace, port });
  console.log(`\nCognito Replicas, with its demo account: ${server.url}\n\nCtrl+C ends it.`);
  if (open) openBrowser(server.url);
  const asked = new Promise<'asked'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve('asked'));
  });
  if ((await Promise.race([asked, server.ended])) !== 'asked') throw new Error(`VS Code's server ended by itself.\n${await server.logs()}`);
  await server.stop();
}

/** Only where somebody sits in front of it. */
function openBrowser(url: string): void {
  const { env, platform } = process;
  const visible = platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
  if (!visible || env['CI'] !== undefined || env['SSH_CONNECTION'] !== undefined) return;
  const [command, args] = platform === 'darwin' ? ['open', [url]] : platform === 'win32' ? ['explorer.exe', [url]] : ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // No opener is no problem: the address stands above.
  child.on('error', () => undefined);
  child.unref();
}

const { values } = parseArgs({
  allowNegative: true,
  options: {
    help: { type: 'boolean', short: 'h', default: false },
    desktop: { type: 'boolean', default: false },
    open: { type: 'boolean', default: true },
    port: { type: 'string', default: '0' },
  },
});
if (values.help) {
  console.log(help);
} else {
  const folder = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-demo-'));
  try {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port takes a number, not "${values.port}".`);
    console.log('Building …');
    if ((await runVisibly(projectNode(), ['esbuild.mjs'])) !== 0) throw new Error('The build failed: see above.');
    const workspace = await makeDemoWorkspace(folder);
    await (values.desktop ? inDesktop(workspace) : inBrowser(workspace, port, values.open));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
