import type { Severity } from '../finding.ts';
import { type Message, message } from '../message.ts';
import { forcedStatus, type HealthCheck, type HealthObservation, statusOf } from './healthCheck.ts';

/** What decides where the traffic goes that follows a health check. */
export type Steering =
  /** What it watches. */
  | 'free'
  /** Disabled and inverted: unhealthy whatever it watches. */
  | 'forcedToSecondary'
  /** Disabled alone: healthy whatever it watches. */
  | 'heldOnPrimary'
  /** The opposite of what it watches: with a primary that is really down, it leads back to it. */
  | 'invertedAlone'
  /** A threshold that no number of healthy children can meet, or that each meets. */
  | 'threshold'
  /** A routing control of Application Recovery Controller, whatever Disabled and Inverted say. */
  | 'routingControl';

export interface TrafficState {
  readonly steering: Steering;
  readonly traffic: 'primary' | 'secondary' | 'unknown';
  readonly said: Message;
  /** Undefined where nothing is to be done about it. */
  readonly severity?: Severity;
}

type Settings = Pick<HealthCheck, 'kind' | 'disabled' | 'inverted' | 'threshold' | 'children'>;

/** What decides over the traffic, by the settings alone. Facts: cognito-replication.md section 4, "Operator-triggered failover". */
export function steeringOf(check: Settings): Steering {
  const { disabled, inverted, kind } = check;
  if (kind === 'RECOVERY_CONTROL') return 'routingControl';
  if (disabled) return inverted ? 'forcedToSecondary' : 'heldOnPrimary';
  if (forcedStatus(check)) return 'threshold';
  return inverted ? 'invertedAlone' : 'free';
}

/** What a health check and what it was last seen to say mean for the traffic of a domain with failover routing. Unhealthy leads to the secondary Region (SDK: FailoverType). */
export function trafficState(check: Settings, observation: HealthObservation): TrafficState {
  const steering = steeringOf(check);
  const traffic = trafficOf(check, observation);
  const watched = watchedMessage(check, observation);
  switch (steering) {
    case 'routingControl':
      return {
        steering,
        traffic,
        said: message('It follows its routing control: {watched}. {traffic}', { watched, traffic: led(traffic) }),
      };
    case 'forcedToSecondary':
      return {
        steering,
        traffic,
        said: message('Forced: disabled and inverted, it is unhealthy whatever it watches. {traffic}', { traffic: led(traffic) }),
        severity: 'info',
      };
    case 'heldOnPrimary':
      return {
        steering,
        traffic,
        said: message('Held: disabled alone, it is healthy whatever it watches. {traffic}, even when that is down', {
          traffic: led(traffic),
        }),
        severity: 'warning',
      };
    case 'threshold':
      return {
        steering,
        traffic,
        said: message('Its threshold decides, whatever its children say. {traffic}', { traffic: led(traffic) }),
        severity: 'warning',
      };
    case 'invertedAlone':
      return { steering, traffic, said: trapMessage(traffic, watched), severity: 'error' };
    case 'free':
      return { steering, traffic, said: message('Free: {watched}. {traffic}', { watched, traffic: led(traffic) }) };
  }
}

/** The state that a health check forces, for the ones that a fail over and a fail back lead to. */
export function isForced(check: Settings): boolean {
  return steeringOf(check) === 'forcedToSecondary';
}

function trafficOf(check: Settings, observation: HealthObservation): TrafficState['traffic'] {
  switch (statusOf(check, observation)) {
    case 'healthy':
      return 'primary';
    case 'unhealthy':
      return 'secondary';
    case 'unknown':
      return 'unknown';
  }
}

function led(traffic: TrafficState['traffic']): Message {
  switch (traffic) {
    case 'primary':
      return message('Traffic goes to the primary Region');
    case 'secondary':
      return message('Traffic goes to the secondary Region');
    case 'unknown':
      return message('Where traffic goes is not known');
  }
}

/** Inverted alone is unhealthy while all is well, and healthy when it is not. */
function trapMessage(traffic: TrafficState['traffic'], watched: Message): Message {
  switch (traffic) {
    case 'primary':
      return message('Inverted alone, a trap: {watched}, so it is healthy. Traffic goes to a primary Region that is down', { watched });
    case 'secondary':
      return message(
        'Inverted alone, a trap: {watched}, so it is unhealthy. Traffic goes to the secondary Region until the primary is down, and then back to it',
        {
          watched,
        },
      );
    case 'unknown':
      return message('Inverted alone, a trap: it is healthy exactly when what it watches is not. Where traffic goes is not known');
  }
}

/** What is watched, before it is inverted: the metric is taken for the status after that (unconfirmed: HealthObservation). */
function watchedMessage(check: Settings, { source, status }: HealthObservation): Message {
  const isTurned = source === 'metric' && check.inverted && check.kind !== 'RECOVERY_CONTROL';
  const seen = status === 'unknown' || !isTurned ? status : status === 'healthy' ? 'unhealthy' : 'healthy';
  switch (check.kind) {
    case 'RECOVERY_CONTROL':
      return seen === 'healthy'
        ? message('it is on')
        : seen === 'unhealthy'
          ? message('it is off')
          : message('it is not known whether that is on');
    case 'CALCULATED':
      return seen === 'healthy'
        ? message('enough of its children are healthy')
        : seen === 'unhealthy'
          ? message('too few of its children are healthy')
          : message('how many of its children are healthy is not known');
    case 'CLOUDWATCH_METRIC':
      return seen === 'healthy'
        ? message('its alarm stands for healthy')
        : seen === 'unhealthy'
          ? message('its alarm stands for unhealthy')
          : message('what its alarm stands for is not known');
    case 'HTTP':
    case 'HTTPS':
    case 'HTTP_STR_MATCH':
    case 'HTTPS_STR_MATCH':
    case 'TCP':
      return seen === 'healthy'
        ? message('its endpoint answers')
        : seen === 'unhealthy'
          ? message('its endpoint does not answer')
          : message('whether its endpoint answers is not known');
    default:
      return seen === 'healthy'
        ? message('what it watches is healthy')
        : seen === 'unhealthy'
          ? message('what it watches is unhealthy')
          : message('how what it watches is doing is not known');
  }
}

/** What a health check watches, in a few words: its threshold and children, its endpoint, its alarm. */
export function watchesMessage({ children = [], kind, threshold, watches }: HealthCheck): Message {
  if (kind === 'CALCULATED') {
    return message('healthy while {threshold} or more of its {count} children are', { threshold: threshold ?? 0, count: children.length });
  }
  switch (watches?.what) {
    case 'endpoint':
      return message('{kind} to {host}{path}', { kind, host: watches.host ?? watches.address ?? '', path: watches.path ?? '' });
    case 'alarm':
      return message('the alarm {name} in {region}', { name: watches.name, region: watches.region });
    case 'routingControl':
      return message('the routing control {arn}', { arn: watches.arn });
    case undefined:
      return message('{kind}', { kind });
  }
}
