import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { PlanIntent } from '../../domain/plans/intent.ts';
import type { RehearsalOutcome } from '../../domain/rehearsal/rehearsal.ts';
import { isPassing, pause } from '../plans/runParts.ts';
import { outcomeMessage } from '../plans/runText.ts';
import { type FollowParts, followWalk, timeOf } from './followWalk.ts';

/** Another window may end, somebody else may have changed something: so long is it waited before each next attempt. In milliseconds. */
const pauses = [2_000, 10_000, 30_000];

/** The network may come back, or somebody signs in again: so long is it tried. In milliseconds. */
const passingWithin = 10 * 60_000;

/** Traffic that has not arrived by then is not waited for any longer: AWS gives no figure, and two to five minutes is an estimate (facts: section 4 (a)). In milliseconds. */
const backWithin = 30 * 60_000;

const failBack: PlanIntent = { kind: 'failBack' };

/** What one attempt came to: the end, or why to try again. */
type Attempt = { readonly outcome: RehearsalOutcome } | { readonly again: Message; readonly isPassing: boolean };

/** Brings traffic back by the plan of a fail back, and tries again where that does not come to its end. Nobody is asked: the yes to the rehearsal covers it. */
export async function bringBack(parts: FollowParts & { readonly left: AbortSignal }): Promise<RehearsalOutcome> {
  const { clock, left, log } = parts;
  log.change({ failBackAt: log.rehearsal.failBackAt ?? clock.now() });
  log.say(message('Failing back'));
  const until = clock.now() + backWithin;
  const passingUntil = clock.now() + passingWithin;
  for (let round = 0; ; round += 1) {
    await otherFailBack(parts, until);
    const attempt = await attemptOnce(parts, until);
    if ('outcome' in attempt) return attempt.outcome;
    log.say(message('Fail back was not carried out: {why}', { why: attempt.again }));
    const isOver = attempt.isPassing ? clock.now() >= passingUntil : round >= pauses.length;
    if (isOver || left.aborted) return stillForced(parts, attempt.again);
    await pause(pauses, round, { clock, signal: left });
  }
}

/** One that was left in the middle goes on by itself, and is waited for. */
async function otherFailBack({ clock, left, log, plans }: FollowParts & { readonly left: AbortSignal }, until: number): Promise<void> {
  const { subject } = log.rehearsal;
  const isWalked = (): boolean => plans.stateOf(subject, 'failBack')?.isWalked === true;
  while (isWalked() && clock.now() < until && !left.aborted) await pause([1_000], 0, { clock, signal: left });
}

async function attemptOnce(parts: FollowParts & { readonly left: AbortSignal }, until: number): Promise<Attempt> {
  const { left, log, plans } = parts;
  const { subject } = log.rehearsal;
  plans.choose(subject, failBack);
  const state = await plans.look(subject, 'failBack', left);
  const plan = state?.failure ? undefined : state?.plan;
  if (!plan) {
    const { failure } = state ?? {};
    return failure
      ? { again: failureMessage(failure), isPassing: isPassing(failure) }
      : { again: message('it could not be planned'), isPassing: false };
  }
  const next = plan.steps.find((step) => step.state !== 'done');
  if (!next) return { outcome: isBack(parts, message('The health check is not forced any more.')) };
  // Nobody knows what the health check was: that is decided by a person, who is shown the plan.
  if (next.needsLook) return { outcome: stillForced(parts, next.needsLook) };
  const { isLate, outcome, record } = await followWalk(parts, subject, plan, { until });
  if (outcome === 'readOnly') return { outcome: stillForced(parts, message('the setting cognitoReplicas.readOnly is on')) };
  if (typeof outcome === 'string')
    return { again: message('a plan for this user pool is being run, or no account is looked at'), isPassing: false };
  if (outcome.kind === 'done')
    return { outcome: isBack(parts, message('The health check is what it was before.'), timeOf(record, 'done', 'routed')) };
  const why = outcomeMessage(outcome, plan);
  if (timeOf(record, 'answered', 'restore') !== undefined) {
    log.check({
      id: 'back',
      state: 'unknown',
      said: isLate
        ? message('The health check is what it was before. Traffic was not seen to arrive in time.')
        : message('The health check is what it was before. Whether traffic has arrived was not waited for: {why}', { why }),
    });
    return { outcome: { kind: 'done' } };
  }
  // Stopped by a person, who has decided that.
  return outcome.kind === 'cancelled' || outcome.kind === 'readOnly'
    ? { outcome: stillForced(parts, why) }
    : { again: why, isPassing: outcome.kind === 'failed' && isPassing(outcome.failure) };
}

function isBack({ clock, log }: FollowParts, said: Message, at = clock.now()): RehearsalOutcome {
  const { failBackAt } = log.rehearsal;
  log.change({ backAt: at });
  log.check({ id: 'back', state: 'pass', said, ...(failBackAt !== undefined && { took: at - failBackAt }) });
  return { kind: 'done' };
}

function stillForced({ log }: FollowParts, why: Message): RehearsalOutcome {
  log.check({ id: 'back', state: 'fail', said: why });
  return { kind: 'stillForced', why };
}
