// Which Region answers for a domain. Facts: cognito-replication.md section 4.
import { healthyAt } from '../route53/status.ts';
import { durationOf } from '../timing.ts';
import { domainNamed, entryOf, regionsOf, type Domain, type World } from '../world.ts';
import type { DomainAddress } from '../wire/domainAddress.ts';

export interface RoutedDomain {
  readonly account: string;
  /** The Region where requests go. */
  readonly region: string;
  /** The Region where the domain is at home. */
  readonly home: string;
  readonly domain: Domain;
}

/** A domain together with the Region that its traffic goes to at a moment; undefined where nobody has it. */
export function routedDomain(world: World, { name, region }: DomainAddress, now: number): RoutedDomain | undefined {
  const found = region === undefined ? domainNamed(world, name) : prefixDomain(world, name, region);
  return found && { ...found, home: found.region, region: found.domain.failover ? targetOf(found, world, now) : found.region };
}

interface Found {
  readonly account: string;
  readonly region: string;
  readonly domain: Domain;
}

function prefixDomain(world: World, name: string, region: string): Found | undefined {
  for (const account of Object.keys(world.accounts)) {
    const domains = regionsOf(world, account).find(([holder]) => holder === region)?.[1].domains ?? {};
    const domain = entryOf(domains, name);
    if (domain) return { account, region, domain };
  }
  return undefined;
}

/** Unhealthy sends traffic to the secondary Region, healthy back to the primary, both some time later. A health check that is not there is not unhealthy (ours). */
function targetOf({ account, domain, region }: Found, world: World, now: number): string {
  const { failover } = domain;
  if (!failover) return region;
  const healthy = healthyAt(failover.healthCheckId, now - durationOf('routingMilliseconds', world), { world, account });
  return healthy === false ? failover.secondaryRegion : region;
}
