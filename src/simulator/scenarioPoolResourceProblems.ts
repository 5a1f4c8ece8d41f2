// What is wrong with what a scenario's pool holds: app clients that it does not have, names that two have, logs that go nowhere or twice.
import type { Held, Own } from './scenarioPoolResources.ts';
import type { Problem } from './scenarioReader.ts';
import type { ScenarioPool } from './scenarioShape.ts';
import { twice } from './scenarioTwice.ts';

/** The problems of one pool. */
export function poolResourceProblems(pool: ScenarioPool, path: string): Problem[] {
  const { behind, differs } = pool.replica ?? {};
  return [
    ...heldProblems(pool, path, pool),
    ...(behind ? heldProblems(behind, `${path}.replica.behind`, pool) : []),
    ...logProblems(pool, path),
    ...(differs ? logProblems(differs, `${path}.replica.differs`) : []),
  ];
}

function heldProblems(held: Held, path: string, { clients = [] }: ScenarioPool): Problem[] {
  const { groups = [], resourceServers = [], branding = [], hostedUi = [], terms = [] } = held;
  const unknownClients = (member: string, items: readonly { readonly client?: string }[]): Problem[] =>
    items.flatMap(({ client }, index) =>
      client === undefined || clients.some(({ name }) => name === client)
        ? []
        : [{ path: `${path}.${member}[${index}].client`, message: `"${client}" is not the name of an app client of this pool` }],
    );
  return [
    ...unknownClients('branding', branding),
    ...unknownClients('hostedUi', hostedUi),
    ...unknownClients('terms', terms),
    ...twice(groups, `${path}.groups`, ({ name }) => name),
    ...twice(resourceServers, `${path}.resourceServers`, ({ identifier }) => identifier),
    ...twice(branding, `${path}.branding`, ({ client }) => client),
    ...twice(hostedUi, `${path}.hostedUi`, ({ client = 'all' }) => client),
    ...twice(terms, `${path}.terms`, ({ client, name }) => `${name} of ${client}`),
  ];
}

function logProblems({ logs = [] }: Own, path: string): Problem[] {
  const unclear = logs.flatMap(({ logGroup, deliveryStream, bucket }, index) => {
    const destinations = [logGroup, deliveryStream, bucket].filter((each) => each !== undefined);
    const message = 'must have one of logGroup, deliveryStream and bucket';
    return destinations.length === 1 ? [] : [{ path: `${path}.logs[${index}]`, message }];
  });
  return [...unclear, ...twice(logs, `${path}.logs`, ({ source }) => source)];
}
