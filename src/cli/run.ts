import { type Arguments, parseArguments, usage } from './arguments.ts';
import { printable } from './poolsText.ts';

/** Where a run gets its environment from and prints to. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** What the exit code says. Where several hold, "could not run" comes before "findings", and that before "partly unknown". */
export const exitCodes = { fine: 0, findings: 1, couldNotRun: 2, partlyUnknown: 3 } as const;

/** Runs the command line: parses, does the one command, prints, and returns the exit code. Never throws. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(words);
  if (parsed.kind === 'help') {
    terminal.print(usage);
    return exitCodes.fine;
  }
  if (parsed.kind === 'mistake') {
    terminal.complain(`cognito-replicas: ${parsed.mistake}\n\n${usage}`);
    return exitCodes.couldNotRun;
  }
  try {
    return await runCommand(parsed, terminal);
  } catch (error) {
    terminal.complain(printable(`cognito-replicas: ${error instanceof Error ? error.message : String(error)}`));
    return exitCodes.couldNotRun;
  }
}

async function runCommand(parsed: Arguments, terminal: Terminal): Promise<number> {
  switch (parsed.kind) {
    case 'check':
      return (await import('./check.ts')).check(parsed, terminal);
    case 'pools':
      return (await import('./pools.ts')).pools(parsed, terminal);
    case 'readiness':
      return (await import('./readiness.ts')).readiness(parsed, terminal);
    case 'parity':
      return (await import('./parity.ts')).parity(parsed, terminal);
    case 'runbook':
      return (await import('./runbook.ts')).runbook(parsed, terminal);
    case 'preflight':
      return (await import('./preflight.ts')).preflight(parsed, terminal);
  }
}
