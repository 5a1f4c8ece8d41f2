// From a scenario, the readable story, to a World. Ids are derived from the seed and the names, so that a test or a document can name them.
import { certificateArn } from './arns.ts';
import { withDirectory } from './cognito/directory.ts';
import type { PoolResources } from './cognito/poolResources.ts';
import { keyIdFrom, lettersFrom, userPoolIdFrom, uuidFrom } from './ids.ts';
import { cognitoKeyPolicy, defaultKeyPolicy } from './kms/keyPolicy.ts';
import { omit } from './omit.ts';
import { outagesFrom } from './outages.ts';
import { readScenario, type Problem } from './scenarioReader.ts';
import { scenarioProblems } from './scenarioReferences.ts';
import { scenarioShape, type Scenario, type ScenarioKey, type ScenarioPool } from './scenarioShape.ts';
import { addDestinations } from './scenarioDestinations.ts';
import { addFirewall, type FirewallOrigin } from './scenarioFirewall.ts';
import { addFunction, type FunctionOrigin } from './scenarioFunctions.ts';
import { addHealthChecks } from './scenarioHealthChecks.ts';
import { isIn, replicaSettings, triggersIn } from './scenarioPlaces.ts';
import { heldResources, ownResources } from './scenarioPoolResources.ts';
import { clientIdIn, directoryFrom } from './scenarioUsers.ts';
import { factorsOf, messageSettings, regionalSettings, synchronizedSettings } from './scenarioSettings.ts';
import { defaultSwitches } from './switches.ts';
import { emptyWorld, withKey, withRegion, withUserPool, type Domain, type Key, type KeyState, type UserPool, type World } from './world.ts';

/** A scenario that cannot be told. The message has one line for each problem, beginning with its JSON path. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : `The scenario ${message}`)).join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads a scenario from parsed JSON.
 * @throws ScenarioError that names every problem: unknown members, wrong values, names that nothing in the scenario has
 */
