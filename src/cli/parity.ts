import { comparePool, type ComparedRegions } from '../app/compareRegions.ts';
import { type ComparedPool, parityAsJson, parityAsMarkdown } from '../app/parity/parityText.ts';
import { valueOf } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { ParityArguments } from './arguments.ts';
import { withConnection } from './connection.ts';
import { failsOn } from './findings.ts';
import { parityAsLines } from './parityText.ts';
import { printable } from './poolsText.ts';
import { findReplicatedPool } from './replicatedPool.ts';
import { exitCodes, type Terminal } from './run.ts';

const clock = { now: () => Date.now() };

/** Compares the two Regions of a replicated user pool, and prints it. */
export async function parity(parsed: ParityArguments, terminal: Terminal): Promise<number> {
  return withConnection(parsed, terminal, async ({ reader, regionReader }) => {
    const { failOn, format, poolId, regions } = parsed;
    const { signal } = new AbortController();
    const couldNotRun = (why: string): number => {
      terminal.complain(printable(`cognito-replicas: ${poolId}: ${why}`));
      return exitCodes.couldNotRun;
    };
    const found = await findReplicatedPool(reader, poolId, regions, 'has no replica: there is nothing to compare', signal);
    if ('why' in found) return couldNotRun(found.why);
    const { identity, pool } = found;
    const account = valueOf(identity)?.account;
    const compared = await comparePool(regionReader, pool, account, clock, signal);
    if (compared.failure) return couldNotRun(english(failureMessage(compared.failure)));
    terminal.print(printed(compared, format));
    if (compared.rows.some(({ severity }) => failsOn(failOn, severity))) return exitCodes.findings;
    return compared.rows.some(({ verdict }) => verdict === 'unknown') ? exitCodes.partlyUnknown : exitCodes.fine;
  });
}

function printed({ rows, snapshots }: ComparedRegions, format: ParityArguments['format']): string {
  const { poolId: id, poolName: name, primary, readAt, secondary } = snapshots;
  const pool: ComparedPool = { id, name, primaryRegion: primary.region, secondaryRegion: secondary.region, readAt };
  switch (format) {
    case 'json':
      return parityAsJson(rows, pool).trimEnd();
    case 'markdown':
      return parityAsMarkdown(rows, pool, english).trimEnd();
    case 'text':
      return parityAsLines(rows, pool).map(printable).join('\n');
  }
}
