import type { Entry, TemplateNode } from './templateNode.ts';

/**
 * The parts of one document as they were parsed the last time, by their text: after a keystroke only the part around it is parsed again. Keep one for each
 * document that is open; it holds what its last reading had, and nothing else.
 */
export class ParsedParts {
  private last: ReadonlyMap<string, readonly Entry[]> = new Map();
  private current = new Map<string, readonly Entry[]>();

  /** A reading begins: what the one before did not ask for is forgotten. */
  begin(): void {
    this.last = this.current;
    this.current = new Map();
  }

  /** The entries of a part that begins at an offset. `parse` has its places from the beginning of the part. */
  entries(part: string, offset: number, parse: () => readonly Entry[]): readonly Entry[] {
    const entries = this.last.get(part) ?? this.current.get(part) ?? parse();
    this.current.set(part, entries);
    return entries.map((entry) => movedEntry(entry, offset));
  }
}

function movedEntry({ key, value }: Entry, by: number): Entry {
  return { key: { ...key, start: key.start + by, end: key.end + by }, value: moved(value, by) };
}

/** Parts have no aliases, so that a walk is as long as their text. */
function moved(node: TemplateNode, by: number): TemplateNode {
  const place = { start: node.start + by, end: node.end + by };
  switch (node.kind) {
    case 'list':
      return { ...node, ...place, items: node.items.map((item) => moved(item, by)) };
    case 'map':
      return { ...node, ...place, entries: node.entries.map((entry) => movedEntry(entry, by)) };
    case 'call':
      return { ...node, ...place, argument: moved(node.argument, by) };
    case 'scalar':
    case 'empty':
    case 'unread':
      return { ...node, ...place };
  }
}
