// The simulator's own arithmetic against Node's: an implementation of our own is only as good as what it is compared with.
import { createHash, createHmac, createPublicKey, checkPrimeSync, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromBase64, fromHex, jsonFromBase64, toBase64, toBase64Url, toHex, utf8 } from '../../../../src/simulator/crypto/bytes.ts';
import { fromBytes, inverseModulo, powerModulo, toBytes } from '../../../../src/simulator/crypto/integers.ts';
import { publicJwk, rsaKey, signRs256, verifyRs256 } from '../../../../src/simulator/crypto/rsa.ts';
import { hmacSha256, sha256 } from '../../../../src/simulator/crypto/sha256.ts';
import { simulatedPrimes } from '../../../../src/simulator/crypto/simulatedPrimes.ts';

const filled = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 7 + length) % 256);

describe('hashes are those of Node', () => {
  // Around every border of the padding, and beyond one block.
  const lengths = [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 1000];

  test('SHA-256', () => {
    for (const length of lengths) {
      expect(toHex(sha256(filled(length)))).toBe(createHash('sha256').update(filled(length)).digest('hex'));
    }
  });

  test('HMAC, with keys of every kind of length', () => {
    for (const length of lengths) {
      const expected = createHmac('sha256', filled(length)).update(filled(77)).digest('hex');
      expect(toHex(hmacSha256(filled(length), filled(77)))).toBe(expected);
    }
  });
});

describe('RS256', () => {
  test('the embedded primes are primes, all different, and of 1024 bits', () => {
    expect(new Set(simulatedPrimes).size).toBe(16);
    for (const prime of simulatedPrimes) expect([checkPrimeSync(prime), prime >> 1022n]).toEqual([true, 3n]);
  });

  test('Node accepts a signature of any two of them, and of no other message', () => {
    for (const [index, first] of simulatedPrimes.entries()) {
      const key = rsaKey(first, simulatedPrimes[(index + 1) % simulatedPrimes.length] ?? 0n);
      const signature = signRs256(key, utf8('message'));
      const jwk = createPublicKey({ key: publicJwk(key), format: 'jwk' });
      expect(signature).toHaveLength(256);
      expect(verify('sha256', utf8('message'), jwk, signature)).toBe(true);
      expect(verify('sha256', utf8('massage'), jwk, signature)).toBe(false);
      expect(verifyRs256(key, utf8('message'), signature)).toBe(true);
      expect(verifyRs256(key, utf8('massage'), signature)).toBe(false);
    }
  });
});

describe('numbers and texts', () => {
  test('powers and inverses', () => {
    expect(powerModulo(4n, 13n, 497n)).toBe(445n);
    expect(powerModulo(-1n, 3n, 7n)).toBe(6n);
    expect(inverseModulo(3n, 11n)).toBe(4n);
    expect((inverseModulo(65_537n, simulatedPrimes[0] ?? 0n) * 65_537n) % (simulatedPrimes[0] ?? 1n)).toBe(1n);
  });

  test('bytes go to numbers and texts and back', () => {
    expect(toBytes(0x0102n, 4)).toEqual(Uint8Array.of(0, 0, 1, 2));
    expect(fromBytes(Uint8Array.of(1, 0))).toBe(256n);
    expect(fromBytes(new Uint8Array())).toBe(0n);
    expect(fromHex('00ff')).toEqual(Uint8Array.of(0, 255));
    const bytes = filled(256);
    expect([toBase64(bytes), toBase64Url(bytes)]).toEqual([
      Buffer.from(bytes).toString('base64'),
      Buffer.from(bytes).toString('base64url'),
    ]);
    expect(fromBase64(toBase64Url(bytes))).toEqual(bytes);
    expect(fromBase64('?')).toBeUndefined();
    expect(jsonFromBase64(toBase64Url(utf8('{"a":"ä"}')))).toEqual({ a: 'ä' });
    expect([jsonFromBase64('?'), jsonFromBase64('abcd')]).toEqual([undefined, undefined]);
  });
});
