import type { Call, Entry, Expression, Member, Program, Span, Statement } from './program.ts';
import { Binding, type ClassScope, type Condition, type Place, Scope } from './scope.ts';

/** What a program does, in the order of its text. */
export type Act =
  | {
      readonly kind: 'call';
      readonly call: Call;
      readonly place: Place;
      /** The name that what it makes is kept under. */ readonly name?: string;
    }
  | { readonly kind: 'write'; readonly target: Member; readonly value: Expression; readonly place: Place };

/** A program with its names bound. */
export interface Survey {
  readonly acts: readonly Act[];
  readonly classes: readonly ClassScope[];
}

/** Binds the names of a program and lists its calls and its writes to members. */
export function survey(program: Program): Survey {
  return new Surveyor(program.text).all(program.body);
}

interface Frame {
  readonly scope: Scope;
  readonly conditions: readonly Condition[];
}

class Surveyor {
  private readonly acts: Act[] = [];
  private readonly classes: ClassScope[] = [];
  /** Writes to names that may be declared further down. */
  private readonly later: (() => void)[] = [];
  private readonly text: string;
  private scopes = 0;

  constructor(text: string) {
    this.text = text;
  }

  all(body: readonly Statement[]): Survey {
    this.statements(body, { scope: this.scope({ isFunction: true }), conditions: [] });
    for (const write of this.later) write();
    return { acts: this.acts, classes: this.classes };
  }

  private scope(parts: { parent?: Scope; isFunction: boolean; owner?: ClassScope }): Scope {
    this.scopes += 1;
    return new Scope({ ...parts, number: this.scopes });
  }

  private block(body: readonly Statement[], { scope, conditions }: Frame, condition?: Condition): void {
    const inner = this.scope({ parent: scope, isFunction: false });
    this.statements(body, { scope: inner, conditions: also(conditions, condition) });
  }

  private statements(body: readonly Statement[], frame: Frame): void {
    let { conditions } = frame;
    for (const statement of body) {
      const place: Place = { scope: frame.scope, conditions, statement };
      this.statement(statement, place);
      // What follows an `if` that leaves runs only when its test does not hold.
      if (statement.kind === 'if' && statement.otherwise.length === 0 && statement.then.at(-1)?.kind === 'leave')
        conditions = also(conditions, opposite(this.condition(statement.test, place)));
    }
  }

  private statement(statement: Statement, place: Place): void {
    const { scope } = place;
    switch (statement.kind) {
      case 'import':
        for (const name of statement.names) scope.own(name.local).import = name;
        return;
      case 'evaluate':
        this.expression(statement.expression, place);
        return;
      case 'leave':
        if (statement.value) this.expression(statement.value, place);
        return;
      case 'write':
        this.write(statement, place);
        return;
      case 'if': {
        this.expression(statement.test, place);
        const condition = this.condition(statement.test, place);
        this.block(statement.then, place, condition);
        this.block(statement.otherwise, place, opposite(condition));
        return;
      }
      case 'maybe':
        this.block(statement.body, place, this.chance(statement));
        return;
      case 'block':
        this.block(statement.body, place);
        return;
      case 'class':
        this.class(statement, place);
        return;
      case 'function':
        if (!statement.method && statement.name !== '') scope.own(statement.name).opaque = true;
        this.function(statement, place);
        return;
    }
  }

  private write({ target, value, declared }: Extract<Statement, { kind: 'write' }>, place: Place): void {
    const { scope } = place;
    if (value) this.expression(value, place, target.kind === 'name' || target.kind === 'member' ? target.name : undefined);
    if (target.kind === 'member') {
      this.memberWritten(target, value, place);
      return;
    }
    if (target.kind !== 'name') {
      this.expression(target, place);
      // `object[key] = value`
      if (target.kind === 'other') this.later.push(() => this.change(target.parts[0], scope));
      return;
    }
    const { name } = target;
    if (declared === 'before') {
      this.later.push(() => value && scope.find(name)?.writes.push({ value, place }));
      return;
    }
    const binding = (declared === 'function' ? scope.function : scope).own(name);
    if (value) binding.writes.push({ value, place });
  }

  private memberWritten(target: Member, value: Expression | undefined, place: Place): void {
    if (!value) return;
    this.expression(target.of, place);
    this.acts.push({ kind: 'write', target, value, place });
    if (target.of.kind === 'self' && place.scope.owner) memberOf(place.scope.owner, target.name).writes.push({ value, place });
    else this.later.push(() => this.change(target.of, place.scope));
  }

  /** What an expression names is changed: its value is no longer only the one it was given. */
  private change(expression: Expression | undefined, scope: Scope): void {
    const inner = innermost(expression);
    if (inner?.kind === 'name') {
      const binding = scope.find(inner.name);
      if (binding) binding.changed = true;
    } else if (inner?.kind === 'member' && scope.owner) memberOf(scope.owner, inner.name).changed = true;
  }

