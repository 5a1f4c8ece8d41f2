import type { SourceFile } from '../model.ts';
import { TextLines } from '../textLines.ts';
import type { ModuleFile } from './evaluation/terraformModule.ts';
import type { Grammar } from './syntax/grammar.ts';
import { readSegment } from './syntax/readSegment.ts';
import { segmentsOf } from './syntax/segments.ts';
import type { SegmentSyntax } from './syntax/syntaxTypes.ts';

const nothing: SegmentSyntax = { attributes: [], blocks: [], damaged: true };

/** The syntax of one file, read when it is asked for. What a segment says is kept by its text: an edit elsewhere in the file does not change it. */
export class FileSyntax {
  private file: SourceFile;
  private segments = new Map<string, SegmentSyntax | undefined>();
  private current: ModuleFile | undefined;

  constructor(file: SourceFile) {
    this.file = file;
  }

  get path(): string {
    return this.file.path;
  }

  get text(): string {
    return this.file.text;
  }

  update(file: SourceFile): void {
    if (file.text !== this.file.text || file.region !== this.file.region) this.current = undefined;
    this.file = file;
  }

  /** A file that is longer than the limit counts as one of which nothing was read. */
  read(grammar: Grammar, maximumLength: number): ModuleFile {
    this.current ??= this.parsed(grammar, maximumLength);
    return this.current;
  }

  private parsed(grammar: Grammar, maximumLength: number): ModuleFile {
    const { path, text, region } = this.file;
    const isTooLong = text.length > maximumLength;
    const parts = isTooLong ? [] : segmentsOf(text);
    // Only what the file still has is kept.
    this.segments = new Map(
      parts.map((segment) => [
        segment.text,
        this.segments.has(segment.text) ? this.segments.get(segment.text) : readSegment(grammar, segment.text),
      ]),
    );
    const segments = parts.map((segment) => ({ ...segment, syntax: this.segments.get(segment.text) ?? nothing }));
    const isPartial = isTooLong || Array.from(this.segments.values()).includes(undefined);
    return { path, text, lines: new TextLines(text), ...(region !== undefined && { region }), segments, isPartial };
  }
}
