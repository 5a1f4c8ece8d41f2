import { readDetails } from '../app/loadDetails.ts';
import { replicaStatusOf } from '../app/replicaStatus.ts';
import { assess } from '../app/assessment.ts';
import { forEachBounded, loadPools } from '../app/loadPools.ts';
import { PoolStore } from '../app/poolStore.ts';
import { sharedKeyReads } from '../app/sharedKeyReads.ts';
import { absent, failureOf, mapFact, valueOf } from '../domain/fact.ts';
import { type Failure, failureMessage } from '../domain/failure.ts';
import { english } from '../domain/message.ts';
import type { Connection } from '../domain/ports.ts';
import { factsOf, issuerUrl, type UserPool } from '../domain/userPool.ts';
import type { PoolsArguments } from './arguments.ts';
import { withConnection } from './connection.ts';
import { type FindingReport, findingReports } from './findings.ts';
import { poolsAsText } from './poolsText.ts';
import { exitCodes, type Terminal } from './run.ts';

/** The JSON of `pools`. A value that could not be read is null, and `errors` says why. */
export interface PoolsReport {
  readonly account: string | null;
  readonly pools: readonly PoolReport[];
  readonly errors: readonly ErrorReport[];
}

export interface PoolReport {
  readonly id: string;
  readonly name: string;
  readonly primaryRegion: string;
  /** Null: no replica, unless `errors` says that the replicas could not be read. A status of null is one that could not be read. */
  readonly replica: { readonly region: string; readonly status: string | null } | null;
  readonly tier: string | null;
  readonly issuer: { readonly type: string | null; readonly url: string | null };
  readonly key: { readonly type: string | null; readonly arn: string | null; readonly multiRegion: boolean | null };
  /** Of replicated pools. `readiness` judges one pool for a Region, replicated or not. */
  readonly findings: readonly FindingReport[];
}

export interface ErrorReport {
  readonly region: string | null;
  readonly reason: string;
  readonly message: string;
}

/** Lists the pools of the account in the chosen Regions, details included, and prints them. */
export async function pools(parsed: PoolsArguments, terminal: Terminal): Promise<number> {
  return withConnection(parsed, terminal, async (connection) => {
    const regions = parsed.regions.length > 0 ? parsed.regions : connection.defaultRegions;
    if (regions.length === 0) {
      terminal.complain('cognito-replicas: the profile names no Region: say which with --regions us-east-1,us-west-2');
      return exitCodes.couldNotRun;
    }
    const { report, nothingAnswered, unknownReplicas } = await readReport(connection, regions);
    terminal.print(parsed.format === 'json' ? JSON.stringify(report, null, 2) : poolsAsText(report, unknownReplicas));
    if (nothingAnswered) return exitCodes.couldNotRun;
    if (report.pools.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))) return exitCodes.findings;
    return report.errors.length > 0 ? exitCodes.partlyUnknown : exitCodes.fine;
  });
}

interface Reading {
  readonly report: PoolsReport;
  readonly nothingAnswered: boolean;
  /** Ids of the pools of which nobody said whether they have a replica: null in the JSON, as for those that have none. */
  readonly unknownReplicas: ReadonlySet<string>;
}

async function readReport({ reader }: Connection, regions: readonly string[]): Promise<Reading> {
  const store = new PoolStore();
  store.judgeWith(assess);
  const { signal } = new AbortController();
  await loadPools(store, reader, regions, signal);
  const keyReader = sharedKeyReads(reader);
  await forEachBounded(store.pools, async (pool) =>
    store.setDetails(store.epoch, pool.id, await readDetails(keyReader, pool, signal), Date.now()),
  );
  const { details, identity, regions: lists } = store.snapshot;
  const account = identity ? mapFact(identity, (known) => known.account) : absent;
  const report = {
    account: valueOf(account) ?? null,
    pools: store.pools.map((pool) => poolReport(store, pool)),
    errors: errorReports(store),
  };
  const unknownReplicas = new Set([...details].filter(([, { replicas }]) => replicas.state === 'unknown').map(([id]) => id));
  return { report, nothingAnswered: [...lists.values()].every(({ failure }) => failure !== undefined), unknownReplicas };
}

function poolReport(store: PoolStore, pool: UserPool): PoolReport {
  const details = store.snapshot.details.get(pool.id);
  const description = valueOf(details?.description);
  const key = [...(details?.keys.values() ?? [])].map(valueOf).find((known) => known !== undefined);
  const type = description?.issuerType ?? null;
  return {
    id: pool.id,
    name: pool.name,
    primaryRegion: pool.primaryRegion,
    replica:
      pool.secondaryRegion === undefined ? null : { region: pool.secondaryRegion, status: valueOf(replicaStatusOf(pool, details)) ?? null },
    tier: description?.tier ?? null,
    issuer: { type, url: type === null ? null : (issuerUrl(type, pool.id, pool.primaryRegion) ?? null) },
    key: {
      type: description?.key.type ?? null,
      arn: description?.key.arn ?? null,
      multiRegion: key?.multiRegion ?? (description?.key.type === 'AWS_OWNED_KEY' ? false : null),
    },
    findings: findingReports(store.assessmentOf(pool)?.findings ?? []),
  };
}

/** What could not be read, one entry per Region, call and reason, with the pools it concerns. */
function errorReports({ snapshot, pools: all }: PoolStore): ErrorReport[] {
  const found = new Map<string, { failure: Failure; pools: string[] }>();
  const add = (failure: Failure | undefined, pool?: string): void => {
    if (!failure) return;
    const key = [failure.region, failure.operation, failure.reason, failure.detail].join('|');
    const entry = found.get(key) ?? { failure, pools: [] };
    found.set(key, { failure, pools: pool === undefined || entry.pools.includes(pool) ? entry.pools : [...entry.pools, pool] });
  };
  add(failureOf(snapshot.identity));
  for (const { failure } of snapshot.regions.values()) add(failure);
  for (const { id, name } of all) {
    for (const fact of factsOf(snapshot.details.get(id))) add(failureOf(fact), name);
  }
  return [...found.values()].map(({ failure, pools: concerned }) => ({
    region: failure.region ?? null,
    reason: failure.reason,
    message: english(failureMessage(failure)) + concernedText(concerned),
  }));
}

function concernedText(concerned: readonly string[]): string {
  if (concerned.length === 0) return '';
  const named = concerned.slice(0, 3).join(', ');
  return concerned.length > 3 ? ` (${named} and ${concerned.length - 3} more)` : ` (${named})`;
}
