import { type Fact, factOf, known, mapFact, unknown, valueOf } from '../../domain/fact.ts';
import { type Result, success } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { NamedSettings, RegionSnapshot } from '../../domain/parity/snapshot.ts';
import type { ListedThings, SettingsList } from '../../domain/ports.ts';
import { allKnown, type Asking } from './asking.ts';

type Resources = Pick<RegionSnapshot, 'appClients' | 'branding' | 'identityProviders' | 'groups' | 'resourceServers' | 'terms'>;

/** How many things of a list are described: each is a call, and a pool may have a thousand app clients. */
const describedAtMost = 25;

/** Reads what a pool is made of. Each list by itself, and what it names as soon as it is there. */
export async function readResources(asking: Asking): Promise<Resources> {
  const { ask, poolId, reader, region } = asking;
  const appClients = ask((signal) => reader.listAppClients(region, poolId, signal));
  const described = (list: Result<ListedThings>, read: (id: string, signal: AbortSignal) => Promise<Result<JsonObject | undefined>>) =>
    describeEach(list, (id) => ask((signal) => read(id, signal)));
  const [clients, branding, providers, groups, servers, terms, list] = await Promise.all([
    appClients.then((each) => described(each, (id, signal) => reader.appClient(region, poolId, id, signal))),
    appClients.then((each) => described(each, (id, signal) => reader.branding(region, poolId, id, signal))),
    ask((signal) => reader.listIdentityProviders(region, poolId, signal)).then((each) =>
      described(each, (name, signal) => reader.identityProvider(region, poolId, name, signal)),
    ),
    ask((signal) => reader.groups(region, poolId, signal)),
    ask((signal) => reader.resourceServers(region, poolId, signal)),
    ask((signal) => reader.listTerms(region, poolId, signal)).then((each) =>
      described(each, (id, signal) => reader.terms(region, poolId, id, signal)),
    ),
    appClients,
  ]);
  const clientNames = new Map((list.ok ? list.value.items : []).map(({ id, name }) => [id, name]));
  const clientOf = (item: JsonObject): string => clientNames.get(text(item, 'ClientId')) ?? text(item, 'ClientId');
  return {
    appClients: named(clients, ({ name }) => name),
    branding: named(branding, ({ name }) => name),
    identityProviders: named(providers, ({ name }) => name),
    groups: named(listed(groups, 'GroupName'), ({ name }) => name),
    resourceServers: named(listed(servers, 'Identifier'), ({ name }) => name),
    // Each app client may have documents of the same names.
    terms: named(terms, ({ item, name }) => `${name} · ${clientOf(item)}`),
  };
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
function named(fact: Fact<DescribedList>, nameOf: (thing: Described) => string): Fact<NamedSettings> {
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
