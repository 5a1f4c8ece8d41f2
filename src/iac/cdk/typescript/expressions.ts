import type { Expression as ParsedExpression, File } from '@babel/parser';
import { deepestNesting, type Entry, type Expression, type Span, type Statement } from '../program/program.ts';

export type ParsedStatement = File['program']['body'][number];
type Block = Extract<ParsedStatement, { type: 'BlockStatement' }>;
type Class = Extract<ParsedExpression, { type: 'ClassExpression' }> | Extract<ParsedStatement, { type: 'ClassDeclaration' }>;

/** Anything of the syntax tree: only its type and place are sure. */
export interface ParsedNode {
  readonly type: string;
  readonly start?: number | null;
  readonly end?: number | null;
}

/** Expressions, and what stands in their places without being one. */
type Parsed =
  | ParsedExpression
  | { readonly type: 'Super' }
  | Extract<Extract<ParsedExpression, { type: 'CallExpression' }>['arguments'][number], { type: 'SpreadElement' }>;

/** What expressions need of the reading of statements: functions and classes have them inside. */
export interface Statements {
  ofBlock(block: Block, depth: number): Statement[];
  ofClass(node: Class, depth: number): Statement[];
}

export function spanOf(node: ParsedNode): Span {
  const start = node.start ?? 0;
  return { start, end: node.end ?? start };
}

/** Turns expressions of the syntax tree into those of a program. Types and casts are looked through. */
export class ExpressionReader {
  private readonly statements: Statements;

  constructor(statements: Statements) {
    this.statements = statements;
  }

  read(node: ParsedNode, depth: number): Expression {
    const parsed = node as Parsed;
    const span = spanOf(node);
    if (depth > deepestNesting) return { ...span, kind: 'other', parts: [] };
    const read = (inner: ParsedNode): Expression => this.read(inner, depth + 1);
    switch (parsed.type) {
      case 'StringLiteral':
        return { ...span, kind: 'text', text: parsed.value };
      case 'BooleanLiteral':
        return { ...span, kind: 'boolean', value: parsed.value };
      case 'NumericLiteral':
        return { ...span, kind: 'number', value: parsed.value };
      case 'NullLiteral':
        return { ...span, kind: 'nothing' };
      case 'Identifier':
        return parsed.name === 'undefined' ? { ...span, kind: 'nothing' } : { ...span, kind: 'name', name: parsed.name };
      case 'ThisExpression':
        return { ...span, kind: 'self' };
      case 'TemplateLiteral':
        return { ...span, kind: 'template', parts: this.templateParts(parsed, depth) };
      case 'BinaryExpression':
        if (parsed.operator === '+') return { ...span, kind: 'template', parts: [read(parsed.left), read(parsed.right)] };
        return { ...span, kind: 'other', parts: [read(parsed.left), read(parsed.right)] };
      case 'LogicalExpression':
        return this.logical(parsed, read);
      case 'ConditionalExpression':
        return { ...span, kind: 'choice', test: read(parsed.test), arms: [read(parsed.consequent), read(parsed.alternate)] };
      case 'UnaryExpression':
        if (parsed.operator === '!') return { ...span, kind: 'not', of: read(parsed.argument) };
        if (parsed.operator === 'void') return { ...span, kind: 'nothing' };
        return { ...span, kind: 'other', parts: [read(parsed.argument)] };
      case 'ArrayExpression':
        return { ...span, kind: 'list', items: parsed.elements.map((item) => (item ? read(item) : { ...span, kind: 'nothing' })) };
      case 'SpreadElement':
        return { ...span, kind: 'spread', of: read(parsed.argument) };
      case 'ObjectExpression':
        return { ...span, kind: 'object', entries: parsed.properties.map((property) => this.entry(property, depth)) };
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        return this.member(parsed, read);
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        return { ...span, kind: 'call', callee: read(parsed.callee), positional: parsed.arguments.map(read), named: [] };
      case 'Super':
        return { ...span, kind: 'super' };
      case 'AwaitExpression':
        return read(parsed.argument);
      // Types say nothing about values.
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ParenthesizedExpression':
        return read(parsed.expression);
      case 'AssignmentExpression':
        return { ...span, kind: 'other', parts: [read(parsed.right)] };
      case 'SequenceExpression':
        return { ...span, kind: 'other', parts: parsed.expressions.map(read) };
      case 'ArrowFunctionExpression':
      case 'FunctionExpression': {
        const body: Statement[] =
          parsed.body.type === 'BlockStatement'
            ? this.statements.ofBlock(parsed.body, depth + 1)
            : [{ ...spanOf(parsed.body), kind: 'leave', value: read(parsed.body) }];
        return { ...span, kind: 'function', parameters: parsed.params.flatMap((parameter) => namesIn(parameter)), body };
      }
      case 'ClassExpression':
        return { ...span, kind: 'function', parameters: [], body: this.statements.ofClass(parsed, depth + 1) };
      default:
        return { ...span, kind: 'other', parts: [] };
    }
  }

