import { parseArn } from '../arn.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';

/** Where a value was read: what of it belongs to the Region and not to the setting. */
export interface Place {
  readonly region: string;
}

/**
 * Lists whose order decides: layers are merged one over the other, the first matching filter of WAF logging wins, and the settings of managed login
 * are a document of their own. All other lists of these services are sets, which come back in any order.
 */
const orderedLists: ReadonlySet<string> = new Set(['Layers', 'Filters', 'Settings']);

/** The name of the Region itself, and not the start of a longer name (`us-east-1` in `us-east-10`). */
export function nameOfRegion(region: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${region.replaceAll(/[^\w-]/g, '')}(?![A-Za-z0-9])`, 'g');
}

/** A text without the name of the Region it was read in. The name of the other Region stays: it says that one Region depends on the other. */
export function withoutRegion(text: string, { region }: Place): string {
  return text.startsWith('arn:') ? withoutPlace(text, { region }) : text.replaceAll(nameOfRegion(region), '{Region}');
}

/**
 * An ARN as both Regions would have it: without its Region, where that is the Region it was read in, and without its account, since what AWS publishes
 * (layers) has an account of its own in each Region.
 */
function withoutPlace(text: string, place: Place): string {
  const arn = parseArn(text);
  if (!arn) return text.replaceAll(nameOfRegion(place.region), '{Region}');
  const region = arn.region === place.region ? '{Region}' : arn.region;
  const resource = withoutIds(arn.service, arn.resource).replaceAll(nameOfRegion(place.region), '{Region}');
  return `arn:${arn.partition}:${arn.service}:${region}:${arn.account && '{account}'}:${resource}`;
}

/** What a Region has made up for the resource and nobody chose: the id behind a name in WAF, the count of a function's versions. */
function withoutIds(service: string, resource: string): string {
  switch (service) {
    case 'wafv2':
      return withoutGeneratedEnd(resource.replace(/^((?:regional|global)\/[^/]+\/[^/]+)\/[^/]+$/, '$1'));
    case 'lambda':
      return resource.startsWith('function:') ? withoutGeneratedEnd(resource.replace(/:\d+$/, '')) : resource;
    default:
      return resource;
  }
}

/** A name without the end that CloudFormation adds to one that nobody chose (`stack-Claims-1AB2CD3EF4GH`): twelve or thirteen letters and digits, another one in each Region. */
export function withoutGeneratedEnd(name: string): string {
  return name.replace(/-(?=[A-Za-z]*\d)(?=[a-z0-9]*[A-Z])[0-9A-Za-z]{12,13}$/, '');
}

/** Whether two names differ in nothing that a person chose. */
export function isSameName(primary: string, from: Place, secondary: string, to: Place): boolean {
  if (primary === secondary) return true;
  return withoutGeneratedEnd(withoutRegion(primary, from)) === withoutGeneratedEnd(withoutRegion(secondary, to));
}

/**
 * Data as both Regions would have it if they were alike: no names of the own Region, no account in ARNs, members and lists in one order, and without the
 * members in `ignored`.
 */
export function canonical(value: Json, place: Place, ignored: ReadonlySet<string> = new Set()): Json {
  const walk = (one: Json, ordered: boolean, left: ReadonlySet<string>): Json => {
    if (typeof one === 'string') return withoutRegion(one, place);
    if (isJsonList(one)) {
      const items = one.map((item) => walk(item, ordered, metricNames));
      return ordered
        ? items
        : items
            .map((item) => [JSON.stringify(item), item] as const)
            .sort(byText)
            .map(([, item]) => item);
    }
    if (!isJsonObject(one)) return one;
    const members = Object.entries(one).filter(([name]) => !left.has(name) && !metricNames.has(name));
    return Object.fromEntries(
      members.sort(byText).map(([name, member]) => [name, walk(member, ordered || orderedLists.has(name), metricNames)]),
    );
  };
  return walk(value, false, ignored);
}

/** What rules of WAF are called in CloudWatch. */
const metricNames: ReadonlySet<string> = new Set(['VisibilityConfig']);

/** By the name of an entry. */
function byText([a]: readonly [string, Json], [b]: readonly [string, Json]): number {
  return a < b ? -1 : Number(a > b);
}

/** Whether two canonical values are the same. A service that has nothing of a kind says so by an empty object or list, or not at all. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(somethingOf(a)) === JSON.stringify(somethingOf(b));
}

function somethingOf(value: Json | undefined): Json {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' && Object.keys(value).length === 0 ? null : value;
}

/** A member that may be an object; undefined for anything else. */
export function objectIn(object: JsonObject | undefined, name: string): JsonObject | undefined {
  const value = object?.[name];
  return isJsonObject(value) ? value : undefined;
}

/** A member that may be a text; undefined for anything else, and for an empty text. */
export function textIn(object: JsonObject | undefined, name: string): string | undefined {
  const value = object?.[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
