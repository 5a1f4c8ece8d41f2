import type { Node } from 'web-tree-sitter';
import { unquoted } from './escapes.ts';
import type { Grammar } from './grammar.ts';
import { readExpression, spanOf } from './readExpression.ts';
import { areBracesClosed, asWritten, repaired, type SourceText } from './repair.ts';
import type { Attribute, Block, Body, Expression, Label, SegmentSyntax } from './syntaxTypes.ts';

/** Reads a segment, with a repair where it does not parse as it is. Undefined where it is nested too deep. */
export function readSegment(grammar: Grammar, text: string): SegmentSyntax | undefined {
  const written = grammar.parse(text, ({ rootNode }) => (rootNode.hasError ? 'broken' : syntaxOf(rootNode, asWritten(text))));
  if (written !== 'broken') return written;
  const mended = repaired(text);
  return grammar.parse(mended.text, ({ rootNode }) => syntaxOf(rootNode, mended));
}

function syntaxOf(root: Node, source: SourceText): SegmentSyntax {
  const whole = root.type === 'ERROR' ? [root] : root.namedChildren;
  // With a brace too many, a block may have ended before what belongs to it.
  const isMisplaced = root.hasError && !areBracesClosed(source.text);
  return { ...new BodyReader({ ...source, isClean: !root.hasError }, isMisplaced).bodyOf(whole), damaged: root.hasError };
}

class BodyReader {
  private readonly source: SourceText;
  private readonly isMisplaced: boolean;

  constructor(source: SourceText, isMisplaced: boolean) {
    this.source = source;
    this.isMisplaced = isMisplaced;
  }

  /** The members of nodes, those that stand in what an error has broken up too. */
  bodyOf(nodes: readonly Node[], depth = 0): Body {
    const attributes: Attribute[] = [];
    const blocks: Block[] = [];
    const visit = (node: Node): void => {
      if (node.type === 'attribute') attributes.push(...this.attributesOf(node));
      else if (node.type === 'block') blocks.push(...this.blocksOf(node, depth));
      else if (node.type === 'body' || node.type === 'ERROR') {
        if (node.type === 'ERROR') blocks.push(...this.openBlocksOf(node, depth));
        node.namedChildren.forEach(visit);
      } else if (node.type === 'object') attributes.push(...this.jsonMembersOf(node));
    };
    nodes.forEach(visit);
    return { attributes, blocks };
  }

  private attributesOf(node: Node): Attribute[] {
    const children = node.namedChildren;
    const [key] = children;
    const value = children.findLast(({ type }) => type === 'expression');
    if (key?.type !== 'identifier') return [];
    const name = this.source.text.slice(key.startIndex, key.endIndex);
    const isWhole = value && !children.some(({ type }) => type === 'ERROR') && !this.source.isFilledIn(value.startIndex);
    const expression: Expression = isWhole ? readExpression(value, this.source) : { kind: 'opaque', ...spanOf(key) };
    return [{ name, key: spanOf(key), ...spanOf(node), value: expression }];
  }

  private blocksOf(node: Node, depth: number): Block[] {
    const children = node.namedChildren;
    const [type] = children;
    if (type?.type !== 'identifier' || depth > 20) return [];
    const labels = children.slice(1).filter((child) => child.type === 'string_lit' || child.type === 'identifier');
    const body = children.filter((child) => child.type === 'body' || child.type === 'ERROR');
    return [
      {
        ...spanOf(node),
        type: this.labelOf(type),
        labels: labels.map((label) => this.labelOf(label)),
        body: this.bodyOf(body, depth + 1),
        damaged: !this.source.isClean && (node.hasError || this.isMisplaced),
      },
    ];
  }

  /** A block that has no end: the error holds its header and its members side by side. */
  private openBlocksOf(node: Node, depth: number): Block[] {
    const children = node.namedChildren;
    const brace = children.findIndex(({ type }) => type === 'block_start');
    const header = children.slice(0, Math.max(brace, 0)).filter(({ type }) => type === 'identifier' || type === 'string_lit');
    const type = header.findLastIndex((child, index) => child.type === 'identifier' && header[index + 1]?.type !== 'identifier');
    const [first, ...labels] = header.slice(Math.max(type, 0));
    if (!first || depth > 0) return [];
    const body = this.bodyOf(children.slice(brace + 1), depth + 1);
    return [{ ...spanOf(node), type: this.labelOf(first), labels: labels.map((label) => this.labelOf(label)), body, damaged: true }];
  }

  /** A file of variable values in JSON. */
  private jsonMembersOf(node: Node): Attribute[] {
    const object = readExpression(node, this.source);
    if (object.kind !== 'object') return [];
    return object.entries.flatMap(({ name, key, value }) =>
      name === undefined ? [] : [{ name, key, start: key.start, end: value.end, value }],
    );
  }

  private labelOf(node: Node): Label {
    const written = this.source.text.slice(node.startIndex, node.endIndex);
    return { ...spanOf(node), text: node.type === 'string_lit' ? unquoted(written.slice(1, -1)) : written };
  }
}
