import type { Node } from 'web-tree-sitter';
import type { SourceText } from './repair.ts';
import type { Expression, ObjectEntry, Span, Step } from './syntaxTypes.ts';
import { readTemplate } from './templateParts.ts';

/** Expressions in expressions: a chain of operators nests as deep as it is long, without a bracket. */
const maximumDepth = 300;

export function spanOf({ startIndex, endIndex }: Node): Span {
  return { start: startIndex, end: endIndex };
}

/** Reads a node of an expression; what an error is in becomes opaque. */
export function readExpression(node: Node, source: SourceText, depth = 0): Expression {
  const { text } = source;
  const span = spanOf(node);
  // Half typed: of what is written, the place is kept.
  if (source.isFilledIn(span.end - 1)) return { kind: 'opaque', start: span.start, end: Math.max(span.start, span.end - 1) };
  const opaque: Expression = { kind: 'opaque', ...span };
  if (depth > maximumDepth || node.type === 'ERROR' || node.isMissing) return opaque;
  const children = node.children.filter(({ type }) => type !== 'comment');
  if (children.some(({ type, isMissing }) => type === 'ERROR' || isMissing)) return opaque;
  const read = (child: Node): Expression => readExpression(child, source, depth + 1);
  const term = (nodes: readonly Node[]): Expression => readTerm(nodes, read, (from, to) => text.slice(from, to));
  const [first] = children;
  switch (node.type) {
    case 'expression':
      return term(children);
    case 'literal_value':
    case 'template_expr':
    case 'collection_value':
    case 'operation':
      return first ? read(first) : opaque;
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return { ...readTemplate(node, text, read), ...span };
    case 'numeric_lit':
      return { kind: 'literal', value: Number(text.slice(span.start, span.end)), ...span };
    case 'bool_lit':
      return { kind: 'literal', value: text.startsWith('true', span.start), ...span };
    case 'null_lit':
      return { kind: 'literal', value: null, ...span };
    case 'variable_expr':
      return { kind: 'traversal', root: text.slice(span.start, span.end), steps: [], ...span };
    case 'tuple':
      return { kind: 'tuple', items: children.filter(({ type }) => type === 'expression').map(read), ...span };
    case 'object':
      return {
        kind: 'object',
        entries: children.filter(({ type }) => type === 'object_elem').flatMap((entry) => entryOf(entry, source, read)),
        ...span,
      };
    case 'function_call': {
      const args = children.find(({ type }) => type === 'function_arguments')?.namedChildren ?? [];
      if (!first || args.some(({ type }) => type !== 'expression' && type !== 'comment')) return opaque;
      const name = text.slice(first.startIndex, first.endIndex);
      return { kind: 'call', name, args: args.filter(({ type }) => type === 'expression').map(read), ...span };
    }
    case 'conditional': {
      const [condition, yes, no] = children.filter(({ type }) => type === 'expression').map(read);
      return condition && yes && no ? { kind: 'conditional', condition, yes, no, ...span } : opaque;
    }
    case 'unary_operation':
      return first ? { kind: 'unary', operator: first.type, operand: term(children.slice(1)), ...span } : opaque;
    case 'binary_operation': {
      const at = children.findIndex(({ type }, index) => index > 0 && /^(?:[*/%+\-<>]|[<>=!]=|&&|\|\|)$/.test(type));
      const operator = children[at];
      if (!operator) return opaque;
      return { kind: 'binary', operator: operator.type, left: term(children.slice(0, at)), right: term(children.slice(at + 1)), ...span };
    }
    default:
      return opaque;
  }
}

/** A term and what follows it; the grammar has both side by side. */
function readTerm(nodes: readonly Node[], read: (node: Node) => Expression, slice: (from: number, to: number) => string): Expression {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last) return { kind: 'opaque', start: 0, end: 0 };
  const span = { start: first.startIndex, end: last.endIndex };
  const inner = first.type === '(' ? nodes[1] : first;
  const target: Expression = inner ? read(inner) : { kind: 'opaque', ...span };
  const following = nodes.slice(first.type === '(' ? 3 : 1);
  if (following.length === 0) return { ...target, ...span };
  const steps = following.flatMap((node) => stepsOf(node, read, slice));
  if (steps.includes('unknown')) return { kind: 'opaque', ...span };
  const known = steps.filter((step) => step !== 'unknown');
  return first.type === 'variable_expr' && target.kind === 'traversal'
    ? { kind: 'traversal', root: target.root, steps: known, ...span }
    : { kind: 'access', target, steps: known, ...span };
}

function stepsOf(node: Node, read: (node: Node) => Expression, slice: (from: number, to: number) => string): (Step | 'unknown')[] {
  const named = node.namedChildren;
  const [first] = named;
  switch (node.type) {
    case 'get_attr':
      return first ? [{ kind: 'attribute', name: slice(first.startIndex, first.endIndex) }] : ['unknown'];
    case 'index':
    case 'splat':
      return first ? stepsOf(first, read, slice) : ['unknown'];
    case 'new_index':
      return first ? [{ kind: 'index', index: read(first) }] : ['unknown'];
    case 'legacy_index': {
      const index = { start: node.startIndex + 1, end: node.endIndex };
      return [{ kind: 'index', index: { kind: 'literal', value: Number(slice(index.start, index.end)), ...index } }];
    }
    case 'attr_splat':
    case 'full_splat':
      return [{ kind: 'splat' }, ...named.flatMap((child) => stepsOf(child, read, slice))];
    case 'comment':
      return [];
    default:
      return ['unknown'];
  }
}

function entryOf(node: Node, { text, isFilledIn }: SourceText, read: (node: Node) => Expression): ObjectEntry[] {
  const key = node.childForFieldName('key');
  const value = node.childForFieldName('val');
  if (!key || !value) return [];
  const written = text.slice(key.startIndex, key.endIndex);
  const name = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(written) ? written : /^"([^"\\$%]*)"$/.exec(written)?.[1];
  const isWhole = !node.children.some(({ type, isMissing }) => type === 'ERROR' || isMissing) && !isFilledIn(value.startIndex);
  return [{ name, key: spanOf(key), value: isWhole ? read(value) : { kind: 'opaque', ...spanOf(key) } }];
}
