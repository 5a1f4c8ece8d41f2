// The secure remote password protocol (SRP-6a) with the group, the paddings and the key derivation of Cognito. No reference describes them; they
// are what Cognito's own client does (amazon-cognito-identity-js: AuthenticationHelper.js, CognitoUser.js).
import { fromHex, joined, toHex, utf8 } from '../crypto/bytes.ts';
import { fromBytes, modulo, powerModulo } from '../crypto/integers.ts';
import { hmacSha256, sha256 } from '../crypto/sha256.ts';
import type { PasswordHash } from './directory.ts';

/** The 3072-bit group of RFC 5054. */
export const groupModulus = BigInt(
  [
    '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437',
    '4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05',
    '98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B',
    'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33',
    'A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864',
    'D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
  ].join(''),
);
export const generator = 2n;

/** The bytes of a number as Cognito hashes them: the fewest, with a zero in front where the first bit would be a sign. */
export function signed(value: bigint): Uint8Array {
  const digits = value.toString(16);
  const even = digits.length % 2 === 1 ? `0${digits}` : digits;
  return fromHex(Number.parseInt(even.charAt(0), 16) >= 8 ? `00${even}` : even);
}

export const fromHexNumber = (digits: string): bigint => BigInt(`0x${digits}`);
const hashNumber = (...parts: readonly Uint8Array[]): bigint => fromBytes(sha256(joined(...parts)));
/** k of SRP-6a. */
export const multiplier = hashNumber(signed(groupModulus), signed(generator));
/** u of SRP-6a. */
export const scramble = (clientPublic: bigint, serverPublic: bigint): bigint => hashNumber(signed(clientPublic), signed(serverPublic));

/** The part of a pool's id that its users' passwords are hashed with. */
export const poolNameOf = (userPoolId: string): string => userPoolId.slice(userPoolId.indexOf('_') + 1);

/** x of SRP-6a, which is also all that is kept of a password. */
export function hashPassword(userPoolId: string, username: string, password: string, salt: string): PasswordHash {
  const inner = sha256(utf8(`${poolNameOf(userPoolId)}${username}:${password}`));
  return { salt, hash: toHex(sha256(joined(signed(fromHexNumber(salt)), inner))) };
}

/** What the server sends to a client that wants to prove a password: B, from its own secret b. */
export function serverPublicFor({ hash }: PasswordHash, secret: bigint): bigint {
  return modulo(
    multiplier * powerModulo(generator, fromHexNumber(hash), groupModulus) + powerModulo(generator, secret, groupModulus),
    groupModulus,
  );
}

/** The key of the proof on the server's side: S = (A * v^u)^b, then HKDF with Cognito's label and 16 bytes. */
export function serverKeyFor(password: PasswordHash, clientPublic: bigint, secret: bigint): Uint8Array {
  const u = scramble(clientPublic, serverPublicFor(password, secret));
  // v^u = g^(x*u).
  const shared = powerModulo(clientPublic * powerModulo(generator, fromHexNumber(password.hash) * u, groupModulus), secret, groupModulus);
  return proofKey(shared, u);
}

export function proofKey(shared: bigint, u: bigint): Uint8Array {
  const pseudorandom = hmacSha256(signed(u), signed(shared));
  return hmacSha256(pseudorandom, joined(utf8('Caldera Derived Key'), Uint8Array.of(1))).slice(0, 16);
}

/** PASSWORD_CLAIM_SIGNATURE, before base64. */
export function proofOf(key: Uint8Array, userPoolId: string, username: string, secretBlock: Uint8Array, timestamp: string): Uint8Array {
  return hmacSha256(key, joined(utf8(poolNameOf(userPoolId)), utf8(username), secretBlock, utf8(timestamp)));
}
