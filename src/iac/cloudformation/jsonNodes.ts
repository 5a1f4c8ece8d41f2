import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Entry, ScalarNode, TemplateNode } from './templateNode.ts';

/** Whether a text is JSON rather than YAML: an object whose first name is quoted. */
export function isJson(text: string): boolean {
  return /^\s*\{\s*(?:["}]|$|\/[/*])/.test(text.slice(0, 2000));
}

/** JSON as template nodes: comments and broken places are skipped. jsonc-parser takes a twentieth of the time that a YAML parser takes for it. */
export function jsonDocument(text: string): TemplateNode | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return root && new Conversion(text, errors).nodeOf(root);
}

class Conversion {
  private readonly text: string;
  /** Where it could not be read, in the order of the text. */
  private readonly broken: readonly number[];

  constructor(text: string, errors: readonly ParseError[]) {
    this.text = text;
    this.broken = errors.map(({ offset }) => offset).sort((a, b) => a - b);
  }

  nodeOf(node: Node): TemplateNode {
    const start = node.offset;
    const end = node.offset + node.length;
    const children = node.children ?? [];
    switch (node.type) {
      case 'array':
        return { kind: 'list', items: children.map((child) => this.nodeOf(child)), start, end };
      case 'object':
        return { kind: 'map', entries: children.flatMap((child) => this.entryOf(child)), open: this.isBroken(start, end), start, end };
      case 'null':
      case 'property':
        return { kind: 'empty', start, end };
      case 'string':
      case 'number':
      case 'boolean':
        return this.scalarOf(node);
    }
  }

  /** Numbers stay as written. */
  private scalarOf({ type, value, offset, length }: Node): ScalarNode {
    const isText = type === 'string';
    const written = isText ? String(value) : this.text.slice(offset, offset + length);
    return { kind: 'scalar', text: written, plain: !isText, start: offset, end: offset + length };
  }

  private entryOf({ children = [] }: Node): Entry[] {
    const [key, value] = children;
    if (!key) return [];
    const name = this.scalarOf(key);
    return [{ key: name, value: value ? this.nodeOf(value) : { kind: 'empty', start: name.end, end: name.end } }];
  }

  /** Whether a place that could not be read is in a part of the text. */
  private isBroken(start: number, end: number): boolean {
    let [low, high] = [0, this.broken.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.broken[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.broken[low] ?? Infinity) <= end;
  }
}
