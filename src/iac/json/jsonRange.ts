import { findNodeAtLocation, getLocation, type Node, parseTree } from 'jsonc-parser';
import type { TextPosition, TextRange } from '../../domain/textRange.ts';
import { TextLines } from '../textLines.ts';

/** Finds places in one JSON text. */
export interface JsonPlaces {
  /**
   * Where something is wrong at a path: the value where it is a single one, the name of the member where the value has several lines, the nearest name above
   * where the member is missing, and the beginning of the text where there is nothing of it.
   */
  rangeOf(path: readonly string[]): TextRange;
  /** The names on the way to what stands at a place, list indexes left out. */
  pathAt(position: TextPosition): readonly string[];
}

export function jsonPlaces(text: string): JsonPlaces {
  const tree = parseTree(text);
  const lines = new TextLines(text);
  const rangeOfNode = ({ offset, length }: Node): TextRange => lines.range(offset, offset + length);

  return {
    rangeOf: (path) => {
      for (let length = path.length; length > 0; length -= 1) {
        const node = tree && findNodeAtLocation(tree, path.slice(0, length));
        if (!node) continue;
        const isSingle = node.type !== 'object' && node.type !== 'array';
        const name = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
        return rangeOfNode(isSingle && length === path.length ? node : (name ?? node));
      }
      return { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
    },
    pathAt: ({ line, character }) =>
      getLocation(text, (lines.startOf(line) ?? 0) + character).path.filter((name): name is string => typeof name === 'string'),
  };
}
