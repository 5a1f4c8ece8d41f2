/** A stretch of a segment's text, in UTF-16 code units from the segment's start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * An expression of HCL. `opaque` is what is not read: `for`, directives of templates, expansions, and what an error left behind.
 * Every place is relative to the segment, so that a segment that only moved needs no second look.
 */
export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
    | Template
    | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
    | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
    /** `aws_kms_key.k.arn`, `var.names[0]`: the first name, and what follows it. */
    | { readonly kind: 'traversal'; readonly root: string; readonly steps: readonly Step[] }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: 'conditional'; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
    | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
    /** What follows something that is no name: `one(...).id`, `(a).b`. */
    | { readonly kind: 'access'; readonly target: Expression; readonly steps: readonly Step[] }
    | { readonly kind: 'opaque' }
  );

/** A quoted text or a heredoc: what stands in it, escapes and indentation taken away, and where it stands as it is written. */
export interface Template {
  readonly kind: 'template';
  readonly parts: readonly (string | Expression)[];
  readonly content: Span;
  readonly isHeredoc: boolean;
}

export type Step =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly index: Expression }
  | { readonly kind: 'splat' };

export interface ObjectEntry {
  /** The name as it is written, without quotes; undefined where it is computed. */
  readonly name: string | undefined;
  readonly key: Span;
  readonly value: Expression;
}

export interface Attribute extends Span {
  readonly name: string;
  readonly key: Span;
  readonly value: Expression;
}

export interface Label extends Span {
  readonly text: string;
}

export interface Body {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Block extends Span {
  readonly type: Label;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** What stands in it may have lost its place to an error, so nothing can be said about what is not in it. */
  readonly damaged: boolean;
}

/** What one segment of a file says. */
export interface SegmentSyntax extends Body {
  readonly damaged: boolean;
}
