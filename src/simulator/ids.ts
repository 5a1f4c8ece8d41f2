// Ids that are the same for the same story: derived from text by a small, well mixing hash. Nothing here is secret or random.
import type { World } from './world.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const hexadecimal = '0123456789abcdef';

/** 32 bit hash of a text (FNV-1a with a final avalanche, so that neighbouring texts differ everywhere). */
function hash(content: string, start: number): number {
  let value = start;
  for (let index = 0; index < content.length; index += 1) {
    value = Math.imul(value ^ content.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** `length` characters of `alphabet`, derived from `source`. */
export function derive(source: string, length: number, alphabet: string): string {
  return Array.from({ length }, (_, index) => alphabet.charAt(hash(source, 0x811c9dc5 + index * 0x9e3779b1) % alphabet.length)).join('');
}

/** A number from 0 up to, not including, 1 that is derived from `source` and looks like chance. */
export const fractionFrom = (source: string): number => hash(source, 0x811c9dc5) / 2 ** 32;

/** A user pool id as Cognito makes them: the Region, an underscore and nine letters or digits. */
export const userPoolIdFrom = (source: string, region: string): string => `${region}_${derive(`pool ${source}`, 9, base62)}`;

/** A UUID (version 4 by its look), as request ids, certificates and single-Region keys have. */
export function uuidFrom(source: string): string {
  const digits = derive(`uuid ${source}`, 32, hexadecimal);
  const part = (from: number, to: number): string => digits.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-a${part(17, 20)}-${part(20, 32)}`;
}

/** A key id as KMS makes them: `mrk-` and 32 hexadecimal digits for a multi-Region key, a UUID for any other. */
export function keyIdFrom(source: string, multiRegion: boolean): string {
  return multiRegion ? `mrk-${derive(`key ${source}`, 32, hexadecimal)}` : uuidFrom(`key ${source}`);
}

/** The unique part of an IAM user id or a CloudFront host, in capitals or small letters. */
export const lettersFrom = (source: string, length: number): string => derive(source, length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');

/** The id of an IAM role. */
export const roleId = (name: string): string => `AROA${lettersFrom(`role ${name}`, 17)}`;

/** Takes the next number of the world's sequence: a source for an id that no earlier call has used. */
export function nextSource(world: World): { readonly world: World; readonly source: string } {
  return { world: { ...world, sequence: world.sequence + 1 }, source: `${world.seed} ${world.sequence + 1}` };
}
