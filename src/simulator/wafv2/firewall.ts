// What AWS WAF has in one Region: web ACLs with their rules, what the rules refer to, which resources they protect, and where their logs go.
import { omit } from '../omit.ts';
import { Refusal } from '../refusal.ts';
import type { Call } from '../service.ts';
import { entryOf, regionOf, withRegion, type World } from '../world.ts';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

/** A rule by its wire names (SDK client-wafv2 3.1141.0, Rule). */
export type Rule = Readonly<Record<string, unknown>>;

export interface WebAcl extends Named {
  readonly defaultAction: 'Allow' | 'Block';
  readonly rules: readonly Rule[];
  readonly capacity: number;
  readonly tokenDomains?: readonly string[];
}
export interface RuleGroup extends Named {
  readonly rules: readonly Rule[];
  readonly capacity: number;
}
export interface IpSet extends Named {
  readonly version: 'IPV4' | 'IPV6';
  readonly addresses: readonly string[];
}
export interface RegexSet extends Named {
  readonly patterns: readonly string[];
}

/** The kinds of things by the word for them in ARNs. */
export interface FirewallThings {
  readonly webacl: WebAcl;
  readonly rulegroup: RuleGroup;
  readonly ipset: IpSet;
  readonly regexpatternset: RegexSet;
}
export type ThingKind = keyof FirewallThings;

export interface Firewall {
  readonly things: { readonly [K in ThingKind]: Readonly<Record<string, FirewallThings[K]>> };
  /** ARN of a resource to the ARN of the web ACL that protects it. */
  readonly associations: Readonly<Record<string, string>>;
  /** ARN of a web ACL to where its logs go. */
  readonly logging: Readonly<Record<string, LoggingConfiguration>>;
}

export interface LoggingConfiguration {
  readonly destinations: readonly string[];
  /** Names of headers that logs leave out. */
  readonly redactedHeaders: readonly string[];
}

const emptyFirewall: Firewall = {
  things: { webacl: {}, rulegroup: {}, ipset: {}, regexpatternset: {} },
  associations: {},
  logging: {},
};

export const firewallOf = ({ world, account, region }: Pick<Call, 'world' | 'account' | 'region'>): Firewall =>
  regionOf(world, account, region).firewall ?? emptyFirewall;

/** A World in which one Region's firewall is what `change` makes of it. */
export function withFirewall(
  { world, account, region }: Pick<Call, 'world' | 'account' | 'region'>,
  change: (firewall: Firewall) => Firewall,
): World {
  return withRegion(world, account, region, (state) => ({ ...state, firewall: change(state.firewall ?? emptyFirewall) }));
}

/** A World in which nothing protects a resource. */
export const withoutAssociation = (call: Pick<Call, 'world' | 'account' | 'region'>, resource: string): World =>
  Object.hasOwn(firewallOf(call).associations, resource)
    ? withFirewall(call, (firewall) => ({ ...firewall, associations: omit(firewall.associations, resource) }))
    : call.world;

export const firewallArn = (
  kind: ThingKind,
  { name, id }: Pick<Named, 'name' | 'id'>,
  { region, account }: Pick<Call, 'region' | 'account'>,
): string => `arn:aws:wafv2:${region}:${account}:regional/${kind}/${name}/${id}`;

/** The first line of the SDK's documentation of WAFNonexistentItemException, as the service says its own name (serverless-associate-waf #27). */
export const nonexistent = (): Refusal =>
  new Refusal('WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.');

/** Measured: terraform-provider-aws #28753 and #29569. */
export const invalidArn = (field: string, parameter: string): Refusal =>
  new Refusal(
    'WAFInvalidParameterException',
    `Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: ${field}, parameter: ${parameter}`,
  );

const arnPattern = /^arn:aws:wafv2:([a-z0-9-]+):(\d{12}):(regional|global)\/(webacl|rulegroup|ipset|regexpatternset)\/([^/]+)\/([^/]+)$/;

/** How inputs name a thing: by its ARN, or by name, scope and id. */
export interface ThingName {
  readonly Name?: string;
  readonly Scope?: 'REGIONAL' | 'CLOUDFRONT';
  readonly Id?: string;
  readonly ARN?: string;
}

/**
 * The thing of this Region that an input names.
 * @throws Refusal WAFNonexistentItemException, WAFInvalidParameterException
 */
export function thingHere<K extends ThingKind>(kind: K, named: ThingName, call: Call): FirewallThings[K] {
  const { name, id } = named.ARN === undefined ? nameIn(named, call) : nameInArn(kind, named.ARN, call);
  const found = entryOf(firewallOf(call).things[kind] as Readonly<Record<string, FirewallThings[K]>>, name);
  if (!found || found.id !== id) throw nonexistent();
  return found;
}

function nameIn({ Name, Scope, Id }: ThingName, call: Call): { readonly name: string; readonly id: string } {
  if (Name === undefined || Scope === undefined || Id === undefined) {
    throw new Refusal('WAFInvalidParameterException', 'Error reason: Name, Scope and Id, or the ARN, are needed., field: ENTITY');
  }
  requireScope(Scope, call);
  // What protects CloudFront is not simulated, so there is none of it.
  if (Scope === 'CLOUDFRONT') throw nonexistent();
  return { name: Name, id: Id };
}

/** @throws Refusal where the scope of CloudFront is asked for outside us-east-1 (API reference, Scope) */
export function requireScope(scope: string, { region }: Call): void {
  if (scope !== 'CLOUDFRONT' || region === 'us-east-1') return;
  throw new Refusal('WAFInvalidParameterException', 'Error reason: The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT');
}

/**
 * Name and id in an ARN of this Region and account. What another Region's ARN gets is not documented: a switch.
 * @throws Refusal WAFInvalidParameterException for a text that is no such ARN
 */
function nameInArn(kind: ThingKind, arn: string, call: Call): { readonly name: string; readonly id: string } {
  const [, region, account, scope, found, name, id] = arnPattern.exec(arn) ?? [];
  if (name === undefined || id === undefined || found !== kind) throw invalidArn('RESOURCE_ARN', arn);
  if (region !== call.region) throw elsewhere('RESOURCE_ARN', arn, call);
  if (account !== call.account || scope !== 'regional') throw nonexistent();
  return { name, id };
}

/** How an ARN of another Region is refused. */
export const elsewhere = (field: string, arn: string, { world: { switches } }: Call): Refusal =>
  switches.firewallOfAnotherRegion === 'WAFNonexistentItemException' ? nonexistent() : invalidArn(field, arn);
