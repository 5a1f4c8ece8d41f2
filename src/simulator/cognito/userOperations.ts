// The operations on app clients, users and sign-ins, together; some of them are taken unsigned.
import { jsonFromText } from '../wire/awsJson.ts';
import { documentAddressOf, type DocumentAddress } from '../wire/documentAddress.ts';
import { domainAddressOf } from '../wire/domainAddress.ts';
import { outageAt } from '../outages.ts';
import type { Home, Operation, Service } from '../service.ts';
import type { World } from '../world.ts';
import { addressedPool, inClientsAccount } from './addressedPool.ts';
import { appClientOperations } from './appClients.ts';
import { administratorSignIn, userSignIn } from './authentication.ts';
import { poolAddress } from './directory.ts';
import { domainPage } from './domainPages.ts';
import { routedDomain } from './domainRouting.ts';
import { primaryRegionOf, replicasOf } from './replication.ts';
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
  documentOf: (request) => wellKnownDocument(request) ?? domainPage(request),
  homeOf: ({ body, path, headers, method, now }, world) => {
    const document = documentAddressOf(path, headers['host']);
    const domain = document || method !== 'GET' ? undefined : domainAddressOf(path, headers['host']);
    const routed = domain && routedDomain(world, domain, now);
    if (routed) return { account: routed.account, region: routed.region, isRouted: true };
    const elsewhere = document && issuerElsewhere(document, world, now);
    if (elsewhere) return elsewhere;
    const pool = document ? poolAddress(world, document.userPoolId) : addressedPool(jsonFromText(body), world);
    return pool && { account: pool.account, region: primaryRegionOf(pool.userPoolId) };
  },
};

/** The documents of the host of UPDATED are served from both Regions of a pool (facts: section 4, "Issuer / JWKS"): where the primary is out, from the other. */
function issuerElsewhere({ host, userPoolId }: DocumentAddress, world: World, now: number): Home | undefined {
  if (host?.form !== 'UPDATED' || !outageAt(world, host.region, now)) return undefined;
  const pool = poolAddress(world, userPoolId);
  const [replica] = pool ? replicasOf(world, pool.account, userPoolId, now) : [];
  return pool && replica && { account: pool.account, region: replica.region, isRouted: true };
}
