import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type Changes, replacingSettings, type ReplacingWrite } from './replacingWrite.ts';

/** What UpdateUserPoolDomain takes, and DescribeUserPoolDomain gives (SDK: UpdateUserPoolDomainRequest, DomainDescriptionType). */
export const domainMembers = ['ManagedLoginVersion', 'CustomDomainConfig', 'Routing'] as const;

export type DomainMember = (typeof domainMembers)[number];

/**
 * UpdateUserPoolDomain, as what it replaces: the whole certificate with its security policy, the version of managed login, and the routing. Whether a routing that is left out goes or
 * stays is unconfirmed (facts: cognito-replication.md section 4 (a)), so that every request has it, and one that takes it away is proven by what is read back.
 */
export const userPoolDomainUpdate: ReplacingWrite<DomainMember> = {
  members: domainMembers,
  // Where its files are is the service's own affair; which distribution serves it is not: DNS points there.
  volatile: ['Status', 'Version', 'S3Bucket'],
  withoutDefault: ['Routing'],
  accepted: withoutEmptyMembers,
  meaning: (_name, value) => (saysNothing(value) ? undefined : value),
};

/** A prefix domain may come with an empty certificate, which no request takes: a certificate has an ARN (SDK: CustomDomainConfigType). */
function withoutEmptyMembers(settings: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => !saysNothing(value)));
}

function saysNothing(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** The whole request for a few changes of a domain, which DescribeUserPoolDomain has described. */
export function updateUserPoolDomainInput(
  poolId: string,
  domain: string,
  described: JsonObject,
  changes: Changes<DomainMember>,
): JsonObject {
  return { Domain: domain, UserPoolId: poolId, ...replacingSettings(userPoolDomainUpdate, described, changes) };
}

/** Failover routing to a Region, by a health check of Route 53. Both are required (facts: section 4 (a)). */
export function failoverRouting(secondaryRegion: string, healthCheckId: string): Changes<DomainMember> {
  return { Routing: { Failover: { SecondaryRegion: secondaryRegion, PrimaryRoute53HealthCheckId: healthCheckId } } };
}

/** No routing: the domain stays with the primary Region, whatever its health check says. */
export const noRouting: Changes<DomainMember> = { Routing: undefined };