export function parseScenario(json: unknown): Scenario {
  const problems: Problem[] = [];
  readScenario(scenarioShape, json, '', problems);
  if (problems.length > 0) throw new ScenarioError(problems);
  const scenario = json as Scenario;
  const references = scenarioProblems(scenario);
  if (references.length > 0) throw new ScenarioError(references);
  return scenario;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Where a scenario names no replica timing, things happened long enough ago to be settled. */
const settledFor = 30 * day;

type Names = Pick<Scenario, 'seed' | 'account'>;
const source = ({ seed = 'scenario', account }: Names, region: string, name: string): string => `${seed} ${account.id} ${region} ${name}`;

/** The id of a scenario's pool, for those who only know its name. */
export const scenarioPoolId = (scenario: Names, { region, name }: Pick<ScenarioPool, 'region' | 'name'>): string =>
  userPoolIdFrom(source(scenario, region, name), region);

/** The id of an app client of a scenario's pool, for those who only know the names. */
export const scenarioClientId = (scenario: Names, { region, name }: Pick<ScenarioPool, 'region' | 'name'>, client: string): string =>
  clientIdIn(source(scenario, region, name), client);

/** The id of a scenario's key, for those who only know its name. */
export const scenarioKeyId = (scenario: Names, key: ScenarioKey): string =>
  keyIdFrom(source(scenario, key.region, key.name), isMultiRegion(key));

const isMultiRegion = ({ multiRegion, replicas = [] }: ScenarioKey): boolean => multiRegion ?? replicas.length > 0;

/**
 * The World that a scenario tells of, at a moment.
 * @param now epoch milliseconds; "minutes ago" count from here
 */
export function worldFromScenario(scenario: Scenario, { now }: { now: number }): World {
  const { account, seed = 'scenario', faults = [], switches = {}, timing, permissions, outages, healthChecks = [] } = scenario;
  const world: World = {
    ...emptyWorld(seed),
    accounts: { [account.id]: { ...omit(account, 'id'), regions: {} } },
    faults,
    ...(outages && { outages: outagesFrom(outages, now) }),
    switches: { ...defaultSwitches, ...switches },
    ...(timing && { timing }),
    ...(permissions && { permissions }),
  };
  const steps: ((world: World) => World)[] = [
    ...scenario.regions.map((region) => (before: World) => withRegion(before, account.id, region, (state) => state)),
    ...(scenario.keys ?? []).map((key) => (before: World) => addKey(before, scenario, key, now)),
    ...(scenario.pools ?? []).map((pool) => (before: World) => addPool(before, scenario, pool, now)),
    ...(scenario.functions ?? []).map((each) => (before: World) => addFunction(before, each, originIn(scenario, now))),
    (before) => addDestinations(before, scenario, originIn(scenario, now)),
    (before) => addFirewall(before, scenario, originIn(scenario, now)),
    (before) =>
      addHealthChecks(before, healthChecks, {
        account: account.id,
        since: now - settledFor,
        source: (each) => `${seed} ${account.id} ${each}`,
      }),
  ];
  return steps.reduce((before, step) => step(before), world);
}

/** What the parts of a scenario beside its pools want to know of them. */
function originIn(scenario: Scenario, now: number): FunctionOrigin & FirewallOrigin {
  const pools = scenario.pools ?? [];
  return {
    account: scenario.account.id,
    source: (region, name) => source(scenario, region, name),
    since: now - settledFor,
    triggersIn: (region) => triggersIn(scenario, region, (pool) => scenarioPoolId(scenario, pool)),
    poolIds: (name, region) =>
      pools.filter((pool) => pool.name === name && isIn(pool, region)).map((pool) => scenarioPoolId(scenario, pool)),
  };
}

function addKey(world: World, scenario: Scenario, key: ScenarioKey, now: number): World {
  const { account } = scenario;
  const id = scenarioKeyId(scenario, key);
  const multiRegion = isMultiRegion(key);
  const copies = [{ region: key.region, state: key.state, policy: key.policy }, ...(key.replicas ?? [])];
  return copies.reduce((before, copy) => {
    const record: Key = {
      id,
      createdAt: now - settledFor,
      description: key.name,
      spec: key.spec ?? 'SYMMETRIC_DEFAULT',
      usage: key.usage ?? 'ENCRYPT_DECRYPT',
      ...stateOf(copy.state ?? 'Enabled', now),
      policy: policyOf(copy.policy ?? 'cognito', scenario, key),
      tags: {},
      ...(multiRegion && { multiRegion: { primaryRegion: key.region } }),
    };
    return withRegion(withKey(before, account.id, copy.region, record), account.id, copy.region, (state) => ({
      ...state,
      aliases: { ...state.aliases, [`alias/${key.alias ?? key.name}`]: id },
    }));
  }, world);
}

/** A key that is Creating becomes Enabled in a minute. */
function stateOf(state: KeyState, now: number): Pick<Key, 'state' | 'usableAt'> {
  return state === 'Creating' ? { state: 'Enabled', usableAt: now + minute } : { state };
}

function policyOf(policy: NonNullable<ScenarioKey['policy']>, scenario: Scenario, key: ScenarioKey): string {
  if (typeof policy === 'object') return JSON.stringify(policy, undefined, 2);
  if (policy === 'default') return defaultKeyPolicy(scenario.account.id);
  const users = (scenario.pools ?? []).filter((pool) => pool.key === key.name && pool.region === key.region);
  return cognitoKeyPolicy(scenario.account.id, {
    regions: [key.region, ...(key.replicas ?? []).map(({ region }) => region)],
    userPoolIds: users.map((pool) => scenarioPoolId(scenario, pool)),
    services: ['cognito-idp.amazonaws.com', ...(policy === 'cognito' ? ['identitystore.amazonaws.com'] : [])],
  });
}

function addPool(world: World, scenario: Scenario, pool: ScenarioPool, now: number): World {
  const account = scenario.account.id;
  const { region, replica, domain } = pool;
  const key = (scenario.keys ?? []).find((candidate) => candidate.name === pool.key && candidate.region === region);
  const synchronized = synchronizedSettings(pool, { account, keyId: key && scenarioKeyId(scenario, key) });
  const since = now - settledFor;
  const held = heldResources(pool, { account, source: source(scenario, region, pool.name), since });
  const primary: UserPool = {
    id: scenarioPoolId(scenario, pool),
    createdAt: now - 400 * day,
    modifiedAt: since,
    estimatedUsers: pool.users ?? 0,
    settings: { ...synchronized, ...regionalSettings(pool, { account, region }) },
    factors: factorsOf(pool),
    ...(pool.olderInfrastructure === true && { olderInfrastructure: true }),
    ...(pool.ignoresKey === true && { ignoresKey: true }),
    ...resourcesOf({ ...held, ...ownResources(pool, { account, region }, since) }),
  };
  let result = withUserPool(world, account, region, primary);
  if (replica) {
    const own = replicaSettings(pool);
    const place = { account, region: replica.region };
    const record: UserPool = {
      ...omit(primary, 'resources'),
      settings: { ...synchronized, ...regionalSettings(own, place) },
      ...resourcesOf(ownResources(own, place, since)),
    };
    const speed = scenario.timing?.speed ?? 1;
    result = withUserPool(result, account, replica.region, replicaOf(record, region, replica, { now, speed }));
    if (replica.behind) {
      const { minutes, ...older } = replica.behind;
      const before: UserPool = {
        ...primary,
        settings: { ...primary.settings, ...messageSettings(older.messages) },
        resources: { ...primary.resources, ...heldResources(older, { account, source: source(scenario, region, pool.name), since }) },
      };
      // A value that is replaced later than now: until then the replica shows it.
      const earlier = [{ until: now + (minutes * minute) / speed, value: before }];
      result = withUserPool(result, account, region, { ...primary, earlier });
    }
  }
  if (pool.clients ?? pool.testUsers) {
    const origin = { source: source(scenario, region, pool.name), userPoolId: primary.id, since: now - settledFor, now };
    const directory = directoryFrom(pool, origin);
    result = withDirectory({ world: result, account, now }, primary.id, () => directory);
  }
  if (domain) {
    const record = domainOf(domain, primary.id, account);
    result = withRegion(result, account, region, (state) => ({ ...state, domains: { ...state.domains, [record.name]: record } }));
  }
  return result;
}

/** A pool without anything to hold has no such member. */
const resourcesOf = (resources: PoolResources): { resources?: PoolResources } => (Object.keys(resources).length > 0 ? { resources } : {});

function replicaOf(
  pool: UserPool,
  primaryRegion: string,
  replica: NonNullable<ScenarioPool['replica']>,
  { now, speed }: { now: number; speed: number },
): UserPool {
  const startedAt = replica.startedMinutesAgo === undefined ? now - settledFor : now - replica.startedMinutesAgo * minute;
  return {
    ...pool,
    createdAt: startedAt,
    modifiedAt: startedAt,
    replica: {
      primaryRegion,
      status: replica.status,
      ...(replica.takesMinutes !== undefined && { settlesAt: now + (startedAt + replica.takesMinutes * minute - now) / speed }),
    },
  };
}

function domainOf(domain: NonNullable<ScenarioPool['domain']>, userPoolId: string, account: string): Domain {
  const custom = domain.name.includes('.');
  return {
    name: domain.name,
    userPoolId,
    managedLoginVersion: domain.managedLogin === false ? 1 : 2,
    version: '20260604000000',
    ...(custom && {
      certificateArn: certificateArn(domain.certificateRegion ?? 'us-east-1', account, uuidFrom(`certificate ${domain.name}`)),
      cloudFrontDistribution: `d${lettersFrom(domain.name, 13).toLowerCase()}.cloudfront.net`,
    }),
    ...(domain.failover && { failover: domain.failover }),
  };
}
