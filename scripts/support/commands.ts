import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectNode, repository } from '../../test/support/vscode/paths.ts';

/** Runs a command with its output on ours; the exit code. */
export async function runVisibly(command: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: repository, stdio: 'inherit', env: environment });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Runs the command of a package under the project's Node: no shell, so it is the same on Windows. */
export async function runPackage(name: string, args: readonly string[]): Promise<number> {
  const folder = path.join(repository, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : (bin[name] ?? bin[name === 'typescript' ? 'tsc' : name]);
  if (file === undefined) throw new Error(`The package ${name} has no command of its name.`);
  return runVisibly(projectNode(), [path.join(folder, file), ...args]);
}
