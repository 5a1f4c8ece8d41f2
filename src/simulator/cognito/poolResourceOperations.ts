// Groups, identity providers and resource servers, as far as replication needs them: made in the primary Region, seen in both.
import { omit } from '../omit.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Operation } from '../service.ts';
import { integer, required, structure, text } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { groupShape, identityProviderShape, resourceServerShape } from './poolResources.ts';
import { nextToken, operation, userPoolId } from './poolInputs.ts';
import { userPoolHere } from './replication.ts';
import { added, dated, entriesOf, found, pageOfKind, type Entry } from './resourceEntries.ts';

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
