// The shape of data that comes from outside, as data itself: what an AWS operation takes, and what a scenario file may say. Two readers
// interpret shapes, wire/readInput.ts in AWS's words and scenarioReader.ts in ours; `Shaped` is the TypeScript type of what they return.

export interface Text<T extends string = string> {
  readonly type: 'text';
  readonly values?: readonly T[];
  /** Length in characters. */
  readonly min?: number;
  readonly max?: number;
  /** A regular expression for the whole text, as AWS prints it in its message. */
  readonly pattern?: string;
  /** What a value is called in a scenario's errors, with its article: "a Region". */
  readonly noun?: string;
}
export interface Integer {
  readonly type: 'integer';
  readonly min?: number;
  readonly max?: number;
}
/** A number that need not be whole. */
export interface Decimal {
  readonly type: 'number';
  readonly min?: number;
  readonly max?: number;
}
export interface Flag {
  readonly type: 'flag';
}
export interface List<I extends Shape = Shape> {
  readonly type: 'list';
  readonly item: I;
}
export interface Dictionary<V extends Shape = Shape> {
  readonly type: 'dictionary';
  readonly value: V;
  /** Where the keys are limited. */
  readonly keys?: Text;
}
export interface Structure<M extends Members = Members> {
  readonly type: 'structure';
  readonly members: M;
}
/** Either of two shapes that differ in their JSON type, for shorthands in scenarios. */
export interface Either<A extends Shape = Shape, B extends Shape = Shape> {
  readonly type: 'either';
  readonly shapes: readonly [A, B];
}
/** An object that is taken as it is. */
export interface Anything {
  readonly type: 'anything';
}

export type Shape = Text | Integer | Decimal | Flag | List | Dictionary | Structure | Either | Anything;
export type Members = Readonly<Record<string, Shape & { readonly required?: true }>>;

type StructureOf<M extends Members> = {
  readonly [K in keyof M as M[K] extends { required: true } ? K : never]: Shaped<M[K]>;
} & {
  readonly [K in keyof M as M[K] extends { required: true } ? never : K]?: Shaped<M[K]>;
};

/** The type of a value that was read through a shape. */
export type Shaped<S> = [Shape] extends [S] ? unknown : ShapedOf<S>;

// Not asked of Shape itself, which contains itself: the compiler would unfold it without end.
type ShapedOf<S> =
  S extends Text<infer T>
    ? T
    : S extends Integer | Decimal
      ? number
      : S extends Flag
        ? boolean
        : S extends List<infer I>
          ? readonly Shaped<I>[]
          : S extends Dictionary<infer V>
            ? Readonly<Record<string, Shaped<V>>>
            : S extends Structure<infer M>
              ? StructureOf<M>
              : S extends Either<infer A, infer B>
                ? Shaped<A> | Shaped<B>
                : S extends Anything
                  ? Readonly<Record<string, unknown>>
                  : never;

export const text = (limits: Omit<Text, 'type'> = {}): Text => ({ type: 'text', ...limits });
export const oneOf = <const T extends string>(...values: readonly T[]): Text<T> => ({ type: 'text', values });
export const integer = (limits: Omit<Integer, 'type'> = {}): Integer => ({ type: 'integer', ...limits });
export const number = (limits: Omit<Decimal, 'type'> = {}): Decimal => ({ type: 'number', ...limits });
export const flag: Flag = { type: 'flag' };
export const list = <I extends Shape>(item: I): List<I> => ({ type: 'list', item });
export const dictionary = <V extends Shape>(value: V, keys?: Text): Dictionary<V> => ({
  type: 'dictionary',
  value,
  ...(keys && { keys }),
});
export const structure = <M extends Members>(members: M): Structure<M> => ({ type: 'structure', members });
export const either = <A extends Shape, B extends Shape>(a: A, b: B): Either<A, B> => ({ type: 'either', shapes: [a, b] });
export const anything: Anything = { type: 'anything' };
export const required = <S extends Shape>(shape: S): S & { readonly required: true } => ({ ...shape, required: true });
