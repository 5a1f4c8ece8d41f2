// A whole Region that is out: every service in it, the documents and the domains that are at home there. Services that are one for all Regions are not.
import { integer, list, oneOf, required, structure, type Shaped } from './shape.ts';
import { region } from './scenarioRegions.ts';
import type { AwsRequest, NoReply } from './service.ts';
import type { World } from './world.ts';

export const outageKinds = ['hangs', 'refuses'] as const;
/** `hangs` takes every request and never answers, `refuses` takes no connection. */
export type OutageKind = (typeof outageKinds)[number];

export interface Outage {
  readonly region: string;
  readonly kind: OutageKind;
  /** Epoch milliseconds, as `until`. */
  readonly since: number;
  /** Left out while it goes on. One that is over stays for a while: health checks notice it late. */
  readonly until?: number;
}

/** As a scenario writes them: from so many minutes ago, and going on. */
export const outagesShape = list(
  structure({ region: required(region), kind: required(oneOf(...outageKinds)), minutesAgo: integer({ min: 0, max: 1_000_000 }) }),
);

/** The outages that a scenario begins with. */
export const outagesFrom = (outages: Shaped<typeof outagesShape>, now: number): readonly Outage[] =>
  outages.map(({ kind, minutesAgo = 0, region: place }) => ({ region: place, kind, since: now - minutesAgo * 60_000 }));

/** The outage that a Region has at a moment. */
export const outageAt = ({ outages = [] }: Pick<World, 'outages'>, place: string, moment: number): Outage | undefined =>
  outages.find(({ region: out, since, until }) => out === place && since <= moment && (until === undefined || moment < until));

/** How long an outage is remembered that is over. */
const remembered = 24 * 60 * 60_000;

/** A World in which a Region is out from now on; without a kind it is back. */
export function withOutage(world: World, place: string, kind: OutageKind | undefined, now: number): World {
  const current = outageAt(world, place, now);
  if (current?.kind === kind) return world;
  const before = (world.outages ?? [])
    .filter(({ until }) => until === undefined || until > now - remembered)
    .map((outage) => (outage === current ? { ...outage, until: now } : outage));
  return { ...world, outages: kind ? [...before, { region: place, kind, since: now }] : before };
}

/** Services that are one for all Regions, as their requests are signed. */
const everywhere: ReadonlySet<string> = new Set(['iam', 'route53']);

/**
 * What a request to a Region that is out gets instead of an answer. That the services for all Regions answer on is what they are built for; their control planes are at home in
 * us-east-1, so that changes may fail there (AWS Fault Isolation Boundaries, appendix B): switch globalControlPlane.
 */
export function withoutAnswer(world: World, request: AwsRequest): NoReply | { readonly never: true } | undefined {
  const isGlobal = everywhere.has(request.service) || /^sts\.amazonaws\.com(:|$)/.test(request.headers['host'] ?? '');
  const home = 'us-east-1';
  if (isGlobal && world.switches.globalControlPlane === 'answers') return undefined;
  const outage = outageAt(world, isGlobal ? home : request.region, request.now);
  if (!outage) return undefined;
  return outage.kind === 'hangs' ? { never: true } : { refuse: true };
}
