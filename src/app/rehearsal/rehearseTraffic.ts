import { type Message, message } from '../../domain/message.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import type { RehearsalOutcome } from '../../domain/rehearsal/rehearsal.ts';
import { isAborted, pause } from '../plans/runParts.ts';
import type { RunRecord } from '../plans/runRecord.ts';
import { outcomeMessage } from '../plans/runText.ts';
import { bringBack } from './bringBack.ts';
import { type FollowedWalk, followWalk, type FollowParts, timeOf } from './followWalk.ts';
import { checkReplica, checkSignIn, type TestUser } from './replicaChecks.ts';

export interface RehearseTrafficParts extends FollowParts {
  readonly issuerType: string | undefined;
  readonly replicaStatus: string | undefined;
  /** When somebody says that it is enough. */
  readonly failBackNow: AbortSignal;
  /** When nobody is there any more to end it: another account is looked at, the window goes. */
  readonly left: AbortSignal;
}

/** A look at the clock while traffic is away: a machine that was asleep sees that the time is over. In milliseconds. */
const glance = 5_000;

/**
 * Fails over by the plan that was confirmed, looks at what users would meet, waits until the time is over or somebody has seen enough, and fails back whatever happened before.
 *
 * @returns undefined where it was left: it is offered to fail back when the account is looked at again
 */
export async function rehearseTraffic(
  parts: RehearseTrafficParts,
  plan: Plan,
  user: TestUser | undefined,
): Promise<RehearsalOutcome | undefined> {
  const { clock, failBackNow, left, log } = parts;
  const { subject, traffic } = log.rehearsal;
  const until = traffic?.endsAt ?? clock.now();
  // At once: a window that goes before the walk has ended leaves behind since when traffic is away.
  const onRecord = (walk: RunRecord): void => {
    const forcedAt = timeOf(walk, 'answered', 'force');
    if (forcedAt !== undefined && log.rehearsal.forcedAt === undefined) log.change({ forcedAt });
  };
  const walked = await followWalk(parts, subject, plan, { until, stop: failBackNow, onRecord });
  if (left.aborted) return undefined;
  const { outcome, record } = walked;
  if (typeof outcome === 'string') return { kind: 'notBegun', why: notWalked(outcome) };
  // A call without an answer may have been carried out: once something was sent, it is failed back.
  if (!record?.events.some(({ kind }) => kind === 'sending')) return { kind: 'notBegun', why: outcomeMessage(outcome, plan) };
  checkRouted(parts, walked, plan);
  if (outcome.kind === 'done') {
    await look(parts, user);
    await untilOver(parts, until);
  }
  if (isAborted(left)) return undefined;
  return bringBack(parts);
}

function checkRouted({ clock, log }: RehearseTrafficParts, { isLate, outcome, record }: FollowedWalk, plan: Plan): void {
  const { forcedAt, subject } = log.rehearsal;
  const region = subject.secondaryRegion;
  if (typeof outcome === 'string') return;
  if (outcome.kind === 'done') {
    const routedAt = timeOf(record, 'done', 'routed') ?? clock.now();
    const done = record?.events.find((event) => event.kind === 'done' && event.step === 'routed');
    const said = done?.kind === 'done' && done.reason ? done.reason : message('Traffic goes to {region}.', { region });
    log.change({ routedAt });
    log.check({ id: 'routed', state: 'pass', said, ...(forcedAt !== undefined && { took: routedAt - forcedAt }) });
    return;
  }
  if (outcome.kind === 'cancelled') {
    const said = isLate
      ? message('Traffic was not seen to arrive in {region} before the time was over.', { region })
      : message('It was stopped before traffic was seen to arrive in {region}.', { region });
    log.check({ id: 'routed', state: isLate ? 'fail' : 'unknown', said });
    return;
  }
  log.check({ id: 'routed', state: 'fail', said: outcomeMessage(outcome, plan) });
}

/** What users would meet now: the sign-in first, whose time counts. */
async function look(parts: RehearseTrafficParts, user: TestUser | undefined): Promise<void> {
  const { failBackNow, left, log, session } = parts;
  const connection = session.connected;
  if (!connection) return;
  const { subject } = log.rehearsal;
  const signal = AbortSignal.any([failBackNow, left]);
  const report = (check: Parameters<typeof log.check>[0]): Promise<void> => {
    if (!left.aborted) log.check(check);
    return Promise.resolve();
  };
  const own = { ...parts, connection, subject, report, signal };
  const signedInAt = await checkSignIn(own, user);
  if (signedInAt !== undefined) log.change({ signedInAt });
  if (!signal.aborted) await checkReplica(own);
}

async function untilOver({ clock, failBackNow, left, log }: RehearseTrafficParts, until: number): Promise<void> {
  const signal = AbortSignal.any([failBackNow, left]);
  while (clock.now() < until && !signal.aborted) await pause([Math.min(glance, until - clock.now())], 0, { clock, signal });
  if (!left.aborted) log.say(failBackNow.aborted ? message('Somebody has said to fail back now') : message('The time is over'));
}

function notWalked(why: 'readOnly' | 'otherWindow' | 'alreadyWalked' | 'notConnected'): Message {
  switch (why) {
    case 'readOnly':
      return message('the setting cognitoReplicas.readOnly is on');
    case 'otherWindow':
      return message('another window is running a plan for this user pool');
    case 'alreadyWalked':
      return message('a plan for this user pool is being run');
    case 'notConnected':
      return message('no account is looked at');
  }
}
