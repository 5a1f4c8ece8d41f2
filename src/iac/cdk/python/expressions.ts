import { deepestNesting, type Entry, type Expression, type Statement } from '../program/program.ts';
import { readString } from './strings.ts';
import { child, type PythonNode } from './syntax.ts';

/** Turns expressions of Python's syntax tree into those of a program. */
export class PythonExpressions {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  textOf({ start, end }: PythonNode): string {
    return this.text.slice(start, end);
  }

  /** `self` is what the method around calls its object. */
  read(node: PythonNode, self: string | undefined, depth: number): Expression {
    const span = { start: node.start, end: node.end };
    if (depth > deepestNesting) return { ...span, kind: 'other', parts: [] };
    const read = (inner: PythonNode): Expression => this.read(inner, self, depth + 1);
    const all = (nodes: readonly PythonNode[]): Expression[] => nodes.map(read);
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    switch (node.type) {
      case 'string':
        return readString(node, this.text, read);
      case 'concatenated_string':
        return { ...span, kind: 'template', parts: all(node.children) };
      case 'true':
      case 'false':
        return { ...span, kind: 'boolean', value: node.type === 'true' };
      case 'integer':
      case 'float': {
        const value = Number(this.textOf(node).replaceAll('_', ''));
        return Number.isNaN(value) ? { ...span, kind: 'other', parts: [] } : { ...span, kind: 'number', value };
      }
      case 'none':
        return { ...span, kind: 'nothing' };
      case 'identifier': {
        const name = this.textOf(node);
        return name === self ? { ...span, kind: 'self' } : { ...span, kind: 'name', name };
      }
      case 'attribute': {
        const [object, attribute] = [child(node, 'object'), child(node, 'attribute')];
        if (!object || !attribute) return { ...span, kind: 'other', parts: all(node.children) };
        return {
          ...span,
          kind: 'member',
          of: read(object),
          name: this.textOf(attribute),
          nameSpan: { start: attribute.start, end: attribute.end },
        };
      }
      case 'subscript': {
        const [value, subscript] = [child(node, 'value'), child(node, 'subscript')];
        const name = subscript?.type === 'string' ? read(subscript) : undefined;
        if (!value || !subscript || name?.kind !== 'text') return { ...span, kind: 'other', parts: all(node.children) };
        return { ...span, kind: 'member', of: read(value), name: name.text, nameSpan: { start: subscript.start, end: subscript.end } };
      }
      case 'call':
        return this.call(node, self, depth);
      case 'list':
      case 'tuple':
        return { ...span, kind: 'list', items: all(node.children) };
      case 'list_splat': {
        const [of] = node.children;
        return of ? { ...span, kind: 'spread', of: read(of) } : { ...span, kind: 'other', parts: [] };
      }
      case 'dictionary':
        return { ...span, kind: 'object', entries: node.children.map((entry) => this.entry(entry, self, depth)) };
      case 'conditional_expression': {
        const [then, test, otherwise] = node.children;
        if (!then || !test || !otherwise) return { ...span, kind: 'other', parts: all(node.children) };
        return { ...span, kind: 'choice', test: read(test), arms: [read(then), read(otherwise)] };
      }
      case 'boolean_operator': {
        if (!left || !right) return { ...span, kind: 'other', parts: [] };
        if (child(node, 'operator')?.type === 'or') return { ...span, kind: 'choice', arms: [read(left), read(right)] };
        return { ...span, kind: 'choice', test: read(left), arms: [read(right), { start: left.start, end: left.end, kind: 'nothing' }] };
      }
      case 'not_operator': {
        const argument = child(node, 'argument');
        return argument ? { ...span, kind: 'not', of: read(argument) } : { ...span, kind: 'other', parts: [] };
      }
      case 'binary_operator':
        if (!left || !right) return { ...span, kind: 'other', parts: [] };
        return child(node, 'operator')?.type === '+'
          ? { ...span, kind: 'template', parts: [read(left), read(right)] }
          : { ...span, kind: 'other', parts: [read(left), read(right)] };
      case 'comparison_operator':
        // The module is what runs, as far as it is read.
        if (/^__name__\s*==/.test(this.textOf(node))) return { ...span, kind: 'boolean', value: true };
        return { ...span, kind: 'other', parts: all(node.children.filter(({ field }) => field !== 'operators')) };
      case 'parenthesized_expression':
      case 'await':
        return node.children[0] ? read(node.children[0]) : { ...span, kind: 'other', parts: [] };
      case 'named_expression': {
        const value = child(node, 'value');
        return { ...span, kind: 'other', parts: value ? [read(value)] : [] };
      }
      case 'lambda': {
        const body = child(node, 'body');
        const parameters = this.parameterNames(child(node, 'parameters'));
        return { ...span, kind: 'function', parameters, body: body ? [evaluated(read(body))] : [] };
      }
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression':
        return this.comprehension(node, self, depth);
      default:
        return { ...span, kind: 'other', parts: all(node.children) };
    }
  }

