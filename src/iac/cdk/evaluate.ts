import { saysItsRegion } from '../regionalArn.ts';
import { attributeOf, importedAttribute } from './attributes.ts';
import { meaningOfCall } from './calls.ts';
import {
  type Construct,
  emptyObject,
  literal,
  type Located,
  type Meaning,
  type ObjectMeaning,
  objectOf,
  plain,
  type Property,
  same,
  unknown,
} from './meaning.ts';
import type { Call, Entry, Expression, Member, Span } from './program/program.ts';
import type { Binding, ClassScope, Place, Write } from './program/scope.ts';
import { enumeratedText, symbolOf, within } from './symbols.ts';

/** Names that lead to each other, and expressions within, are followed as far as this. */
const deepest = 150;
/** Texts that are put together to more are no values of these rules. */
const longestText = 10_000;

/** Tells what expressions of a program stand for. Asked about the same name again, it remembers. */
export class Evaluator {
  private readonly constructs: ReadonlyMap<Call, Construct>;
  private readonly known = new Map<Expression, Meaning>();
  /** Of the values that names and members are given. */
  private readonly given = new Map<Expression, Meaning>();
  private depth = 0;
  /** The Region that a place is deployed to; set by whoever knows the stacks. */
  regionAt: (place: Place) => Located | undefined = () => undefined;

  constructor(constructs: ReadonlyMap<Call, Construct>) {
    this.constructs = constructs;
  }

  located(expression: Expression, place: Place): Located {
    return { meaning: this.meaning(expression, place), span: { start: expression.start, end: expression.end } };
  }

  meaning(expression: Expression, place: Place): Meaning {
    // An expression stands at one place, and calls ask for what they belong to more than once.
    const remembered = expression.kind === 'call' || expression.kind === 'member' ? this.known.get(expression) : undefined;
    if (remembered) return remembered;
    if (this.depth > deepest) return unknown;
    this.depth += 1;
    try {
      const meaning = this.evaluated(expression, place);
      if (expression.kind === 'call' || expression.kind === 'member') this.known.set(expression, meaning);
      return meaning;
    } finally {
      this.depth -= 1;
    }
  }

  private evaluated(expression: Expression, place: Place): Meaning {
    switch (expression.kind) {
      case 'text':
        return literal(expression.text);
      case 'boolean':
        return { kind: 'boolean', value: expression.value };
      case 'number':
        return { kind: 'number', value: expression.value };
      case 'nothing':
        return { kind: 'nothing' };
      case 'template':
        return this.template(expression.parts, place);
      case 'list':
        return {
          kind: 'list',
          items: expression.items.filter((item) => item.kind !== 'spread').map((item) => this.located(item, place)),
          open: expression.items.some((item) => item.kind === 'spread'),
        };
      case 'object':
        return this.object(expression.entries, place);
      case 'name': {
        const binding = place.scope.find(expression.name);
        return binding ? this.bound(binding, place) : unknown;
      }
      case 'self':
        return place.scope.owner ? { kind: 'instance', of: place.scope.owner } : unknown;
      case 'member':
        return this.member(expression, place);
      case 'call': {
        const construct = this.constructs.get(expression);
        return construct ? { kind: 'construct', construct } : meaningOfCall(this, expression, place);
      }
      case 'choice':
        return this.choice(expression, place);
      case 'not': {
        const holds = this.truth(expression.of, place);
        return holds === undefined ? unknown : { kind: 'boolean', value: !holds };
      }
      case 'super':
      case 'spread':
      case 'function':
      case 'other':
        return unknown;
    }
  }

  /** Whether a condition holds, where that can be told. */
  truth(test: Expression, place: Place): boolean | undefined {
    const meaning = this.meaning(test, place);
    if (meaning.kind === 'boolean') return meaning.value;
    if (meaning.kind === 'nothing') return false;
    return meaning.kind === 'text' && meaning.text.kind === 'literal' ? meaning.text.text !== '' : undefined;
  }

  /** What a call gives a construct or struct: its object at `index`, or its named arguments. */
  argumentsOf({ positional, named, ...span }: Call, index: number, place: Place): Located {
    if (named.length > 0) return { meaning: this.arguments(named, place), span: { start: span.start, end: span.end } };
    const given = positional[index];
    if (positional.slice(0, index + 1).some(({ kind }) => kind === 'spread'))
      return { meaning: unknown, span: { start: span.start, end: span.end } };
    return given ? this.located(given, place) : { meaning: emptyObject, span: { start: span.start, end: span.end } };
  }

  private template(parts: readonly Expression[], place: Place): Meaning {
    const meanings = parts.map((part) => this.meaning(part, place)).filter((meaning) => !isEmptyText(meaning));
    const [single] = meanings;
    if (meanings.length === 1 && single?.kind === 'text') return single;
    let text = '';
    let isTold = true;
    for (const meaning of meanings) {
      if (meaning.kind === 'number') text += String(meaning.value);
      else if (meaning.kind === 'text' && meaning.text.kind === 'literal') text += meaning.text.text;
      else {
        text += '${unknown}';
        isTold = false;
      }
      if (text.length > longestText) return unknown;
    }
    return isTold || saysItsRegion(text) ? literal(text) : unknown;
  }

  /** Named arguments: unlike an object, they take over nothing that they also name. */
  arguments(named: readonly Entry[], place: Place): ObjectMeaning {
    const names = named.filter((entry) => entry.kind === 'named');
    return this.object([...named.filter((entry) => entry.kind === 'spread'), ...names], place);
  }

