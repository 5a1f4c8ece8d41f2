// The documents that a pool publishes for those who verify its tokens (facts: section 4, "Issuer / JWKS"). Nobody signs these requests.
import type { AwsRequest, Call, HttpReply, PublicDocument } from '../service.ts';
import { documentAddressOf, type DocumentAddress } from '../wire/documentAddress.ts';
import { entryOf, regionOf, type UserPool } from '../world.ts';
import { domainsOf } from './describe.ts';
import { issuerFormOf, issuerOf } from './issuer.ts';
import { answersFor, primaryRegionOf } from './replication.ts';
import { jsonWebKeySetOf } from './signingKeys.ts';
import { visiblePool } from './synchronization.ts';

/** The document that a request asks for, where it asks for one. */
export function wellKnownDocument({ method, path, headers }: AwsRequest): PublicDocument | undefined {
  const address = method === 'GET' ? documentAddressOf(path, headers['host']) : undefined;
  return address && { name: address.document, read: (call) => read(address, call) };
}

function read(address: DocumentAddress, call: Call): HttpReply {
  const pool = entryOf(regionOf(call.world, call.account, call.region).userPools, address.userPoolId);
  const here = pool && answersFor(pool, call) ? visiblePool(pool, call) : undefined;
  // Without a host of AWS's, the documents of the form that the pool is on.
  const form = address.host?.form ?? (here && issuerFormOf(here)) ?? 'ORIGINAL';
  if (form === 'UPDATED') {
    // Quoted in aws-jwt-verify #279: the issuer host answers 403 for a pool that is not on it.
    const served =
      here && issuerFormOf(here) === 'UPDATED' && (address.host?.region ?? primaryRegionOf(here.id)) === primaryRegionOf(here.id);
    return served ? json(200, documentOf(here, address, call)) : json(403, { message: 'Forbidden' });
  }
  // The sentence is ours.
  const served = here && (issuerFormOf(here) === 'ORIGINAL' || call.world.switches.oldHostServesUpdated);
  return served ? json(200, documentOf(here, address, call)) : json(404, { message: `User pool ${address.userPoolId} does not exist.` });
}

const json = (status: number, value: object): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

function documentOf(pool: UserPool, { document }: DocumentAddress, call: Call): object {
  return document === 'jwks.json' ? jsonWebKeySetOf(call.world, pool.id) : openIdConfiguration(pool, call);
}

/** OpenID Connect discovery; the endpoints of managed login only where the pool has a domain for them. */
function openIdConfiguration(pool: UserPool, call: Call): object {
  const issuer = issuerOf(pool, call);
  const { CustomDomain, Domain } = domainsOf(pool, call);
  const host = CustomDomain ?? (Domain && `${Domain}.auth.${call.region}.amazoncognito.com`);
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    ...(host && {
      authorization_endpoint: `https://${host}/oauth2/authorize`,
      token_endpoint: `https://${host}/oauth2/token`,
      userinfo_endpoint: `https://${host}/oauth2/userInfo`,
      revocation_endpoint: `https://${host}/oauth2/revoke`,
      end_session_endpoint: `https://${host}/logout`,
    }),
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'token'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  };
}
