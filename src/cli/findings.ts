import { findingText } from '../app/documents/findingText.ts';
import { english } from '../domain/message.ts';
import type { Finding, Severity } from '../domain/finding.ts';
import type { FailOn } from './arguments.ts';

/** A finding as the JSON of the command line has it. */
export interface FindingReport {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly resource: string;
}

/** The findings of a pool as data for other programs. */
export function findingReports(findings: readonly Finding[]): FindingReport[] {
  return findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: findingText(finding, english),
    resource: finding.subject,
  }));
}

/** Whether a finding of this severity makes the exit code 1. */
export function failsOn(failOn: FailOn, severity: Severity | undefined): boolean {
  return failOn !== 'never' && (severity === 'error' || (failOn === 'warning' && severity === 'warning'));
}
