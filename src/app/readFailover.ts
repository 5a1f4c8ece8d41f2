import type { HealthCheck, HealthObservation } from '../domain/failover/healthCheck.ts';
import { absent, type Fact, factOf, known, unknown } from '../domain/fact.ts';
import type { HealthCheckReader } from '../domain/ports.ts';

/** A health check as it is set, tagged and observed. */
export interface HealthCheckFacts {
  readonly healthCheck: Fact<HealthCheck>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly observed: Fact<HealthObservation>;
}

export const noHealthCheck: HealthCheckFacts = { healthCheck: absent, tags: absent, observed: absent };

/**
 * Reads what is seen of a health check that was read, and why its tags could not be. Route 53 is one service for all Regions: an outage of the primary keeps none of this away, unless
 * that is where Route 53 is.
 */
export async function healthCheckFacts(
  reader: HealthCheckReader,
  healthCheck: Fact<HealthCheck>,
  signal: AbortSignal,
): Promise<HealthCheckFacts> {
  if (healthCheck.state !== 'known') return { healthCheck, tags: healthCheck, observed: healthCheck };
  const { id, kind, tags } = healthCheck.value;
  const [tagged, observed] = await Promise.all([
    // Without tags in the answer, they were refused: this says why.
    tags ? known(tags) : reader.tags(id, signal).then(factOf),
    reader.observed(id, kind, signal).then(factOf),
  ]);
  return { healthCheck, tags: tagged, observed };
}

/** Reads a health check by its id. */
export async function readHealthCheck(reader: HealthCheckReader, id: string, signal: AbortSignal): Promise<HealthCheckFacts> {
  return healthCheckFacts(reader, factOf(await reader.get(id, signal)), signal);
}

/** The health check that a request with this reference has made; absent where none has. */
export async function readHealthCheckOf(
  reader: HealthCheckReader,
  callerReference: string,
  signal: AbortSignal,
): Promise<HealthCheckFacts> {
  const listed = await reader.list(signal);
  if (!listed.ok) return { healthCheck: unknown(listed.failure), tags: unknown(listed.failure), observed: unknown(listed.failure) };
  const made = listed.value.find((check) => check.callerReference === callerReference);
  return made ? readHealthCheck(reader, made.id, signal) : noHealthCheck;
}
