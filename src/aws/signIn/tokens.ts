import { CognitoJwtVerifier } from 'aws-jwt-verify';
import {
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidTokenUseError,
  JwtExpiredError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  KidNotFoundInJwksError,
} from 'aws-jwt-verify/error';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import type { Result } from '../../domain/failure.ts';
import { type Json, type JsonObject, sortedJson } from '../../domain/json.ts';
import { primaryRegionOf } from '../../domain/region.ts';
import type { SeenToken, TokenFault, Verification } from '../../domain/signIn/outcome.ts';
import { issuerUrl } from '../../domain/userPool.ts';
import { call, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';
import type { Digests } from '../parity/digests.ts';

/** Claims that are shown by themselves, and those that are of the single token (developer guide, "Understanding the identity token", "Understanding the access token"). */
const notCompared = new Set([
  ...['iss', 'sub', 'aud', 'client_id', 'token_use', 'cognito:groups', 'scope'],
  ...['iat', 'exp', 'auth_time', 'jti', 'origin_jti', 'event_id', 'at_hash'],
]);

export interface TokenParts {
  readonly token: string;
  readonly use: 'id' | 'access';
  readonly poolId: string;
  readonly clientId: string;
  readonly digests: Digests;
  readonly keysOf: (issuer: string) => Promise<Result<Jwks>>;
}

/**
 * What of a token may be seen, and whether it is good for an application that expects tokens of this pool and app client. Verified by AWS's own verifier, which knows both forms of
 * the issuer and never the secondary Region's; the keys are handed to it, so that it asks nobody by itself.
 */
export async function seeToken(parts: TokenParts): Promise<SeenToken> {
  const { digests, token } = parts;
  const claims = claimsOf(token);
  const { iat, exp, iss } = claims;
  const others = Object.entries(claims).filter(([name]) => !notCompared.has(name));
  return {
    ...textMember('issuer', iss),
    ...textMember('subject', claims['sub']),
    ...textMember('audience', claims['aud'] ?? claims['client_id']),
    ...textMember('use', claims['token_use']),
    groups: texts(claims['cognito:groups']),
    scopes: typeof claims['scope'] === 'string' ? claims['scope'].split(' ') : [],
    ...(typeof iat === 'number' && typeof exp === 'number' && { lifetime: exp - iat }),
    others: Object.fromEntries(others.map(([name, value]) => [name, digests.of(JSON.stringify(sortedJson(value)))])),
    verification: await verify(parts, typeof iss === 'string' ? iss : ''),
  };
}

/** @throws SyntaxError for what is no token */
function claimsOf(token: string): JsonObject {
  try {
    return decomposeUnverifiedJwt(token).payload;
  } catch {
    // The error of the library may quote the token.
    throw new UnreadableReply();
  }
}

function textMember<Name extends string>(name: Name, value: Json | undefined): Partial<Record<Name, string>> {
  return typeof value === 'string' ? ({ [name]: value } as Partial<Record<Name, string>>) : {};
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

async function verify({ clientId, keysOf, poolId, token, use }: TokenParts, issuer: string): Promise<Verification> {
  if (!issuersOf(poolId).includes(issuer)) return { kind: 'refused', fault: 'issuer' };
  const keys = await keysOf(issuer);
  if (!keys.ok) return { kind: 'unknown', failure: keys.failure };
  try {
    const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, clientId, tokenUse: use });
    verifier.cacheJwks(keys.value);
    // At once: the other way fetches keys that are not in the cache from AWS, whatever the endpoint.
    verifier.verifySync(token);
    return { kind: 'verified' };
  } catch (error) {
    return { kind: 'refused', fault: faultOf(error) };
  }
}

/** The issuers that applications accept: both forms name the primary Region. */
function issuersOf(poolId: string): readonly (string | undefined)[] {
  const region = primaryRegionOf(poolId);
  return region === undefined ? [] : ['ORIGINAL', 'UPDATED'].map((type) => issuerUrl(type, poolId, region));
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof JwtInvalidSignatureError) return 'signature';
  if (error instanceof KidNotFoundInJwksError) return 'key';
  if (error instanceof JwtExpiredError || error instanceof JwtNotBeforeError) return 'expired';
  return error instanceof CognitoJwtInvalidClientIdError || error instanceof CognitoJwtInvalidTokenUseError ? 'audience' : 'other';
}

/** Reads the keys of an issuer, each once, as an application does. */
export function issuerKeys(clients: Clients, region: string, signal: AbortSignal): TokenParts['keysOf'] {
  const reads = new Map<string, Promise<Result<Jwks>>>();
  return (issuer) => {
    const url = new URL(`${issuer}/.well-known/jwks.json`);
    const read = reads.get(issuer) ?? call(`GET ${url.href}`, region, signal, () => readKeys(clients, url, signal));
    reads.set(issuer, read);
    return read;
  };
}

async function readKeys(clients: Clients, url: URL, signal: AbortSignal): Promise<Jwks> {
  const { status, text } = await clients.document('cognito_identity_provider', url, signal);
  // A pool that is on the other form of issuer (facts: cognito-replication.md section 4).
  if (status !== 200)
    throw Object.assign(new Error(`HTTP ${status}`), { name: status === 403 || status === 404 ? 'NotFound' : 'KeysNotRead' });
  const keys = JSON.parse(text) as Partial<Jwks> | null;
  if (!Array.isArray(keys?.keys)) throw new UnreadableReply();
  return { keys: keys.keys };
}
