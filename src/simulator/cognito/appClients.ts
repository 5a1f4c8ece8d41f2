// The operations on app clients. Rules: the service model (SDK 3.1169.0); ids and secrets are the same in both Regions (facts: section 1).
import { derive, nextSource } from '../ids.ts';
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, operationsWith, type Operation } from '../service.ts';
import { flag, integer, required, structure, text } from '../shape.ts';
import { clientHere } from './addressedPool.ts';
import {
  appClientMembers,
  clientName,
  defaultAppClientSettings,
  mixesFlows,
  tokenValidity,
  type AppClientSettings,
} from './appClientSettings.ts';
import { directoryOf, withAppClient, withDirectory, without, type AppClient } from './directory.ts';
import { userPoolHere } from './replication.ts';
import { clientId, userPoolId } from './inputs.ts';

const operation = operationsWith('InvalidParameterException');
const smallLettersAndDigits = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The id of an app client as Cognito makes them. */
export const appClientIdFrom = (source: string): string => derive(`client ${source}`, 26, smallLettersAndDigits);
/** The secret of an app client as Cognito makes them. */
export const appClientSecretFrom = (source: string): string => derive(`client secret ${source}`, 51, smallLettersAndDigits);

/** UserPoolClientType. */
function describeAppClient(client: AppClient, UserPoolId: string) {
  return {
    UserPoolId,
    ClientId: client.id,
    ...(client.secret !== undefined && { ClientSecret: client.secret }),
    CreationDate: epochSeconds(client.createdAt),
    LastModifiedDate: epochSeconds(client.modifiedAt),
    ...client.settings,
  };
}

const minute = 60;
const day = 86_400;

/** @throws Refusal InvalidParameterException for settings that are each fine but not together */
function requireConsistent(settings: AppClientSettings): void {
  requireValidity(settings);
  if (mixesFlows(settings)) {
    throw new Refusal('InvalidParameterException', 'ExplicitAuthFlows cannot mix values with and without the prefix ALLOW_.');
  }
}

/** Access and ID tokens live from five minutes to a day, refresh tokens from an hour to ten years (API reference). */
function requireValidity(settings: AppClientSettings): void {
  const { access, id, refresh } = tokenValidity(settings);
  const fits = (seconds: number, from: number, to: number): boolean => seconds >= from && seconds <= to;
  if (!fits(access, 5 * minute, day) || !fits(id, 5 * minute, day) || !fits(refresh, 60 * minute, 3650 * day)) {
    throw new Refusal('InvalidParameterException', 'Invalid range for token validity.');
  }
}

const newAppClient = structure({
  UserPoolId: userPoolId,
  ClientName: required(clientName),
  GenerateSecret: flag,
  ClientSecret: text({ min: 24, max: 64, pattern: '[\\w+]+' }),
  ...appClientMembers,
});
const createUserPoolClient = operation(newAppClient, ({ UserPoolId, GenerateSecret, ClientSecret, ...given }, call) => {
  userPoolHere(UserPoolId, call);
  if (GenerateSecret && ClientSecret !== undefined) {
    throw new Refusal('InvalidParameterException', 'ClientSecret cannot be given together with GenerateSecret.');
  }
  const settings: AppClientSettings = { ...defaultAppClientSettings, ...given };
  requireConsistent(settings);
  const { world, source } = nextSource(call.world);
  const secret = ClientSecret ?? (GenerateSecret ? appClientSecretFrom(source) : undefined);
  const client: AppClient = {
    id: appClientIdFrom(source),
    ...(secret !== undefined && { secret }),
    createdAt: call.now,
    modifiedAt: call.now,
    settings,
  };
  return {
    world: withAppClient({ ...call, world }, UserPoolId, client),
    output: { UserPoolClient: describeAppClient(client, UserPoolId) },
  };
});

const describeUserPoolClient = operation(structure({ UserPoolId: userPoolId, ClientId: clientId }), ({ UserPoolId, ClientId }, call) => {
  userPoolHere(UserPoolId, call);
  return { output: { UserPoolClient: describeAppClient(clientHere(ClientId, call, UserPoolId).client, UserPoolId) } };
});

const listUserPoolClients = operation(
  structure({ UserPoolId: userPoolId, MaxResults: integer({ min: 1, max: 60 }), NextToken: text({ min: 1, max: 131_072 }) }),
  ({ UserPoolId, MaxResults = 60, NextToken }, call) => {
    userPoolHere(UserPoolId, call);
    const clients = Object.values(directoryOf(call, UserPoolId).clients).sort(byKey(({ id }) => id));
    const { page, next } = pageOf(clients, ({ id }) => id, {
      size: MaxResults,
      token: NextToken,
      onBadToken: () => new Refusal('InvalidParameterException', 'Invalid pagination token.'),
    });
    const rows = page.map(({ id, settings }) => ({ ClientId: id, UserPoolId, ClientName: settings.ClientName }));
    return { output: { UserPoolClients: rows, ...(next && { NextToken: next }) } };
  },
);

/** What a request leaves out becomes its default again, as with pools (SDK, UpdateUserPoolClientRequest). The name and the secret stay. */
const updateUserPoolClient = operation(
  structure({ UserPoolId: userPoolId, ClientId: clientId, ClientName: clientName, ...appClientMembers }),
  ({ UserPoolId, ClientId, ...given }, call) => {
    userPoolHere(UserPoolId, call);
    const { client } = clientHere(ClientId, call, UserPoolId);
    const settings: AppClientSettings = { ClientName: client.settings.ClientName, ...defaultAppClientSettings, ...given };
    requireConsistent(settings);
    const changed: AppClient = { ...client, modifiedAt: call.now, settings };
    return {
      world: withAppClient(call, UserPoolId, changed),
      output: { UserPoolClient: describeAppClient(changed, UserPoolId) },
    };
  },
);

const deleteUserPoolClient = operation(structure({ UserPoolId: userPoolId, ClientId: clientId }), ({ UserPoolId, ClientId }, call) => {
  userPoolHere(UserPoolId, call);
  const { client } = clientHere(ClientId, call, UserPoolId);
  const world = withDirectory(call, UserPoolId, (directory) => ({
    ...directory,
    clients: without(directory.clients, client.id),
  }));
  return { world, output: {} };
});

export const appClientOperations: Readonly<Record<string, Operation>> = {
  CreateUserPoolClient: createUserPoolClient,
  DeleteUserPoolClient: deleteUserPoolClient,
  DescribeUserPoolClient: describeUserPoolClient,
  ListUserPoolClients: listUserPoolClients,
  UpdateUserPoolClient: updateUserPoolClient,
};
