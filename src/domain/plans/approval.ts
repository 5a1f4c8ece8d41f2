import { type Json, sortedJson } from '../json.ts';
import type { Plan, PlannedCall, PlanStep } from './plan.ts';

/**
 * Whether every call of a step that was planned anew is one that was shown and approved. Somebody else's change between the two gives other inputs: an update carries the whole
 * pool.
 *
 * @param answers what earlier steps have answered, in the places that stood for it when the plan was approved
 */
export function isAsApproved({ calls, id }: PlanStep, approved: Plan, answers: Readonly<Record<string, string>> = {}): boolean {
  const shown = new Set(approved.steps.find((step) => step.id === id)?.calls.map((call) => callText(call, answers)));
  return calls.every((call) => shown.has(callText(call, answers)));
}

function callText({ input, operation, region, service }: PlannedCall, answers: Readonly<Record<string, string>>): string {
  return JSON.stringify([region, service, operation, sortedJson(answered(input, answers))]);
}

/** An input with what earlier calls have answered in its places, such as `${KEY_ARN}`. */
export function answered<T extends Json>(input: T, answers: Readonly<Record<string, string>>): T {
  const text = JSON.stringify(input).replaceAll(/\$\{([A-Z_]+)\}/g, (place, name: string) => {
    const value = answers[name];
    return value === undefined ? place : JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(text) as T;
}
