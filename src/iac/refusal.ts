import { type Message, message } from '../domain/message.ts';

/** A file that is not read, or not all of it, and why. Every language has its own bounds; what they say is the same. */
export interface Refusal {
  readonly path: string;
  readonly reason: Message;
}

export function longerThan(limit: number): Message {
  return message('longer than {limit} characters', { limit: limit.toLocaleString('en') });
}

/** A parser calls itself for everything that is within something, and has run out of stack. */
export function tooDeep(): Message {
  return message('nested too deeply');
}

/** A text that is not read for a reason, as a reading: it says nothing. */
export function refused(
  path: string,
  reason: Message,
): { readonly scenarios: readonly [readonly []]; readonly refusals: readonly Refusal[] } {
  return { scenarios: [[]], refusals: [{ path, reason }] };
}
