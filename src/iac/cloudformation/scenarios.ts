import type { Resource } from '../model.ts';
import { type Case, casesOf, formulasOf } from './cases.ts';
import { defaultOf, type Scope } from './scope.ts';
import type { Template } from './template.ts';

/** How much is evaluated for one text, over all its templates and their cases: far more than any real one needs. It ends what doubles itself. */
export const mostSteps = 2_000_000;

/** How many conditions are tried for more cases; templates rarely have as many. */
const mostConditions = 40;

/** What the caller knows of a template. */
export interface Surroundings {
  readonly region: string | undefined;
  readonly prefix: string;
  readonly budget: Scope['budget'];
  /** Another template of the same text has used up the cases. */
  readonly ignoresConditions?: boolean;
}

/**
 * What a template says in each case of the conditions that its resources depend on. Which ones these are shows in reading: a condition that is asked
 * for makes more cases, until none is asked for that was not, or there are too many.
 */
export function readCases(
  template: Template,
  { region, prefix, budget, ignoresConditions = false }: Surroundings,
  read: (scope: Scope) => readonly Resource[],
): readonly (readonly Resource[])[] {
  const formulas = formulasOf(template);
  const outer: Scope = { template, prefix, region, budget, parameter: (name) => defaultOf(template, name), holds: () => undefined };
  let cases: readonly Case[] = [{ holds: new Map(), parameters: new Map() }];
  const names: string[] = [];
  const refused = new Set<string>();

  for (;;) {
    const asked = new Set<string>();
    const readings = cases.map((one) => read(scopeOf(one, outer, asked)));
    const wanted = [...asked].filter((name) => formulas.has(name) && !names.includes(name) && !refused.has(name));
    if (wanted.length === 0 || ignoresConditions) return readings;
    for (const name of wanted) {
      const more = names.length + refused.size < mostConditions ? casesOf(formulas, [...names, name], outer) : undefined;
      if (more) {
        names.push(name);
        cases = more;
      } else refused.add(name);
    }
  }
}

function scopeOf({ holds, parameters }: Case, outer: Scope, asked: Set<string>): Scope {
  return {
    ...outer,
    region: outer.region ?? parameters.get('AWS::Region'),
    parameter: (name) => (parameters.has(name) ? parameters.get(name) : outer.parameter(name)),
    holds: (name) => {
      asked.add(name);
      return holds.get(name);
    },
  };
}
