// The Lambda functions of a scenario. Who may invoke them follows from the triggers, unless the story says otherwise.
import { functionArn, userPoolArn } from './arns.ts';
import { toBase64, utf8 } from './crypto/bytes.ts';
import { sha256 } from './crypto/sha256.ts';
import { unpublished, withFunction, type FunctionSettings, type LambdaFunction, type PolicyStatement } from './lambda/functions.ts';
import { statementOf } from './lambda/policy.ts';
import { copiesOf, filled, filledIn, inRegions, name, region, type Place } from './scenarioRegions.ts';
import { dictionary, either, integer, list, oneOf, required, structure, text, type Shaped } from './shape.ts';
import type { World } from './world.ts';

const settings = {
  /** Stands for the code: the same text is the same code. */
  code: text({ min: 1 }),
  runtime: text(),
  handler: text(),
  description: text({ max: 256 }),
  memory: integer({ min: 128, max: 10_240 }),
  timeout: integer({ min: 1, max: 900 }),
  architecture: oneOf('x86_64', 'arm64'),
  /** `name:version`, or the ARN of a layer version. */
  layers: list(text({ min: 1 })),
  environment: dictionary(text()),
  /** The name of its role. */
  role: name,
  vpc: structure({ id: required(text()), subnets: required(list(text())), securityGroups: required(list(text())) }),
  state: oneOf('Pending', 'Active', 'Inactive', 'Failed'),
  stateReason: text(),
};

/** A pool of the scenario that may invoke the function, as its own Region's ARN names it; or a statement in Lambda's words. */
const permission = either(
  name,
  structure({
    pool: name,
    /** The Region in the pool's ARN, where that is not the function's own. */
    region,
    sourceArn: text(),
    principal: text(),
    /** A version or an alias. */
    qualifier: text(),
    id: text({ pattern: '[a-zA-Z0-9_-]+' }),
  }),
);

export const functionsShape = list(
  inRegions(
    {
      ...settings,
      /** Published versions: what differs from the function itself. */
      versions: dictionary(structure(settings)),
      /** Alias to version. */
      aliases: dictionary(text({ pattern: '\\d+' })),
      permissions: list(permission),
      concurrency: integer({ min: 0 }),
      tags: dictionary(text({ max: 256 })),
    },
    text({ min: 1, max: 64, pattern: '[a-zA-Z0-9_-]+' }),
  ),
);

type ScenarioFunction = Shaped<typeof functionsShape>[number];
type Settings = Shaped<ReturnType<typeof structure<typeof settings>>>;

/** A trigger of a pool: who calls which function, or version or alias of it. */
export interface Trigger {
  readonly pool: { readonly name: string; readonly id: string };
  readonly functionArn: string;
}

export interface FunctionOrigin {
  readonly account: string;
  readonly since: number;
  readonly triggersIn: (region: string) => readonly Trigger[];
  /** The ids of the pools of this name that are in a Region. */
  readonly poolIds: (poolName: string, region: string) => readonly string[];
}

/** A World with a scenario's function in each of its Regions. */
export function addFunction(world: World, scenarioFunction: ScenarioFunction, origin: FunctionOrigin): World {
  return copiesOf(scenarioFunction).reduce((before, { region: place, item }) => {
    const where = { region: place, account: origin.account };
    return withFunction(before, origin.account, place, functionFrom(item, where, origin));
  }, world);
}

function functionFrom(item: Omit<ScenarioFunction, 'regions' | 'differs'>, place: Place, origin: FunctionOrigin): LambdaFunction {
  const own = (changes: Settings) => settingsFrom({ ...item, ...changes }, item.name, place, origin.since);
  return {
    name: item.name,
    latest: own({}),
    versions: Object.fromEntries(Object.entries(item.versions ?? {}).map(([version, changes]) => [version, own(changes)])),
    aliases: item.aliases ?? {},
    policies: policiesFrom(item, place, origin),
    ...(item.concurrency !== undefined && { reservedConcurrency: item.concurrency }),
    tags: item.tags ?? {},
  };
}

