// What is wrong with the things that a scenario has in several Regions, and with what they say of its pools.
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
const sections = ['functions'] as const satisfies readonly (keyof Scenario)[];

/** The problems of everything that stands in several Regions. */
export function regionalProblems(scenario: Scenario, inStory: InStory): Problem[] {
  return [
    ...sections.flatMap((section) => itemProblems(section, scenario[section] ?? [], inStory)),
    ...(scenario.functions ?? []).flatMap(({ permissions = [], regions }, index) =>
      permissions.flatMap((permission, position) => {
        const pool = typeof permission === 'string' ? permission : permission.pool;
        return poolProblems(pool, regions, `functions[${index}].permissions[${position}]`, scenario);
      }),
    ),
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
