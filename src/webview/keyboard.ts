import type { Line } from './tableModel.ts';

/** What a key on a line does; undefined for keys that are not the table's. */
export type KeyAct =
  { readonly kind: 'move'; readonly to: string } | { readonly kind: 'toggle'; readonly line: Line } | { readonly kind: 'clearSearch' };

export interface KeyParts {
  readonly key: string;
  readonly lines: readonly Line[];
  readonly at: string;
  /** A page up or down goes over so many lines. */
  readonly page: number;
}

/** The keys of a tree grid whose rows have the focus (WAI-ARIA Authoring Practices, treegrid). */
export function actOf({ key, lines, at, page }: KeyParts): KeyAct | undefined {
  const index = lines.findIndex(({ id }) => id === at);
  const line = lines[index];
  if (!line) return undefined;
  const move = (to: number): KeyAct | undefined => {
    const target = lines[Math.min(Math.max(to, 0), lines.length - 1)];
    return target && { kind: 'move', to: target.id };
  };
  switch (key) {
    case 'ArrowDown':
      return move(index + 1);
    case 'ArrowUp':
      return move(index - 1);
    case 'PageDown':
      return move(index + page);
    case 'PageUp':
      return move(index - page);
    case 'Home':
      return move(0);
    case 'End':
      return move(lines.length - 1);
    case 'Enter':
    case ' ':
      return { kind: 'toggle', line };
    case 'ArrowRight':
      return line.open ? (line.kind === 'group' ? move(index + 1) : undefined) : { kind: 'toggle', line };
    case 'ArrowLeft':
      return line.open ? { kind: 'toggle', line } : move(ownerOf(lines, index));
    case 'Escape':
      return line.kind === 'row' && line.open ? { kind: 'toggle', line } : { kind: 'clearSearch' };
    default:
      return undefined;
  }
}

/** The line that this one belongs under: the row that it is a part of, or its group. */
function ownerOf(lines: readonly Line[], index: number): number {
  const line = lines[index];
  if (line?.kind !== 'row') return index;
  const before = lines.slice(0, index);
  const parent = before.findLastIndex(({ id, kind }) => kind === 'row' && id === line.row.parent);
  return parent >= 0 ? parent : before.findLastIndex(({ kind }) => kind === 'group');
}
