// SHA-256 (FIPS 180-4) and HMAC (RFC 2104), synchronous. The platform's own (web crypto) only answers later, and the simulator is a function that
// answers at once: a step that waits in the middle of a request would let two requests read the same World and lose one's write.
// The tests compare it with Node's.
import { joined } from './bytes.ts';

/** The first 32 bits of the fractional parts of a root of the first primes: where the constants of SHA-256 come from. */
function fractionsOfRoots(count: number, root: 2 | 3): Uint32Array {
  const constants: number[] = [];
  for (let candidate = 2; constants.length < count; candidate += 1) {
    if (isPrime(candidate)) constants.push(fractionOfRoot(BigInt(candidate), root));
  }
  return Uint32Array.from(constants);
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}

/** floor(root(prime) * 2^32) modulo 2^32, by whole numbers: the largest n whose power is not above prime * 2^(32 * root). */
function fractionOfRoot(prime: bigint, root: 2 | 3): number {
  const target = prime << BigInt(32 * root);
  let result = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
    if ((result + bit) ** BigInt(root) <= target) result += bit;
  }
  return Number(result & 0xffffffffn);
}

const initial = fractionsOfRoots(8, 2);
const rounds = fractionsOfRoots(64, 3);
const blockSize = 64;

export function sha256(message: Uint8Array): Uint8Array {
  const state = Uint32Array.from(initial);
  const padded = new Uint8Array(Math.ceil((message.length + 9) / blockSize) * blockSize);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  for (let offset = 0; offset < padded.length; offset += blockSize) compress(state, view, offset);
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) digest.setUint32(index * 4, word);
  return new Uint8Array(digest.buffer);
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function compress(state: Uint32Array, view: DataView, offset: number): void {
  const schedule = new Uint32Array(64);
  const at = (index: number): number => schedule[index] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    if (index < 16) {
      schedule[index] = view.getUint32(offset + index * 4);
      continue;
    }
    const [early, late] = [at(index - 15), at(index - 2)];
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = at(index - 16) + s0 + at(index - 7) + s1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (const [index, word] of schedule.entries()) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[index] ?? 0) + word) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + word;
}

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockSize);
  block.set(key.length > blockSize ? sha256(key) : key);
  const inner = sha256(
    joined(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return sha256(
    joined(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}
