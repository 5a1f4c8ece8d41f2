// The web ACLs of a scenario, and the rule groups and sets that their rules name.
import { userPoolArn } from './arns.ts';
import { uuidFrom } from './ids.ts';
import { copiesOf, filled, filledIn, inRegions, name, type Place } from './scenarioRegions.ts';
import { anything, integer, list, oneOf, required, structure, text, type Shaped } from './shape.ts';
import { visibility } from './wafv2/describe.ts';
import { firewallArn, withFirewall, type Firewall, type FirewallThings, type Rule, type ThingKind } from './wafv2/firewall.ts';
import { managedRuleGroups } from './wafv2/managedRuleGroups.ts';
import type { World } from './world.ts';

const entityName = text({ min: 1, max: 128, pattern: '[\\w-]+' });

/** A rule names one of what it looks at; its priority is its place in the list. */
const rule = structure({
  name: required(entityName),
  /** Of a rule group: `count` only counts what the group would do. */
  action: oneOf('allow', 'block', 'count', 'captcha', 'challenge'),
  /** A rule group that AWS manages, such as AWSManagedRulesCommonRuleSet. */
  managed: entityName,
  /** A fixed version of it. */
  version: text(),
  /** Requests from one address in five minutes. */
  rate: integer({ min: 10 }),
  /** Addresses by the name of a set, texts of the path by the name of a set, and a rule group by its name. */
  ipSet: name,
  regexSet: name,
  ruleGroup: name,
  countries: list(text({ pattern: '[A-Z]{2}' })),
  /** Any other statement in the service's words. */
  statement: anything,
});
const rules = list(rule);
const description = text({ min: 1, max: 256 });

export const webAclsShape = list(
  inRegions(
    {
      description,
      default: oneOf('allow', 'block'),
      rules,
      /** Names of pools: the web ACL of each Region protects those that are there. */
      protects: list(name),
      /** ARNs of log groups, delivery streams and buckets. */
      logging: list(text()),
      /** Headers that logs leave out. */
      redactedHeaders: list(text()),
    },
    entityName,
  ),
);
export const ruleGroupsShape = list(inRegions({ description, rules, capacity: integer({ min: 1 }) }, entityName));
export const ipSetsShape = list(inRegions({ description, version: oneOf('IPV4', 'IPV6'), addresses: list(text()) }, entityName));
export const regexSetsShape = list(inRegions({ description, patterns: list(text({ min: 1, max: 200 })) }, entityName));

type ScenarioRule = Shaped<typeof rule>;

export interface FirewallSections {
  readonly webAcls?: Shaped<typeof webAclsShape>;
  readonly ruleGroups?: Shaped<typeof ruleGroupsShape>;
  readonly ipSets?: Shaped<typeof ipSetsShape>;
  readonly regexSets?: Shaped<typeof regexSetsShape>;
}

export interface FirewallOrigin {
  readonly account: string;
  /** A source of ids for a name in a Region. */
  readonly source: (region: string, name: string) => string;
  readonly poolIds: (poolName: string, region: string) => readonly string[];
}

/** The id of a web ACL, rule group or set of a scenario. */
export const firewallIdFrom = (kind: ThingKind, source: string): string => uuidFrom(`${kind} ${source}`);

/** A World with the firewall of a scenario. */
export function addFirewall(
  world: World,
  { webAcls = [], ruleGroups = [], ipSets = [], regexSets = [] }: FirewallSections,
  origin: FirewallOrigin,
): World {
  const { account, source } = origin;
  let result = world;
  const add = <K extends ThingKind>(kind: K, region: string, thing: Omit<FirewallThings[K], 'id'>): void => {
    const made = { ...thing, id: firewallIdFrom(kind, source(region, thing.name)) };
    result = withFirewall({ world: result, account, region }, (firewall) => ({
      ...firewall,
      things: { ...firewall.things, [kind]: { ...firewall.things[kind], [thing.name]: made } },
    }));
  };
  for (const { region, item } of ipSets.flatMap(copiesOf)) {
    add('ipset', region, { ...described(item), version: item.version ?? 'IPV4', addresses: item.addresses ?? [] });
  }
  for (const { region, item } of regexSets.flatMap(copiesOf)) {
    add('regexpatternset', region, { ...described(item), patterns: item.patterns ?? [] });
  }
  for (const { region, item } of ruleGroups.flatMap(copiesOf)) {
    const place = { region, account };
    add('rulegroup', region, {
      ...described(item),
      ...rulesFrom(item.rules, place, origin),
      ...(item.capacity && { capacity: item.capacity }),
    });
  }
  for (const { region, item } of webAcls.flatMap(copiesOf)) {
    const place = { region, account };
    const defaultAction = item.default === 'block' ? 'Block' : 'Allow';
    add('webacl', region, { ...described(item), defaultAction, ...rulesFrom(item.rules, place, origin) });
    result = withFirewall({ world: result, ...place }, (firewall) => withUses(firewall, item, place, origin));
  }
  return result;
}

