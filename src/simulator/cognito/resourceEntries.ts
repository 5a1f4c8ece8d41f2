// How the operations find, add and change what a pool holds, whatever its kind.
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call } from '../service.ts';
import { entryOf, type UserPool, type World } from '../world.ts';
import { badToken } from './poolInputs.ts';
import type { Dated, PoolResources } from './poolResources.ts';
import { withChangedPool } from './synchronization.ts';

/** The kinds of things that have a name and dates. */
export type Kind = Exclude<keyof PoolResources, 'logConfigurations' | 'risk'>;
/** A thing of a kind. */
export type Entry<K extends Kind> = NonNullable<PoolResources[K]>[string];

/** Everything of a kind by its name. */
export const entriesOf = <K extends Kind>(pool: UserPool, kind: K): Readonly<Record<string, Entry<K>>> =>
  (pool.resources?.[kind] ?? {}) as Readonly<Record<string, Entry<K>>>;

/** @throws Refusal `exists` where the name is taken */
export function added<K extends Kind>(
  pool: UserPool,
  kind: K,
  name: string,
  item: Omit<Entry<K>, keyof Dated>,
  exists: string,
  call: Call,
) {
  const entries = entriesOf(pool, kind);
  if (entryOf(entries, name)) throw new Refusal(exists, `${name} already exists.`);
  const entry = { ...item, createdAt: call.now, modifiedAt: call.now } as unknown as Entry<K>;
  return { entry, world: withEntry(pool, kind, name, entry, call) };
}

/** A World in which a thing stands under its name, in place of the one that was there. */
export function withEntry<K extends Kind>(pool: UserPool, kind: K, name: string, entry: Entry<K>, call: Call): World {
  const resources: PoolResources = { ...pool.resources, [kind]: { ...entriesOf(pool, kind), [name]: entry } };
  return withChangedPool(pool, { resources }, call);
}

/** @throws Refusal ResourceNotFoundException */
export function found<K extends Kind>(pool: UserPool, kind: K, name: string, message: string): Entry<K> {
  const entry = entryOf(entriesOf(pool, kind), name);
  if (!entry) throw new Refusal('ResourceNotFoundException', message);
  return entry;
}

/** One page of everything of a kind, in the order of names. */
export function pageOfKind<K extends Kind>(pool: UserPool, kind: K, size: number, token: string | undefined) {
  const entries = Object.entries(entriesOf(pool, kind)).sort(byKey(([name]) => name));
  const { page, next } = pageOf(entries, ([name]) => name, { size, token, onBadToken: badToken });
  return { entries: page, page: page.map(([, entry]) => entry), more: next === undefined ? {} : { NextToken: next } };
}

/** With its pool's id and its dates, as Cognito shows groups and identity providers. */
export function dated<T extends Dated>(pool: UserPool, { createdAt, modifiedAt, ...entry }: T) {
  return { UserPoolId: pool.id, ...entry, CreationDate: epochSeconds(createdAt), LastModifiedDate: epochSeconds(modifiedAt) };
}