function settingsFrom(given: Settings, functionName: string, place: Place, since: number): FunctionSettings {
  const code = given.code ?? functionName;
  return {
    codeSha256: toBase64(sha256(utf8(code))),
    codeSize: 4_096 + code.length,
    runtime: given.runtime ?? 'nodejs22.x',
    handler: given.handler ?? 'index.handler',
    description: given.description ?? '',
    memory: given.memory ?? 128,
    timeout: given.timeout ?? 5,
    architecture: given.architecture ?? 'arm64',
    layers: (given.layers ?? []).map((layer) =>
      filled(layer.startsWith('arn:') ? layer : `arn:aws:lambda:{region}:{account}:layer:${layer}`, place),
    ),
    environment: filledIn(given.environment ?? {}, place),
    role: `arn:aws:iam::${place.account}:role/${given.role ?? functionName}`,
    ...(given.vpc && { vpc: given.vpc }),
    state: given.state ?? 'Active',
    ...(given.stateReason !== undefined && { stateReason: given.stateReason }),
    modifiedAt: since,
  };
}

/** A permission with the function, version or alias that it is for. */
interface Granted {
  readonly qualifier: string;
  readonly statement: PolicyStatement;
}

function policiesFrom(
  item: Pick<ScenarioFunction, 'name' | 'permissions'>,
  place: Place,
  origin: FunctionOrigin,
): LambdaFunction['policies'] {
  const granted = item.permissions
    ? item.permissions.flatMap((each) => grantedBy(typeof each === 'string' ? { pool: each } : each, item.name, place, origin))
    : grantedToTriggers(item.name, place, origin);
  const policies: Record<string, readonly PolicyStatement[]> = {};
  for (const { qualifier, statement } of granted) policies[qualifier] = [...(policies[qualifier] ?? []), statement];
  return policies;
}

/** Every pool that has the function for a trigger in this Region may invoke it, once. */
function grantedToTriggers(functionName: string, place: Place, origin: FunctionOrigin): Granted[] {
  const arn = functionArn(place.region, place.account, functionName);
  const seen = new Set<string>();
  return origin.triggersIn(place.region).flatMap(({ pool, functionArn: called }) => {
    const qualifier = called === arn ? '' : called.startsWith(`${arn}:`) ? called.slice(arn.length + 1) : undefined;
    if (qualifier === undefined || qualifier === unpublished || seen.has(`${pool.id} ${qualifier}`)) return [];
    seen.add(`${pool.id} ${qualifier}`);
    return [{ qualifier, statement: poolStatement(pool.name, userPoolArn(place.region, place.account, pool.id), called, place) }];
  });
}

const poolStatement = (poolName: string, SourceArn: string, resource: string, { account }: Place): PolicyStatement =>
  statementOf(
    {
      StatementId: `cognito-${poolName.replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`,
      Action: 'lambda:InvokeFunction',
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn,
      SourceAccount: account,
    },
    resource,
  );

type GivenPermission = Exclude<NonNullable<ScenarioFunction['permissions']>[number], string>;

function grantedBy(given: GivenPermission, functionName: string, place: Place, origin: FunctionOrigin): Granted[] {
  const { qualifier = '', id, principal = 'cognito-idp.amazonaws.com', sourceArn } = given;
  const resource = functionArn(place.region, place.account, qualifier === '' ? functionName : `${functionName}:${qualifier}`);
  if (given.pool !== undefined) {
    const poolName = given.pool;
    // The pool as the function's own Region knows it; its ARN may be told with another Region.
    return origin.poolIds(poolName, place.region).map((poolId) => {
      const statement = poolStatement(poolName, userPoolArn(given.region ?? place.region, place.account, poolId), resource, place);
      return { qualifier, statement: { ...statement, ...(id !== undefined && { Sid: id }) } };
    });
  }
  const permitted = {
    StatementId: id ?? 'invoke',
    Action: 'lambda:InvokeFunction',
    Principal: principal,
    ...(sourceArn !== undefined && { SourceArn: filled(sourceArn, place) }),
  };
  return [{ qualifier, statement: statementOf(permitted, resource) }];
}
