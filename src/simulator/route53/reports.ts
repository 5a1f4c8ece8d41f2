// What single checkers report of an endpoint. Each looks on its own, at its own second.
import type { Call } from '../service.ts';
import { endpointKinds, type HealthCheck, type HealthCheckConfig } from './healthChecks.ts';
import { checkerRegions } from './inputs.ts';
import { lookInterval, seenAt } from './status.ts';

const checkersPerRegion = 2;

/** One observation for each checker that has looked since the health check was there. */
export function observationsOf(check: HealthCheck, call: Call): readonly object[] {
  const { config } = check;
  const isDisabled = config.Disabled === true;
  if (!endpointKinds.has(config.Type) || (isDisabled && call.world.switches.disabledReports === 'none')) return [];
  const places = (config.Regions ?? checkerRegions).flatMap((region) => Array.from({ length: checkersPerRegion }, () => region));
  const interval = lookInterval(config, call.world);
  const newest = isDisabled ? check.changedAt - 1 : call.now;
  return places.flatMap((region, index) => {
    const offset = (interval * index) / places.length;
    const checkedAt = Math.floor((newest - offset) / interval) * interval + offset;
    if (checkedAt < check.createdAt) return [];
    return [
      {
        Region: region,
        // An address for documentation (RFC 5737).
        IPAddress: `203.0.113.${index + 1}`,
        StatusReport: { Status: sentence(check, config, checkedAt, call), CheckedTime: new Date(checkedAt).toISOString() },
      },
    ];
  });
}

/** A sentence for people that begins with Success or Failure; what follows is ours. */
function sentence(check: HealthCheck, { Type }: HealthCheckConfig, moment: number, call: Call): string {
  const seen = seenAt(check, moment, call);
  if (seen === undefined || seen === 'well')
    return Type === 'TCP' ? 'Success: The connection was opened.' : 'Success: HTTP Status Code 200, OK';
  if (seen === 'failed') return Type === 'TCP' ? 'Failure: Connection refused.' : 'Failure: HTTP Status Code 503, Service Unavailable';
  return seen.kind === 'refuses' ? 'Failure: Connection refused.' : 'Failure: Connection timed out.';
}
