import { english } from '../domain/message.ts';
import { findingsOf, type Judgement } from '../domain/readiness/rules.ts';

/** A finding as the JSON of the command line has it. */
export interface FindingReport {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly resource: string;
}

/** The findings among the judgements of a pool, as data for other programs. */
export function findingReports(judgements: readonly Judgement[]): FindingReport[] {
  return findingsOf(judgements).map(({ message, remedy, rule, severity, subject }) => ({
    rule,
    severity,
    message: `${english(message)}. ${english(remedy)}`,
    resource: subject,
  }));
}
