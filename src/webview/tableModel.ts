import type { PanelGroup, PanelRow, PanelSnapshot, ViewState } from './protocol.ts';

export interface GroupLine {
  readonly kind: 'group';
  readonly id: string;
  readonly group: PanelGroup;
  readonly open: boolean;
}

export interface RowLine {
  readonly kind: 'row';
  readonly id: string;
  readonly row: PanelRow;
  /** 0; 1 for a part of another row, 2 for a part of a part. */
  readonly depth: number;
  /** Its details are shown. */
  readonly open: boolean;
}

export type Line = GroupLine | RowLine;

export interface Table {
  readonly lines: readonly Line[];
  /** How many rows the search and the switch leave, in closed groups too. */
  readonly shown: number;
  readonly all: number;
  /** Rows that the search finds among what is the same and hidden. */
  readonly hiddenMatches: number;
  readonly differencesOnly: boolean;
}

export const initialView: ViewState = { search: '', groups: {}, openRows: [] };

/** The lines of the table as somebody looks at it: a function of the snapshot and of how it is looked at, of nothing else. */
export function tableOf({ groups }: Pick<PanelSnapshot, 'groups'>, view: ViewState): Table {
  const rows = groups.flatMap((group) => group.rows);
  const differencesOnly = view.differencesOnly ?? rows.some(hasDifference);
  const words = wordsOf(view.search);
  const lines: Line[] = [];
  let [shown, hiddenMatches] = [0, 0];
  for (const group of groups) {
    const found = rowsFound(group, words);
    const wanted = differencesOnly ? withParents(group, found.filter(isTold)) : found;
    shown += wanted.length;
    hiddenMatches += found.length - wanted.length;
    if (words.length > 0 && wanted.length === 0) continue;
    const byHand = words.length > 0 ? undefined : view.groups[group.id];
    const open = byHand ?? (words.length > 0 || wanted.some(hasDifference));
    lines.push({ kind: 'group', id: `group:${group.id}`, group, open });
    // A group that somebody opens shows something, even where all of it is the same.
    const visible = wanted.length === 0 && byHand === true ? found : wanted;
    if (open) lines.push(...visible.map((row) => lineOf(row, group, view)));
  }
  return { lines, shown, all: rows.length, hiddenMatches, differencesOnly };
}

/** What differs between the Regions; unknown is no difference. */
export function hasDifference({ verdict }: PanelRow): boolean {
  return verdict === 'different' || verdict === 'missing' || verdict === 'behind';
}

/** What the switch "differences only" leaves: what could not be compared might differ. */
function isTold({ verdict }: PanelRow): boolean {
  return verdict !== 'same';
}

function lineOf(row: PanelRow, group: PanelGroup, view: ViewState): RowLine {
  return { kind: 'row', id: row.id, row, depth: Math.min(ownersOf(row, group).length, 2), open: view.openRows.includes(row.id) };
}

/** The rows that this one is a part of, the nearest first. */
function ownersOf({ id, parent }: PanelRow, group: PanelGroup, seen: readonly string[] = []): readonly PanelRow[] {
  const owner = seen.includes(id) ? undefined : group.rows.find((row) => row.id === parent);
  return owner ? [owner, ...ownersOf(owner, group, [...seen, id])] : [];
}

/** Rows that have every word somewhere, with their parts, under the rows that they are parts of. */
function rowsFound(group: PanelGroup, words: readonly string[]): readonly PanelRow[] {
  if (words.length === 0) return group.rows;
  const matches = new Set(group.rows.filter((row) => hasWords(row, group, words)).map(({ id }) => id));
  return withParents(
    group,
    group.rows.filter((row) => [row, ...ownersOf(row, group)].some(({ id }) => matches.has(id))),
  );
}

function withParents(group: PanelGroup, rows: readonly PanelRow[]): readonly PanelRow[] {
  const wanted = new Set(rows.flatMap((row) => [row, ...ownersOf(row, group)].map(({ id }) => id)));
  return group.rows.filter(({ id }) => wanted.has(id));
}

function hasWords(row: PanelRow, group: PanelGroup, words: readonly string[]): boolean {
  const owners = ownersOf(row, group).map(({ setting }) => setting);
  const said = [group.title, ...owners, row.setting, row.primary, row.secondary, row.verdictText, row.message, row.remedy, row.rule];
  const text = said.join('\n').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

function wordsOf(search: string): readonly string[] {
  return search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
}

/** A text that fits: the middle is left out, of an ARN first what both Regions have in common anyway. */
export function shortened(text: string, longest = 72): string {
  const arn = /^arn:[^:\s]*:[^:\s]*:([^:\s]*):[^:\s]*:(\S+)$/.exec(text);
  const [, region = '', resource = ''] = arn ?? [];
  const short = arn ? ['arn', ...(region === '' ? ['…'] : ['…', region]), resource].join(':') : text;
  const characters = Array.from(short);
  if (characters.length <= longest) return short;
  const end = Math.ceil((longest - 1) * 0.6);
  return `${characters.slice(0, longest - 1 - end).join('')}…${characters.slice(-end).join('')}`;
}

/** Fills the places of a sentence. */
export function filled(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Characters that could hide or reorder what stands around them, shown by their number: a name must not be able to pose as another one. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, (character) =>
    character === '\n' || character === '\t' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`,
  );
}
