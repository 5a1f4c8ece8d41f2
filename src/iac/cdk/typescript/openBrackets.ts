/**
 * The offsets of the brackets and template strings that are open at a place of TypeScript or JavaScript, the outermost first. Quotes end with their line, and
 * regular expressions are taken for divisions: this serves to repair text that has no syntax tree, where a wrong guess costs one attempt.
 */
export function openBracketsAt(text: string, end: number): number[] {
  const open: number[] = [];
  let offset = 0;
  while (offset < end) {
    const character = text.charAt(offset);
    if (text.charAt(open.at(-1) ?? -1) === '`') {
      if (character === '\\') offset += 1;
      else if (character === '`') open.pop();
      else if (character === '$' && text.charAt(offset + 1) === '{') open.push((offset += 1));
      offset += 1;
      continue;
    }
    if (character === '"' || character === "'") offset = endOfQuote(text, offset);
    else if (character === '/' && text.charAt(offset + 1) === '/') offset = endOf(text, '\n', offset);
    else if (character === '/' && text.charAt(offset + 1) === '*') offset = endOf(text, '*/', offset + 2);
    else if ('([{`'.includes(character)) open.push(offset);
    else if (')]}'.includes(character) && pairs[text.charAt(open.at(-1) ?? -1)] === character) open.pop();
    offset += 1;
  }
  return open;
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The offset of the quote that closes the one at `start`, or of the last character of the line. */
function endOfQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let offset = start + 1; offset < text.length; offset += 1) {
    const character = text.charAt(offset);
    if (character === quote) return offset;
    if (character === '\n') return offset - 1;
    if (character === '\\') offset += 1;
  }
  return text.length;
}

function endOf(text: string, mark: string, start: number): number {
  const found = text.indexOf(mark, start);
  return found === -1 ? text.length : found + mark.length - 1;
}
