import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeRules, type Cell, readerIds, readers, readMatrix, reasons } from './ruleMatrix.ts';

export const readmeFile = path.resolve(import.meta.dirname, '../../../../docs/rules/README.md');

const begin = '<!-- matrix:begin, written by npm run matrix -->';
const end = '<!-- matrix:end -->';

/** The text of docs/rules/README.md with the table that its fixtures make. */
export function readmeWithMatrix(): string {
  const text = readFileSync(readmeFile, 'utf8');
  if (!text.includes(begin) || !text.includes(end)) throw new Error(`${readmeFile} has no ${begin} and ${end}`);
  const [before, after] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  return `${before}${begin}\n\n${matrixText(readMatrix())}\n\n${after}`;
}

/** The table of rules and readers, and below it the reasons of the cells without fixtures, by letter. */
function matrixText(cells: readonly Cell[]): string {
  const written = [...new Set(cells.flatMap(({ reason }) => reason ?? []))];
  const letter = (reason: string): string => String.fromCharCode('a'.charCodeAt(0) + written.indexOf(reason));
  const cellText = ({ cases, reason }: Cell): string => (reason === undefined ? (cases.length > 0 ? 'yes' : '') : `(${letter(reason)})`);
  const rows = [
    ['rule', ...readerIds.map((reader) => readers[reader])],
    ...codeRules.map((rule) => [`\`${rule}\``, ...cells.filter((cell) => cell.rule === rule).map(cellText)]),
  ];
  const exempt = readerIds.flatMap((reader) =>
    Object.entries(reasons.cases[reader] ?? {}).map(([name, reason]) => `- ${readers[reader]} has no case \`${name}\`: ${reason}.`),
  );
  return [table(rows), '', ...written.map((reason) => `- (${letter(reason)}) ${reason}.`), ...exempt].join('\n');
}

/** As Prettier would have it: columns of one width. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
