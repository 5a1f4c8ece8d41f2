// Arithmetic with large whole numbers, for RSA and SRP.
import { fromHex, toHex } from './bytes.ts';

export const fromBytes = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`));

/** Big-endian, with zeros in front up to `length` bytes. */
export function toBytes(value: bigint, length = 0): Uint8Array {
  const digits = value.toString(16);
  return fromHex(digits.padStart(Math.max(length * 2, digits.length + (digits.length % 2)), '0'));
}

/** The remainder that is never negative. */
export const modulo = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

/** `base` to the power of `exponent`, modulo `modulus`. Not in constant time: nothing that is simulated is worth stealing. */
export function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = modulo(base, modulus);
  // Bits from a text: shifting the exponent itself would copy it for every bit.
  const bits = exponent.toString(2);
  for (let index = bits.length - 1; index >= 0; index -= 1) {
    if (bits[index] === '1') result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** The inverse of `value` modulo `modulus`, which have no divisor in common (extended Euclid). */
export function inverseModulo(value: bigint, modulus: bigint): bigint {
  let [remainder, next] = [modulus, modulo(value, modulus)];
  let [coefficient, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, following] = [following, coefficient - quotient * following];
  }
  return modulo(coefficient, modulus);
}
