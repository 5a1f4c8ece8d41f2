import type { HealthCheck } from '../domain/failover/healthCheck.ts';
import { type Steering, steeringOf } from '../domain/failover/healthCheckState.ts';
import { type Fact, valueOf } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { type Message, message } from '../domain/message.ts';
import type { PoolDetails, UserPool } from '../domain/userPool.ts';

/** What decides where the traffic of a domain goes that fails over, as far as it is known. */
export type Routing = Steering | 'unknown' | 'missing';

export function routingOf(healthCheck: Fact<HealthCheck>): Routing {
  switch (healthCheck.state) {
    case 'known':
      return steeringOf(healthCheck.value);
    case 'absent':
      return 'missing';
    case 'unknown':
      return 'unknown';
  }
}

/** What is to be said of it in a row; nothing where traffic follows the health check as it should. */
export function routingMessages({ primaryRegion, secondaryRegion }: UserPool, healthCheck: Fact<HealthCheck>): readonly Message[] {
  switch (routingOf(healthCheck)) {
    case 'free':
    case 'routingControl':
      return [];
    case 'forcedToSecondary':
      return [message('traffic is forced to {region}', { region: secondaryRegion ?? '' })];
    case 'heldOnPrimary':
      return [message('traffic is held in {region}, whatever happens there', { region: primaryRegion })];
    case 'invertedAlone':
      return [message('its health check is inverted')];
    case 'threshold':
      return [message('its health check has a threshold that decides alone')];
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
