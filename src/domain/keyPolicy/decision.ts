import type { Message } from '../message.ts';

/** Three-valued: undefined is what cannot be decided. */
export type Decision = boolean | undefined;

/** A decision and, where it is not true, the part of the statement that made it so. */
export interface Judgement {
  readonly decision: Decision;
  readonly part?: Message;
}

export const holds: Judgement = { decision: true };

export function not(decision: Decision): Decision {
  return decision === undefined ? undefined : !decision;
}

/** One that is true decides; otherwise one that cannot be decided leaves it open. */
export function anyOf<T>(values: readonly T[], decide: (value: T) => Decision): Decision {
  let found: Decision = false;
  for (const value of values) {
    const decision = decide(value);
    if (decision === true) return true;
    found = found === false ? decision : found;
  }
  return found;
}

/** The first that does not hold, or the first that cannot be decided. */
export function allOf(judgements: readonly Judgement[]): Judgement {
  const first = (wanted: Decision): Judgement | undefined => judgements.find(({ decision }) => decision === wanted);
  return first(false) ?? first(undefined) ?? holds;
}
