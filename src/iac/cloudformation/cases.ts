import { assumed, type Choice, type Choices, choicesOf, keyOf } from './choices.ts';
import { comparisonsIn, conditionsWithin, decide, type Formula, formulaOf, parameterOf } from './conditions.ts';
import { literalText, resolve } from './evaluation.ts';
import { defaultOf, onlyValueOf, type Scope } from './scope.ts';
import type { Template } from './template.ts';
import type { TemplateNode } from './templateNode.ts';

/** How many cases one template is read in. Beyond, what depends on further conditions is unknown. */
export const mostCases = 32;
/** How many combinations of values are tried to find the cases, and how many comparisons that may take. */
const mostCombinations = 1024;
const mostComparisons = 100_000;

/** One way that the conditions of a template can turn out together, and what its parameters are then. */
export interface Case {
  readonly holds: ReadonlyMap<string, boolean | undefined>;
  /** Parameters of which the case says more than their default does; undefined: they can be several. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
}

export function formulasOf(template: Template): ReadonlyMap<string, Formula> {
  return new Map([...template.conditions].map(([name, node]) => [name, formulaOf(node)]));
}

/**
 * Every way that the conditions can turn out together, the one of all defaults first. A default is only what holds when nothing else is given: it does not decide a
 * condition, but within a case a parameter has its default where the case allows that. Undefined: there are too many.
 */
export function casesOf(formulas: ReadonlyMap<string, Formula>, names: readonly string[], outer: Scope): readonly Case[] | undefined {
  const used = conditionsWithin(formulas, names);
  const comparisons = [...used.values()].flatMap(comparisonsIn);
  const undecided: Scope = { ...outer, parameter: (name) => onlyValueOf(outer.template, name), holds: () => undefined };
  const choices = choicesOf(comparisons, undecided);
  const count = [...choices.values()].reduce((product, { length }) => product * length, 1);
  if (count > mostCombinations || count * comparisons.length > mostComparisons) return undefined;

  const groups = new Map<string, Combination[]>();
  for (const chosen of combinations(choices)) {
    const decided = outcomes(used, chosen, undecided);
    const holds = new Map(names.map((name) => [name, decided(name)]));
    const key = [...holds.values()].join();
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ chosen, holds });
  }
  if (groups.size > mostCases) return undefined;
  const cases = [...groups.values()].map((group) => caseOf(group, outer.template));
  return cases.sort((a, b) => b.defaults - a.defaults);
}

type Chosen = ReadonlyMap<string, Choice>;

interface Combination {
  readonly chosen: Chosen;
  readonly holds: ReadonlyMap<string, boolean | undefined>;
}

function combinations(choices: Choices): readonly Chosen[] {
  return [...choices].reduce<Chosen[]>(
    (all, [name, options]) => all.flatMap((chosen) => options.map((choice) => new Map([...chosen, [name, choice]]))),
    [new Map()],
  );
}

/** How conditions turn out with the values that were chosen. One that is made of itself is unknown. */
function outcomes(used: ReadonlyMap<string, Formula>, chosen: Chosen, undecided: Scope): (name: string) => boolean | undefined {
  const decided = new Map<string, boolean | undefined>();
  const scope: Scope = {
    ...undecided,
    region: undecided.region ?? chosen.get('AWS::Region')?.text,
    parameter: (name) => (chosen.has(name) ? chosen.get(name)?.text : undecided.parameter(name)),
  };
  const valueOf = (side: TemplateNode): string | undefined => {
    const choice = chosen.get(parameterOf(side) ?? '');
    if (choice) return choice.id;
    const text = literalText(resolve(side, scope));
    return text === undefined ? undefined : `text:${text}`;
  };
  const holds = (name: string): boolean | undefined => {
    if (decided.has(name)) return decided.get(name);
    decided.set(name, undefined);
    const formula = used.get(name);
    const result =
      formula &&
      decide(
        formula,
        (comparison) => {
          const [left, right] = [valueOf(comparison.left), valueOf(comparison.right)];
          if (left !== undefined && right !== undefined) return left === right;
          return assumed(chosen.get(keyOf(comparison, scope)));
        },
        holds,
      );
    decided.set(name, result);
    return result;
  };
  return holds;
}

/** One case for all combinations in which the conditions turn out alike: the one with the most defaults stands for them. */
function caseOf(group: readonly Combination[], template: Template): Case & { readonly defaults: number } {
  const isDefault = (name: string, choice: Choice): boolean => choice.text !== undefined && choice.text === defaultOf(template, name);
  const rated = group.map((combination) => ({
    combination,
    defaults: [...combination.chosen].filter(([name, choice]) => isDefault(name, choice)).length,
  }));
  const { combination, defaults } = rated.reduce((best, next) => (next.defaults > best.defaults ? next : best));
  const parameters = new Map<string, string | undefined>();
  for (const [name, choice] of combination.chosen) {
    const certain = isDefault(name, choice) || group.every(({ chosen }) => chosen.get(name)?.id === choice.id);
    parameters.set(name, certain ? choice.text : undefined);
  }
  return { holds: combination.holds, parameters, defaults };
}
