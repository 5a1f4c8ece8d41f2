// What a scenario tells once for several Regions: alike in all of them but for what `differs` says of one. ARNs are written with {region} and
// {account}, so that one text is right everywhere; one that names a Region itself points there from everywhere.
import { regions } from './regions.ts';
import { dictionary, list, oneOf, required, structure, text, type Members, type Text } from './shape.ts';

export const region = { ...oneOf(...regions), noun: 'a Region' };
export const name = text({ min: 1, max: 128 });

/** A thing with a name that is in each of `regions`. None of `members` may be required: a Region says only what differs. */
export const inRegions = <M extends Members>(members: M, itemName: Text = name) =>
  structure({
    name: required(itemName),
    regions: required(list(region)),
    ...members,
    differs: dictionary(structure(members), region),
  });

interface Regional {
  readonly name: string;
  readonly regions: readonly string[];
  readonly differs?: Readonly<Record<string, object>>;
}
type Item<T> = Omit<T, 'regions' | 'differs'>;

/** One thing of a scenario as it is in each of its Regions. */
export function copiesOf<T extends Regional>({
  regions: places,
  differs = {},
  ...item
}: T): { readonly region: string; readonly item: Item<T> }[] {
  return places.map((place) => ({ region: place, item: { ...item, ...differs[place] } }));
}

/** Where a thing of a scenario is. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/** A text with its {region} and {account} filled in. */
export const filled = (content: string, { region: place, account }: Place): string =>
  content.replaceAll('{region}', place).replaceAll('{account}', account);

/** Every text of a value, filled in. */
export function filledIn<T>(value: T, place: Place): T {
  if (typeof value === 'string') return filled(value, place) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => filledIn(item, place)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn<unknown>(item, place)])) as T;
}
