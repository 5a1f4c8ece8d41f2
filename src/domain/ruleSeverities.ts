import type { Finding, RuleId, Severity } from './finding.ts';

/** How severe a rule's findings are shown; `off`: not at all. */
export type RuleSeverity = Severity | 'off';

/** What somebody set for single rules. Rules that are not here keep the severity of each finding. */
export type RuleSeverities = Readonly<Partial<Record<RuleId, RuleSeverity>>>;

export const ruleSeverities: readonly RuleSeverity[] = ['error', 'warning', 'info', 'off'];

/** The finding as it is shown; undefined for one of a rule that is off. */
export function withSeverity<F extends Finding>(finding: F, severities: RuleSeverities): F | undefined {
  const severity = severities[finding.rule];
  if (severity === 'off') return undefined;
  return severity === undefined || severity === finding.severity ? finding : { ...finding, severity };
}
