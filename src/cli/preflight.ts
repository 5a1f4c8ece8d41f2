import { comparePool } from '../app/compareRegions.ts';
import { preflightVerdict } from '../app/documents/preflightDocument.ts';
import { readDetails } from '../app/loadDetails.ts';
import { healthCheckFacts } from '../app/readFailover.ts';
import type { ReplicatedPool } from '../app/readSnapshots.ts';
import { factsOfDetails } from '../app/readReadiness.ts';
import { preflight as preflightChecks, type PreflightCheck } from '../domain/failover/preflight.ts';
import { refusedOnReplica } from '../domain/replicaOperations.ts';
import { mapFact, valueOf } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { Connection } from '../domain/ports.ts';
import type { PreflightArguments } from './arguments.ts';
import { withConnection } from './connection.ts';
import { failsOn } from './findings.ts';
import { printable } from './poolsText.ts';
import { findReplicatedPool, type FoundPool } from './replicatedPool.ts';
import { exitCodes, type Terminal } from './run.ts';

/** The JSON of `preflight`. */
export interface PreflightReport {
  readonly pool: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly checks: readonly {
    readonly id: string;
    readonly state: string;
    readonly severity: string;
    readonly message: string;
    readonly remedy?: string;
  }[];
  /** Operations that the replica refuses. */
  readonly refused: readonly string[];
}

/** Says whether a replicated user pool can fail over now, and prints it. Nothing is changed. */
export async function preflight(parsed: PreflightArguments, terminal: Terminal): Promise<number> {
  return withConnection(parsed, terminal, async (connection) => {
    const { failOn, format, poolId, regions } = parsed;
    const { signal } = new AbortController();
    const found = await findReplicatedPool(connection.reader, poolId, regions, 'has no replica: there is nothing to fail over to', signal);
    if ('why' in found) {
      terminal.complain(printable(`cognito-replicas: ${poolId}: ${found.why}`));
      return exitCodes.couldNotRun;
    }
    const checks = await readChecks(connection, found, signal);
    terminal.print(format === 'json' ? JSON.stringify(report(found.pool, checks), null, 2) : asText(found.pool, checks));
    const isFailing = ({ severity, state }: PreflightCheck): boolean => (state === 'fail' || state === 'warn') && failsOn(failOn, severity);
    if (checks.some(isFailing)) return exitCodes.findings;
    return checks.some(({ state }) => state === 'unknown') ? exitCodes.partlyUnknown : exitCodes.fine;
  });
}

async function readChecks(
  { healthChecks, reader, regionReader }: Connection,
  { identity, pool }: Exclude<FoundPool, { why: string }>,
  signal: AbortSignal,
): Promise<readonly PreflightCheck[]> {
  const account = mapFact(identity, (known) => known.account);
  const [details, compared] = await Promise.all([
    readDetails(reader, pool, signal),
    comparePool(regionReader, pool, valueOf(account), { now: () => Date.now() }, signal),
  ]);
  const health = await healthCheckFacts(healthChecks, details.healthCheck, signal);
  return preflightChecks({
    facts: factsOfDetails(pool, pool.secondaryRegion, account, details),
    ...health,
    ...(compared.failure ? { whyNoRows: failureMessage(compared.failure) } : { rows: compared.rows }),
  });
}

function report({ id, primaryRegion, secondaryRegion }: ReplicatedPool, checks: readonly PreflightCheck[]): PreflightReport {
  return {
    pool: id,
    primaryRegion,
    secondaryRegion,
    checks: checks.map(({ message, remedy, ...check }) => ({
      id: check.id,
      state: check.state,
      severity: check.severity,
      message: english(message),
      ...(remedy && { remedy: english(remedy) }),
    })),
    refused: refusedOnReplica.flatMap(({ operations }) => operations),
  };
}

function asText({ id, primaryRegion, secondaryRegion }: ReplicatedPool, checks: readonly PreflightCheck[]): string {
  const width = Math.max(...checks.map((check) => check.id.length));
  const order = { fail: 0, warn: 1, unknown: 2, pass: 3 };
  const word = ({ severity, state }: PreflightCheck): string => (state === 'fail' || state === 'warn' ? severity : state);
  const lines = [...checks]
    .sort((a, b) => order[a.state] - order[b.state])
    .flatMap((check) => [
      `${word(check).padEnd(9)}${check.id.padEnd(width)}  ${english(check.message)}`,
      ...(check.remedy ? [`${' '.repeat(9 + width)}  → ${english(check.remedy)}`] : []),
    ]);
  return [
    `${id}: ${primaryRegion} → ${secondaryRegion}: ${english(preflightVerdict(checks))}`,
    ...lines,
    'On the replica, these do not work:',
    ...refusedOnReplica.map(({ operations, what }) => `  ${english(what)}: ${operations.join(', ')}`),
  ]
    .map(printable)
    .join('\n');
}
