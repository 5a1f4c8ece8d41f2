import { detailRows } from '../../src/app/detailRows.ts';
import { poolRows } from '../../src/app/poolRows.ts';
import type { PoolStore } from '../../src/app/poolStore.ts';
import type { Row } from '../../src/app/row.ts';
import { english } from '../../src/domain/message.ts';

/** The tree as a person reads it: a line per row, children indented, the icon's meaning in brackets. */
export function treeText(store: PoolStore, { filter = '', expanded = false }: { filter?: string; expanded?: boolean } = {}): string {
  return poolRows(store, { filter })
    .rows.flatMap((row) => [
      rowText(row),
      ...(expanded && row.poolId !== undefined ? detailRows(store, row.poolId).map((child) => `  ${rowText(child)}`) : []),
    ])
    .join('\n');
}

function rowText({ icon, label, description }: Row): string {
  return `[${icon}] ${english(label)}  ${english(description)}`.trimEnd();
}
