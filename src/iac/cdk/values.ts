import type { TextRange } from '../../domain/textRange.ts';
import type { Text, Value } from '../model.ts';
import type { TextLines } from '../textLines.ts';
import { literalText, type Located, type Meaning } from './meaning.ts';
import type { Span } from './program/program.ts';
import type { Found } from './properties.ts';

/** What a construct is short for where its text is asked for. */
export type Attribute = 'id' | 'arn';

/** Turns what was found into values of the model. */
export class Values {
  private readonly lines: TextLines;
  private readonly length: number;

  constructor(lines: TextLines, length: number) {
    this.lines = lines;
    this.length = length;
  }

  /** Brackets that were closed to repair a text stand behind its end: no range does. */
  range({ start, end }: Span): TextRange {
    return this.lines.range(Math.min(start, this.length), Math.min(end, this.length));
  }

  unknown(span: Span): Value<never> {
    return { state: 'unknown', range: this.range(span) };
  }

  known<T>(value: T, span: Span): Value<T> {
    return { state: 'known', value, range: this.range(span) };
  }

  of<T>(found: Found, valueOf: (meaning: Meaning) => T | undefined): Value<T> {
    if (found.state !== 'present') return { state: found.state, range: this.range(found.span) };
    const value = valueOf(found.value.meaning);
    return value === undefined ? this.unknown(found.value.span) : this.known(value, found.value.span);
  }

  text(found: Found, attribute: Attribute): Value<Text> {
    return this.of(found, (meaning) => textOf(meaning, attribute));
  }

  /** A text that says nothing unless it is literal. */
  literal(found: Found): Value<string> {
    return this.of(found, literalText);
  }

  boolean(found: Found): Value<boolean> {
    return this.of(found, (meaning) => (meaning.kind === 'boolean' ? meaning.value : undefined));
  }

  located({ meaning, span }: Located, attribute: Attribute): Value<Text> {
    const text = textOf(meaning, attribute);
    return text ? this.known(text, span) : this.unknown(span);
  }
}

/** The text that a meaning is; a construct stands for its attribute. */
export function textOf(meaning: Meaning, attribute: Attribute): Text | undefined {
  if (meaning.kind === 'text') return meaning.text;
  if (meaning.kind === 'construct') return { kind: 'attribute', resource: meaning.construct.id, attribute };
  if (meaning.kind !== 'imported') return undefined;
  const text = meaning[attribute];
  return text === undefined ? undefined : { kind: 'literal', text };
}
