import { type Node, parseTree } from 'jsonc-parser';
import type { Entry, ScalarNode, TemplateNode } from './templateNode.ts';

/** Whether a text is JSON rather than YAML: an object whose first name is quoted. */
export function isJson(text: string): boolean {
  return /^\s*\{\s*(?:["}]|$|\/[/*])/.test(text.slice(0, 2000));
}

/** JSON as template nodes: comments and broken places are skipped. jsonc-parser takes a twentieth of the time that a YAML parser takes for it. */
export function jsonDocument(text: string): TemplateNode | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && nodeOf(root, text);
}

function nodeOf(node: Node, text: string): TemplateNode {
  const start = node.offset;
  const end = node.offset + node.length;
  const children = node.children ?? [];
  switch (node.type) {
    case 'array':
      return { kind: 'list', items: children.map((child) => nodeOf(child, text)), start, end };
    case 'object':
      return { kind: 'map', entries: children.flatMap((child) => entryOf(child, text)), open: false, start, end };
    case 'null':
    case 'property':
      return { kind: 'empty', start, end };
    case 'string':
    case 'number':
    case 'boolean':
      return scalarOf(node, text);
  }
}

/** Numbers stay as written. */
function scalarOf({ type, value, offset, length }: Node, text: string): ScalarNode {
  const isText = type === 'string';
  const written = isText ? String(value) : text.slice(offset, offset + length);
  return { kind: 'scalar', text: written, plain: !isText, start: offset, end: offset + length };
}

function entryOf({ children = [] }: Node, text: string): Entry[] {
  const [key, value] = children;
  if (!key) return [];
  const name = scalarOf(key, text);
  return [{ key: name, value: value ? nodeOf(value, text) : { kind: 'empty', start: name.end, end: name.end } }];
}
