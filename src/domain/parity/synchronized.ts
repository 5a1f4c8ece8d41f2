import type { Fact } from '../fact.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject, withoutMembers } from '../json.ts';
import { type Message, message } from '../message.ts';
import { isSame } from './normalise.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  differentRow,
  idPart,
  mapPair,
  namesOf,
  type Pair,
  readBoth,
  type RowSubject,
  sameRow,
  shownFacts,
  unknownRow,
} from './rows.ts';
import { nothing, notReadable, shown, shownText, something } from './shownText.ts';
import type { NamedSettings } from './snapshot.ts';
import { canonicalPair, membersThatDiffer } from './valueRow.ts';

/**
 * A setting that Cognito synchronizes from the primary: in step, or behind. Nothing that a person does in the secondary Region changes it, so a
 * difference is the time that replication takes. Facts: section 3, "Regional". Nothing in both is no row.
 */
export function inStepRow(
  subject: RowSubject,
  values: Pair<Json | undefined>,
  comparison: Comparison,
  ignored?: ReadonlySet<string>,
): readonly ParityRow[] {
  const both = canonicalPair(values, comparison, ignored);
  if (isSame(both.primary, undefined) && isSame(both.secondary, undefined)) return [];
  const texts = shownPair(values, both, ignored);
  const data = { primary: both.primary ?? null, secondary: both.secondary ?? null };
  if (isSame(both.primary, both.secondary) || isSame(values.primary, values.secondary))
    return [sameRow(subject, texts, message('in step'), data)];
  return [differentRow(subject, texts, { verdict: 'behind', severity: 'info', why: whyBehind(both), remedy: waiting(), data })];
}

function whyBehind(both: Pair<Json | undefined>): Message {
  if (isSame(both.secondary, undefined)) return message('not in the replica yet');
  if (isSame(both.primary, undefined)) return message('still in the replica, no longer in the primary Region');
  const members = membersThatDiffer(both.primary, both.secondary);
  return members === ''
    ? message('the replica does not have the latest yet')
    : message('the replica does not have the latest yet: {members}', { members });
}

function waiting(): Message {
  return message('Cognito synchronizes it from the primary Region: wait, there is nothing to copy.');
}

/** As the Regions have it, without what is not compared. */
function shownPair(values: Pair<Json | undefined>, both: Pair<Json | undefined>, ignored?: ReadonlySet<string>): Pair<string> {
  const { primary, secondary } = mapPair(values, (value) => shown(withoutIgnored(value, ignored)));
  return {
    primary: isSame(both.primary, undefined) ? nothing : primary,
    secondary: isSame(both.secondary, undefined) ? nothing : secondary,
  };
}

function withoutIgnored(value: Json | undefined, ignored: ReadonlySet<string> = new Set()): Json | undefined {
  return isJsonObject(value) ? withoutMembers(value, ...ignored) : value;
}

/** What a Region notes about its own copy. */
const ofTheCopy: ReadonlySet<string> = new Set(['CreationDate', 'LastModifiedDate', 'UserPoolId', 'ManagedLoginBrandingId', 'TermsId']);

export interface NamedList {
  /** Of the rows: `appClients/web`. */
  readonly id: string;
  readonly group: ParityRow['group'];
  /** All of them, for the row that says that the list could not be read. */
  readonly setting: Message;
  /** One of them. */
  readonly one: (name: string) => Message;
}

/** Things of a pool that are synchronized, by name: app clients, groups and the like. */
export function namedListRows({ one, ...list }: NamedList, facts: Pair<Fact<NamedSettings>>, comparison: Comparison): readonly ParityRow[] {
  const { read, why } = readBoth(facts);
  if (why) return [unknownRow(list, shownFacts(facts, count), why)];
  const { primary, secondary } = read;
  const rows = namesOf(mapPair(read, (side) => side?.items)).flatMap((name) => {
    const subject: RowSubject = { id: `${list.id}/${idPart(name)}`, group: list.group, setting: one(shownText(name)) };
    const items = mapPair(read, (side) => side?.items.get(name));
    // What one Region lists may be among what was not read of the other one.
    const isUnread = (!items.primary && primary?.more === true) || (!items.secondary && secondary?.more === true);
    if (isUnread) return [unknownRow(subject, unreadPair(items), message('there are more than were read'))];
    return inStepRow(subject, mapPair(items, withoutSecrets), comparison, ofTheCopy);
  });
  const isCut = primary?.more === true || secondary?.more === true;
  return isCut ? [...rows, unknownRow(list, shownFacts(facts, count), message('there are more than were read'))] : rows;
}

function count({ items, more }: NamedSettings): string {
  return more ? `${String(items.size)}+` : String(items.size);
}

function unreadPair(items: Pair<JsonObject | undefined>): Pair<string> {
  return mapPair(items, (item) => (item ? shown(withoutSecrets(item)) : notReadable));
}

/** Whoever reads them leaves secrets out; this is the second lock. */
const secrets: ReadonlySet<string> = new Set(['ClientSecret', 'client_secret', 'private_key']);

function withoutSecrets(item: JsonObject | undefined): JsonObject | undefined {
  return item && (withoutSecretsIn(item) as JsonObject);
}

function withoutSecretsIn(value: Json): Json {
  if (isJsonList(value)) return value.map(withoutSecretsIn);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([name]) => !secrets.has(name));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutSecretsIn(member)]));
}

/** The row of a part that is not readable as a whole. */
export function unreadRow(subject: RowSubject, facts: Pair<Fact<unknown>>, why: Message): ParityRow {
  return unknownRow(
    subject,
    shownFacts(facts, () => something),
    why,
  );
}
