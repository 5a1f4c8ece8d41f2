// Web ACLs, rule groups and sets as the service shows them (wire names of SDK client-wafv2 3.1141.0).
import { uuidFrom } from '../ids.ts';
import type { Call } from '../service.ts';
import { firewallArn, type FirewallThings, type IpSet, type RegexSet, type RuleGroup, type ThingKind, type WebAcl } from './firewall.ts';

export const visibility = (MetricName: string) => ({ SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName });

const common = (kind: ThingKind, thing: FirewallThings[ThingKind], call: Call) => ({
  Name: thing.name,
  Id: thing.id,
  ARN: firewallArn(kind, thing, call),
  ...(thing.description !== undefined && { Description: thing.description }),
});

/** Changes with the thing, as the token of an optimistic lock does. */
export const lockToken = (thing: FirewallThings[ThingKind]): string => uuidFrom(`lock ${JSON.stringify(thing)}`);

export const describeWebAcl = (acl: WebAcl, call: Call) => ({
  ...common('webacl', acl, call),
  DefaultAction: { [acl.defaultAction]: {} },
  Rules: acl.rules,
  VisibilityConfig: visibility(acl.name),
  Capacity: acl.capacity,
  ManagedByFirewallManager: false,
  RetrofittedByFirewallManager: false,
  LabelNamespace: `awswaf:${call.account}:webacl:${acl.name}:`,
  ...(acl.tokenDomains && { TokenDomains: acl.tokenDomains }),
});

export const summarizeWebAcl = (acl: WebAcl, call: Call) => ({
  ...common('webacl', acl, call),
  Description: acl.description ?? '',
  LockToken: lockToken(acl),
});

export const describeRuleGroup = (group: RuleGroup, call: Call) => ({
  ...common('rulegroup', group, call),
  Capacity: group.capacity,
  Rules: group.rules,
  VisibilityConfig: visibility(group.name),
  LabelNamespace: `awswaf:${call.account}:rulegroup:${group.name}:`,
});

export const describeIpSet = (set: IpSet, call: Call) => ({
  ...common('ipset', set, call),
  IPAddressVersion: set.version,
  Addresses: set.addresses,
});

export const describeRegexSet = (set: RegexSet, call: Call) => ({
  ...common('regexpatternset', set, call),
  RegularExpressionList: set.patterns.map((RegexString) => ({ RegexString })),
});
