import { structuredPatch } from 'diff';
import type { Json } from '../json.ts';
import { canonicalText } from '../parity/sideBySide.ts';
import type { PlannedCall } from './plan.ts';

/** How many lines that stay stand around a change. */
const context = 2;

/** What a call replaces, as the lines of a unified diff; hunks are told apart by a line of `@@`. Nothing where it changes nothing. */
export function diffText({ after, before }: NonNullable<PlannedCall['diff']>): readonly string[] {
  const lines = (value: Json): string => canonicalText(value).replaceAll(/,$/gm, '');
  const { hunks } = structuredPatch('', '', lines(before), lines(after), '', '', { context });
  return hunks.flatMap((hunk, index) => [...(index === 0 ? [] : ['@@']), ...hunk.lines.filter((line) => !line.startsWith('\\'))]);
}