  private logical(node: Extract<ParsedExpression, { type: 'LogicalExpression' }>, read: (inner: ParsedNode) => Expression): Expression {
    const span = spanOf(node);
    const [left, right] = [read(node.left), read(node.right)];
    if (node.operator === '&&') return { ...span, kind: 'choice', test: left, arms: [right, { ...spanOf(node.left), kind: 'nothing' }] };
    return { ...span, kind: 'choice', arms: [left, right] };
  }

  private templateParts(node: Extract<ParsedExpression, { type: 'TemplateLiteral' }>, depth: number): Expression[] {
    return node.quasis.flatMap((quasi, index): Expression[] => {
      const text: Expression = { ...spanOf(quasi), kind: 'text', text: quasi.value.cooked ?? quasi.value.raw };
      const expression = node.expressions[index];
      return expression ? [text, this.read(expression, depth + 1)] : [text];
    });
  }

  private member(
    node: Extract<ParsedExpression, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
    read: (inner: ParsedNode) => Expression,
  ): Expression {
    const span = spanOf(node);
    const { property } = node;
    const nameSpan = spanOf(property);
    if (!node.computed && property.type === 'Identifier')
      return { ...span, kind: 'member', of: read(node.object), name: property.name, nameSpan };
    if (!node.computed && property.type === 'PrivateName')
      return { ...span, kind: 'member', of: read(node.object), name: `#${property.id.name}`, nameSpan };
    if (property.type === 'StringLiteral') return { ...span, kind: 'member', of: read(node.object), name: property.value, nameSpan };
    return { ...span, kind: 'other', parts: [read(node.object), read(property)] };
  }

  private entry(property: Extract<ParsedExpression, { type: 'ObjectExpression' }>['properties'][number], depth: number): Entry {
    if (property.type === 'SpreadElement') return { kind: 'spread', value: this.read(property.argument, depth + 1) };
    const name = nameOfKey(property);
    if (property.type === 'ObjectMethod') {
      const body: Expression = {
        ...spanOf(property),
        kind: 'function',
        parameters: property.params.flatMap((parameter) => namesIn(parameter)),
        body: this.statements.ofBlock(property.body, depth + 1),
      };
      return name === undefined ? hiding(property, [body]) : { kind: 'named', name, nameSpan: spanOf(property.key), value: body };
    }
    const value = this.read(property.value, depth + 1);
    return name === undefined ? hiding(property, [value]) : { kind: 'named', name, nameSpan: spanOf(property.key), value };
  }
}

/** An entry of which the name cannot be told may be any. */
function hiding(node: ParsedNode, parts: Expression[]): Entry {
  return { kind: 'spread', value: { ...spanOf(node), kind: 'other', parts } };
}

/** The name that a key of an object or class has as written; undefined where it is computed. */
export function nameOfKey({ key, computed }: { key: ParsedNode; computed?: boolean | null | undefined }): string | undefined {
  const parsed = key as ParsedExpression | { type: 'PrivateName'; id: { name: string } };
  if (parsed.type === 'StringLiteral') return parsed.value;
  if (computed) return undefined;
  if (parsed.type === 'Identifier') return parsed.name;
  if (parsed.type === 'NumericLiteral') return String(parsed.value);
  return parsed.type === 'PrivateName' ? `#${parsed.id.name}` : undefined;
}

/** The names that a parameter or pattern binds. */
export function namesIn(pattern: ParsedNode, depth = 0): string[] {
  if (depth > deepestNesting) return [];
  const inner = pattern as {
    name?: unknown;
    left?: ParsedNode;
    argument?: ParsedNode;
    parameter?: ParsedNode;
    elements?: (ParsedNode | null)[];
    properties?: (ParsedNode & { value?: ParsedNode; argument?: ParsedNode })[];
  };
  if (pattern.type === 'Identifier') return typeof inner.name === 'string' ? [inner.name] : [];
  const parts = [
    inner.left,
    inner.argument,
    inner.parameter,
    ...(inner.elements ?? []),
    ...(inner.properties ?? []).map((property) => property.value ?? property.argument),
  ];
  return parts.flatMap((part) => (part ? namesIn(part, depth + 1) : []));
}
