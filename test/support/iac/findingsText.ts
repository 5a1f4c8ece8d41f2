import type { CodeFinding } from '../../../src/iac/codeFinding.ts';
import { findingText } from '../../../src/app/documents/findingText.ts';
import { english } from '../../../src/domain/message.ts';

/** Findings as a person reads them: file and place, the line underlined, what is said, and the related places. */
export function findingsText(texts: ReadonlyMap<string, string>, findings: ReadonlyMap<string, readonly CodeFinding[]>): string {
  return [...findings]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, found]) => found.map((finding) => findingLines(path, texts.get(path) ?? '', finding).join('\n')))
    .join('\n\n');
}

function findingLines(path: string, text: string, { finding, range, related }: CodeFinding): string[] {
  const { start, end } = range;
  const line = text.split(/\r\n|\n|\r/)[start.line] ?? '';
  const length = Math.max(1, (end.line === start.line ? end.character : line.length) - start.character);
  return [
    `${path}:${start.line + 1}:${start.character + 1} ${finding.severity} ${finding.rule} (${finding.subject})`,
    `  ${line}`,
    `  ${' '.repeat(start.character)}${'~'.repeat(length)}`,
    `  ${findingText(finding, english)}`,
    ...related.map((place) => `  -> ${place.path}:${place.range.start.line + 1} ${english(place.message)}`),
  ];
}
