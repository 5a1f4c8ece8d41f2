/** Health checks of Route 53, by which Cognito chooses the Region that a domain's traffic goes to. Facts: cognito-replication.md section 4. */

/** The kinds that Route 53 had in November 2026 (SDK: HealthCheckType). */
export type HealthCheckKind =
  'HTTP' | 'HTTPS' | 'HTTP_STR_MATCH' | 'HTTPS_STR_MATCH' | 'TCP' | 'CALCULATED' | 'CLOUDWATCH_METRIC' | 'RECOVERY_CONTROL';

/** What a health check looks at itself. One that is CALCULATED has children instead. */
export type Watched =
  | {
      readonly what: 'endpoint';
      readonly host?: string;
      readonly address?: string;
      readonly port?: number;
      readonly path?: string;
      /** What the answer has to contain. */
      readonly searchString?: string;
    }
  | { readonly what: 'alarm'; readonly region: string; readonly name: string }
  | { readonly what: 'routingControl'; readonly arn: string };

export interface HealthCheck {
  readonly id: string;
  /** Grows with every change; an update that names an older one is refused. */
  readonly version: number;
  /** A {@link HealthCheckKind}, or one that came later, as received. */
  readonly kind: string;
  /** Route 53 looks no more, and takes what is watched for healthy. */
  readonly disabled: boolean;
  /** Healthy counts as unhealthy, and the other way round, also while disabled. */
  readonly inverted: boolean;
  /** Of a CALCULATED one: how many children have to be healthy. */
  readonly threshold?: number;
  /** Of a CALCULATED one: the ids of its children. */
  readonly children?: readonly string[];
  /** Undefined for one that is CALCULATED or of an unknown kind. */
  readonly watches?: Watched;
  /** Seconds between two looks of one checker, and how many of them have to agree before the status changes. */
  readonly requestInterval?: number;
  readonly failureThreshold?: number;
  /** The service that made it and that alone can change it (API reference: LinkedService). */
  readonly linkedService?: string;
  /** What the request that made it was called, by which it is found again. Undefined where the answer has none. */
  readonly callerReference?: string;
  /** The tag `Name`, which the console shows as the name. */
  readonly name?: string;
  /** Undefined where they were not read with it: lists do not read them, and a refused call is told by `tags` of the reader. */
  readonly tags?: Readonly<Record<string, string>>;
}

export type HealthStatus = 'healthy' | 'unhealthy' | 'unknown';

/** What Route 53 has seen of late. */
export interface HealthObservation {
  readonly status: HealthStatus;
  /** When that was seen, in milliseconds since the epoch; undefined where nothing was. */
  readonly at?: number;
  /**
   * `checkers`: what the checkers report of what is watched, before it is inverted or disabled. `metric`: the status that Route 53 publishes after that (that it is the one
   * after is unconfirmed).
   */
  readonly source: 'checkers' | 'metric';
}

/** What is given of a health check to know what it says whatever it watches. */
type Settings = Pick<HealthCheck, 'kind' | 'disabled' | 'inverted' | 'threshold' | 'children'>;

/**
 * The status that the settings of a health check force; undefined where it follows what is watched. Disabled is "always healthy", and can be inverted; a threshold of 0 is always
 * healthy, and one that is above the number of children always unhealthy. Routing controls know none of this. Source: API reference, UpdateHealthCheck.
 */
export function forcedStatus({ children = [], disabled, inverted, kind, threshold }: Settings): 'healthy' | 'unhealthy' | undefined {
  if (kind === 'RECOVERY_CONTROL') return undefined;
  if (disabled) return inverted ? 'unhealthy' : 'healthy';
  if (kind !== 'CALCULATED' || threshold === undefined) return undefined;
  if (threshold === 0) return inverted ? 'unhealthy' : 'healthy';
  if (threshold > children.length) return inverted ? 'healthy' : 'unhealthy';
  return undefined;
}

/** What Route 53 makes of a health check with these settings and this observation: where it is unhealthy, Cognito sends traffic to the secondary Region. */
export function statusOf(check: Settings, observation: HealthObservation): HealthStatus {
  const forced = forcedStatus(check);
  if (forced) return forced;
  const { source, status } = observation;
  const isInverted = check.inverted && check.kind !== 'RECOVERY_CONTROL' && source === 'checkers';
  if (!isInverted || status === 'unknown') return status;
  return status === 'healthy' ? 'unhealthy' : 'healthy';
}