  entry(node: PythonNode, self: string | undefined, depth: number): Entry {
    const value = child(node, 'value');
    const key = child(node, node.type === 'pair' ? 'key' : 'name');
    if (!value || !key) {
      const [inner] = node.children;
      const isSplat = node.type === 'dictionary_splat' && inner;
      return {
        kind: 'spread',
        value: isSplat ? this.read(inner, self, depth + 1) : { start: node.start, end: node.end, kind: 'other', parts: [] },
      };
    }
    const nameSpan = { start: key.start, end: key.end };
    const read = this.read(value, self, depth + 1);
    if (node.type !== 'pair') return { kind: 'named', name: this.textOf(key), nameSpan, value: read };
    const name = this.read(key, self, depth + 1);
    if (name.kind === 'text') return { kind: 'named', name: name.text, nameSpan, value: read };
    return { kind: 'spread', value: { start: node.start, end: node.end, kind: 'other', parts: [name, read] } };
  }

  /** The names that a function's parameters, or a pattern, bind. */
  parameterNames(node: PythonNode | undefined): string[] {
    if (!node) return [];
    if (node.type === 'identifier') return [this.textOf(node)];
    if (node.type === 'default_parameter' || node.type === 'typed_default_parameter') return this.parameterNames(child(node, 'name'));
    if (node.type === 'type') return [];
    return node.children.flatMap((inner) => this.parameterNames(inner));
  }

  private call(node: PythonNode, self: string | undefined, depth: number): Expression {
    const span = { start: node.start, end: node.end };
    const [callee, given] = [child(node, 'function'), child(node, 'arguments')];
    if (!callee) return { ...span, kind: 'other', parts: [] };
    const positional: Expression[] = [];
    const named: Entry[] = [];
    for (const argument of given?.type === 'argument_list' ? given.children : given ? [given] : []) {
      if (argument.type === 'keyword_argument' || argument.type === 'dictionary_splat') named.push(this.entry(argument, self, depth));
      // What cannot be parsed among arguments is no argument, and may hide any of them.
      else if (argument.type === 'ERROR') named.push({ kind: 'spread', value: this.read(argument, self, depth + 1) });
      else positional.push(this.read(argument, self, depth + 1));
    }
    return { ...span, kind: 'call', callee: this.read(callee, self, depth + 1), positional, named };
  }

  /** A loop within an expression: what it makes may be made, for values that are not told. */
  private comprehension(node: PythonNode, self: string | undefined, depth: number): Expression {
    const span = { start: node.start, end: node.end };
    const parameters = node.children.flatMap((clause) =>
      clause.type === 'for_in_clause' ? this.parameterNames(child(clause, 'left')) : [],
    );
    const body = node.children.filter(({ field }) => field === 'body').map((inner) => evaluated(this.read(inner, self, depth + 1)));
    return {
      ...span,
      kind: 'choice',
      arms: [
        { ...span, kind: 'nothing' },
        { ...span, kind: 'function', parameters, body },
      ],
    };
  }
}

function evaluated(expression: Expression): Statement {
  return { start: expression.start, end: expression.end, kind: 'evaluate', expression };
}
