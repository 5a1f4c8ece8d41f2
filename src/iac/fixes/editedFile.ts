import type { CodeLanguage, CodeStyle } from '../../domain/render/codeValue.ts';
import type { Position } from '../../domain/render/renderValue.ts';
import type { TextRange } from '../../domain/textRange.ts';
import { TextLines } from '../textLines.ts';
import { type CodeEdit, languageOf } from './codeFix.ts';

/** A file that a fix writes into: its text, language and style, and offsets as places. */
export class EditedFile {
  readonly path: string;
  readonly text: string;
  readonly language: CodeLanguage;
  readonly style: CodeStyle;
  private readonly lines: TextLines;

  constructor(path: string, text: string, language: CodeLanguage) {
    this.path = path;
    this.text = text;
    this.language = language;
    this.style = styleOf(text, language);
    this.lines = new TextLines(text);
  }

  /** Undefined for a file whose language cannot be written. */
  static of(path: string, text: string): EditedFile | undefined {
    const language = languageOf(path, text);
    return language && new EditedFile(path, text, language);
  }

  offset({ character, line }: TextRange['start']): number {
    return (this.lines.startOf(line) ?? this.text.length) + character;
  }

  at({ end, start }: TextRange): string {
    return this.text.slice(this.offset(start), this.offset(end));
  }

  range(start: number, end: number): TextRange {
    return this.lines.range(start, end);
  }

  /** What the line of an offset begins with. */
  indentAt(offset: number): string {
    const start = this.lineStart(offset);
    return /^[ \t]*/.exec(this.text.slice(start, start + 500))?.[0] ?? '';
  }

  lineStart(offset: number): number {
    return this.lines.startOf(this.lines.lineAt(offset)) ?? 0;
  }

  /** Where the line of an offset ends, before its line break. */
  lineEnd(offset: number): number {
    const end = this.text.slice(offset).search(/\r|\n/);
    return end < 0 ? this.text.length : offset + end;
  }

  /** The offset at which the next line starts; the end of the text on its last line. */
  nextLine(offset: number): number {
    return this.lines.startOf(this.lines.lineAt(offset) + 1) ?? this.text.length;
  }

  /** Where a value is written that begins on a line with an indent. */
  position(indent: string, inline = false): Position {
    return { language: this.language, style: this.style, indent, inline };
  }

  insert(offset: number, newText: string): CodeEdit {
    return this.replace(offset, offset, newText);
  }

  replace(start: number, end: number, newText: string): CodeEdit {
    return { path: this.path, range: this.range(start, end), newText };
  }
}

/** The indent that the text uses first, its line breaks, and the quotes it has more of. */
function styleOf(text: string, language: CodeLanguage): CodeStyle {
  const start = text.slice(0, 20_000);
  const indent = /^([ ]{1,8}|\t)\S/m.exec(start)?.[1] ?? (language === 'python' ? '    ' : '  ');
  const count = (quote: string): number => start.split(quote).length;
  const prefersDouble = language === 'python' || language === 'json' || language === 'terraform' || count('"') > count("'");
  return { indent, newLine: text.includes('\r\n') ? '\r\n' : '\n', quote: prefersDouble ? '"' : "'" };
}

/** The text after edits, which do not overlap. */
export function applied(text: string, edits: readonly CodeEdit[]): string {
  const lines = new TextLines(text);
  const offset = ({ character, line }: TextRange['start']): number => (lines.startOf(line) ?? text.length) + character;
  return edits
    .map(({ newText, range }, index) => ({ newText, start: offset(range.start), end: offset(range.end), index }))
    .sort((a, b) => b.start - a.start || b.index - a.index)
    .reduce((result, { end, newText, start }) => result.slice(0, start) + newText + result.slice(end), text);
}
