import { findingText } from '../app/documents/findingText.ts';
import { english } from '../domain/message.ts';
import type { TextRange } from '../domain/textRange.ts';
import type { Checked } from './checked.ts';
import type { SkippedFile } from './codeFiles.ts';
import type { FindingReport } from './findings.ts';

/** The JSON of `check`; positions are zero-based. */
export interface CheckReport {
  readonly findings: readonly LocatedFindingReport[];
  readonly files: number;
  readonly skipped: readonly SkippedFile[];
}

interface LocatedFindingReport extends FindingReport {
  readonly file: string;
  readonly range: TextRange;
}

/** The findings as data for other programs. */
export function checkedAsJson({ findings, count, skipped }: Checked): string {
  const report: CheckReport = {
    findings: findings.map(({ finding, path, range }) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: findingText(finding, english),
      file: path,
      range,
      resource: finding.subject,
    })),
    files: count,
    skipped,
  };
  return JSON.stringify(report, null, 2);
}
