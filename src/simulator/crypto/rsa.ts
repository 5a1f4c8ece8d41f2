// RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017), the algorithm of every token that Cognito signs. Synchronous, as sha256.ts explains.
import { joined, fromHex, toBase64Url } from './bytes.ts';
import { fromBytes, inverseModulo, modulo, powerModulo, toBytes } from './integers.ts';
import { sha256 } from './sha256.ts';

export interface RsaKey {
  readonly modulus: bigint;
  readonly primes: readonly [bigint, bigint];
}

const exponent = 65_537n;

export const rsaKey = (first: bigint, second: bigint): RsaKey => ({ modulus: first * second, primes: [first, second] });

/** The public half, by the member names of a JSON Web Key. */
export const publicJwk = ({ modulus }: RsaKey) => ({ kty: 'RSA', n: toBase64Url(toBytes(modulus)), e: toBase64Url(toBytes(exponent)) });

export function signRs256(key: RsaKey, message: Uint8Array): Uint8Array {
  const [first, second] = key.primes;
  const padded = fromBytes(encoded(key, message));
  // Chinese remainder theorem: two small powers instead of one large one.
  const power = (prime: bigint): bigint => powerModulo(padded, inverseModulo(exponent, prime - 1n), prime);
  const [a, b] = [power(first), power(second)];
  const signature = b + second * modulo((a - b) * inverseModulo(second, first), first);
  return toBytes(signature, sizeOf(key));
}

export function verifyRs256(key: RsaKey, message: Uint8Array, signature: Uint8Array): boolean {
  return powerModulo(fromBytes(signature), exponent, key.modulus) === fromBytes(encoded(key, message));
}

/** EMSA-PKCS1-v1_5: 00 01 ff … ff 00, the DER prefix that names SHA-256, the hash. */
function encoded(key: RsaKey, message: Uint8Array): Uint8Array {
  const digest = joined(fromHex('3031300d060960864801650304020105000420'), sha256(message));
  return joined(Uint8Array.of(0, 1), new Uint8Array(sizeOf(key) - digest.length - 3).fill(0xff), Uint8Array.of(0), digest);
}

const sizeOf = ({ modulus }: RsaKey): number => toBytes(modulus).length;
