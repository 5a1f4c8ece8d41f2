import { toBase64, utf8 } from '../crypto/bytes.ts';
import { hmacSha256 } from '../crypto/sha256.ts';
import { Refusal } from '../refusal.ts';
import type { AppClient } from './directory.ts';

/** SECRET_HASH: proves that the caller has the app client's secret (developer guide, "Computing secret hash values"). */
export const secretHashOf = (secret: string, username: string, clientId: string): string =>
  toBase64(hmacSha256(utf8(secret), utf8(`${username}${clientId}`)));

const refuse = (message: string): Refusal => new Refusal('NotAuthorizedException', message);

/**
 * Whether a request has the hash that its app client asks for.
 * @param names any of which the hash may be of: the user's name as the request has it; with a refresh token, which names none, the username
 * @param mismatch the sentence for a hash of something else
 * @throws Refusal NotAuthorizedException
 */
export function requireSecretHash(
  { id, secret }: AppClient,
  given: string | undefined,
  names: readonly string[],
  mismatch = `Unable to verify secret hash for client ${id}`,
): void {
  if (secret === undefined) {
    if (given !== undefined) throw refuse(`Unable to verify secret hash for client ${id}`);
    return;
  }
  // Quoted in aws-amplify/amplify-android #2504.
  if (given === undefined) throw refuse(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  if (!names.some((name) => secretHashOf(secret, name, id) === given)) throw refuse(mismatch);
}
