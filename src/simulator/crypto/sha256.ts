// SHA-256 and HMAC from a library that answers at once. The platform's own (web crypto, and every JOSE library over it) only answers later, and the
// simulator is a function: a step that waits in the middle of a request would let two requests read the same World and lose one's write.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

export { sha256 };

export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(sha256, key, message);
}
