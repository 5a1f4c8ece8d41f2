// The steps of a sign-in, one after the other: what a user must be, what is still to be proven, and at the end the tokens.
import { toBase64Url } from '../crypto/bytes.ts';
import { nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Call, Outcome } from '../service.ts';
import type { UserPool } from '../world.ts';
import type { ClientHere } from './addressedPool.ts';
import type { MfaName, User } from './directory.ts';
import { open, seal } from './sealed.ts';
import { notEnabledHere } from './secondaryOperations.ts';
import { tokensFor } from './tokens.ts';
import { missingAttributes } from './userAttributes.ts';
import { hiddenAddress } from './users.ts';

export const notAuthorized = (message: string): Refusal => new Refusal('NotAuthorizedException', message);
export const invalidParameter = (message: string): Refusal => new Refusal('InvalidParameterException', message);
export const wrongPassword = (): Refusal => notAuthorized('Incorrect username or password.');

export type ChallengeName = 'NEW_PASSWORD_REQUIRED' | MfaName;

/** What a session between a challenge and its answer holds. */
export interface Session {
  readonly challenge: ChallengeName;
  readonly clientId: string;
  readonly username: string;
  /** A challenge is answered in the Region that set it (no source says that sessions are synchronized). */
  readonly region: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const purpose = ({ id }: UserPool): string => `session of ${id}`;

/** Milliseconds that a challenge of an app client waits for its answer. */
export const answerTime = ({ client }: ClientHere): number => (client.settings.AuthSessionValidity ?? 3) * 60_000;

function challenge(name: ChallengeName, user: User, here: ClientHere, call: Call, parameters: Readonly<Record<string, string>>): Outcome {
  // A number of its own, so that no two sessions are the same text.
  const { world, source } = nextSource(call.world);
  const { username } = user;
  const session: Session & { source: string } = {
    challenge: name,
    clientId: here.client.id,
    username,
    region: call.region,
    expiresAt: call.now + answerTime(here),
    source,
  };
  const output = { ChallengeName: name, Session: toBase64Url(seal(world, purpose(here.pool), session)), ChallengeParameters: parameters };
  return { world, output };
}

/** @throws Refusal NotAuthorizedException for a session that is not of this client and challenge, or is over */
export function openSession(text: string | undefined, name: string, { client, pool }: ClientHere, call: Call): Session {
  const session = text === undefined ? undefined : (open(call.world, purpose(pool), text) as Session | undefined);
  if (session?.challenge !== name || session.clientId !== client.id || session.region !== call.region) {
    throw notAuthorized('Invalid session for the user.');
  }
  if (call.now >= session.expiresAt) throw notAuthorized('Invalid session for the user, session is expired.');
  return session;
}

/** What is asked before a password is even looked at. */
export function requireMayTry(user: User): void {
  if (!user.enabled) throw notAuthorized('User is disabled.');
  if (user.status === 'RESET_REQUIRED') throw new Refusal('PasswordResetRequiredException', 'Password reset required for the user');
}

/** The password was right: what comes next. */
export function afterPassword(user: User, here: ClientHere, call: Call): Outcome {
  if (user.status === 'UNCONFIRMED') throw new Refusal('UserNotConfirmedException', 'User is not confirmed.');
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    if (user.temporaryUntil !== undefined && call.now >= user.temporaryUntil) {
      throw notAuthorized('Temporary password has expired and must be reset by an administrator.');
    }
    // A replica does not change users, so this cannot end well there; at which of the two calls it is refused is unconfirmed.
    if (here.pool.replica && call.world.switches.newPasswordOnSecondary === 'signInRefused') throw notEnabledHere();
    return challenge('NEW_PASSWORD_REQUIRED', user, here, call, {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missingAttributes(here.pool, user.attributes).map((name) => `userAttributes.${name}`)),
      userAttributes: JSON.stringify(user.attributes),
    });
  }
  return afterNewPassword(user, here, call);
}

/** The user has a password of their own: what comes next. */
export function afterNewPassword(user: User, here: ClientHere, call: Call): Outcome {
  const factor = factorOf(user, here.pool);
  if (!factor) return signedIn(user, here, call);
  const id = { USER_ID_FOR_SRP: user.username };
  switch (factor) {
    case 'SOFTWARE_TOKEN_MFA':
      if (here.pool.replica) throw softwareTokenRefusal(call);
      return challenge(factor, user, here, call, { ...id, FRIENDLY_DEVICE_NAME: 'simulated' });
    case 'SMS_MFA':
      return challenge(factor, user, here, call, { ...id, ...sentTo('SMS', user.attributes['phone_number']) });
    case 'EMAIL_OTP':
      return challenge(factor, user, here, call, { ...id, ...sentTo('EMAIL', user.attributes['email']) });
  }
}

const sentTo = (medium: string, address = '') => ({
  CODE_DELIVERY_DELIVERY_MEDIUM: medium,
  CODE_DELIVERY_DESTINATION: hiddenAddress(address),
});

/**
 * TOTP users cannot sign in on a replica (facts: section 2, "TOTP MFA unsupported on secondary"). The error is unconfirmed.
 */
function softwareTokenRefusal({ world }: Call): Refusal {
  return world.switches.totpOnSecondary === 'notAuthorized'
    ? notAuthorized('Software token MFA is not supported in this region for this User Pool')
    : notEnabledHere();
}

/** The second factor that a user is asked for: the preferred one, or any that the pool knows and the user has. */
function factorOf(user: User, { settings, factors }: UserPool): MfaName | undefined {
  const mode = settings.MfaConfiguration ?? 'OFF';
  if (mode === 'OFF') return undefined;
  const { enabled = [], preferred } = user.mfa ?? {};
  const own = preferred ?? enabled[0];
  if (own !== undefined || mode === 'OPTIONAL') return own;
  // A pool that requires a factor takes the addresses it knows; setting up a software token during sign-in is not simulated.
  if (factors.email && user.attributes['email'] !== undefined) return 'EMAIL_OTP';
  if (factors.sms && user.attributes['phone_number'] !== undefined) return 'SMS_MFA';
  throw invalidParameter('The simulator does not set up a second factor during sign-in: enable one with AdminSetUserMFAPreference.');
}

/** Everything is proven. */
export function signedIn(user: User, here: ClientHere, call: Call): Outcome {
  const { world, result } = tokensFor(user, here, call);
  return { world, output: { ChallengeParameters: {}, AuthenticationResult: result } };
}
