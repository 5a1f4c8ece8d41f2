// What the service hands out and gets back without its holder being able to change it: refresh tokens, sessions between two challenges, SRP's
// secret block. The state is in the text itself, so that the World does not grow with every sign-in that nobody finishes.
// The real ones are encrypted as well; these can be read by whoever knows the format, which is fine for users that do not exist.
import { fromBase64, joined, toHex, utf8 } from '../crypto/bytes.ts';
import { hmacSha256 } from '../crypto/sha256.ts';
import type { World } from '../world.ts';

const markSize = 32;

/** @param purpose what it is for: bytes that were sealed for one purpose do not open for another */
export function seal(world: World, purpose: string, value: object): Uint8Array {
  const content = utf8(JSON.stringify(value));
  return joined(mark(world, purpose, content), content);
}

/**
 * The value of a sealed text in base64 or base64url; undefined for one that this World did not seal for this purpose. Whoever asks may rely on
 * its type: the mark proves that it comes from the one place that seals for the purpose.
 */
export function open(world: World, purpose: string, sealed: string): unknown {
  const bytes = fromBase64(sealed);
  if (!bytes) return undefined;
  const content = bytes.slice(markSize);
  if (toHex(bytes.slice(0, markSize)) !== toHex(mark(world, purpose, content))) return undefined;
  return JSON.parse(new TextDecoder().decode(content)) as unknown;
}

function mark(world: World, purpose: string, content: Uint8Array): Uint8Array {
  return hmacSha256(utf8(`simulated seal ${world.seed} ${purpose}`), content);
}
