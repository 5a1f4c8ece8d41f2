import { jsonFromBase64 } from '../crypto/bytes.ts';
import { Refusal } from '../refusal.ts';
import { textMember, type Call, type Operation } from '../service.ts';
import { entryOf, regionOf, type UserPool, type World } from '../world.ts';
import { directoryOf, poolOfClient, type AppClient, type PoolAddress } from './directory.ts';
import { answersFor } from './replication.ts';
import { visiblePool } from './synchronization.ts';

/**
 * The pool of what users call, which names none and is not signed: the one of the app client, or of the client that the access token was issued
 * to. This is also how their account is found.
 */
export function addressedPool(input: unknown, world: World): PoolAddress | undefined {
  const clientId = textMember(input, 'ClientId') ?? clientOfToken(textMember(input, 'AccessToken') ?? '');
  return clientId === undefined ? undefined : poolOfClient(world, clientId);
}

/** Who an access token says that it is for; whether that is true is not asked here. */
const clientOfToken = (token: string): string | undefined => textMember(jsonFromBase64(token.split('.')[1] ?? ''), 'client_id');

/** An app client together with its pool as the Region that is asked shows it. */
export interface ClientHere {
  readonly client: AppClient;
  readonly pool: UserPool;
}

/**
 * The app client of a pool that the Region of the call knows.
 * @param userPoolId of the pool that the client must belong to, where the caller names one
 * @throws Refusal ResourceNotFoundException
 */
export function clientHere(clientId: string, call: Call, userPoolId = poolOfClient(call.world, clientId)?.userPoolId): ClientHere {
  const pool = userPoolId === undefined ? undefined : entryOf(regionOf(call.world, call.account, call.region).userPools, userPoolId);
  const client = pool && answersFor(pool, call) ? entryOf(directoryOf(call, pool.id).clients, clientId) : undefined;
  if (pool && client) return { client, pool: visiblePool(pool, call) };
  throw new Refusal('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
}

/**
 * Operations that users call through their app: not signed, or signed by anyone, and always in the account that has the app client.
 * They are public, so the caller's own account means nothing.
 */
export function inClientsAccount(operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, run]): [string, Operation] => [
      name,
      (input, call) => run(input, { ...call, account: addressedPool(input, call.world)?.account ?? call.account }),
    ]),
  );
}
