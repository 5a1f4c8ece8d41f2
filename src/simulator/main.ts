// Entry of dist/simulator.js: the process around http/program.ts.
import { startProgram, usage, UsageError } from './http/program.ts';

function fail(error: unknown): void {
  const message = error instanceof UsageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

try {
  const program = await startProgram(process.argv.slice(2));
  process.stdout.write(program?.greeting ?? usage);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void program?.stop().catch(fail));
} catch (error) {
  fail(error);
}
