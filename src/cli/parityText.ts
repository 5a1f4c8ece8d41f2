import type { ComparedPool } from '../app/parity/parityText.ts';
import { countsMessage, groupTitle, parityGroups, rowsOfGroup, verdictMessage, verdictWord } from '../app/parity/parityWords.ts';
import { english } from '../domain/message.ts';
import { differencesOf, type ParityRow } from '../domain/parity/row.ts';

/** The comparison for people: a line per group, and below it what is not the same, with what to do. */
export function parityAsLines(rows: readonly ParityRow[], { id, name, primaryRegion, secondaryRegion }: ComparedPool): string[] {
  const groups = parityGroups.map((group) => ({ group, own: rowsOfGroup(rows, group) })).filter(({ own }) => own.length > 0);
  const pool = name === id ? id : `${name} (${id})`;
  return [
    `${pool}: ${primaryRegion} → ${secondaryRegion}: ${english(countsMessage(rows))}`,
    ...groups.flatMap(({ group, own }) => [
      `${english(groupTitle(group))}: ${english(countsMessage(own))}`,
      ...differencesOf(own).flatMap((row) => linesOf(row, own)),
      ...unknownLines(own),
    ]),
  ];
}

function linesOf(row: ParityRow, group: readonly ParityRow[]): string[] {
  return [
    `  ${pathOf(row, group)}: ${english(verdictMessage(row))}: ${english(row.message)}`,
    `      ${row.primary} | ${row.secondary}`,
    ...(row.remedy ? [`      → ${english(row.remedy)}`] : []),
  ];
}

/** What could not be read, a line for each reason; none where the line of the group says it of all its rows. */
function unknownLines(group: readonly ParityRow[]): string[] {
  const byReason = new Map<string, string[]>();
  for (const row of group.filter(({ verdict }) => verdict === 'unknown')) {
    const reason = english(row.message);
    byReason.set(reason, [...(byReason.get(reason) ?? []), pathOf(row, group)]);
  }
  if (byReason.size === 1 && group.every(({ verdict }) => verdict === 'unknown')) return [];
  return [...byReason].map(([reason, paths]) => `  ${paths.join(', ')}: ${english(verdictWord('unknown'))}: ${reason}`);
}

function pathOf(row: ParityRow, group: readonly ParityRow[]): string {
  const parent = group.find(({ id }) => id === row.parent);
  return [...(parent ? [parent.setting] : []), row.setting].map(english).join(' › ');
}
