// What a scenario's shape cannot tell: names that nothing has, names that two have, Regions that cannot go together.
import type { Fault } from './faults.ts';
import type { Problem } from './scenarioReader.ts';
import { healthCheckProblems } from './scenarioHealthChecks.ts';
import { poolResourceProblems } from './scenarioPoolResourceProblems.ts';
import { regionalProblems } from './scenarioRegionalProblems.ts';
import type { Scenario, ScenarioKey, ScenarioPool } from './scenarioShape.ts';
import { twice } from './scenarioTwice.ts';

/** The problems between the parts of a scenario whose parts are each fine. */
export function scenarioProblems(scenario: Scenario): Problem[] {
  const { regions, keys = [], pools = [], healthChecks = [], outages = [], faults = [], permissions = [] } = scenario;
  const known = new Set<string>(regions);
  const inStory = (region: string | undefined, path: string): Problem[] =>
    region === undefined || known.has(region) ? [] : [{ path, message: `"${region}" is not among this scenario's regions` }];
  return [
    ...(regions.length === 0 ? [{ path: 'regions', message: 'must name at least one Region' }] : []),
    ...twice(regions, 'regions', (region) => region),
    ...twice(keys, 'keys', ({ name, region }) => `${name} in ${region}`),
    ...twice(pools, 'pools', ({ name, region }) => `${name} in ${region}`),
    ...aliasProblems(keys),
    ...twice(
      pools.map(({ domain }) => domain?.name),
      'pools',
      (domain) => domain && `the domain ${domain}`,
    ),
    ...keys.flatMap((key, index) => keyProblems(key, `keys[${index}]`, inStory)),
    ...pools.flatMap((pool, index) => poolProblems(pool, `pools[${index}]`, keys, inStory)),
    ...regionalProblems(scenario, inStory),
    ...healthCheckProblems(healthChecks),
    ...twice(outages, 'outages', ({ region }) => region),
    ...outages.flatMap(({ region }, index) => inStory(region, `outages[${index}].region`)),
    ...faults.flatMap((fault, index) => faultProblems(fault, `faults[${index}]`, inStory)),
    ...permissions.flatMap(({ region }, index) => inStory(region, `permissions[${index}].region`)),
  ];
}

/** The members that only some kinds of fault have. */
const faultMembers = { milliseconds: ['latency', 'clockSkew'], perSecond: ['rateLimit'] } as const;

function faultProblems(fault: Fault, path: string, inStory: InStory): Problem[] {
  const { kind, milliseconds = 0, region } = fault;
  const needed = (faultMembers.milliseconds as readonly string[]).includes(kind) && fault.milliseconds === undefined;
  const foreign = Object.entries(faultMembers).flatMap(([member, kinds]: [string, readonly string[]]) =>
    Object.hasOwn(fault, member) && !kinds.includes(kind)
      ? [{ path: `${path}.${member}`, message: `belongs to the kind ${kinds.map((each) => `"${each}"`).join(' or ')}` }]
      : [],
  );
  return [
    ...(needed ? [{ path: `${path}.milliseconds`, message: 'is missing' }] : []),
    ...(kind === 'latency' && milliseconds < 0
      ? [{ path: `${path}.milliseconds`, message: `must be at least 0, not ${milliseconds}` }]
      : []),
    ...foreign,
    ...inStory(region, `${path}.region`),
  ];
}

/** The problem of a Region that a story does not have. */
export type InStory = (region: string | undefined, path: string) => Problem[];

function keyProblems(key: ScenarioKey, path: string, inStory: InStory): Problem[] {
  const replicas = key.replicas ?? [];
  const contradicts = key.multiRegion === false && replicas.length > 0;
  return [
    ...inStory(key.region, `${path}.region`),
    ...(contradicts ? [{ path: `${path}.multiRegion`, message: 'is false although the key has replicas' }] : []),
    ...replicas.flatMap(({ region }, index) => {
      const at = `${path}.replicas[${index}].region`;
      return region === key.region ? [{ path: at, message: `"${region}" is the key's own Region` }] : inStory(region, at);
    }),
    ...twice(replicas, `${path}.replicas`, ({ region }) => region),
  ];
}

/** An alias stands for one key in a Region; a key's replicas have its alias in theirs. */
function aliasProblems(keys: readonly ScenarioKey[]): Problem[] {
  const aliases = keys.map(({ alias, name, region, replicas = [] }) =>
    [region, ...replicas.map((replica) => replica.region)].map((holder) => `alias/${alias ?? name} in ${holder}`),
  );
  return aliases.flatMap((own, index) => {
    const earlier = new Set(aliases.slice(0, index).flat());
    // A key of the same name in the same Region is reported as such.
    const same = keys.slice(0, index).some(({ name, region }) => name === keys[index]?.name && region === keys[index].region);
    return same
      ? []
      : own.filter((alias) => earlier.has(alias)).map((alias) => ({ path: `keys[${index}]`, message: `there are two of ${alias}` }));
  });
}

function poolProblems(pool: ScenarioPool, path: string, keys: readonly ScenarioKey[], inStory: InStory): Problem[] {
  const { region, replica, key, domain } = pool;
  const sameName = keys.filter(({ name }) => name === key);
  const problems = inStory(region, `${path}.region`);
  if (key !== undefined && sameName.length === 0) {
    problems.push({ path: `${path}.key`, message: `"${key}" is not the name of a key of this scenario` });
  } else if (key !== undefined && !sameName.some((candidate) => candidate.region === region)) {
    problems.push({ path: `${path}.key`, message: `"${key}" is not in ${region}, the pool's Region` });
  }
  if (replica?.region === region) {
    problems.push({ path: `${path}.replica.region`, message: `"${region}" is the pool's own Region` });
  } else problems.push(...inStory(replica?.region, `${path}.replica.region`));
  if (domain && !domain.name.includes('.') && (domain.failover ?? domain.certificateRegion)) {
    problems.push({
      path: `${path}.domain`,
      message: `"${domain.name}" is a prefix domain: only a custom domain has a certificate and failover`,
    });
  }
  problems.push(
    ...poolResourceProblems(pool, path),
    ...twice(pool.identityProviders ?? [], `${path}.identityProviders`, (provider) => provider.name),
    ...twice(pool.clients ?? [], `${path}.clients`, (client) => client.name),
    ...twice(pool.testUsers ?? [], `${path}.testUsers`, ({ email }) => email),
  );
  return problems;
}
