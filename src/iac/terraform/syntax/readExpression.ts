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
  const plain = plainExpression(text.slice(span.start, span.end), span);
  if (plain && !source.isFilledIn(span.end - 1)) return plain;
  // Half typed: of what is written, the place is kept.
  if (source.isFilledIn(span.end - 1))
    return { kind: 'opaque', start: span.start, end: span.start + text.slice(span.start, span.end - 1).trimEnd().length };
  const opaque: Expression = { kind: 'opaque', ...span };
  if (depth > maximumDepth || isBroken(node, source)) return opaque;
  const children = node.children.filter(({ type }) => type !== 'comment');
  if (children.some((child) => isBroken(child, source))) return opaque;
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

/**
 * Most expressions are a text, a number or a name with attributes, and can be told from their characters: going through the nodes of the parser costs
 * several times what parsing does.
 */
function plainExpression(written: string, span: Span): Expression | undefined {
  if (/^"(?:[^"\\$%\r\n]|\$\{[a-zA-Z_][\w.-]*\w\})*"$/.test(written)) {
    const content = { start: span.start + 1, end: span.end - 1 };
    // What is put into the text stands at every other place, without its dollar sign and braces.
    let at = content.start;
    const parts = written
      .slice(1, -1)
      .split(/\$\{([^}]*)\}/)
      .flatMap((part, index): readonly (string | Expression)[] => {
        const isText = index % 2 === 0;
        const inner = { start: at + 2, end: at + 2 + part.length };
        at += isText ? part.length : part.length + 3;
        return isText ? (part === '' ? [] : [part]) : [plainExpression(part, inner) ?? { kind: 'opaque' as const, ...inner }];
      });
    return { kind: 'template', parts, content, isHeredoc: false, ...span };
  }
  if (/^\d{1,15}$/.test(written)) return { kind: 'literal', value: Number(written), ...span };
  if (!/^[a-zA-Z_][\w-]*(?:\.[a-zA-Z_][\w-]*)*$/.test(written)) return undefined;
  if (written === 'true' || written === 'false') return { kind: 'literal', value: written === 'true', ...span };
  if (written === 'null') return { kind: 'literal', value: null, ...span };
  const [root = '', ...names] = written.split('.');
  return { kind: 'traversal', root, steps: names.map((name) => ({ kind: 'attribute', name })), ...span };
}

function isBroken(node: Node, { isClean }: SourceText): boolean {
  return !isClean && (node.type === 'ERROR' || node.isMissing);
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

function entryOf(node: Node, source: SourceText, read: (node: Node) => Expression): ObjectEntry[] {
  const [key, value] = [node.childForFieldName('key'), node.childForFieldName('val')];
  if (!key || !value) return [];
  const { text } = source;
  const written = text.slice(key.startIndex, key.endIndex);
  const name = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(written) ? written : /^"([^"\\$%]*)"$/.exec(written)?.[1];
  const isWhole = (source.isClean || !node.children.some((child) => isBroken(child, source))) && !source.isFilledIn(value.startIndex);
  return [{ name, key: spanOf(key), value: isWhole ? read(value) : { kind: 'opaque', ...spanOf(key) } }];
}
