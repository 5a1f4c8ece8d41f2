import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Kills the command after this time. */
  readonly timeoutMilliseconds: number;
}

export interface RunResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a command to its end and keeps what it printed; `shell` only where Windows needs it to find `npm.cmd`. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.environment ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    // Not spawn's own timeout, whose timer goes on when the command does not exist.
    const timer = setTimeout(() => child.kill(), options.timeoutMilliseconds);
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = (result: RunResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    child.on('error', (error) => end({ code: 127, output: `${output}${error.message}` }));
    child.on('close', (code, signal) => end({ code: code ?? 1, output: signal === null ? output : `${output}\n(ended by ${signal})` }));
  });
}

export async function runOrThrow(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${code}:\n${output.slice(-4000)}`);
  return output;
}
