import { isRegionName } from '../region.ts';

/** What a health check was before it was forced: what failing back restores. */
export interface SavedValues {
  readonly disabled: boolean;
  readonly inverted: boolean;
  readonly version: number;
  /** When somebody asked for the fail over, in milliseconds since the epoch. */
  readonly at: number;
  readonly poolId: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
}

/**
 * The tag of the health check that keeps them, so that a colleague can fail back from another machine. One tag for all of it: Route 53 lets a health check have ten (API reference,
 * ChangeTagsForResource), and they are written at once or not at all.
 */
export const savedValuesTag = 'cognito-replicas:before-failover';

/** A value has 256 characters at most (Route 53 API reference, Tag), of letters, digits, spaces and `_ . : / = + - @` (AWS General Reference, "Tagging"). */
export function savedValuesText({ at, disabled, inverted, poolId, primaryRegion, secondaryRegion, version }: SavedValues): string {
  return [
    `disabled=${disabled}`,
    `inverted=${inverted}`,
    `version=${version}`,
    `at=${new Date(at).toISOString()}`,
    `pool=${poolId}`,
    `primary=${primaryRegion}`,
    `secondary=${secondaryRegion}`,
  ].join(' ');
}

/** What the tags of a health check say of before. `unreadable`: somebody else has written the tag, or it was cut: nothing is guessed from it. */
export type KeptValues =
  | { readonly state: 'saved'; readonly values: SavedValues }
  | { readonly state: 'none' }
  | { readonly state: 'unreadable'; readonly text: string };

const form =
  /^disabled=(true|false) inverted=(true|false) version=([1-9]\d{0,14}) at=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) pool=([\w-]+_[0-9A-Za-z]+) primary=([\w-]+) secondary=([\w-]+)$/;

/** Reads them back, whole or not at all. */
export function keptValues(tags: Readonly<Record<string, string>>): KeptValues {
  const text = Object.hasOwn(tags, savedValuesTag) ? tags[savedValuesTag] : undefined;
  if (text === undefined) return { state: 'none' };
  const [, disabled, inverted, version, time = '', poolId = '', primaryRegion = '', secondaryRegion = ''] = form.exec(text) ?? [];
  const at = Date.parse(time);
  // A date such as the 31st of February has the form, and is another day then.
  const isDate = !Number.isNaN(at) && new Date(at).toISOString() === time;
  if (!isDate || !isRegionName(primaryRegion) || !isRegionName(secondaryRegion)) return { state: 'unreadable', text };
  return {
    state: 'saved',
    values: {
      disabled: disabled === 'true',
      inverted: inverted === 'true',
      version: Number(version),
      at,
      poolId,
      primaryRegion,
      secondaryRegion,
    },
  };
}
