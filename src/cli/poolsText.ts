import { keyIdOf } from '../domain/arn.ts';
import type { PoolReport, PoolsReport } from './pools.ts';

/** The report for people: a line per pool, in columns, and what could not be read at the end. */
export function poolsAsText({ account, pools, errors }: PoolsReport, unknownReplicas: ReadonlySet<string>): string {
  const rows = [
    ['NAME', 'ID', 'REGIONS', 'REPLICA', 'PLAN', 'ISSUER', 'KEY', 'FINDINGS'],
    ...pools.map((pool) => columns(pool, unknownReplicas.has(pool.id))),
  ];
  const widths = rows[0]?.map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [
    `Account ${account ?? 'unknown'}: ${pools.length} user pools, ${pools.filter(({ replica }) => replica !== null).length} replicated`,
    ...(pools.length === 0 ? [] : lines),
    ...errors.map(({ region, message }) => `${region === null ? '' : `${region}: `}${message}`),
  ]
    .map(printable)
    .join('\n');
}

function columns({ findings, id, name, primaryRegion, replica, tier, issuer, key }: PoolReport, isReplicaUnknown: boolean): string[] {
  return [
    name,
    id,
    replica === null ? primaryRegion : `${primaryRegion} → ${replica.region}`,
    replica === null ? (isReplicaUnknown ? 'unknown' : 'none') : (replica.status?.toLowerCase() ?? 'unknown'),
    tier ?? 'unknown',
    issuer.type ?? 'unknown',
    key.arn === null ? (key.type ?? 'unknown') : `${keyIdOf(key.arn)}${key.multiRegion === false ? ' (single-Region)' : ''}`,
    findings.map(({ rule }) => rule).join(', '),
  ];
}

/**
 * A line for a terminal. Names and texts of services and files are data: their control characters do not belong there, nor those that end a line or turn the direction of
 * what follows.
 */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- exactly these are to be taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '?');
}
