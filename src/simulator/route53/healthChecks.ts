// The health checks of an account. They are in no Region.
import type { Earlier } from '../lag.ts';
import { Refusal } from '../refusal.ts';
import type { Call } from '../service.ts';
import type { Shaped } from '../shape.ts';
import { entryOf, withAccount, type World } from '../world.ts';
import type { configShape } from './inputs.ts';

export type HealthCheckConfig = Shaped<typeof configShape>;

export interface HealthCheck {
  readonly id: string;
  readonly callerReference: string;
  /** 1 at first, and one more with every change. */
  readonly version: number;
  /** Epoch milliseconds, as `changedAt`. */
  readonly createdAt: number;
  readonly changedAt: number;
  readonly config: HealthCheckConfig;
  readonly tags: Readonly<Record<string, string>>;
  /** What the settings were, oldest first: who follows a health check may do so late. */
  readonly earlier?: readonly Earlier<HealthCheckConfig>[];
  /** How what it watches is, where the story says that; oldest first, `since` in epoch milliseconds. */
  readonly watched?: readonly { readonly since: number; readonly healthy: boolean }[];
}

/** Longer than anybody looks back: the metric is read over hours. */
const remembered = 24 * 60 * 60_000;

export const endpointKinds: ReadonlySet<string> = new Set(['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP']);

/** The health check of an id. */
export const healthCheckOf = (world: World, account: string, id: string): HealthCheck | undefined =>
  entryOf(world.accounts[account]?.healthChecks ?? {}, id);

/** @throws Refusal NoSuchHealthCheck */
export function healthCheckHere(id: string, { account, world }: Call): HealthCheck {
  const check = healthCheckOf(world, account, id);
  if (!check) throw new Refusal('NoSuchHealthCheck', `No health check exists with the ID ${id}.`);
  return check;
}

/** A World with a health check in an account, replacing the one of its id. */
export const withHealthCheck = (world: World, account: string, check: HealthCheck): World =>
  withAccount(world, account, ({ healthChecks, ...owner }) => ({ ...owner, healthChecks: { ...healthChecks, [check.id]: check } }));

/** A health check with other settings from now on. */
export const changed = (check: HealthCheck, config: HealthCheckConfig, now: number): HealthCheck => ({
  ...check,
  config,
  version: check.version + 1,
  changedAt: now,
  earlier: [...(check.earlier ?? []).filter(({ until }) => until > now - remembered), { until: now, value: check.config }],
});

/** The settings at a moment; before the first ones, those. */
export const configAt = ({ config, earlier = [] }: HealthCheck, moment: number): HealthCheckConfig =>
  earlier.find(({ until }) => until > moment)?.value ?? config;

/**
 * A World in which what a health check watches is well or not from now on: an alarm, a routing control (On or Off), or an endpoint that is not of this simulated AWS. Nothing happens
 * where there is no such health check.
 */
export function withWatched(world: World, account: string, { healthy, id, now }: { id: string; healthy: boolean; now: number }): World {
  const check = healthCheckOf(world, account, id);
  if (!check) return world;
  const before = (check.watched ?? []).filter(({ since }, index, all) => since > now - remembered || index === all.length - 1);
  return withHealthCheck(world, account, { ...check, watched: [...before, { since: now, healthy }] });
}
