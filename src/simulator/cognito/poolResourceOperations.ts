// Groups, identity providers and resource servers, as far as replication needs them: made in the primary Region, seen in both.
import { omit } from '../omit.ts';
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call, type Operation } from '../service.ts';
import { integer, required, structure, text } from '../shape.ts';
import { entryOf, type UserPool } from '../world.ts';
import { groupShape, identityProviderShape, resourceServerShape, type Dated, type PoolResources } from './poolResources.ts';
import { badToken, nextToken, operation, userPoolId } from './poolInputs.ts';
import { userPoolHere } from './replication.ts';
import { withChangedPool } from './synchronization.ts';

type Kind = 'groups' | 'identityProviders' | 'resourceServers';
type Entry<K extends Kind> = NonNullable<PoolResources[K]>[string];

const entriesOf = <K extends Kind>(pool: UserPool, kind: K): Readonly<Record<string, Entry<K>>> =>
  (pool.resources?.[kind] ?? {}) as Readonly<Record<string, Entry<K>>>;

/** @throws Refusal `exists` where the name is taken */
function added<K extends Kind>(pool: UserPool, kind: K, name: string, item: Omit<Entry<K>, keyof Dated>, exists: string, call: Call) {
  const entries = entriesOf(pool, kind);
  if (entryOf(entries, name)) throw new Refusal(exists, `${name} already exists.`);
  const entry = { ...item, createdAt: call.now, modifiedAt: call.now } as unknown as Entry<K>;
  const resources: PoolResources = { ...pool.resources, [kind]: { ...entries, [name]: entry } };
  return { entry, world: withChangedPool(pool, { resources }, call) };
}

/** @throws Refusal ResourceNotFoundException */
function found<K extends Kind>(pool: UserPool, kind: K, name: string, message: string): Entry<K> {
  const entry = entryOf(entriesOf(pool, kind), name);
  if (!entry) throw new Refusal('ResourceNotFoundException', message);
  return entry;
}

function pageOfKind<K extends Kind>(pool: UserPool, kind: K, size: number, token: string | undefined) {
  const entries = Object.entries(entriesOf(pool, kind)).sort(byKey(([name]) => name));
  const { page, next } = pageOf(entries, ([name]) => name, { size, token, onBadToken: badToken });
  return { page: page.map(([, entry]) => entry), more: next === undefined ? {} : { NextToken: next } };
}

/** With its pool's id and its dates, as Cognito shows groups and identity providers. */
function dated<T extends Dated>(pool: UserPool, { createdAt, modifiedAt, ...entry }: T) {
  return { UserPoolId: pool.id, ...entry, CreationDate: epochSeconds(createdAt), LastModifiedDate: epochSeconds(modifiedAt) };
}

const groupName = required(text({ min: 1, max: 128 }));

const createGroup = operation(structure({ UserPoolId: userPoolId, ...groupShape.members }), ({ UserPoolId, ...group }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  const { entry, world } = added(pool, 'groups', group.GroupName, group, 'GroupExistsException', call);
  return { world, output: { Group: dated(pool, entry) } };
});

const getGroup = operation(structure({ UserPoolId: userPoolId, GroupName: groupName }), ({ UserPoolId, GroupName }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  return { output: { Group: dated(pool, found(pool, 'groups', GroupName, 'Group not found.')) } };
});

const listGroups = operation(
  structure({ UserPoolId: userPoolId, Limit: integer({ min: 0, max: 60 }), NextToken: nextToken }),
  ({ UserPoolId, Limit = 60, NextToken }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const { page, more } = pageOfKind(pool, 'groups', Limit || 60, NextToken);
    return { output: { Groups: page.map((group) => dated(pool, group)), ...more } };
  },
);

const noProvider = (name: string): string => `Identity provider ${name} does not exist.`;

const createIdentityProvider = operation(
  structure({ UserPoolId: userPoolId, ...identityProviderShape.members }),
  ({ UserPoolId, ...provider }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const { entry, world } = added(pool, 'identityProviders', provider.ProviderName, provider, 'DuplicateProviderException', call);
    return { world, output: { IdentityProvider: dated(pool, entry) } };
  },
);

const describeIdentityProvider = operation(
  structure({ UserPoolId: userPoolId, ProviderName: required(text({ min: 1, max: 32 })) }),
  ({ UserPoolId, ProviderName }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    return { output: { IdentityProvider: dated(pool, found(pool, 'identityProviders', ProviderName, noProvider(ProviderName))) } };
  },
);

const getIdentityProviderByIdentifier = operation(
  structure({ UserPoolId: userPoolId, IdpIdentifier: required(text({ min: 1, max: 40 })) }),
  ({ UserPoolId, IdpIdentifier }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const provider = Object.values(entriesOf(pool, 'identityProviders')).find(({ IdpIdentifiers = [] }) =>
      IdpIdentifiers.includes(IdpIdentifier),
    );
    if (!provider) throw new Refusal('ResourceNotFoundException', noProvider(IdpIdentifier));
    return { output: { IdentityProvider: dated(pool, provider) } };
  },
);

const listIdentityProviders = operation(
  structure({ UserPoolId: userPoolId, MaxResults: integer({ min: 0, max: 60 }), NextToken: nextToken }),
  ({ UserPoolId, MaxResults = 60, NextToken }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const { page, more } = pageOfKind(pool, 'identityProviders', MaxResults || 60, NextToken);
    const Providers = page.map(({ ProviderName, ProviderType, createdAt, modifiedAt }) => ({
      ProviderName,
      ProviderType,
      CreationDate: epochSeconds(createdAt),
      LastModifiedDate: epochSeconds(modifiedAt),
    }));
    return { output: { Providers, ...more } };
  },
);

/** Resource servers show no dates. */
function resourceServer(pool: UserPool, entry: Entry<'resourceServers'>) {
  return { UserPoolId: pool.id, ...omit(entry, 'createdAt', 'modifiedAt') };
}

const createResourceServer = operation(
  structure({ UserPoolId: userPoolId, ...resourceServerShape.members }),
  ({ UserPoolId, ...server }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const { entry, world } = added(pool, 'resourceServers', server.Identifier, server, 'InvalidParameterException', call);
    return { world, output: { ResourceServer: resourceServer(pool, entry) } };
  },
);

const describeResourceServer = operation(
  structure({ UserPoolId: userPoolId, Identifier: required(text({ min: 1, max: 256 })) }),
  ({ UserPoolId, Identifier }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const server = found(pool, 'resourceServers', Identifier, `Resource server ${Identifier} does not exist.`);
    return { output: { ResourceServer: resourceServer(pool, server) } };
  },
);

const listResourceServers = operation(
  structure({ UserPoolId: userPoolId, MaxResults: integer({ min: 1, max: 50 }), NextToken: nextToken }),
  ({ UserPoolId, MaxResults = 50, NextToken }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const { page, more } = pageOfKind(pool, 'resourceServers', MaxResults, NextToken);
    return { output: { ResourceServers: page.map((server) => resourceServer(pool, server)), ...more } };
  },
);

export const poolResourceOperations: Readonly<Record<string, Operation>> = {
  CreateGroup: createGroup,
  CreateIdentityProvider: createIdentityProvider,
  CreateResourceServer: createResourceServer,
  DescribeIdentityProvider: describeIdentityProvider,
  DescribeResourceServer: describeResourceServer,
  GetGroup: getGroup,
  GetIdentityProviderByIdentifier: getIdentityProviderByIdentifier,
  ListGroups: listGroups,
  ListIdentityProviders: listIdentityProviders,
  ListResourceServers: listResourceServers,
};
