/**
 * A program as both languages have it: what a reader of TypeScript or Python makes of its syntax tree, and all that the reading of AWS CDK looks at.
 * Places are offsets into the text.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Expression = Span &
  (
    | { readonly kind: 'text'; readonly text: string }
    /** Parts put together: a template string, an f-string, `+`. */
    | { readonly kind: 'template'; readonly parts: readonly Expression[] }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly value: number }
    /** `undefined`, `null`, `None`. */
    | { readonly kind: 'nothing' }
    | { readonly kind: 'list'; readonly items: readonly Expression[] }
    | { readonly kind: 'object'; readonly entries: readonly Entry[] }
    | { readonly kind: 'name'; readonly name: string }
    /** `this`, `self`. */
    | { readonly kind: 'self' }
    | { readonly kind: 'super' }
    /** `a.name`, and `a['name']` too. */
    | { readonly kind: 'member'; readonly of: Expression; readonly name: string; readonly nameSpan: Span }
    | { readonly kind: 'call'; readonly callee: Expression; readonly positional: readonly Expression[]; readonly named: readonly Entry[] }
    /** Items of another list, in a list or among arguments. */
    | { readonly kind: 'spread'; readonly of: Expression }
    /** One of two values, whichever way the language says so. `test` where a condition decides; `a ?? b` has none. */
    | { readonly kind: 'choice'; readonly test?: Expression; readonly arms: readonly [Expression, Expression] }
    | { readonly kind: 'not'; readonly of: Expression }
    | { readonly kind: 'function'; readonly parameters: readonly string[]; readonly body: readonly Statement[] }
    /** Anything else, with the expressions in it: constructs may be made there. */
    | { readonly kind: 'other'; readonly parts: readonly Expression[] }
  );

export type Call = Extract<Expression, { kind: 'call' }>;
export type Member = Extract<Expression, { kind: 'member' }>;

/** An entry of an object, a dictionary or the named arguments of a call: a name with its value, or whatever another object has. */
export type Entry =
  | { readonly kind: 'named'; readonly name: string; readonly nameSpan: Span; readonly value: Expression }
  | { readonly kind: 'spread'; readonly value: Expression };

/** A name that an import binds: a module, or something that the module exports. */
export interface ImportedName {
  readonly local: string;
  readonly module: string;
  readonly exported?: string;
}

/** Where a written name belongs: the block or function it is declared in, or wherever it was declared before. */
export type Declared = 'block' | 'function' | 'before';

export type Statement = Span &
  (
    | { readonly kind: 'import'; readonly names: readonly ImportedName[] }
    /** A declaration, an assignment or a class field (`target` is then `this.name`). Without a value: declared only. */
    | { readonly kind: 'write'; readonly target: Expression; readonly value?: Expression; readonly declared: Declared }
    | { readonly kind: 'evaluate'; readonly expression: Expression }
    | { readonly kind: 'if'; readonly test: Expression; readonly then: readonly Statement[]; readonly otherwise: readonly Statement[] }
    /** Statements that may run: a loop, a case, a handler. */
    | { readonly kind: 'maybe'; readonly body: readonly Statement[] }
    | { readonly kind: 'block'; readonly body: readonly Statement[] }
    | { readonly kind: 'class'; readonly name: string; readonly bases: readonly Expression[]; readonly body: readonly Statement[] }
    | {
        readonly kind: 'function';
        readonly name: string;
        /** A method is found through its object, not by its name. */
        readonly method: boolean;
        readonly parameters: readonly string[];
        readonly body: readonly Statement[];
      }
    /** What follows in its block does not run: return, throw, continue, break. */
    | { readonly kind: 'leave'; readonly value?: Expression }
  );

/** A program, and where it is written. */
export interface Program {
  readonly text: string;
  readonly body: readonly Statement[];
}

/** Nesting of expressions and statements that readers keep; what is deeper is not read. No code of people is near it, and recursion stays shallow. */
export const deepestNesting = 200;
