// The one address that is not AWS's: it takes a Region out and brings it back while the simulator runs, as whoever rehearses a failover needs it.
//   curl -X PUT -d hangs http://127.0.0.1:4600/simulated-outages/us-east-1      (or refuses)
//   curl -X DELETE       http://127.0.0.1:4600/simulated-outages/us-east-1
import { outageKinds } from '../outages.ts';
import { regions } from '../regions.ts';
import type { HttpReply } from '../service.ts';
import type { Simulation } from '../simulation.ts';

/** What the control answers; undefined for a request that is not for it. */
export function controlOutage(
  simulation: Simulation,
  { body, method, path }: { method: string; path: string; body: string },
): HttpReply | undefined {
  const [, region] = /^\/simulated-outages\/([a-z0-9-]+)$/.exec(path) ?? [];
  if (region === undefined) return undefined;
  if (!regions.some((known) => known === region)) return told(404, `There is no Region ${region}.`);
  if (method === 'DELETE') {
    simulation.setOutage(region, undefined);
    return told(200, `${region} answers again.`);
  }
  const kind = outageKinds.find((each) => each === body.trim());
  if (method !== 'PUT' || kind === undefined) return told(400, `PUT one of ${outageKinds.join(', ')}, or DELETE.`);
  simulation.setOutage(region, kind);
  return told(200, `${region} ${kind}.`);
}

const told = (status: number, sentence: string): HttpReply => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body: `${sentence}\n`,
});
