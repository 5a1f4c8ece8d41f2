import { type Result, success } from '../domain/failure.ts';
import { isJsonList, type JsonObject } from '../domain/json.ts';
import type { PoolReader, SignInClients, SignInProver } from '../domain/ports.ts';
import { allowedFlows } from '../domain/signIn/flows.ts';
import type { SignInClient } from '../domain/signIn/outcome.ts';
import type { Clients } from './clients.ts';
import { onFirstUse } from './onFirstUse.ts';

/** Signs test users in through the SDK's clients. What it takes loads with the first of them. */
export function createSignInProver(clients: Clients, reader: Pick<PoolReader, 'appClients'>): SignInProver {
  // One for both Regions: digests of the same value are equal only by the same salt.
  const load = onFirstUse(async () => (await import('./signIn/signIn.ts')).signInWith(clients));
  return {
    clients: async (...of) => toClients(await reader.appClients(...of)),
    signIn: async (...of) => (await load())(...of),
  };
}

function toClients(read: Awaited<ReturnType<PoolReader['appClients']>>): Result<SignInClients> {
  return read.ok ? success({ items: read.value.items.flatMap(toClient), more: read.value.more }) : read;
}

function toClient(client: JsonObject): SignInClient[] {
  const { ClientId: id, ClientName: name, ExplicitAuthFlows: flows } = client;
  if (typeof id !== 'string') return [];
  const explicit = isJsonList(flows) ? flows.filter((flow) => typeof flow === 'string') : [];
  return [{ id, name: typeof name === 'string' ? name : id, flows: 'unknown' in client ? undefined : allowedFlows(explicit) }];
}
