// The tokens of a sign-in: signed JSON Web Tokens for identity and access, and an opaque refresh token. Claims: developer guide ("Understanding
// the identity token", "Understanding the access token").
import { fromBase64, jsonFromBase64, toBase64Url, utf8 } from '../crypto/bytes.ts';
import { signRs256, verifyRs256 } from '../crypto/rsa.ts';
import { derive, nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { textMember, type Call } from '../service.ts';
import { entryOf, type World } from '../world.ts';
import { clientHere, type ClientHere } from './addressedPool.ts';
import { tokenValidity } from './appClientSettings.ts';
import { directoryOf, type User } from './directory.ts';
import { issuerOf } from './issuer.ts';
import { open, seal } from './sealed.ts';
import { signingKeysOf, type SigningKey } from './signingKeys.ts';
import { isRevoked } from './revocation.ts';

/** What stays the same while a sign-in is refreshed. */
export interface SignIn {
  /** Epoch seconds. */
  readonly authTime: number;
  readonly originJti: string;
}

interface RefreshToken extends SignIn {
  readonly clientId: string;
  readonly username: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const hexadecimal = '0123456789abcdef';

/** A UUID whose last part is a number of the world's sequence: ids that are given out later are larger, whatever the clock says. */
function numberedUuid(source: string, sequence: number): string {
  const digits = derive(`uuid ${source}`, 20, hexadecimal);
  const last = sequence.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${last}`;
}

/**
 * The result of a sign-in that succeeded or is refreshed (AuthenticationResultType), and the World after it.
 * @param earlier the sign-in that is refreshed; without it there is a new refresh token
 */
export function tokensFor(user: User, { client, pool }: ClientHere, call: Call, earlier?: SignIn) {
  const { world, source } = nextSource(call.world);
  const uuid = (use: string): string => numberedUuid(`${source} ${use}`, world.sequence);
  const issuedAt = Math.floor(call.now / 1000);
  const signIn: SignIn = earlier ?? { authTime: issuedAt, originJti: uuid('origin') };
  const validity = tokenValidity(client.settings);
  const keys = signingKeysOf(world, pool.id);
  const common = (use: 'id' | 'access') => ({
    sub: user.sub,
    ...(user.groups && user.groups.length > 0 && { 'cognito:groups': user.groups }),
    iss: issuerOf(pool, call),
    // "Only in tokens of app clients with token revocation" (developer guide, "Revoking tokens").
    ...(client.settings.EnableTokenRevocation !== false && { origin_jti: signIn.originJti }),
    event_id: uuid('event'),
    token_use: use,
    auth_time: signIn.authTime,
    exp: issuedAt + validity[use],
    iat: issuedAt,
    jti: uuid(use),
  });
  const id = { ...attributeClaims(user), ...common('id'), 'cognito:username': user.username, aud: client.id };
  const access = { ...common('access'), client_id: client.id, scope: 'aws.cognito.signin.user.admin', username: user.username };
  const refresh: RefreshToken = {
    ...signIn,
    clientId: client.id,
    username: user.username,
    expiresAt: call.now + validity.refresh * 1000,
  };
  return {
    world,
    result: {
      AccessToken: signedToken(keys.access, access),
      ExpiresIn: validity.access,
      TokenType: 'Bearer',
      ...(!earlier && { RefreshToken: toBase64Url(seal(world, refreshPurpose(pool.id), refresh)) }),
      IdToken: signedToken(keys.id, id),
    },
  };
}

const verified = new Set(['email_verified', 'phone_number_verified']);

/** The attributes as claims; the two that say whether an address was verified are truth values there. */
function attributeClaims({ attributes }: User): Record<string, string | boolean> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, verified.has(name) ? value === 'true' : value]));
}

const part = (value: object): string => toBase64Url(utf8(JSON.stringify(value)));

function signedToken(key: SigningKey, claims: object): string {
  const content = `${part({ kid: key.id, alg: 'RS256' })}.${part(claims)}`;
  return `${content}.${toBase64Url(signRs256(key, utf8(content)))}`;
}

const refreshPurpose = (userPoolId: string): string => `refresh token of ${userPoolId}`;
const notAuthorized = (message: string): Refusal => new Refusal('NotAuthorizedException', message);

/** Whether a text looks like a token that is signed, which no refresh token is. */
export const isSignedToken = (token: string): boolean => textMember(jsonFromBase64(token.split('.')[0] ?? ''), 'alg') !== undefined;

/**
 * The sign-in and the user of a refresh token that is still good.
 * @throws Refusal NotAuthorizedException
 */
export function openRefreshToken(
  token: string,
  { client, pool }: ClientHere,
  call: Call,
): { readonly user: User; readonly signIn: SignIn } {
  const content = open(call.world, refreshPurpose(pool.id), token) as RefreshToken | undefined;
  if (content?.clientId !== client.id) throw notAuthorized('Invalid Refresh Token');
  const directory = directoryOf(call, pool.id);
  const user = entryOf(directory.users, content.username);
  if (!user) throw notAuthorized('Invalid Refresh Token');
  if (isRevoked(content.originJti, content.originJti, user, pool, call)) throw notAuthorized('Refresh Token has been revoked');
  if (call.now >= content.expiresAt) throw notAuthorized('Refresh Token has expired');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { user, signIn: { authTime: content.authTime, originJti: content.originJti } };
}

/** The parts of an access token that its holder's operations need. */
interface AccessClaims {
  readonly client_id: string;
  readonly username: string;
  readonly token_use: string;
  readonly jti: string;
  readonly origin_jti?: string;
  /** Epoch seconds. */
  readonly exp: number;
}

/**
 * Whom an access token belongs to, in the Region of the call.
 * @throws Refusal NotAuthorizedException for a token that is not one of this pool's, is over, or was revoked
 */
export function holderOf(accessToken: string, call: Call): ClientHere & { readonly user: User } {
  const claims = jsonFromBase64(accessToken.split('.')[1] ?? '') as AccessClaims | undefined;
  const here = claims && clientOf(claims, call);
  if (!here || claims.token_use !== 'access' || !isSignedBy(signingKeysOf(call.world, here.pool.id).access, accessToken)) {
    throw notAuthorized('Invalid Access Token');
  }
  if (call.now >= claims.exp * 1000) throw notAuthorized('Access Token has expired');
  const user = entryOf(directoryOf(call, here.pool.id).users, claims.username);
  if (!user) throw new Refusal('UserNotFoundException', 'User does not exist.');
  if (isRevoked(claims.jti, claims.origin_jti, user, here.pool, call)) throw notAuthorized('Access Token has been revoked');
  if (!user.enabled) throw notAuthorized('User is disabled.');
  return { ...here, user };
}

function clientOf(claims: AccessClaims, call: Call): ClientHere | undefined {
  try {
    return clientHere(claims.client_id, call);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function isSignedBy(key: SigningKey, token: string): boolean {
  const end = token.lastIndexOf('.');
  const signature = fromBase64(token.slice(end + 1));
  return signature !== undefined && verifyRs256(key, utf8(token.slice(0, end)), signature);
}

/** For RevokeToken: the sign-in that a refresh token of a client belongs to, also where it is over. */
export function originOf(token: string, { client, pool }: ClientHere, world: World): string | undefined {
  const content = open(world, refreshPurpose(pool.id), token) as RefreshToken | undefined;
  return content?.clientId === client.id ? content.originJti : undefined;
}
