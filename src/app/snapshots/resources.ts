import { type Fact, factOf, known, mapFact, unknown, valueOf } from '../../domain/fact.ts';
import { type Result, success } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { NamedSettings } from '../../domain/parity/snapshot.ts';
import type { ListedThings, SettingsList } from '../../domain/ports.ts';
import { allKnown } from './asking.ts';
import type { RegionReading } from './regionParts.ts';

/** How many things of a list are described: each is a call, and a pool may have a thousand app clients. */
const describedAtMost = 25;

// Each list by itself, and what it names as soon as it is there.

export async function readAppClients({ appClientList, ask, poolId, reader, region }: RegionReading): Promise<Fact<NamedSettings>> {
  const list = await appClientList();
  return named(await describeEach(list, (id) => ask((signal) => reader.appClient(region, poolId, id, signal))));
}

export async function readBranding({ appClientList, ask, poolId, reader, region }: RegionReading): Promise<Fact<NamedSettings>> {
  const list = await appClientList();
  return named(await describeEach(list, (id) => ask((signal) => reader.branding(region, poolId, id, signal))));
}

export async function readIdentityProviders({ ask, poolId, reader, region }: RegionReading): Promise<Fact<NamedSettings>> {
  const list = await ask((signal) => reader.listIdentityProviders(region, poolId, signal));
  return named(await describeEach(list, (name) => ask((signal) => reader.identityProvider(region, poolId, name, signal))));
}

export async function readGroups({ ask, poolId, reader, region }: RegionReading): Promise<Fact<NamedSettings>> {
  return named(listed(await ask((signal) => reader.groups(region, poolId, signal)), 'GroupName'));
}

export async function readResourceServers({ ask, poolId, reader, region }: RegionReading): Promise<Fact<NamedSettings>> {
  return named(listed(await ask((signal) => reader.resourceServers(region, poolId, signal)), 'Identifier'));
}

/** Each app client may have documents of the same names, so that its name belongs to theirs. */
export async function readTerms({ appClientList, ask, poolId, reader, region }: RegionReading): Promise<Fact<NamedSettings>> {
  const [terms, clients] = await Promise.all([
    ask((signal) => reader.listTerms(region, poolId, signal)).then((list) =>
      describeEach(list, (id) => ask((signal) => reader.terms(region, poolId, id, signal))),
    ),
    appClientList(),
  ]);
  const clientNames = new Map((clients.ok ? clients.value.items : []).map(({ id, name }) => [id, name]));
  const clientOf = (item: JsonObject): string => clientNames.get(text(item, 'ClientId')) ?? text(item, 'ClientId');
  return named(terms, ({ item, name }) => `${name} · ${clientOf(item)}`);
}

/** A thing with its settings. */
interface Described {
  readonly id: string;
  readonly name: string;
  readonly item: JsonObject;
}

interface DescribedList {
  readonly items: readonly Described[];
  readonly more: boolean;
}

/**
 * The settings of what a list names. The same ones in both Regions, whatever the order of their lists: ids are the same there. What is gone meanwhile is left out; what
 * cannot be read makes all of them unknown, because what is there could not be told from what is missing.
 */
async function describeEach(
  list: Result<ListedThings>,
  describe: (id: string) => Promise<Result<JsonObject | undefined>>,
): Promise<Fact<DescribedList>> {
  if (!list.ok) return unknown(list.failure);
  const things = [...list.value.items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const results = await Promise.all(
    things.slice(0, describedAtMost).map(async ({ id, name }) => {
      const result = await describe(id);
      return result.ok ? success(result.value === undefined ? [] : [{ id, name, item: result.value }]) : result;
    }),
  );
  return mapFact(allKnown(results), (items) => ({ items: items.flat(), more: list.value.more || things.length > describedAtMost }));
}

function listed(list: Result<SettingsList>, idMember: string): Fact<DescribedList> {
  return mapFact(factOf(list), ({ items, more }) => ({
    more,
    items: items.map((item) => ({ id: text(item, idMember), name: text(item, idMember), item })),
  }));
}

/** By name. Two things of one name are told apart by their ids. */
function named(fact: Fact<DescribedList>, nameOf = ({ name }: Described): string => name): Fact<NamedSettings> {
  const list = valueOf(fact);
  if (!list) return fact.state === 'known' ? known({ items: new Map(), more: false }) : fact;
  const names = list.items.map(nameOf);
  const items = list.items.map((thing, index) => {
    const name = names[index] ?? thing.id;
    const isShared = names.indexOf(name) !== names.lastIndexOf(name);
    return [isShared ? `${name} (${thing.id})` : name, thing.item] as const;
  });
  return known({ items: new Map(items), more: list.more });
}

function text(item: JsonObject, member: string): string {
  const value = item[member];
  return typeof value === 'string' ? value : '';
}
