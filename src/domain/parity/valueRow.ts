import type { Severity } from '../finding.ts';
import type { Json } from '../json.ts';
import { type Message, message } from '../message.ts';
import { differingMembers } from './differingMembers.ts';
import { canonical, isSame } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, type RowSubject, sameRow } from './rows.ts';
import { shown, shownText } from './shownText.ts';

export interface ValueOptions {
  readonly severity: Severity;
  /** What the secondary Region lacks, where it has nothing. */
  readonly missing?: Message;
  readonly why?: Message;
  /** What stands in each Region, where that is not the values themselves. */
  readonly texts?: Pair<string>;
  /** Members that are not compared. */
  readonly ignored?: ReadonlySet<string>;
}

/** A value of a regional setting in both Regions: the same, missing in the secondary, or different. Nothing in both is no row. */
export function valueRow(
  subject: RowSubject,
  values: Pair<Json | undefined>,
  comparison: Comparison,
  { ignored, missing, severity, texts = mapPair(values, shown), why }: ValueOptions,
): readonly ParityRow[] {
  if (values.primary === undefined && values.secondary === undefined) return [];
  const data = canonicalPair(values, comparison, ignored);
  const known = { primary: data.primary ?? null, secondary: data.secondary ?? null };
  // The same text in both is the same, though it names one of the Regions: a tag or a message may.
  if (isSame(data.primary, data.secondary) || isSame(values.primary, values.secondary)) return [sameRow(subject, texts, undefined, known)];
  if (values.secondary === undefined) {
    const { region } = comparison.sides.secondary;
    const lacks = missing ?? message('nothing in {region}', { region });
    return [differentRow(subject, texts, { verdict: 'missing', severity, why: lacks, data: known })];
  }
  return [differentRow(subject, texts, { severity, why: why ?? whatDiffers(data, comparison), data: known })];
}

/** Both values as they would be alike; undefined stays. */
export function canonicalPair(
  { primary, secondary }: Pair<Json | undefined>,
  { sides }: Comparison,
  ignored?: ReadonlySet<string>,
): Pair<Json | undefined> {
  return {
    primary: primary === undefined ? undefined : canonical(primary, sides.primary, ignored),
    secondary: secondary === undefined ? undefined : canonical(secondary, sides.secondary, ignored),
  };
}

/** The sentence that names the members in which two canonical values differ. */
function whatDiffers({ primary, secondary }: Pair<Json | undefined>, { sides }: Comparison): Message {
  if (primary === undefined) return message('only in {region}', { region: sides.secondary.region });
  const members = membersThatDiffer(primary, secondary);
  return members === '' ? message('another value') : message('differs in {members}', { members });
}

const mostMembers = 3;

export function membersThatDiffer(primary: Json | undefined, secondary: Json | undefined): string {
  const paths = differingMembers(primary, secondary).flatMap(({ path }) => (path === '' ? [] : [path]));
  const more = paths.length - mostMembers;
  return shownText(`${paths.slice(0, mostMembers).join(', ')}${more > 0 ? ` +${more}` : ''}`);
}
