import { toBase64, utf8 } from '../crypto/bytes.ts';
import { publicJwk, rsaKey, type RsaKey } from '../crypto/rsa.ts';
import { sha256 } from '../crypto/sha256.ts';
import { simulatedPrimes } from '../crypto/simulatedPrimes.ts';
import type { World } from '../world.ts';

export interface SigningKey extends RsaKey {
  readonly id: string;
}

/**
 * The two keys of a pool, of which Cognito signs ID tokens with the one and access tokens with the other. They follow from the world's seed and
 * the pool's id: that makes them the same in both Regions (facts: section 4, "same keys served from multiple Regions"), in every run, and in a
 * World that was saved, without a private key in any of them. Two pools may get the same numbers, never the same key id.
 */
export function signingKeysOf({ seed }: World, userPoolId: string): { readonly id: SigningKey; readonly access: SigningKey } {
  const source = `signing keys ${seed} ${userPoolId}`;
  const primes = [...simulatedPrimes];
  const picks = [...sha256(utf8(source)).slice(0, 4)].flatMap((byte) => primes.splice(byte % primes.length, 1));
  const [a = 0n, b = 0n, c = 0n, d = 0n] = picks;
  const keyId = (use: string): string => toBase64(sha256(utf8(`${source} ${use}`)));
  return { id: { id: keyId('id'), ...rsaKey(a, b) }, access: { id: keyId('access'), ...rsaKey(c, d) } };
}

/** The JSON Web Key Set that a pool publishes. */
export function jsonWebKeySetOf(world: World, userPoolId: string) {
  const { id, access } = signingKeysOf(world, userPoolId);
  return { keys: [id, access].map((key) => ({ alg: 'RS256', kid: key.id, use: 'sig', ...publicJwk(key) })) };
}
