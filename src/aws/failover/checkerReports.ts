import type { HealthCheckObservation } from '@aws-sdk/client-route-53';
import type { HealthObservation } from '../../domain/failover/healthCheck.ts';

/** The share of checkers above which an endpoint is healthy (Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy"). */
const healthyShare = 0.18;

/**
 * What the checkers' reports say together. Each is a sentence for people, which begins with Success or Failure; one that begins otherwise says nothing that is known here.
 */
export function reportedStatus(observations: readonly HealthCheckObservation[]): HealthObservation {
  let [healthy, told, latest] = [0, 0, 0];
  for (const { StatusReport: { CheckedTime, Status = '' } = {} } of observations) {
    const word = /^(success|failure)\b/i.exec(Status)?.[1]?.toLowerCase();
    if (word === undefined) continue;
    told += 1;
    if (word === 'success') healthy += 1;
    latest = Math.max(latest, CheckedTime?.getTime() ?? 0);
  }
  if (told === 0) return { source: 'checkers', status: 'unknown' };
  return { source: 'checkers', status: healthy / told > healthyShare ? 'healthy' : 'unhealthy', ...(latest > 0 && { at: latest }) };
}
