// The operations on app clients, users and sign-ins, together; some of them are taken unsigned.
import { jsonFromText } from '../wire/awsJson.ts';
import { documentAddressOf } from '../wire/documentAddress.ts';
import type { Operation, Service } from '../service.ts';
import { addressedPool, inClientsAccount } from './addressedPool.ts';
import { appClientOperations } from './appClients.ts';
import { administratorSignIn, userSignIn } from './authentication.ts';
import { poolAddress } from './directory.ts';
import { primaryRegionOf } from './replication.ts';
import { userAdministration } from './usersAdmin.ts';
import { mfaAdministration, ownMfaOperations } from './usersMfa.ts';
import { userListing } from './usersList.ts';
import { ownAccountOperations } from './usersSelf.ts';
import { wellKnownDocument } from './wellKnown.ts';

const publicOperations = { ...ownAccountOperations, ...ownMfaOperations, ...userSignIn };

export const userOperations: Readonly<Record<string, Operation>> = {
  ...administratorSignIn,
  ...appClientOperations,
  ...mfaAdministration,
  ...userAdministration,
  ...userListing,
  ...inClientsAccount(publicOperations),
};

/** The SDK does not sign these (SDK 3.1169.0, httpAuthSchemeProvider: smithy.api#noAuth). */
export const takenUnsigned: NonNullable<Service['unsigned']> = {
  operations: new Set(Object.keys(publicOperations)),
  documentOf: wellKnownDocument,
  homeOf: ({ body, path, headers }, world) => {
    const document = documentAddressOf(path, headers['host']);
    const pool = document ? poolAddress(world, document.userPoolId) : addressedPool(jsonFromText(body), world);
    return pool && { account: pool.account, region: primaryRegionOf(pool.userPoolId) };
  },
};
