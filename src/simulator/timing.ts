// How long things take. The service promises none of these; they are settings of the world, so that a demo can be sped up and a test can lag.
import { number, integer, structure } from './shape.ts';
import type { Call } from './service.ts';
import type { World } from './world.ts';

export interface Timing {
  /** How much faster than the real clock everything goes that takes time here. */
  readonly speed: number;
  /** CREATING to INACTIVE: about two minutes on an empty pool (facts: section 1, "Transitions"). */
  readonly replicaCreationMilliseconds: number;
  /** DELETING until it is gone. */
  readonly replicaDeletionMilliseconds: number;
  /** ACTIVE to INACTIVE and back: unconfirmed, so at once. */
  readonly replicaStatusMilliseconds: number;
  /** Until the secondary Region shows what was written in the primary (facts: section 1, "asynchronous"; no figure is published). */
  readonly replicationLagMilliseconds: number;
  /** Creating to Enabled: "a few seconds". */
  readonly replicaKeyMilliseconds: number;
  /** Until a domain's traffic follows its health check: no figure is published (facts: section 4, "unconfirmed"). */
  readonly routingMilliseconds: number;
}

export const defaultTiming: Timing = {
  speed: 1,
  replicaCreationMilliseconds: 120_000,
  replicaDeletionMilliseconds: 60_000,
  replicaStatusMilliseconds: 0,
  replicationLagMilliseconds: 0,
  replicaKeyMilliseconds: 5_000,
  routingMilliseconds: 60_000,
};

const milliseconds = integer({ min: 0, max: 86_400_000 });

/** The timing as a scenario writes it: every member may be left out. */
export const timingShape = structure({
  speed: number({ min: 0.01, max: 1_000_000 }),
  replicaCreationMilliseconds: milliseconds,
  replicaDeletionMilliseconds: milliseconds,
  replicaStatusMilliseconds: milliseconds,
  replicationLagMilliseconds: milliseconds,
  replicaKeyMilliseconds: milliseconds,
  routingMilliseconds: milliseconds,
});

type Span = Exclude<keyof Timing, 'speed'>;

/** How long something takes in a world, in milliseconds of the request's clock. */
export function durationOf(span: Span, { timing }: Pick<World, 'timing'>): number {
  const { [span]: duration, speed } = { ...defaultTiming, ...timing };
  return duration / speed;
}

/** When something that begins with a call is done, in epoch milliseconds. */
export const doneAt = (span: Span, { world, now }: Pick<Call, 'world' | 'now'>): number => now + durationOf(span, world);
