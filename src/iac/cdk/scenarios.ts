import type { Evaluator } from './evaluate.ts';
import type { Condition, Place } from './program/scope.ts';

/** So many conditions are told apart, which makes twice as many scenarios for each; the rest hold, or do not, together. */
const mostConditions = 4;

/** Which conditions hold. */
export type Scenario = (conditions: readonly Condition[]) => boolean;

/**
 * The scenarios of a program: every combination of the conditions that decide over one of the given places, the one in which
 * all hold first. Conditions that can
 * be told are no matter of scenarios.
 */
export function scenariosOf(places: readonly Place[], evaluator: Evaluator): Scenario[] {
  const settled = new Map<string, boolean>();
  const open = new Set<string>();
  for (const place of places) {
    for (const { key, test } of place.conditions) {
      if (settled.has(key) || open.has(key)) continue;
      const holds = test && evaluator.truth(test, place);
      if (holds === undefined) open.add(key);
      else settled.set(key, holds);
    }
  }
  const keys = [...open];
  const apart = Math.min(keys.length, keys.length > mostConditions ? mostConditions - 1 : mostConditions);
  const switches = keys.length > apart ? apart + 1 : apart;
  const bits = new Map(keys.map((key, index) => [key, Math.min(index, apart)]));
  const scenarios = Array.from({ length: 2 ** switches }, (_, number): Scenario => {
    const holds = (key: string): boolean => settled.get(key) ?? ((number >> (bits.get(key) ?? 0)) & 1) === 0;
    return (conditions) => conditions.every((condition) => holds(condition.key) === condition.holds);
  });
  // A condition within another one decides nothing where that one does not hold.
  const different = new Map<string, Scenario>();
  for (const scenario of scenarios) {
    const what = places.map(({ conditions }) => (scenario(conditions) ? '1' : '0')).join('');
    if (!different.has(what)) different.set(what, scenario);
  }
  return [...different.values()];
}
