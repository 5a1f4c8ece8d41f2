// The first factor: a password, sent or proven with SRP.
import { fromBase64, toBase64, utf8 } from '../crypto/bytes.ts';
import { fromBytes, modulo } from '../crypto/integers.ts';
import { hmacSha256 } from '../crypto/sha256.ts';
import { derive, nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Call, Outcome } from '../service.ts';
import { entryOf } from '../world.ts';
import type { ClientHere } from './addressedPool.ts';
import { afterPassword, answerTime, invalidParameter, notAuthorized, requireMayTry, wrongPassword } from './authenticationSteps.ts';
import { directoryOf, type PasswordHash, type User } from './directory.ts';
import { isPassword } from './passwords.ts';
import { open, seal } from './sealed.ts';
import { fromHexNumber, groupModulus, proofOf, serverKeyFor, serverPublicFor } from './srp.ts';
import { findUser } from './users.ts';

export type Parameters = Readonly<Record<string, string>>;

/** @throws Refusal InvalidParameterException */
export function parameter(parameters: Parameters, name: string): string {
  const value = entryOf(parameters, name);
  if (value === undefined || value === '') throw invalidParameter(`Missing required parameter ${name}`);
  return value;
}

/**
 * The user who wants to sign in, undefined where nobody must be told that there is none.
 * @throws Refusal UserNotFoundException where the app client does not prevent it
 */
function candidate(username: string, { client, pool }: ClientHere, call: Call): User | undefined {
  const user = findUser(directoryOf(call, pool.id), pool, username);
  if (!user && client.settings.PreventUserExistenceErrors !== 'ENABLED') throw new Refusal('UserNotFoundException', 'User does not exist.');
  return user;
}

export function signInWithPassword(parameters: Parameters, here: ClientHere, call: Call): Outcome {
  const username = parameter(parameters, 'USERNAME');
  const password = parameter(parameters, 'PASSWORD');
  const user = candidate(username, here, call);
  if (!user) throw wrongPassword();
  requireMayTry(user);
  if (!isPassword(user, here.pool.id, password)) throw wrongPassword();
  return afterPassword(user, here, call);
}

/** What SRP's server needs again when the proof comes: sealed in the secret block, which the client sends back. */
interface SecretBlock {
  readonly clientId: string;
  /** For a user that does not exist, the name that was tried. */
  readonly username: string;
  /** Hexadecimal: A of SRP-6a. */
  readonly clientPublic: string;
  /** Decides on b of SRP-6a. */
  readonly source: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const purpose = ({ pool }: ClientHere): string => `secret block of ${pool.id}`;
/** b of SRP-6a; from the world's seed, so that the same story gives the same numbers. */
const serverSecret = (call: Call, source: string): bigint => fromBytes(hmacSha256(utf8(`srp ${call.world.seed}`), utf8(source)));

/** A user that does not exist has a password too, which nobody knows and which is always the same: its salt must not give it away. */
const nobodysPassword = (username: string): PasswordHash => ({
  salt: derive(`nobody's salt ${username}`, 32, '0123456789abcdef'),
  hash: derive(`nobody's hash ${username}`, 64, '0123456789abcdef'),
});

export function startSecureRemotePassword(parameters: Parameters, here: ClientHere, call: Call): Outcome {
  const name = parameter(parameters, 'USERNAME');
  const clientPublic = parameter(parameters, 'SRP_A');
  // A = 0 modulo N would make the shared secret 0 for every password.
  if (!/^[0-9a-fA-F]+$/.test(clientPublic) || modulo(fromHexNumber(clientPublic), groupModulus) === 0n) {
    throw invalidParameter('Invalid SRP_A.');
  }
  const user = candidate(name, here, call);
  if (user) requireMayTry(user);
  const username = user?.username ?? name;
  const password = user?.password ?? nobodysPassword(username);
  const { world, source } = nextSource(call.world);
  const block: SecretBlock = {
    clientId: here.client.id,
    username,
    clientPublic,
    source,
    region: call.region,
    expiresAt: call.now + answerTime(here),
  };
  return {
    world,
    output: {
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: password.salt,
        SECRET_BLOCK: toBase64(seal(world, purpose(here), block)),
        SRP_B: serverPublicFor(password, serverSecret(call, source)).toString(16),
        USERNAME: username,
        USER_ID_FOR_SRP: username,
      },
    },
  };
}

/** `Fri Nov 20 12:00:00 UTC 2026`: the day of the month has no zero in front. */
const timestampPattern =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [1-3]?\d \d\d:\d\d:\d\d UTC \d{4}$/;

export function finishSecureRemotePassword(responses: Parameters, here: ClientHere, call: Call): Outcome {
  const secretBlock = parameter(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const signature = parameter(responses, 'PASSWORD_CLAIM_SIGNATURE');
  const timestamp = parameter(responses, 'TIMESTAMP');
  if (!timestampPattern.test(timestamp)) throw invalidParameter('TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english');
  const block = open(call.world, purpose(here), secretBlock) as SecretBlock | undefined;
  if (block?.clientId !== here.client.id || block.region !== call.region) throw wrongPassword();
  if (call.now >= block.expiresAt) throw notAuthorized('Invalid session for the user, session is expired.');
  const user = entryOf(directoryOf(call, here.pool.id).users, block.username);
  if (!user?.password) throw wrongPassword();
  requireMayTry(user);
  const key = serverKeyFor(user.password, fromHexNumber(block.clientPublic), serverSecret(call, block.source));
  const expected = proofOf(key, here.pool.id, user.username, fromBase64(secretBlock) ?? new Uint8Array(), timestamp);
  if (toBase64(expected) !== signature) throw wrongPassword();
  return afterPassword(user, here, call);
}
