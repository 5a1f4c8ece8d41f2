// The operations on app clients, users and sign-ins, together: refused where a secondary does not take them, and some of them taken unsigned.
import { jsonFromText } from '../wire/awsJson.ts';
import { documentAddressOf } from '../wire/documentAddress.ts';
import type { Operation, Service } from '../service.ts';
import { addressedPool, inClientsAccount } from './addressedPool.ts';
import { appClientOperations } from './appClients.ts';
import { administratorSignIn, userSignIn } from './authentication.ts';
import { accountOfPool } from './directory.ts';
import { guardedOnSecondary } from './secondaryGuard.ts';
import { userAdministration } from './usersAdmin.ts';
import { userListing } from './usersList.ts';
import { ownAccountOperations } from './usersSelf.ts';
import { wellKnownDocument } from './wellKnown.ts';

const publicOperations = { ...ownAccountOperations, ...userSignIn };

export const userOperations: Readonly<Record<string, Operation>> = {
  ...guardedOnSecondary({ ...administratorSignIn, ...appClientOperations, ...userAdministration, ...userListing }),
  ...inClientsAccount(guardedOnSecondary(publicOperations)),
};

/** The SDK does not sign these (SDK 3.1169.0, httpAuthSchemeProvider: smithy.api#noAuth). */
export const takenUnsigned: NonNullable<Service['unsigned']> = {
  operations: new Set(Object.keys(publicOperations)),
  documentOf: wellKnownDocument,
  accountOf: ({ body, path, headers }, world) => {
    const document = documentAddressOf(path, headers['host']);
    return document ? accountOfPool(world, document.userPoolId) : addressedPool(jsonFromText(body), world)?.account;
  },
};
