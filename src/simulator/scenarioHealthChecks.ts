// The health checks of a scenario, which domains follow to the secondary Region. They are in no Region.
import { uuidFrom } from './ids.ts';
import { endpointKinds, withHealthCheck, type HealthCheck, type HealthCheckConfig } from './route53/healthChecks.ts';
import { healthCheckKind } from './route53/inputs.ts';
import { withDefaults } from './route53/rules.ts';
import type { Problem } from './scenarioReader.ts';
import { name, region } from './scenarioRegions.ts';
import { twice } from './scenarioTwice.ts';
import { dictionary, flag, integer, list, oneOf, required, structure, text, type Shaped } from './shape.ts';
import type { World } from './world.ts';

export const healthChecksShape = list(
  structure({
    /** The tag `Name`. */
    name: required(name),
    /** Derived from the name where it is left out. */
    id: text({ min: 1, max: 64, pattern: '[a-z0-9-]+' }),
    kind: required(healthCheckKind),
    /** Of a kind that looks at an endpoint. */
    host: text({ min: 1, max: 255 }),
    address: text({ min: 1, max: 45 }),
    port: integer({ min: 1, max: 65_535 }),
    path: text({ min: 1, max: 255, pattern: '/.*' }),
    searchString: text({ min: 1, max: 255 }),
    /** Seconds. */
    interval: integer({ min: 10, max: 30 }),
    failureThreshold: integer({ min: 1, max: 10 }),
    /** Of CALCULATED: names of health checks, and how many of them have to be healthy; all where that is left out. */
    children: list(name),
    threshold: integer({ min: 0, max: 256 }),
    /** Of CLOUDWATCH_METRIC. */
    alarm: structure({ region: required(region), name: required(name) }),
    insufficientData: oneOf('Healthy', 'Unhealthy', 'LastKnownStatus'),
    /** Of RECOVERY_CONTROL: an ARN. */
    routingControl: text({ min: 1, max: 255 }),
    disabled: flag,
    inverted: flag,
    /** How what it watches is. Left out: an endpoint of this simulated AWS as it answers, everything else well. */
    healthy: flag,
    tags: dictionary(text({ max: 256 })),
  }),
);
export type ScenarioHealthCheck = Shaped<typeof healthChecksShape>[number];

/** The id of a scenario's health check, for those who only know its name. */
export const healthCheckIdFrom = (source: (name: string) => string, { id, name: own }: Pick<ScenarioHealthCheck, 'id' | 'name'>): string =>
  id ?? uuidFrom(`health check ${source(own)}`);

/**
 * A World with the health checks of a scenario.
 * @param since epoch milliseconds at which all of them were made
 */
export function addHealthChecks(
  world: World,
  checks: readonly ScenarioHealthCheck[],
  { account, since, source }: { account: string; since: number; source: (name: string) => string },
): World {
  const idOf = (wanted: string): string => healthCheckIdFrom(source, checks.find((check) => check.name === wanted) ?? { name: wanted });
  return checks.reduce((before, each) => {
    const check: HealthCheck = {
      id: idOf(each.name),
      callerReference: each.name,
      version: 1,
      createdAt: since,
      changedAt: since,
      config: withDefaults(configOf(each, idOf)),
      tags: { Name: each.name, ...each.tags },
      ...(each.healthy !== undefined && { watched: [{ since, healthy: each.healthy }] }),
    };
    return withHealthCheck(before, account, check);
  }, world);
}

function configOf(each: ScenarioHealthCheck, idOf: (name: string) => string): HealthCheckConfig {
  const { children } = each;
  return defined({
    Type: each.kind,
    FullyQualifiedDomainName: each.host,
    IPAddress: each.address,
    Port: each.port,
    ResourcePath: each.path,
    SearchString: each.searchString,
    RequestInterval: each.interval,
    FailureThreshold: each.failureThreshold,
    ChildHealthChecks: children?.map(idOf),
    HealthThreshold: children && (each.threshold ?? children.length),
    AlarmIdentifier: each.alarm && { Region: each.alarm.region, Name: each.alarm.name },
    InsufficientDataHealthStatus: each.alarm && (each.insufficientData ?? 'LastKnownStatus'),
    RoutingControlArn: each.routingControl,
    Disabled: each.disabled,
    Inverted: each.inverted,
  }) as HealthCheckConfig;
}

const defined = (value: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));

type Member = keyof ScenarioHealthCheck;
const ofEndpoints: readonly Member[] = ['host', 'address', 'port', 'path', 'searchString', 'interval', 'failureThreshold'];
const ofOthers: Readonly<Record<string, readonly Member[]>> = {
  CALCULATED: ['children', 'threshold'],
  CLOUDWATCH_METRIC: ['alarm', 'insufficientData'],
  RECOVERY_CONTROL: ['routingControl'],
};

/** What the shape cannot tell of health checks: members of another kind, and names that nothing has. */
export function healthCheckProblems(checks: readonly ScenarioHealthCheck[]): Problem[] {
  return [
    ...twice(checks, 'healthChecks', (check) => check.name),
    ...twice(checks, 'healthChecks', ({ id }) => id),
    ...checks.flatMap((check, index) => problemsOf(check, `healthChecks[${index}]`, checks)),
  ];
}

function problemsOf(check: ScenarioHealthCheck, path: string, all: readonly ScenarioHealthCheck[]): Problem[] {
  const { kind } = check;
  const own = endpointKinds.has(kind) ? ofEndpoints : (ofOthers[kind] ?? []);
  const foreign = [...ofEndpoints, ...Object.values(ofOthers).flat()].filter(
    (member) => check[member] !== undefined && !own.includes(member),
  );
  const [needed = 'host'] = own;
  const isMissing = check[needed] === undefined && (needed !== 'host' || check.address === undefined);
  const needsSearch = kind.endsWith('STR_MATCH') && check.searchString === undefined;
  return [
    ...foreign.map((member) => ({ path: `${path}.${member}`, message: `does not belong to the kind "${kind}"` })),
    ...(isMissing ? [{ path: `${path}.${needed}`, message: 'is missing' }] : []),
    ...(needsSearch ? [{ path: `${path}.searchString`, message: 'is missing' }] : []),
    ...(check.interval === undefined || [10, 30].includes(check.interval)
      ? []
      : [{ path: `${path}.interval`, message: `must be 10 or 30, not ${check.interval}` }]),
    ...(check.children ?? []).flatMap((child, index) =>
      all.some((other) => other.name === child)
        ? []
        : [{ path: `${path}.children[${index}]`, message: `"${child}" is not the name of a health check of this scenario` }],
    ),
  ];
}
