/** A table of Markdown, its columns as wide as their longest cell, as people read it without a preview. Cells are Markdown already, without a bar. */
export function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...all.map((cells) => lengthOf(cells[column] ?? ''))));
  const line = (cells: readonly string[]): string => `| ${widths.map((width, column) => padded(cells[column] ?? '', width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)];
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - lengthOf(cell));
}

/** In characters, and not in the units of the language: a name may have some beyond the first plane. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}
