// What is wrong with the things that a scenario has in several Regions, and with what they say of its pools.
import { quotaCategories } from './quotas.ts';
import { isIn } from './scenarioPlaces.ts';
import type { Problem } from './scenarioReader.ts';
import type { InStory } from './scenarioReferences.ts';
import type { Scenario } from './scenarioShape.ts';
import { twice } from './scenarioTwice.ts';

interface RegionalItem {
  readonly name: string;
  readonly regions: readonly string[];
  readonly differs?: Readonly<Record<string, object>>;
}

/** The sections of a scenario whose items are in several Regions. */
const sections = [
  'functions',
  'webAcls',
  'ruleGroups',
  'ipSets',
  'regexSets',
  'emailIdentities',
  'logGroups',
  'deliveryStreams',
] as const satisfies readonly (keyof Scenario)[];

/** The sections that say something of a Region as a whole. */
const byRegion = ['emailAccounts', 'smsAccounts', 'provisionedLimits'] as const satisfies readonly (keyof Scenario)[];

/** The problems of everything that stands in several Regions. */
export function regionalProblems(scenario: Scenario, inStory: InStory): Problem[] {
  return [
    ...sections.flatMap((section) => itemProblems(section, scenario[section] ?? [], inStory)),
    ...byRegion.flatMap((section) => Object.keys(scenario[section] ?? {}).flatMap((region) => inStory(region, `${section}.${region}`))),
    ...twice(scenario.buckets ?? [], 'buckets', ({ name }) => name),
    ...(scenario.buckets ?? []).flatMap(({ region }, index) => inStory(region, `buckets[${index}].region`)),
    ...Object.entries(scenario.provisionedLimits ?? {}).flatMap(([region, limits]) =>
      Object.entries(limits).flatMap(([category, value]) => limitProblems(category, value, `provisionedLimits.${region}.${category}`)),
    ),
    ...(scenario.functions ?? []).flatMap(({ permissions = [], regions }, index) =>
      permissions.flatMap((permission, position) => {
        const pool = typeof permission === 'string' ? permission : permission.pool;
        return poolProblems(pool, regions, `functions[${index}].permissions[${position}]`, scenario);
      }),
    ),
    ...(scenario.webAcls ?? []).flatMap(({ protects = [], regions }, index) =>
      protects.flatMap((pool, position) => poolProblems(pool, regions, `webAcls[${index}].protects[${position}]`, scenario)),
    ),
    ...(['webAcls', 'ruleGroups'] as const).flatMap((section) =>
      (scenario[section] ?? []).flatMap(({ rules = [] }, index) =>
        rules.flatMap((rule, at) => ruleProblems(rule, `${section}[${index}].rules[${at}]`, scenario)),
      ),
    ),
  ];
}

/** Only some rates can be bought, and none below what is free. */
function limitProblems(category: string, value: number, path: string): Problem[] {
  const known = Object.hasOwn(quotaCategories, category) ? quotaCategories[category] : undefined;
  if (known?.adjustable !== true) {
    const adjustable = Object.entries(quotaCategories).filter(([, each]) => each.adjustable === true);
    return [{ path, message: `is not adjustable (adjustable: ${adjustable.map(([name]) => name).join(', ')})` }];
  }
  return value < known.perSecond ? [{ path, message: `must be at least ${known.perSecond}, the free rate, not ${value}` }] : [];
}

type ScenarioRule = NonNullable<NonNullable<Scenario['webAcls']>[number]['rules']>[number];

/** A rule looks at one thing, and the sets and groups that it names are there. */
function ruleProblems(rule: ScenarioRule, path: string, { ruleGroups = [], ipSets = [], regexSets = [] }: Scenario): Problem[] {
  const subjects = [rule.managed, rule.rate, rule.ipSet, rule.regexSet, rule.ruleGroup, rule.countries, rule.statement];
  const count = subjects.filter((subject) => subject !== undefined).length;
  const missing = (member: 'ruleGroup' | 'ipSet' | 'regexSet', known: readonly { readonly name: string }[]): Problem[] => {
    const wanted = rule[member];
    if (wanted === undefined || known.some(({ name }) => name === wanted)) return [];
    return [{ path: `${path}.${member}`, message: `"${wanted}" is not in this scenario` }];
  };
  const one = 'must have one of managed, rate, ipSet, regexSet, ruleGroup, countries and statement';
  return [
    ...(count === 1 ? [] : [{ path, message: one }]),
    ...missing('ruleGroup', ruleGroups),
    ...missing('ipSet', ipSets),
    ...missing('regexSet', regexSets),
  ];
}

function itemProblems(section: string, items: readonly RegionalItem[], inStory: InStory): Problem[] {
  const copies = items.flatMap(({ name, regions }) => regions.map((region) => `${name} in ${region}`));
  return [
    ...twice(copies, section, (copy) => copy).map(({ message }) => ({ path: section, message })),
    ...items.flatMap(({ regions, differs = {} }, index) => [
      ...regions.flatMap((region, position) => inStory(region, `${section}[${index}].regions[${position}]`)),
      ...Object.keys(differs)
        .filter((region) => !regions.includes(region))
        .map((region) => ({ path: `${section}[${index}].differs.${region}`, message: `"${region}" is not among its regions` })),
    ]),
  ];
}

/** A pool that is named must be there, in one of the Regions of what names it. */
function poolProblems(pool: string | undefined, regions: readonly string[], path: string, { pools = [] }: Scenario): Problem[] {
  const found = pool === undefined || pools.some((each) => each.name === pool && regions.some((region) => isIn(each, region)));
  return found ? [] : [{ path, message: `"${pool}" is not the name of a pool in any of its regions` }];
}
