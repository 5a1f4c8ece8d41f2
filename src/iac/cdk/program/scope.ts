import type { Call, Expression, ImportedName, Span } from './program.ts';

/** Something that has to hold for a statement to run. The same test in one function is the same condition. */
export interface Condition {
  readonly key: string;
  readonly holds: boolean;
  /** What decides it, where an expression does. */
  readonly test?: Expression;
}

/** Where a statement stands: what its names mean, and when it runs. */
export interface Place {
  readonly scope: Scope;
  readonly conditions: readonly Condition[];
  /** The whole statement. */
  readonly statement: Span;
}

/** A value that a name or member is given. Without one, or more than one: it cannot be told what it is. */
export interface Write {
  readonly value: Expression;
  readonly place: Place;
}

export class Binding {
  readonly writes: Write[] = [];
  import?: ImportedName;
  class?: ClassScope;
  /** A parameter, or anything else that is given from outside. */
  opaque = false;
  /** Its members were written, or a method was called that may change it. */
  changed = false;
}

/** A class of the file. */
export interface ClassScope {
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly place: Place;
  readonly members: Map<string, Binding>;
  readonly superCalls: { readonly call: Call; readonly place: Place }[];
}

/** Names of a module, function or block, inside of others. */
export class Scope {
  readonly parent: Scope | undefined;
  /** The function or module it belongs to. */
  readonly function: Scope;
  /** The class whose object `this` or `self` is. */
  readonly owner: ClassScope | undefined;
  /** Unique in the program. */
  readonly number: number;
  private readonly bindings = new Map<string, Binding>();

  constructor({
    parent,
    isFunction,
    owner,
    number,
  }: {
    parent?: Scope;
    isFunction: boolean;
    owner?: ClassScope | undefined;
    number: number;
  }) {
    this.parent = parent;
    this.function = isFunction || !parent ? this : parent.function;
    this.owner = owner ?? parent?.owner;
    this.number = number;
  }

  /** The binding of a name in this very scope; made where there is none. */
  own(name: string): Binding {
    const found = this.bindings.get(name);
    if (found) return found;
    const made = new Binding();
    this.bindings.set(name, made);
    return made;
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.parent?.find(name);
  }
}