  private object(entries: readonly Entry[], place: Place): ObjectMeaning {
    const properties = new Map<string, Property>();
    let hides: Span | undefined;
    for (const entry of entries) {
      if (entry.kind === 'named') {
        properties.set(plain(entry.name), { name: entry.name, nameSpan: entry.nameSpan, value: this.located(entry.value, place) });
        continue;
      }
      const spread = this.spread(entry.value, place);
      if (!spread || spread.hides) {
        hides = { start: entry.value.start, end: entry.value.end };
        for (const [key, property] of properties) properties.set(key, { ...property, value: { span: hides, meaning: unknown } });
      }
      for (const [key, property] of spread?.properties ?? []) properties.set(key, property);
    }
    return { kind: 'object', properties, ...(hides && { hides }) };
  }

  /** What an object takes over from another one; undefined where that may be anything. */
  private spread(expression: Expression, place: Place): ObjectMeaning | undefined {
    if (expression.kind !== 'choice' || (expression.test && this.truth(expression.test, place) !== undefined)) {
      const meaning = this.meaning(expression, place);
      return meaning.kind === 'nothing' || meaning.kind === 'boolean' ? emptyObject : objectOf(meaning);
    }
    const [one, other] = expression.arms.map((arm) => this.spread(arm, place));
    if (!one || !other) return undefined;
    const properties = new Map<string, Property>();
    for (const [key, property] of [...one.properties, ...other.properties]) {
      const [first, second] = [one.properties.get(key), other.properties.get(key)];
      const agree = first && second && same(first.value.meaning, second.value.meaning);
      properties.set(key, agree ? property : { ...property, value: { ...property.value, meaning: unknown } });
    }
    const hides = one.hides ?? other.hides;
    return { kind: 'object', properties, ...(hides && { hides }) };
  }

  private choice({ test, arms: [one, other] }: Extract<Expression, { kind: 'choice' }>, place: Place): Meaning {
    const holds = test && this.truth(test, place);
    if (holds !== undefined) return this.meaning(holds ? one : other, place);
    const first = this.meaning(one, place);
    if (!test && first.kind === 'nothing') return this.meaning(other, place);
    if (!test && first.kind !== 'unknown') return first;
    const second = this.meaning(other, place);
    return same(first, second) ? first : unknown;
  }

  private bound(binding: Binding, place: Place): Meaning {
    if (binding.opaque) return unknown;
    if (binding.class) return binding.writes.length === 0 ? { kind: 'class', of: binding.class } : unknown;
    if (binding.import) {
      const symbol = symbolOf(binding.import);
      return symbol === undefined || binding.writes.length > 0 ? unknown : { kind: 'symbol', symbol };
    }
    const [write, another] = binding.writes;
    if (!write || another) return unknown;
    const meaning = this.written(write);
    // A construct is the one that it is; any other value may not have been given where this one is asked for.
    if (meaning.kind === 'construct') return meaning;
    const sure = write.place.conditions.every(({ key }) => place.conditions.some((condition) => condition.key === key));
    const changes = binding.changed && (meaning.kind === 'object' || meaning.kind === 'list' || meaning.kind === 'made');
    return sure && !changes ? meaning : unknown;
  }

  private written({ value, place }: Write): Meaning {
    const found = this.given.get(value);
    if (found) return found;
    // A value that leads back to itself cannot be told.
    this.given.set(value, unknown);
    const meaning = this.meaning(value, place);
    this.given.set(value, meaning);
    return meaning;
  }

  private member(expression: Member, place: Place): Meaning {
    const { of, name } = expression;
    const meaning = this.meaning(of, place);
    switch (meaning.kind) {
      case 'symbol': {
        const symbol = within(meaning.symbol, name);
        if (symbol === 'Aws.REGION') return this.regionAt(place)?.meaning ?? unknown;
        const text = enumeratedText(symbol);
        return text === undefined ? { kind: 'symbol', symbol } : literal(text);
      }
      case 'construct':
        return attributeOf(meaning.construct, name);
      case 'node':
        return plain(name) === 'defaultchild' ? { kind: 'construct', construct: meaning.construct, isResource: true } : unknown;
      case 'imported':
        return importedAttribute(meaning, name);
      case 'instance':
      case 'class':
        return this.classMember(meaning, name, place);
      case 'stack':
        return name === 'region' ? (this.regionAt(meaning.place)?.meaning ?? unknown) : unknown;
      case 'object':
      case 'made':
        return this.property(objectOf(meaning), name);
      default:
        return unknown;
    }
  }

  private property(object: ObjectMeaning | undefined, name: string): Meaning {
    const found = object?.properties.get(plain(name));
    return found?.name === name ? found.value.meaning : unknown;
  }

  private classMember({ kind, of }: { kind: 'instance' | 'class'; of: ClassScope }, name: string, place: Place): Meaning {
    const binding = this.inherited(of, name);
    if (binding) return this.bound(binding, place);
    // `this.region` of a stack.
    return kind === 'instance' && name === 'region' && of === place.scope.owner ? (this.regionAt(place)?.meaning ?? unknown) : unknown;
  }

  private inherited(of: ClassScope, name: string): Binding | undefined {
    let current: ClassScope | undefined = of;
    for (let level = 0; current && level < 10; level += 1) {
      const found = current.members.get(name);
      if (found && found.writes.length > 0) return found;
      const base: Expression | undefined = current.bases[0];
      const meaning: Meaning | undefined = base && this.meaning(base, current.place);
      current = meaning?.kind === 'class' ? meaning.of : undefined;
    }
    return undefined;
  }
}

function isEmptyText(meaning: Meaning): boolean {
  return meaning.kind === 'text' && meaning.text.kind === 'literal' && meaning.text.text === '';
}
