/**
 * Runs one command and ends it, with every process it started, when the process that asked for it is gone in whatever way (its end closes our
 * standard input); then removes the folders it used. Arguments: JSON of the folders to remove, the command, its arguments.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folders = '[]', command = '', ...args] = process.argv.slice(2);
const graceMilliseconds = 3000;
const windows = process.platform === 'win32';

// In its own process group, so that one signal reaches the server, its extension hosts and its file watchers.
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: !windows, windowsHide: true });

function end(signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return;
  try {
    if (windows) spawn('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

let ending = false;
function stop(): void {
  if (ending) return;
  ending = true;
  end('SIGTERM');
  setTimeout(() => end('SIGKILL'), graceMilliseconds).unref();
}

process.stdin.resume();
process.stdin.on('end', stop);
process.stdin.on('error', stop);
// Ctrl+C reaches the whole foreground group, this process included: the parent decides when the end is.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);

child.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 127;
});
child.on('exit', (code) => {
  // What the leader left behind.
  end('SIGKILL');
  process.exitCode = ending ? 0 : (code ?? 1);
  for (const folder of JSON.parse(folders) as string[]) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.stdin.destroy();
});
