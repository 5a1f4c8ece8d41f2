import type { Message } from '../message.ts';
import type { PlanSubject } from '../plans/intent.ts';
import type { PlannedCall } from '../plans/plan.ts';

/**
 * `traffic`: the traffic of the domain goes to the secondary Region for a while, and comes back. `replicaOnly`: what a fail over depends on is asked of the secondary Region, and no
 * traffic moves.
 */
export type RehearsalMode = 'traffic' | 'replicaOnly';

/** How long traffic may be away, in minutes. None is shorter than Cognito may take to move it (see `movedWithin`), or nothing would be seen. */
export const rehearsalMinutes: readonly number[] = [10, 15, 30, 60];

export type CheckState = 'pass' | 'fail' | 'unknown' | 'skipped';

/** One thing that was tried. */
export interface RehearsalCheck {
  /** Stable between rehearsals, which are compared by it: `signIn`. */
  readonly id: CheckId;
  readonly state: CheckState;
  /** What came of it, and why. */
  readonly said: Message;
  /** In milliseconds. */
  readonly took?: number;
}

export type CheckId = 'pool' | 'replica' | 'discovery' | 'keys' | 'sameKeys' | 'routed' | 'signIn' | 'back';

/** How a rehearsal ended. */
export type RehearsalOutcome =
  /** Everything was tried. Of one with traffic: the traffic is back where it was. */
  | { readonly kind: 'done' }
  /** Nothing was forced. */
  | { readonly kind: 'notBegun'; readonly why: Message }
  /** It was left, and the traffic was no longer forced when somebody looked. */
  | { readonly kind: 'foundBack' }
  /** Fail back did not come to its end: the traffic may still be forced to the secondary Region. */
  | { readonly kind: 'stillForced'; readonly why: Message };

/** A rehearsal of a fail over for whoever asks later. It has nothing of the test user. Times are in milliseconds since the epoch. */
export interface Rehearsal {
  readonly version: 1;
  /** Of the time at which it was prepared: `20261126T101500Z-traffic`. */
  readonly id: string;
  /** Whose account it is, as of the records of plans. */
  readonly place: string;
  readonly subject: PlanSubject;
  readonly mode: RehearsalMode;
  /** The ARN of the caller, as AWS says it. */
  readonly caller: string;
  /** Whether a test user signs in. */
  readonly signsIn: boolean;
  readonly preparedAt: number;
  /** Undefined until somebody has said yes. */
  readonly startedAt?: number;
  /** Of one with traffic. */
  readonly traffic?: RehearsedTraffic;
  readonly checks: readonly RehearsalCheck[];
  readonly timeline: readonly TimelineEntry[];
  /** When the health check was forced. */
  readonly forcedAt?: number;
  /** When the domain was seen, or is taken, to be answered from the secondary Region. */
  readonly routedAt?: number;
  /** When the first sign-in through the secondary Region was answered with tokens. */
  readonly signedInAt?: number;
  readonly failBackAt?: number;
  readonly backAt?: number;
  readonly endedAt?: number;
  readonly outcome?: RehearsalOutcome;
}

/** What is to be known of a rehearsal with traffic before it is begun. */
export interface RehearsedTraffic {
  readonly domain: string;
  readonly minutes: number;
  /** When traffic comes back at the latest; undefined until it was begun. */
  readonly endsAt?: number;
  /** The line of the AWS CLI that fails back, for the day on which this program is not there. */
  readonly failBackLine: string;
  /** What the fail over sends, exactly, and what fail back puts back. */
  readonly calls: readonly Pick<PlannedCall, 'region' | 'service' | 'operation' | 'input'>[];
  readonly before: { readonly disabled: boolean; readonly inverted: boolean };
  /** What users notice, and what speaks against it, by the plan of the fail over. */
  readonly dangers: readonly Message[];
  readonly blockers: readonly Message[];
}

export interface TimelineEntry {
  readonly at: number;
  readonly what: Message;
}

export function rehearsalId(preparedAt: number, mode: RehearsalMode): string {
  return `${new Date(preparedAt).toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${mode}`;
}

/** A rehearsal that moved traffic and has not brought it back: somebody has to see to it. */
export function isLeft({ mode, outcome, startedAt }: Rehearsal): boolean {
  return mode === 'traffic' && startedAt !== undefined && (outcome === undefined || outcome.kind === 'stillForced');
}

/** What was measured, in milliseconds; what did not come about is undefined. */
export interface RehearsalDurations {
  /** From the health check forced to the domain routed. */
  readonly toRoute?: number;
  /** From the health check forced to the first sign-in through the secondary Region. */
  readonly toSignIn?: number;
  /** From the begin of the fail back to the domain routed to the primary Region. */
  readonly toBack?: number;
  /** How long traffic was forced away. */
  readonly away?: number;
}

export function durationsOf({ backAt, failBackAt, forcedAt, routedAt, signedInAt }: Rehearsal): RehearsalDurations {
  const between = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : to - from;
  const all = {
    toRoute: between(forcedAt, routedAt),
    toSignIn: between(forcedAt, signedInAt),
    toBack: between(failBackAt, backAt),
    away: between(forcedAt, backAt),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The last rehearsal of the same pool and kind that came to an end before: what a rehearsal is compared with. */
export function lastBefore(all: Iterable<Rehearsal>, { id, mode, preparedAt, subject }: Rehearsal): Rehearsal | undefined {
  return [...all]
    .filter(
      (other) =>
        other.id !== id &&
        other.mode === mode &&
        other.subject.poolId === subject.poolId &&
        other.subject.secondaryRegion === subject.secondaryRegion &&
        other.preparedAt <= preparedAt &&
        other.endedAt !== undefined &&
        other.outcome?.kind !== 'notBegun',
    )
    .sort((one, other) => other.preparedAt - one.preparedAt)[0];
}

/** The check of a rehearsal that is in another state than it was. */
export interface ChangedCheck {
  readonly id: CheckId;
  readonly before: CheckState;
  readonly now: CheckState;
}

export function changedChecks(before: Rehearsal, now: Rehearsal): readonly ChangedCheck[] {
  return now.checks.flatMap(({ id, state }) => {
    const old = before.checks.find((check) => check.id === id);
    return old && old.state !== state ? [{ id, before: old.state, now: state }] : [];
  });
}

/** A rehearsal in which a check was made, or made again. */
export function withCheck(rehearsal: Rehearsal, check: RehearsalCheck): Rehearsal {
  return { ...rehearsal, checks: [...rehearsal.checks.filter(({ id }) => id !== check.id), check] };
}