type ScenarioWebAcl = NonNullable<FirewallSections['webAcls']>[number];

/** What a web ACL protects, and where its logs go. */
function withUses(firewall: Firewall, item: Omit<ScenarioWebAcl, 'regions' | 'differs'>, place: Place, origin: FirewallOrigin): Firewall {
  const arn = firewallArn('webacl', { name: item.name, id: firewallIdFrom('webacl', origin.source(place.region, item.name)) }, place);
  const resources = (item.protects ?? []).flatMap((pool) => origin.poolIds(pool, place.region));
  const associations = resources.map((id) => [userPoolArn(place.region, place.account, id), arn] as const);
  const logging = {
    destinations: (item.logging ?? []).map((destination) => filled(destination, place)),
    redactedHeaders: item.redactedHeaders ?? [],
  };
  return {
    ...firewall,
    associations: { ...firewall.associations, ...Object.fromEntries(associations) },
    logging: { ...firewall.logging, ...(logging.destinations.length > 0 && { [arn]: logging }) },
  };
}

const described = (item: { readonly name: string; readonly description?: string }) => ({
  name: item.name,
  ...(item.description !== undefined && { description: item.description }),
});

function rulesFrom(given: readonly ScenarioRule[] = [], place: Place, origin: FirewallOrigin): { rules: Rule[]; capacity: number } {
  return {
    rules: given.map((each, index) => ruleFrom(each, index, place, origin)),
    capacity: given.reduce((sum, each) => sum + capacityOf(each), 0),
  };
}

const actions = { allow: 'Allow', block: 'Block', count: 'Count', captcha: 'Captcha', challenge: 'Challenge' } as const;

/** A rule with a group of rules overrides what these do; any other has an action of its own (API reference, Rule). */
function ruleFrom(given: ScenarioRule, Priority: number, place: Place, origin: FirewallOrigin): Rule {
  const isGroup = given.managed !== undefined || given.ruleGroup !== undefined;
  return {
    Name: given.name,
    Priority,
    Statement: statementFrom(given, place, origin),
    ...(isGroup
      ? { OverrideAction: given.action === 'count' ? { Count: {} } : { None: {} } }
      : { Action: { [actions[given.action ?? 'block']]: {} } }),
    VisibilityConfig: visibility(given.name),
  };
}

function statementFrom(given: ScenarioRule, place: Place, { source }: FirewallOrigin): Readonly<Record<string, unknown>> {
  const arnOf = (kind: ThingKind, thing: string): string =>
    firewallArn(kind, { name: thing, id: firewallIdFrom(kind, source(place.region, thing)) }, place);
  if (given.managed !== undefined) {
    const Version = given.version;
    return { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: given.managed, ...(Version !== undefined && { Version }) } };
  }
  if (given.ruleGroup !== undefined) return { RuleGroupReferenceStatement: { ARN: arnOf('rulegroup', given.ruleGroup) } };
  if (given.rate !== undefined) return { RateBasedStatement: { Limit: given.rate, EvaluationWindowSec: 300, AggregateKeyType: 'IP' } };
  if (given.ipSet !== undefined) return { IPSetReferenceStatement: { ARN: arnOf('ipset', given.ipSet) } };
  if (given.regexSet !== undefined) {
    return {
      RegexPatternSetReferenceStatement: {
        ARN: arnOf('regexpatternset', given.regexSet),
        FieldToMatch: { UriPath: {} },
        TextTransformations: [{ Priority: 0, Type: 'NONE' }],
      },
    };
  }
  if (given.countries) return { GeoMatchStatement: { CountryCodes: given.countries } };
  return filledIn(given.statement ?? {}, place);
}

/** Web ACL capacity units as far as anyone here asks: those of the managed group, and one for any other rule. */
const capacityOf = ({ managed }: ScenarioRule): number => (managed === undefined ? 1 : (managedRuleGroups[managed]?.capacity ?? 100));
