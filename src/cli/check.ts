import { findingText } from '../app/documents/findingText.ts';
import { english } from '../domain/message.ts';
import type { TextRange } from '../domain/textRange.ts';
import { CodeAnalysis } from '../iac/codeAnalysis.ts';
import { concernsPools } from '../iac/concernsPools.ts';
import { CodeReaders } from '../iac/codeReaders.ts';
import type { CodeFinding } from '../iac/codeFinding.ts';
import type { CheckArguments } from './arguments.ts';
import { type CodeFiles, readCodeFiles, type SkippedFile } from './codeFiles.ts';
import type { FindingReport } from './findings.ts';
import { printable } from './poolsText.ts';
import { exitCodes, type Terminal } from './run.ts';
import { loadWasm } from './wasm.ts';

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

/** Looks for what would block or break replication in infrastructure code, and prints it. */
export async function check({ failOn, format, paths }: CheckArguments, terminal: Terminal): Promise<number> {
  const code = await readCodeFiles(paths);
  const analysis = new CodeAnalysis();
  const readers = new CodeReaders(analysis, loadWasm);
  for (const { path, text } of code.files) {
    if (!concernsPools(text)) continue;
    await readers.need(path);
    analysis.set({ path, text });
  }
  const findings = [...analysis.all].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, found]) => found);
  terminal.print(format === 'json' ? JSON.stringify(reportOf(findings, code), null, 2) : asText(findings, code));
  const counted = findings.some(
    ({ finding: { severity } }) => failOn !== 'never' && (severity === 'error' || (failOn === 'warning' && severity === 'warning')),
  );
  return counted ? exitCodes.findings : exitCodes.fine;
}

function reportOf(findings: readonly CodeFinding[], { files, skipped }: CodeFiles): CheckReport {
  return {
    findings: findings.map(({ finding, path, range }) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: findingText(finding, english),
      file: path,
      range,
      resource: finding.subject,
    })),
    files: files.length,
    skipped,
  };
}

/** A finding with its line underlined, then how many there are. */
function asText(findings: readonly CodeFinding[], { files, skipped }: CodeFiles): string {
  const texts = new Map(files.map(({ path, text }) => [path, text.split(/\r\n|\n|\r/)]));
  const count = (severity: string): number => findings.filter(({ finding }) => finding.severity === severity).length;
  const shown = findings.flatMap(({ finding, path, range: { end, start } }) => {
    const line = texts.get(path)?.[start.line] ?? '';
    const length = Math.max(1, (end.line === start.line ? end.character : line.length) - start.character);
    // Tabs keep their width in the line of the mark.
    const indent = line.slice(0, start.character).replaceAll(/[^\t]/g, ' ');
    return [
      `${path}:${start.line + 1}:${start.character + 1} ${finding.severity} ${finding.rule}: ${findingText(finding, english)}`,
      `    ${line}`,
      `    ${indent}${'~'.repeat(length)}`,
    ];
  });
  return [
    ...shown,
    ...skipped.map(({ file, reason }) => `${file}: skipped: ${reason}`),
    `${files.length} files: ${count('error')} errors, ${count('warning')} warnings, ${count('info')} notes`,
  ]
    .map(printable)
    .join('\n');
}
