import { forcedStatus, type HealthCheck } from '../domain/failover/healthCheck.ts';
import { type Fact, valueOf } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { type Message, message } from '../domain/message.ts';
import type { PoolDetails, UserPool } from '../domain/userPool.ts';

/**
 * What the settings of a health check make of a domain's traffic: it follows what is watched, or is forced to one of the Regions. `inverted` alone follows, the wrong way round.
 * Facts: cognito-replication.md section 4, "Operator-triggered failover".
 */
export type Routing = 'free' | 'forcedToSecondary' | 'heldOnPrimary' | 'inverted' | 'unknown' | 'missing';

export function routingOf(healthCheck: Fact<HealthCheck>): Routing {
  if (healthCheck.state === 'unknown') return 'unknown';
  if (healthCheck.state === 'absent') return 'missing';
  const check = healthCheck.value;
  switch (forcedStatus(check)) {
    case 'unhealthy':
      return 'forcedToSecondary';
    case 'healthy':
      return 'heldOnPrimary';
    case undefined:
      return check.inverted && check.kind !== 'RECOVERY_CONTROL' ? 'inverted' : 'free';
  }
}

/** What is to be said of it; nothing where traffic follows the health check as it should. */
export function routingMessages({ primaryRegion, secondaryRegion }: UserPool, healthCheck: Fact<HealthCheck>): readonly Message[] {
  switch (routingOf(healthCheck)) {
    case 'free':
      return [];
    case 'forcedToSecondary':
      return [message('traffic is forced to {region}', { region: secondaryRegion ?? '' })];
    case 'heldOnPrimary':
      return [message('traffic is held in {region}, whatever happens there', { region: primaryRegion })];
    case 'inverted':
      return [message('its health check is inverted')];
    case 'missing':
      return [message('its health check does not exist')];
    case 'unknown': {
      const failure = healthCheck.state === 'unknown' ? failureMessage(healthCheck.failure) : message('not read yet');
      return [message('health check unknown: {failure}', { failure })];
    }
  }
}

/** Whether a pool's traffic was forced to its replica: somebody has to fail back. */
export function isFailedOver(details: PoolDetails | undefined): boolean {
  return (
    valueOf(details?.domain)?.failover !== undefined && details !== undefined && routingOf(details.healthCheck) === 'forcedToSecondary'
  );
}
