import type { TextRange } from '../domain/textRange.ts';
import { printable } from './poolsText.ts';

/** A longer line is cut around what is marked. */
const widest = 160;
/** What is shown of a cut line before the mark. */
const before = 40;
const tab = '    ';

/** Characters that take the place of two, and those that take none: those of East Asian scripts, emoji, and marks on the character before. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const noWidth = /\p{Mn}|\p{Me}|[\u200b-\u200d]|[\ufe00-\ufe0f]/u;

/** The line that a range begins in, and below it a mark under what the range has of it. A range that goes on in other lines has a mark that does. */
export function markedLine(lines: readonly string[], { start, end }: TextRange): [string, string] {
  const line = lines[start.line] ?? '';
  const isLonger = end.line > start.line;
  const from = Math.min(start.character, line.length);
  const to = Math.min(Math.max(isLonger ? line.trimEnd().length : end.character, from + 1), Math.max(line.length, from + 1));
  const isCut = line.length > widest;
  const first = isCut ? atCharacter(line, Math.max(0, from - before)) : 0;
  const last = isCut ? atCharacter(line, Math.min(line.length, first + widest)) : line.length;
  const head = `${first > 0 ? '…' : ''}${shown(line.slice(first, from))}`;
  const tail = shown(line.slice(to, Math.max(to, last)));
  const marked = shown(line.slice(from, Math.min(to, last)));
  const goesOn = isLonger || Math.min(to, line.length) > last;
  return [
    `${head}${marked}${tail}${last < line.length ? '…' : ''}`,
    `${' '.repeat(widthOf(head))}${'~'.repeat(Math.max(1, widthOf(marked)))}${goesOn ? '…' : ''}`,
  ];
}

/** Tabs as blanks, so that the mark stands under its text whatever a terminal makes of them. */
function shown(text: string): string {
  return printable(text.replaceAll('\t', tab));
}

/** Not between the two halves of one character. */
function atCharacter(line: string, index: number): number {
  return index > 0 && /[\udc00-\udfff]/.test(line.charAt(index)) ? index - 1 : index;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += noWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
