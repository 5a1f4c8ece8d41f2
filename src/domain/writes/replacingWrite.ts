import { isJsonObject, type Json, type JsonObject, sortedJson } from '../json.ts';

/**
 * An operation that replaces something as a whole: what a request leaves out is reset. Every request is made of what was read, so that it carries all of it as it is, and what is read
 * afterwards proves that only the changes have come (design, section 4.3).
 */
export interface ReplacingWrite<Member extends string = string> {
  /** The members of what is read that the operation takes. */
  readonly members: readonly Member[];
  /** What changes by itself, or with every write. */
  readonly volatile?: readonly string[];
  /** Members without a default: taken away, they are not there any more. What else is taken away has the default of the service then, whatever that is. */
  readonly withoutDefault?: readonly Member[];
  /** The same settings without what the operation refuses. */
  readonly accepted?: (settings: JsonObject) => JsonObject;
  /** What a member says, so that two of them can be compared; undefined where it says nothing. */
  readonly meaning?: (name: string, value: Json) => Json | undefined;
}

/** What is to be different; undefined takes a member away. */
export type Changes<Member extends string = string> = Readonly<Partial<Record<Member, Json | undefined>>>;

/** What a write is about to replace: the request that would change nothing, and the one that is sent. */
interface Diff {
  readonly before: Json;
  readonly after: Json;
}

export interface WriteProof<Member extends string = string> {
  /** Members that were asked for and are not as asked: the service has ignored them, as it has been seen to do with keys on older pools. */
  readonly ignored: readonly Member[];
  /** Members that nobody asked for and that have moved. */
  readonly moved: readonly string[];
}

/** The settings of a request: all that was read, with the changes. */
export function replacingSettings<Member extends string>(
  { accepted = (settings) => settings, members }: ReplacingWrite<Member>,
  read: JsonObject,
  changes: Changes<Member>,
): JsonObject {
  const merged = members.flatMap((member): [string, Json][] => {
    const value = member in changes ? changes[member] : read[member];
    return value === undefined ? [] : [[member, value]];
  });
  return accepted(Object.fromEntries(merged));
}

/** The changes that a request asks for, from the request that would change nothing. */
export function changesIn<Member extends string>(write: ReplacingWrite<Member>, diff: Diff | undefined): Changes<Member> {
  const [before, after] = [objectOf(diff?.before), objectOf(diff?.after)];
  const changed = write.members.filter((member) => !isSame(write, member, before[member], after[member]));
  return Object.fromEntries(changed.map((member) => [member, after[member]])) as Changes<Member>;
}

/** Whether a request that was made of what was read before still carries what is there now. */
export function isUpToDate(write: ReplacingWrite, read: JsonObject, { before }: Diff): boolean {
  const [then, now] = [objectOf(before), replacingSettings(write, read, {})];
  return write.members.every((member) => isSame(write, member, then[member], now[member]));
}

/** What a write has done, from what was read before and after it. Nothing ignored and nothing moved is a proof. */
export function proveWrite<Member extends string>(
  write: ReplacingWrite<Member>,
  before: JsonObject,
  after: JsonObject,
  changes: Changes<Member>,
): WriteProof<Member> {
  const { members, volatile = [], withoutDefault = [] } = write;
  const asked = members.filter((member) => member in changes);
  const ignored = asked.filter((member) => {
    const wanted = changes[member];
    return (wanted !== undefined || withoutDefault.includes(member)) && !isSame(write, member, wanted, after[member]);
  });
  const left = new Set<string>([...volatile, ...asked]);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const moved = [...names].filter((name) => !left.has(name) && !isSame(write, name, before[name], after[name]));
  return { ignored, moved };
}

function objectOf(request: Json | undefined): JsonObject {
  return isJsonObject(request) ? request : {};
}

/** Whatever the order of members in the two. */
function isSame({ meaning }: ReplacingWrite, name: string, a: Json | undefined, b: Json | undefined): boolean {
  const text = (value: Json | undefined): string => {
    const meant = value !== undefined && meaning ? meaning(name, value) : value;
    return meant === undefined ? '' : JSON.stringify(sortedJson(meant));
  };
  return text(a) === text(b);
}
