// Tags whose key begins with aws: are AWS's own. A CloudFormation stack puts three on what it makes; a caller can neither set, change nor
// remove one (CloudFormation template reference, "CloudFormation resource tagging": reserved, in upper or lower case).
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';

type Tags = Readonly<Record<string, string>>;

export const isReserved = (key: string): boolean => /^aws:/i.test(key);

const only = (tags: Tags, wanted: (key: string) => boolean): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => wanted(key)));

/** What AWS itself set: of one resource in one Region, and nothing that another resource takes over. */
export const reservedTags = (tags: Tags = {}): Tags => only(tags, isReserved);
export const ownTags = (tags: Tags = {}): Tags => only(tags, (key) => !isReserved(key));

/**
 * @param code the tag operations know InvalidParameterException only (SDK 3.1169.0); for the others it is the switch reservedTagRefusal
 * @throws Refusal for a key that is AWS's own; the sentence is the one that other services have
 */
export function requireOwnTags(keys: readonly string[], code: string): void {
  if (keys.some(isReserved)) throw new Refusal(code, 'aws: prefixed tag key names are not allowed for external use.');
}

/**
 * The tags that UpdateUserPool leaves on a pool: AWS's own stay, the rest is what was given.
 * @throws Refusal for AWS's own, also where they come back as they were read unless the switch reservedTagsSentBack says otherwise
 */
export function tagsAfterUpdate(before: Tags = {}, given: Tags = {}, { switches }: Pick<World, 'switches'>): Tags {
  const kept = reservedTags(before);
  const refused = Object.keys(given).filter((key) => switches.reservedTagsSentBack === 'refused' || kept[key] !== given[key]);
  requireOwnTags(refused, switches.reservedTagRefusal);
  return { ...kept, ...given };
}
