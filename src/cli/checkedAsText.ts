import { findingText } from '../app/documents/findingText.ts';
import { english } from '../domain/message.ts';
import type { CodeFinding } from '../iac/codeFinding.ts';
import type { Checked } from './checked.ts';
import { markedLine } from './markedLine.ts';
import { printable } from './poolsText.ts';

/** The findings for people: each with its line underlined, then what was not read, then how many there are. */
export function checkedAsText({ findings, files, count, skipped }: Checked): string {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const lines = new Map<string, readonly string[]>();
  const linesOf = (path: string): readonly string[] => {
    const known = lines.get(path) ?? (texts.get(path) ?? '').split(/\r\n|\n|\r/);
    lines.set(path, known);
    return known;
  };
  return [
    ...findings.flatMap((found) => [headline(found), ...markedLine(linesOf(found.path), found.range).map((line) => `    ${line}`)]),
    ...skipped.map(({ file, reason }) => printable(`${file}: skipped: ${reason}`)),
    summary(findings, count),
  ].join('\n');
}

function headline({ finding, path, range: { start } }: CodeFinding): string {
  const place = `${path}:${start.line + 1}:${start.character + 1}`;
  return printable(`${place} ${finding.severity} ${finding.rule}: ${findingText(finding, english)}`);
}

function summary(findings: readonly CodeFinding[], files: number): string {
  const count = (severity: string): number => findings.filter(({ finding }) => finding.severity === severity).length;
  return `${files} files: ${count('error')} errors, ${count('warning')} warnings, ${count('info')} notes`;
}
