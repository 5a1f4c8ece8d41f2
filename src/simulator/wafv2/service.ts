// AWS WAF (wafv2): web ACLs of user pools and everything that their rules refer to. Shapes and limits: SDK client-wafv2 3.1141.0.
import { byKey, pageOf } from '../paging.ts';
import { Refusal } from '../refusal.ts';
import { textMember, type Call, type Operation, type Service } from '../service.ts';
import { oneOf, required, structure } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';
import { entryOf } from '../world.ts';
import { associationOperations } from './association.ts';
import { describeIpSet, describeRegexSet, describeRuleGroup, describeWebAcl, lockToken, summarizeWebAcl } from './describe.ts';
import { firewallArn, firewallOf, nonexistent, requireScope, thingHere } from './firewall.ts';
import { arn, entityId, entityName, limit, marker, operation, scope } from './inputs.ts';
import { managedRuleGroups } from './managedRuleGroups.ts';

const byNameOrArn = structure({ Name: entityName, Scope: scope, Id: entityId, ARN: arn });
const byName = structure({ Name: required(entityName), Scope: required(scope), Id: required(entityId) });

const getWebAcl = operation(byNameOrArn, (input, call) => {
  const acl = thingHere('webacl', input, call);
  return { output: { WebACL: describeWebAcl(acl, call), LockToken: lockToken(acl) } };
});

const getRuleGroup = operation(byNameOrArn, (input, call) => {
  const group = thingHere('rulegroup', input, call);
  return { output: { RuleGroup: describeRuleGroup(group, call), LockToken: lockToken(group) } };
});

const getIpSet = operation(byName, (input, call) => {
  const set = thingHere('ipset', input, call);
  return { output: { IPSet: describeIpSet(set, call), LockToken: lockToken(set) } };
});

const getRegexPatternSet = operation(byName, (input, call) => {
  const set = thingHere('regexpatternset', input, call);
  return { output: { RegexPatternSet: describeRegexSet(set, call), LockToken: lockToken(set) } };
});

const badMarker = (): Error => new Refusal('WAFInvalidParameterException', 'Error reason: The marker is not valid., field: NEXT_MARKER');

const listWebAcls = operation(
  structure({ Scope: required(scope), NextMarker: marker, Limit: limit }),
  ({ Scope, NextMarker, Limit = 100 }, call) => {
    requireScope(Scope, call);
    const acls = Scope === 'REGIONAL' ? Object.values(firewallOf(call).things.webacl).sort(byKey(({ name }) => name)) : [];
    const { page, next } = pageOf(acls, ({ name }) => name, { size: Limit, token: NextMarker, onBadToken: badMarker });
    return { output: { WebACLs: page.map((acl) => summarizeWebAcl(acl, call)), ...(next && { NextMarker: next }) } };
  },
);

/** A web ACL without logging is a WAFNonexistentItemException. */
const getLoggingConfiguration = operation(
  structure({
    ResourceArn: required(arn),
    LogType: oneOf('WAF_LOGS'),
    LogScope: oneOf('CUSTOMER', 'SECURITY_LAKE', 'CLOUDWATCH_TELEMETRY_RULE_MANAGED'),
  }),
  ({ ResourceArn, LogScope = 'CUSTOMER' }, call) => {
    const acl = thingHere('webacl', { ARN: ResourceArn }, call);
    const logging = LogScope === 'CUSTOMER' ? entryOf(firewallOf(call).logging, firewallArn('webacl', acl, call)) : undefined;
    if (!logging) throw nonexistent();
    return {
      output: {
        LoggingConfiguration: {
          ResourceArn,
          LogDestinationConfigs: logging.destinations,
          RedactedFields: logging.redactedHeaders.map((Name) => ({ SingleHeader: { Name } })),
          ManagedByFirewallManager: false,
          LogType: 'WAF_LOGS',
          LogScope: 'CUSTOMER',
        },
      },
    };
  },
);

const listAvailableManagedRuleGroupVersions = operation(
  structure({ VendorName: required(entityName), Name: required(entityName), Scope: required(scope), NextMarker: marker, Limit: limit }),
  ({ VendorName, Name, Scope, NextMarker, Limit = 100 }, call) => {
    requireScope(Scope, call);
    const group = VendorName === 'AWS' ? entryOf(managedRuleGroups, Name) : undefined;
    if (!group) throw nonexistent();
    const { page, next } = pageOf(group.versions, (version) => version, { size: Limit, token: NextMarker, onBadToken: badMarker });
    const Versions = page.map((version) => ({ Name: version }));
    const CurrentDefaultVersion = group.versions.at(-1);
    return { output: { Versions, ...(CurrentDefaultVersion && { CurrentDefaultVersion }), ...(next && { NextMarker: next }) } };
  },
);

/** What an access-denied sentence names: the ARN that the input has, or every web ACL. */
function resourceOf(input: unknown, call: Pick<Call, 'region' | 'account'>): string {
  const given = ['WebACLArn', 'ARN', 'ResourceArn'].map((name) => textMember(input, name)).find((value) => value !== undefined);
  return given ?? `arn:aws:wafv2:${call.region}:${call.account}:regional/*`;
}

export const wafv2: Service = {
  protocol: awsJson('AWSWAF_20190729'),
  operations: {
    GetIPSet: getIpSet,
    GetLoggingConfiguration: getLoggingConfiguration,
    GetRegexPatternSet: getRegexPatternSet,
    GetRuleGroup: getRuleGroup,
    GetWebACL: getWebAcl,
    ListAvailableManagedRuleGroupVersions: listAvailableManagedRuleGroupVersions,
    ListWebACLs: listWebAcls,
    ...associationOperations,
  } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'ThrottlingException', message: 'Rate exceeded' },
  failed: {
    code: 'WAFInternalErrorException',
    message: 'AWS WAF couldn’t perform the operation because of a system problem. Retry your request.',
  },
  resourceOf,
};
