import { findingText } from '../app/documents/findingText.ts';
import { english } from '../domain/message.ts';
import type { Finding } from '../domain/finding.ts';

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
