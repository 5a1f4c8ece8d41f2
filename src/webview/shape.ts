/** Checks what arrives in a message: nothing is taken on trust, and nothing that was not asked for is let through. */
export type Check = (value: unknown) => boolean;

export const flag: Check = (value) => typeof value === 'boolean';

/** A whole number from 0 on. */
export const count: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export function text(longest: number): Check {
  return (value) => typeof value === 'string' && value.length <= longest;
}

export function oneOf(...words: readonly string[]): Check {
  return (value) => typeof value === 'string' && words.includes(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function listOf(check: Check, longest: number): Check {
  return (value) => Array.isArray(value) && value.length <= longest && value.every(check);
}

/** Names of the user's own choosing, each with a value. */
export function recordOf(check: Check, most: number): Check {
  return (value) => isPlainObject(value) && Object.keys(value).length <= most && Object.values(value).every(check);
}

/** An object with exactly these members. Written with the type's own keys, so that a member without a check does not compile. */
export function members<T extends object>(checks: { readonly [K in keyof T]-?: Check }): (value: unknown) => value is T {
  const known = Object.entries<Check>(checks);
  const names = new Set(known.map(([name]) => name));
  return (value): value is T =>
    isPlainObject(value) && Object.keys(value).every((name) => names.has(name)) && known.every(([name, check]) => check(value[name]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Messages are copied by the browser or through JSON: what has another prototype is no plain data.
  return prototype === Object.prototype || prototype === null;
}
