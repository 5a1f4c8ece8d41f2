import { findNodeAtLocation, getLocation, type Node, parseTree } from 'jsonc-parser';
import type { TextPosition, TextRange } from '../../domain/textRange.ts';

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
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];

  const positionAt = (offset: number): TextPosition => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (lineStarts[low] ?? 0) };
  };
  const rangeOfNode = ({ offset, length }: Node): TextRange => ({ start: positionAt(offset), end: positionAt(offset + length) });

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
      getLocation(text, (lineStarts[line] ?? 0) + character).path.filter((name): name is string => typeof name === 'string'),
  };
}
