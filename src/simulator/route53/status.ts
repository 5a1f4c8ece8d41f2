// What Route 53 makes of health checks at any moment. Nothing is counted: all of it follows from what is watched, and since when.
// Sources: facts, section 4; Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy".
import { outageAt, type Outage } from '../outages.ts';
import { defaultTiming } from '../timing.ts';
import { domainNamed } from '../world.ts';
import type { World } from '../world.ts';
import { configAt, endpointKinds, healthCheckOf, type HealthCheck, type HealthCheckConfig } from './healthChecks.ts';

interface Where {
  readonly world: World;
  readonly account: string;
}

/** How deep CALCULATED health checks are followed: one that is its own descendant ends there. */
const deepest = 8;

/**
 * Whether a health check is healthy at a moment; undefined where there is none.
 * @param inverts false for the status before it is inverted
 */
export function healthyAt(id: string, moment: number, where: Where, { depth = 0, inverts = true } = {}): boolean | undefined {
  const check = healthCheckOf(where.world, where.account, id);
  if (!check || depth > deepest) return undefined;
  const config = configAt(check, moment);
  // A routing control is On or Off, and that is all (facts: section 4).
  if (config.Type === 'RECOVERY_CONTROL') return watchedAt(check, moment) ?? true;
  const healthy = config.Disabled === true || looksHealthy(check, config, moment, where, depth);
  return healthy !== (inverts && config.Inverted === true);
}

function looksHealthy(check: HealthCheck, config: HealthCheckConfig, moment: number, where: Where, depth: number): boolean {
  switch (config.Type) {
    case 'CALCULATED': {
      const children = config.ChildHealthChecks ?? [];
      const well = children.filter((child) => healthyAt(child, moment, where, { depth: depth + 1 }) !== false);
      return well.length >= (config.HealthThreshold ?? children.length);
    }
    case 'CLOUDWATCH_METRIC': {
      const isBlind = config.AlarmIdentifier && outageAt(where.world, config.AlarmIdentifier.Region, moment);
      const known = watchedAt(check, moment) ?? true;
      if (!isBlind || config.InsufficientDataHealthStatus === 'LastKnownStatus') return known;
      return config.InsufficientDataHealthStatus !== 'Unhealthy';
    }
    default: {
      const delay = noticedAfter(config, where.world);
      // Healthy until there is enough data.
      if (moment - delay < check.createdAt) return true;
      return watchedAt(check, moment - delay) ?? !outagesSeen(config, where, delay).some((outage) => covers(outage, moment - delay));
    }
  }
}

/** How what is watched is by the story; undefined where the story says nothing. */
const watchedAt = ({ watched = [] }: HealthCheck, moment: number): boolean | undefined =>
  (watched.findLast(({ since }) => since <= moment) ?? watched[0])?.healthy;

/** The seconds between two looks of one checker. */
const interval = ({ RequestInterval = 30 }: HealthCheckConfig): number => RequestInterval;

const speedOf = ({ timing }: World): number => timing?.speed ?? defaultTiming.speed;

/** Milliseconds between two looks of one checker. */
export const lookInterval = (config: HealthCheckConfig, world: World): number => (interval(config) * 1000) / speedOf(world);

/** Milliseconds until so many looks in a row have seen the same. */
const noticedAfter = (config: HealthCheckConfig, world: World): number => lookInterval(config, world) * (config.FailureThreshold ?? 3);

/** An outage that ends before enough looks have seen it was none. */
function outagesSeen(config: HealthCheckConfig, { world }: Where, delay: number): readonly Outage[] {
  return outagesOf(config, world).filter(({ since, until }) => until === undefined || until - since >= delay);
}

/** The outages of what is watched. A Region that hangs still takes connections, which is all that a TCP health check asks. */
function outagesOf({ FullyQualifiedDomainName: host, Type }: HealthCheckConfig, world: World): readonly Outage[] {
  const region = regionOfHost(host, world);
  return (world.outages ?? []).filter((outage) => outage.region === region && (Type !== 'TCP' || outage.kind === 'refuses'));
}

const covers = ({ since, until }: Outage, moment: number): boolean => since <= moment && (until === undefined || moment < until);

/** The Region that a host is in: the one in its name, or that of the pool whose domain it is. Undefined for a host elsewhere, which answers always. */
function regionOfHost(host: string | undefined, world: World): string | undefined {
  if (host === undefined) return undefined;
  const [, region] = /(?:^|\.)([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(host) ?? [];
  return region ?? domainNamed(world, host)?.region;
}

/** What a checker sees that looks at a moment; undefined for a kind that checkers do not look at. */
export function seenAt(check: HealthCheck, moment: number, { world }: Where): 'well' | 'failed' | Outage | undefined {
  const config = configAt(check, moment);
  if (!endpointKinds.has(config.Type)) return undefined;
  const told = watchedAt(check, moment);
  if (told !== undefined) return told ? 'well' : 'failed';
  return outagesOf(config, world).find((outage) => covers(outage, moment)) ?? 'well';
}
