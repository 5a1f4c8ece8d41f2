import type { Text } from '../model.ts';
import type { Call, Span } from './program/program.ts';
import type { ClassScope, Place } from './program/scope.ts';
import type { CdkSymbol } from './symbols.ts';

/** What an expression stands for, as far as it can be told. */
export type Meaning =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: Text }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  /** `open`: there may be more items. */
  | { readonly kind: 'list'; readonly items: readonly Located[]; readonly open: boolean }
  | ObjectMeaning
  /** `isResource`: the L1 resource below an L2 construct. */
  | { readonly kind: 'construct'; readonly construct: Construct; readonly isResource?: boolean }
  /** A construct's node, on the way to the L1 resource below it. */
  | { readonly kind: 'node'; readonly construct: Construct }
  /** A construct for something that exists already: `UserPool.fromUserPoolId(...)`. */
  | { readonly kind: 'imported'; readonly id?: string; readonly arn?: string }
  | { readonly kind: 'symbol'; readonly symbol: CdkSymbol }
  /** What a class or function of AWS CDK makes that is no construct: a policy document, a principal, a mixin, a struct of Python. */
  | { readonly kind: 'made'; readonly symbol: CdkSymbol; readonly positional: readonly Located[]; readonly named: ObjectMeaning }
  | { readonly kind: 'class'; readonly of: ClassScope }
  | { readonly kind: 'instance'; readonly of: ClassScope }
  /** The stack that a place is in. */
  | { readonly kind: 'stack'; readonly place: Place };

/** A meaning at the place where it is written. */
export interface Located {
  readonly meaning: Meaning;
  readonly span: Span;
}

export interface Property {
  /** As written. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Located;
}

/** An object, a dictionary, a struct. */
export interface ObjectMeaning {
  readonly kind: 'object';
  /** By `plain(name)`. */
  readonly properties: ReadonlyMap<string, Property>;
  /** Where something stands that may have any further properties. */
  readonly hides?: Span;
}

/** A construct that the file makes. */
export interface Construct {
  /** Unique in the reading. */
  readonly id: string;
  readonly symbol: CdkSymbol;
  /** The name of the class, or of the method that makes it, as written. */
  readonly typeSpan: Span;
  readonly call: Call;
  readonly place: Place;
}

export const unknown: Meaning = { kind: 'unknown' };
export const emptyObject: ObjectMeaning = { kind: 'object', properties: new Map() };

/** A name without what differs between languages and templates: `kms_key_arn`, `kmsKeyArn` and `KmsKeyArn` are one. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

export function literal(text: string): Meaning {
  return { kind: 'text', text: { kind: 'literal', text } };
}

/** The text of a meaning, where it is a literal. */
export function literalText(meaning: Meaning): string | undefined {
  return meaning.kind === 'text' && meaning.text.kind === 'literal' ? meaning.text.text : undefined;
}

/** The properties of an object, or of a struct as Python writes it. */
export function objectOf(meaning: Meaning): ObjectMeaning | undefined {
  if (meaning.kind === 'object') return meaning;
  return meaning.kind === 'made' && meaning.positional.length === 0 ? meaning.named : undefined;
}

/** Whether two meanings are surely the same. */
export function same(one: Meaning, other: Meaning): boolean {
  if (one === other) return one.kind !== 'unknown';
  if (one.kind === 'boolean' || one.kind === 'number') return other.kind === one.kind && other.value === one.value;
  if (one.kind === 'construct') return other.kind === 'construct' && other.construct === one.construct;
  if (one.kind === 'nothing') return other.kind === 'nothing';
  if (one.kind !== 'text' || other.kind !== 'text') return false;
  return JSON.stringify(one.text) === JSON.stringify(other.text);
}
