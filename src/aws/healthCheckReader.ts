import type { HealthCheckReader } from '../domain/ports.ts';
import type { Clients } from './clients.ts';
import { homeOf } from './globalServices.ts';
import { onFirstUse } from './onFirstUse.ts';

/** Reads health checks through the SDK's clients, which load with the first health check that is read: only pools with a domain have one. */
export function createHealthCheckReader(clients: Clients, partition: string): HealthCheckReader {
  const reads = onFirstUse(async () => (await import('./failover/healthChecks.ts')).healthCheckReads(clients, homeOf(partition)));
  return {
    list: async (...of) => (await reads()).list(...of),
    get: async (...of) => (await reads()).get(...of),
    observed: async (...of) => (await reads()).observed(...of),
    tags: async (...of) => (await reads()).tags(...of),
  };
}
