import type { Severity } from '../finding.ts';
import { message } from '../message.ts';
import type { ParityRow } from '../parity/row.ts';
import type { ReadinessFacts } from '../readiness/facts.ts';
import type { PreflightCheck, PreflightParts } from './preflight.ts';

/** Rows that are looked at one by one elsewhere. */
function isElsewhere({ group, id, rule }: ParityRow): boolean {
  return group === 'requestLimits' || rule === 'mfa-totp' || id === 'domain/routing' || id === 'signInAndAccess/authenticatorApps';
}

/** What the comparison says: a check for each error and warning, and one for what could not be compared. */
export function parityChecks({ facts, rows, whyNoRows }: PreflightParts): readonly PreflightCheck[] {
  if (!rows) return [{ id: 'parity', state: 'unknown', severity: 'error', message: whyNoRows ?? message('the Regions were not compared') }];
  const own = rows.filter((row) => !isElsewhere(row));
  const problems = own.flatMap(({ id, message: why, remedy, setting, severity }): PreflightCheck[] =>
    severity === 'error' || severity === 'warning'
      ? [
          {
            id: `parity/${id}`,
            state: severity === 'error' ? 'fail' : 'warn',
            severity,
            message: message('{setting}: {why}', { setting, why }),
            ...(remedy && { remedy }),
          },
        ]
      : [],
  );
  return [
    ...problems,
    ...unread('parity', 'error', own),
    ...(problems.some(({ state }) => state === 'fail') ? [] : parityPass(own, facts)),
  ];
}

function parityPass(rows: readonly ParityRow[], { primaryRegion, secondaryRegion }: ReadinessFacts): readonly PreflightCheck[] {
  if (rows.every(({ verdict }) => verdict === 'unknown')) return [];
  return [
    {
      id: 'parity',
      state: 'pass',
      severity: 'error',
      message: message('of what was compared, nothing keeps users of {secondaryRegion} from signing in as in {primaryRegion}', {
        primaryRegion,
        secondaryRegion,
      }),
    },
  ];
}

/** Request limits that are lower where everybody comes to. */
export function requestLimitChecks({ rows, whyNoRows }: PreflightParts): readonly PreflightCheck[] {
  if (!rows)
    return [
      { id: 'request-limits', state: 'unknown', severity: 'warning', message: whyNoRows ?? message('the Regions were not compared') },
    ];
  const own = rows.filter(({ group }) => group === 'requestLimits');
  const lower = own.filter(({ rule }) => rule === 'quota-parity');
  const unknown = unread('request-limits', 'warning', own);
  if (lower.length === 0) {
    return own.length > 0 && unknown.length === 0
      ? [
          {
            id: 'request-limits',
            state: 'pass',
            severity: 'warning',
            message: message('no request limit is lower in the secondary Region'),
          },
        ]
      : unknown;
  }
  return [
    ...lower.map(({ id, message: why, remedy, setting }): PreflightCheck => ({
      id: `request-limits/${id.replace('requestLimits/', '')}`,
      state: 'warn',
      severity: 'warning',
      message: message('{setting}: {why}', { setting, why }),
      ...(remedy && { remedy }),
    })),
    ...unknown,
  ];
}

/** What could not be compared, once for each reason. */
function unread(id: 'parity' | 'request-limits', severity: Severity, rows: readonly ParityRow[]): readonly PreflightCheck[] {
  const byReason = new Map<string, ParityRow[]>();
  for (const row of rows.filter(({ verdict }) => verdict === 'unknown')) {
    const reason = JSON.stringify(row.message);
    byReason.set(reason, [...(byReason.get(reason) ?? []), row]);
  }
  return [...byReason.values()].flatMap(([first, ...others]) =>
    first
      ? [
          {
            id,
            state: 'unknown' as const,
            severity,
            message:
              others.length === 0
                ? message('{setting}: {why}', { setting: first.setting, why: first.message })
                : message('{setting} and {count} more: {why}', { setting: first.setting, count: others.length, why: first.message }),
          },
        ]
      : [],
  );
}
