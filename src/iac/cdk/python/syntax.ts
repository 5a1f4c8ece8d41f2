import type { Tree } from 'web-tree-sitter';
import type { Span } from '../program/program.ts';

/** A node of Python's syntax tree, taken out of the parser's memory at once: asking the parser for each part of each node costs more. */
export interface PythonNode extends Span {
  readonly type: string;
  /** What the node is to the one around it. */
  readonly field: string | undefined;
  /** Named nodes, and operators. */
  readonly children: readonly PythonNode[];
}

/** What is deeper in the tree than this is left out. */
const deepest = 400;

/** The whole tree, without comments. */
export function syntaxOf(tree: Tree): PythonNode {
  const cursor = tree.walk();
  const node = (depth: number): PythonNode => {
    const { nodeType: type, startIndex: start, endIndex: end } = cursor;
    const field = cursor.currentFieldName ?? undefined;
    const children: PythonNode[] = [];
    if (depth < deepest && cursor.gotoFirstChild()) {
      do {
        const kept = cursor.nodeIsNamed ? cursor.nodeType !== 'comment' : cursor.currentFieldName === 'operator';
        if (kept) children.push(node(depth + 1));
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return { type, start, end, field, children };
  };
  try {
    return node(0);
  } finally {
    cursor.delete();
  }
}

export function child({ children }: PythonNode, field: string): PythonNode | undefined {
  return children.find((one) => one.field === field);
}
