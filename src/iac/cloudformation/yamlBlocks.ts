/** An entry of a block of YAML, found by its indentation alone. Offsets in the text. */
export interface BlockEntry {
  readonly name: string;
  readonly start: number;
  /** Where its first line ends. */
  readonly bodyStart: number;
  readonly end: number;
  /** Nothing but a comment follows the name on its line. */
  readonly opensBlock: boolean;
}

/** A name with its colon, at the beginning of a line. Blanks before the colon are in the third group: to look for them apart takes the square of their number. */
const entryLine = /^ *(?:"([^"\\]{1,500})" *|'([^']{1,500})' *|([^\s#'"&*!?{}[\]|>%@`,-][^:#\n]{0,500})):(?=\s|$)(.*)/;

/**
 * The entries of the block that a part of a text is, by the indentation of its first line: what is indented further belongs to the entry before it, whatever it
 * is. That is so in all YAML whose collections are blocks at this level, and stays so while one of the entries is half-typed: its open quotes and
 * brackets end where the next entry begins.
 */
export function blockEntries(text: string, from: number, to: number): readonly BlockEntry[] {
  const entries: BlockEntry[] = [];
  let indentation: number | undefined;
  for (let start = from; start < to;) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 || lineFeed >= to ? to : lineFeed + 1;
    const first = firstCharacter(text, start, end);
    if (first < end && text[first] !== '#') {
      indentation ??= first - start;
      const found = first - start <= indentation ? entryLine.exec(text.slice(start, Math.min(end, start + longestLine))) : null;
      if (found) {
        const name = found[1] ?? found[2] ?? found[3]?.trimEnd() ?? '';
        const rest = (found[4] ?? '').trim();
        entries.push({ name, start, bodyStart: end, end: to, opensBlock: rest === '' || rest.startsWith('#') });
      }
    }
    start = end;
  }
  return entries.map((entry, index) => ({ ...entry, end: entries[index + 1]?.start ?? to }));
}

/** A name stands at the beginning of its line: the rest of a long one is not looked at. */
const longestLine = 2000;

function firstCharacter(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && /[ \r\n]/.test(text.charAt(index))) index += 1;
  return index;
}
