import type { ParityRuleId, Severity } from '../finding.ts';
import type { Json } from '../json.ts';
import type { Message } from '../message.ts';

/** `missing`: there in the primary and not in the secondary. `behind`: a synchronized setting that the replica does not have yet: there is nothing to copy. */
export type Verdict = 'same' | 'different' | 'missing' | 'behind' | 'unknown';

export type ParityGroup = 'triggers' | 'waf' | 'templatesAndSenders' | 'logs' | 'tags' | 'requestLimits' | 'domain' | 'signInAndAccess';

/** One setting of a pool in both Regions. */
export interface ParityRow {
  /** Stable between readings: `triggers/PreSignUp/code`, `tags/stage`. */
  readonly id: string;
  readonly group: ParityGroup;
  /** What is compared: `Pre sign-up`, `code`, `stage`. */
  readonly setting: Message;
  /** The row that it belongs under: that of its function, rule or sender. */
  readonly parent?: string;
  readonly verdict: Verdict;
  /** What a sign-in would meet; undefined for rows that are same, and for unknown ones, which are no finding. */
  readonly severity?: Severity;
  /** What stands in each Region, short: a name, a number, `–` for nothing. Never a secret, never the value of an environment variable. */
  readonly primary: string;
  readonly secondary: string;
  /** Why the verdict is what it is; for unknown, the permission that is missing. */
  readonly message: Message;
  /** What to do, where something is to be done. */
  readonly remedy?: Message;
  /** Canonical data of both sides for a diff: Regions, account and order put aside as the comparison does. */
  readonly data?: { readonly primary: Json; readonly secondary: Json };
  /** The rule whose finding this row is, on pool documents and in the tree. */
  readonly rule?: ParityRuleId;
}

/** How many rows of each verdict, and the worst severity among them. */
export interface ParityCount {
  readonly same: number;
  readonly different: number;
  readonly missing: number;
  readonly behind: number;
  readonly unknown: number;
  readonly worst?: Severity;
}

/** Counts rows. A row of which others are parts counts once, by itself. */
export function countRows(rows: readonly ParityRow[]): ParityCount {
  const of = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  const severities = new Set(rows.map(({ severity }) => severity));
  const worst = (['error', 'warning', 'info'] as const).find((severity) => severities.has(severity));
  return {
    same: of('same'),
    different: of('different'),
    missing: of('missing'),
    behind: of('behind'),
    unknown: of('unknown'),
    ...(worst !== undefined && { worst }),
  };
}

/** The rows that are not the same in both Regions. */
export function differencesOf(rows: readonly ParityRow[]): readonly ParityRow[] {
  return rows.filter(({ verdict }) => verdict === 'different' || verdict === 'missing' || verdict === 'behind');
}