  private class(statement: Extract<Statement, { kind: 'class' }>, place: Place): void {
    const { name, bases, body } = statement;
    for (const base of bases) this.expression(base, place);
    const made: ClassScope = { name, bases, place, members: new Map(), superCalls: [] };
    this.classes.push(made);
    if (name !== '') place.scope.own(name).class = made;
    const scope = this.scope({ parent: place.scope, isFunction: true, owner: made });
    this.statements(body, { scope, conditions: place.conditions });
  }

  private function(
    { parameters, body }: { parameters: readonly string[]; body: readonly Statement[] },
    place: Place,
    condition?: Condition,
  ): void {
    const scope = this.scope({ parent: place.scope, isFunction: true });
    for (const parameter of parameters) scope.own(parameter).opaque = true;
    this.statements(body, { scope, conditions: also(place.conditions, condition) });
  }

  private expression(expression: Expression, place: Place, name?: string): void {
    switch (expression.kind) {
      case 'call':
        this.call(expression, place, name);
        return;
      case 'member':
        this.expression(expression.of, place);
        return;
      case 'template':
      case 'other':
        for (const part of expression.parts) this.expression(part, place);
        return;
      case 'list':
        for (const item of expression.items) this.expression(item, place);
        return;
      case 'object':
        this.entries(expression.entries, place);
        return;
      case 'spread':
      case 'not':
        this.expression(expression.of, place);
        return;
      case 'choice': {
        const { test, arms } = expression;
        if (test) this.expression(test, place);
        const condition = test ? this.condition(test, place) : this.chance(expression);
        this.expression(arms[0], test ? within(place, condition) : place);
        this.expression(arms[1], within(place, opposite(condition)));
        return;
      }
      case 'function':
        this.function(expression, place);
        return;
      case 'text':
      case 'boolean':
      case 'number':
      case 'nothing':
      case 'name':
      case 'self':
      case 'super':
        return;
    }
  }

  private call(call: Call, place: Place, name?: string): void {
    const { callee, positional, named } = call;
    // A method that gives back its object, as `.with(...)` does, keeps the name for it.
    this.expression(callee, place);
    if (callee.kind === 'member' && name !== undefined && callee.of.kind === 'call') this.renameLast(callee.of, name);
    for (const argument of positional) {
      if (argument.kind === 'function') this.function(argument, place, this.chance(argument));
      else this.expression(argument, place);
    }
    this.entries(named, place);
    this.acts.push({ kind: 'call', call, place, ...(name !== undefined && { name }) });
    if (callee.kind === 'member' && !(callee.of.kind === 'self')) this.later.push(() => this.change(callee.of, place.scope));
    const isSuper = callee.kind === 'super' || (callee.kind === 'member' && callee.name === '__init__' && isSuperObject(callee.of));
    if (isSuper) place.scope.owner?.superCalls.push({ call, place });
  }

  private renameLast(call: Call, name: string): void {
    const index = this.acts.findLastIndex((act) => act.kind === 'call' && act.call === call);
    const act = this.acts[index];
    if (act?.kind === 'call') this.acts[index] = { ...act, name };
    if (call.callee.kind === 'member' && call.callee.of.kind === 'call') this.renameLast(call.callee.of, name);
  }

  private entries(entries: readonly Entry[], place: Place): void {
    for (const { value } of entries) this.expression(value, place);
  }

  private condition(test: Expression, { scope }: Place): Condition {
    if (test.kind === 'not') return opposite(this.condition(test.of, { scope } as Place));
    const written = this.text.slice(test.start, Math.min(test.end, test.start + 1000)).replaceAll(/\s+/g, ' ');
    return { key: `${scope.function.number} ${written}`, holds: true, test };
  }

  private chance({ start }: Span): Condition {
    return { key: `at ${start}`, holds: true };
  }
}

function within(place: Place, condition: Condition): Place {
  return { ...place, conditions: also(place.conditions, condition) };
}

/** Further conditions of a place that has very many do not count: they would make the work grow with the square of the text. */
const mostConditions = 20;

function also(conditions: readonly Condition[], condition: Condition | undefined): readonly Condition[] {
  return condition && conditions.length < mostConditions ? [...conditions, condition] : conditions;
}

function opposite(condition: Condition): Condition {
  return { ...condition, holds: !condition.holds };
}

export function memberOf({ members }: ClassScope, name: string): Binding {
  const found = members.get(name);
  if (found) return found;
  const made = new Binding();
  members.set(name, made);
  return made;
}

/** `a` in `a.b.c`, `this.a` in `this.a.b`. */
function innermost(expression: Expression | undefined): Expression | undefined {
  let current = expression;
  while (current?.kind === 'member' && current.of.kind !== 'self') current = current.of;
  return current;
}

/** `super()` of Python. */
function isSuperObject(expression: Expression): boolean {
  return expression.kind === 'call' && expression.callee.kind === 'name' && expression.callee.name === 'super';
}
