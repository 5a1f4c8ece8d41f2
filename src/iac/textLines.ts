import type { TextPosition, TextRange } from '../domain/textRange.ts';

/** The lines of a text, to say where an offset is. Lines end as in VS Code: with \n, \r\n and a lone \r. */
export class TextLines {
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (match) => match.index + match[0].length)];
  }

  get count(): number {
    return this.starts.length;
  }

  /** The offset at which a line starts; undefined for a line that the text does not have. */
  startOf(line: number): number | undefined {
    return this.starts[line];
  }

  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  position(offset: number): TextPosition {
    const line = this.lineAt(offset);
    return { line, character: offset - (this.starts[line] ?? 0) };
  }

  range(start: number, end: number): TextRange {
    return { start: this.position(start), end: this.position(end) };
  }
}
