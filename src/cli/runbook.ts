import { readDetails } from '../app/loadDetails.ts';
import { runbook as runbookText } from '../app/runbook/runbook.ts';
import { isPartlyUnknown, runbookFacts, type RunbookFacts, unreadFacts } from '../app/runbook/runbookFacts.ts';
import { failureMessage } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { RunbookArguments } from './arguments.ts';
import { withConnection } from './connection.ts';
import { printable } from './poolsText.ts';
import { findReplicatedPool } from './replicatedPool.ts';
import { exitCodes, type Terminal } from './run.ts';

/** The JSON of `runbook`. */
export interface RunbookReport {
  readonly pool: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  /** What could not be read, and why. */
  readonly unknown: readonly { readonly what: string; readonly reason: string }[];
  readonly markdown: string;
}

/** Writes the runbook of a replicated user pool, and prints it. */
export async function runbook(parsed: RunbookArguments, terminal: Terminal): Promise<number> {
  return withConnection(parsed, terminal, async ({ reader }) => {
    const { format, poolId, regions } = parsed;
    const { signal } = new AbortController();
    const found = await findReplicatedPool(reader, poolId, regions, 'has no replica: there is nothing to fail over to', signal);
    if ('why' in found) {
      terminal.complain(printable(`cognito-replicas: ${poolId}: ${found.why}`));
      return exitCodes.couldNotRun;
    }
    const facts = runbookFacts(found.pool, found.identity, await readDetails(reader, found.pool, signal), Date.now());
    terminal.print(
      format === 'json' ? JSON.stringify(report(facts), null, 2) : textOf(facts).split('\n').map(printable).join('\n').trimEnd(),
    );
    return isPartlyUnknown(facts) ? exitCodes.partlyUnknown : exitCodes.fine;
  });
}

function textOf(facts: RunbookFacts): string {
  return runbookText(facts, english);
}

function report(facts: RunbookFacts): RunbookReport {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  return {
    pool: poolId,
    primaryRegion,
    secondaryRegion,
    unknown: unreadFacts(facts).map(({ failure, what }) => ({ what: english(what), reason: english(failureMessage(failure)) })),
    markdown: textOf(facts),
  };
}
