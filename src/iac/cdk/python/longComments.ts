/** Fewer lines of comments in a row cost little. */
const mostLines = 200;

/**
 * A text with blanks in the place of comments that go on for hundreds of lines. At the end of each line of a comment, the scanner of tree-sitter-python looks for the first line
 * of code after it, so that its time grows with the square of their number. Places stay, and texts of code are taken from the original.
 */
export function withoutLongComments(text: string): string {
  if (!text.includes('#')) return text;
  const lines = text.split('\n');
  let first = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    const line = lines[index];
    if (line !== undefined && isCommentOrBlank(line)) continue;
    if (index - first > mostLines) for (let comment = first; comment < index; comment += 1) lines[comment] = blank(lines[comment] ?? '');
    first = index + 1;
  }
  return lines.join('\n');
}

function isCommentOrBlank(line: string): boolean {
  for (let index = 0; index < line.length; index += 1) {
    const character = line.charAt(index);
    if (character !== ' ' && character !== '\t' && character !== '\r' && character !== '\f') return character === '#';
  }
  return true;
}

function blank(line: string): string {
  return line.endsWith('\r') ? `${' '.repeat(line.length - 1)}\r` : ' '.repeat(line.length);
}
