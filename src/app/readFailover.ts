import type { HealthCheck, HealthObservation } from '../domain/failover/healthCheck.ts';
import { absent, type Fact, factOf, known, unknown, valueOf } from '../domain/fact.ts';
import type { HealthCheckReader } from '../domain/ports.ts';
import type { DomainDescription } from '../domain/userPool.ts';

/** A health check as it is set, tagged and observed. */
export interface HealthCheckFacts {
  readonly healthCheck: Fact<HealthCheck>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly observed: Fact<HealthObservation>;
}

export const noHealthCheck: HealthCheckFacts = { healthCheck: absent, tags: absent, observed: absent };

/** Reads a health check by its id. Route 53 is one service for all Regions: an outage of the primary keeps none of this away, unless that is where Route 53 is. */
export async function readHealthCheck(reader: HealthCheckReader, id: string, signal: AbortSignal): Promise<HealthCheckFacts> {
  const healthCheck = factOf(await reader.get(id, signal));
  if (healthCheck.state !== 'known') return { healthCheck, tags: healthCheck, observed: healthCheck };
  const { kind, tags } = healthCheck.value;
  const [tagged, observed] = await Promise.all([
    // Without tags in the answer, they were refused: this says why.
    tags ? known(tags) : reader.tags(id, signal).then(factOf),
    reader.observed(id, kind, signal).then(factOf),
  ]);
  return { healthCheck, tags: tagged, observed };
}

/** The health check that the routing of a domain names; undefined while the domain was not read. */
export async function healthCheckOf(
  reader: HealthCheckReader,
  domain: Fact<DomainDescription> | undefined,
  signal: AbortSignal,
): Promise<HealthCheckFacts | undefined> {
  if (!domain) return undefined;
  if (domain.state === 'unknown') return { healthCheck: domain, tags: domain, observed: domain };
  const id = valueOf(domain)?.failover?.healthCheckId ?? '';
  return id === '' ? noHealthCheck : readHealthCheck(reader, id, signal);
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
