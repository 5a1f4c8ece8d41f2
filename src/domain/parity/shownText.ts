import { isJsonObject, type Json } from '../json.ts';

/** What stands for nothing, and for what could not be read. */
export const nothing = '–';
export const notReadable = '?';
/** What stands for something that has no short form. */
export const something = '…';

const longest = 120;

/**
 * A text of a service as one short line. Names are data and stay as they are, markup and all; only characters that steer a terminal or turn the direction of a line are
 * shown as what they are not: as a sign.
 */
export function shownText(text: string): string {
  const line = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, signOf)
    .trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

/** `␛` for the escape character; characters that have no sign are replaced. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
}

/** A value as one short line: a text, a number, the names of a list, the members of an object. */
export function shown(value: Json | undefined): string {
  return shownText(written(value)) || nothing;
}

function written(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(([name, member]) => `${name} ${inner(member)}`.trim());
    return members.join(', ');
  }
  if (typeof value === 'object') return value.map(inner).join(', ');
  return String(value);
}

function inner(value: Json): string {
  const text = written(value);
  return isJsonObject(value) && text !== '' ? `(${text})` : text;
}
