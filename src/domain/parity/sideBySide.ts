import { diffLines, diffWordsWithSpace } from 'diff';
import { type Json, sortedJson } from '../json.ts';

/** A piece of a line, and whether the other Region's line has something else there. */
export interface DiffPiece {
  readonly text: string;
  readonly changed: boolean;
}

/** One line of both Regions beside each other. A side that has no such line is left out. */
export interface DiffLine {
  readonly kind: 'same' | 'changed' | 'left out';
  readonly primary?: readonly DiffPiece[];
  readonly secondary?: readonly DiffPiece[];
  /** How many lines that are the same in both Regions stand here, for `left out`. */
  readonly count?: number;
}

/** How many lines that are the same stand around a change. */
const context = 2;
/** jsdiff gives up after this many milliseconds: a web ACL may have thousands of lines (npm diff, README: options timeout). */
const patience = 200;

/** Canonical text of a side: members in the order of their names, so that order alone is no difference. Empty for null, which is how a side says that it has nothing. */
export function canonicalText(value: Json): string {
  return value === null ? '' : `${JSON.stringify(sortedJson(value), null, 2)}\n`;
}

/** Two sides as lines beside each other. What is the same far from any change is left out and counted. */
export function sideBySide(primary: Json, secondary: Json): readonly DiffLine[] {
  const [before, after] = [readableText(primary), readableText(secondary)];
  const changes = diffLines(before, after, { timeout: patience }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  changes.forEach((change, index) => {
    const own = linesOf(change.value);
    if (change.added) {
      // Told with the removed lines before it, where there are any.
      if (changes[index - 1]?.removed !== true) lines.push(...paired([], own));
    } else if (change.removed) {
      const next = changes[index + 1];
      lines.push(...paired(own, next?.added === true ? linesOf(next.value) : []));
    } else {
      lines.push(...own.map((text): DiffLine => ({ kind: 'same', primary: [unchanged(text)], secondary: [unchanged(text)] })));
    }
  });
  return shortened(lines);
}

/** Without the commas between members: a line after which another one comes is no different for it. */
function readableText(value: Json): string {
  return canonicalText(value).replaceAll(/,$/gm, '');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function unchanged(text: string): DiffPiece {
  return { text, changed: false };
}

/** Removed and added lines of one place, the first with the first. */
function paired(removed: readonly string[], added: readonly string[]): DiffLine[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index): DiffLine => {
    const [primary, secondary] = [removed[index], added[index]];
    if (primary === undefined) return { kind: 'changed', secondary: [{ text: secondary ?? '', changed: true }] };
    if (secondary === undefined) return { kind: 'changed', primary: [{ text: primary, changed: true }] };
    return { kind: 'changed', ...byWords(primary, secondary) };
  });
}

function byWords(before: string, after: string): Required<Pick<DiffLine, 'primary' | 'secondary'>> {
  const words = diffWordsWithSpace(before, after);
  const side = (own: 'added' | 'removed'): DiffPiece[] =>
    words.filter((word) => word[own] || (!word.added && !word.removed)).map((word) => ({ text: word.value, changed: word[own] }));
  return { primary: side('removed'), secondary: side('added') };
}

function shortened(lines: readonly DiffLine[]): DiffLine[] {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind === 'changed');
  const kept: DiffLine[] = [];
  let far: DiffLine[] = [];
  const endOfFar = (): void => {
    // A line that counts one or two lines takes the place of those lines.
    kept.push(...(far.length > 2 ? [{ kind: 'left out', count: far.length } as const] : far));
    far = [];
  };
  lines.forEach((line, index) => {
    if (!isNear(index)) {
      far.push(line);
      return;
    }
    endOfFar();
    kept.push(line);
  });
  endOfFar();
  return kept;
}
