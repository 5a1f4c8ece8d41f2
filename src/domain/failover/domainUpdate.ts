import { isJsonObject, type JsonObject } from '../json.ts';
import type { DomainDescription } from '../userPool.ts';

/**
 * An UpdateUserPoolDomain that changes the routing and carries everything else over: what it makes of a member that is left out is unconfirmed, so that nothing is (facts:
 * cognito-replication.md section 4 (a)).
 *
 * @param failover undefined keeps the routing that is there
 */
export function domainUpdateInput(
  poolId: string,
  { failover: before, name, settings }: DomainDescription,
  failover: DomainDescription['failover'],
): JsonObject {
  const { CustomDomainConfig: custom, ManagedLoginVersion: version } = settings;
  const now = failover ?? before;
  return {
    Domain: name,
    UserPoolId: poolId,
    ...(version !== undefined && { ManagedLoginVersion: version }),
    ...(isJsonObject(custom) && { CustomDomainConfig: custom }),
    ...(now && { Routing: { Failover: { SecondaryRegion: now.secondaryRegion, PrimaryRoute53HealthCheckId: now.healthCheckId } } }),
  };
}
