import type { Json, JsonObject } from '../../domain/json.ts';
import { english, type Message, message } from '../../domain/message.ts';
import type { ParityRow } from '../../domain/parity/row.ts';
import { canonicalText } from '../../domain/parity/sideBySide.ts';
import { aboutPool } from '../documents/aboutPool.ts';
import { countsMessage, groupTitle, parityGroups, rowsOfGroup, verdictMessage } from './parityWords.ts';

/** Which pool was compared, and when. */
export interface ComparedPool {
  readonly id: string;
  readonly name: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  /** In milliseconds since the epoch. */
  readonly readAt: number;
}

export type Side = 'primary' | 'secondary';

/** What one Region has of one row, as canonical JSON. */
export function rowText(row: ParityRow, side: Side): string {
  return canonicalText(valueOf(row, side));
}

/** Null where the Region has nothing. */
function valueOf({ data, ...shown }: ParityRow, side: Side): Json {
  if (data) return data[side];
  return shown[side] === '–' ? null : shown[side];
}

/** What one Region has of the whole pool, as canonical JSON: a member for every setting, under its group and under what it is a part of. */
export function poolText(rows: readonly ParityRow[], side: Side): string {
  const groups = parityGroups.map((group): [string, JsonObject] => [
    group,
    Object.fromEntries(rowsOfGroup(rows, group).map((row): [string, Json] => [row.id.replace(`${group}/`, ''), valueOf(row, side)])),
  ]);
  return canonicalText(Object.fromEntries(groups.filter(([, members]) => Object.keys(members).length > 0)));
}

/** One row, to paste into a message or a ticket. */
export function rowAsText(
  rows: readonly ParityRow[],
  row: ParityRow,
  { primaryRegion, secondaryRegion }: ComparedPool,
  render: (message: Message) => string,
): string {
  const parent = rows.find(({ id }) => id === row.parent);
  const path = [groupTitle(row.group), ...(parent ? [parent.setting] : []), row.setting].map(render).join(' › ');
  return [
    `${path}: ${render(verdictMessage(row))}`,
    `${primaryRegion}: ${row.primary}`,
    `${secondaryRegion}: ${row.secondary}`,
    render(row.message),
    ...(row.remedy ? [render(row.remedy)] : []),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The comparison as JSON, in the form of `cognito-replicas parity`. Its sentences are English, like those of the command line. */
export function parityAsJson(rows: readonly ParityRow[], { id, primaryRegion, secondaryRegion }: ComparedPool): string {
  const inOrder = parityGroups.flatMap((group) => rowsOfGroup(rows, group));
  const written = inOrder.map(({ group, message: said, primary, secondary, setting, verdict }) => ({
    setting: english(setting),
    group,
    verdict,
    primary,
    secondary,
    message: english(said),
  }));
  return `${JSON.stringify({ pool: id, primaryRegion, secondaryRegion, rows: written }, null, 2)}\n`;
}

/** The comparison as Markdown, to read and to send. */
export function parityAsMarkdown(rows: readonly ParityRow[], pool: ComparedPool, render: (message: Message) => string): string {
  const said = (text: Message): string => markdownText(render(text));
  const { primaryRegion, secondaryRegion } = pool;
  const heading = message('{name}: {primaryRegion} and {secondaryRegion} compared', { name: pool.name, primaryRegion, secondaryRegion });
  const cells = (...texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  const lines = parityGroups.flatMap((group) => {
    const own = rowsOfGroup(rows, group);
    if (own.length === 0) return [];
    return [
      `## ${said(message('{group}: {counts}', { group: groupTitle(group), counts: countsMessage(own) }))}`,
      '',
      cells(said(message('Setting')), primaryRegion, secondaryRegion, said(message('Verdict')), said(message('Why'))),
      cells('---', '---', '---', '---', '---'),
      ...own.map((row) =>
        cells(
          `${row.parent === undefined ? '' : '– '}${said(row.setting)}`,
          markdownText(row.primary),
          markdownText(row.secondary),
          said(verdictMessage(row)),
          [said(row.message), ...(row.remedy ? [said(row.remedy)] : [])].filter(Boolean).join(' '),
        ),
      ),
      '',
    ];
  });
  const about = aboutPool({ id: pool.id, primaryRegion, secondaryRegion, readAt: pool.readAt });
  return [`# ${said(heading)}`, '', said(about), '', `**${said(countsMessage(rows))}**`, '', ...lines].join('\n');
}

/** Text without meaning as Markdown, in one line: names and texts of services are data. */
function markdownText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_~[\]<>!|#&$]/g, (character) => `\\${character}`);
}
