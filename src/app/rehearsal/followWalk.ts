import type { PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import type { Clock } from '../../domain/ports.ts';
import type { NotWalked, Plans } from '../plans/plans.ts';
import type { RunOutcome, RunRecord } from '../plans/runRecord.ts';
import { eventsInWords } from '../plans/runText.ts';
import type { PoolSession } from '../poolSession.ts';
import type { RehearsalLog } from './rehearsalLog.ts';

export interface FollowParts {
  readonly plans: Plans;
  readonly session: PoolSession;
  readonly clock: Clock;
  readonly log: RehearsalLog;
}

export interface FollowedWalk {
  readonly outcome: RunOutcome | NotWalked;
  /** What the walk has written down; undefined where it was not begun. */
  readonly record: RunRecord | undefined;
  /** It was stopped because its time was over. */
  readonly isLate: boolean;
}

/**
 * Walks a plan, and takes over into the rehearsal what it writes down. It is stopped when its time is over or somebody says so: looked at whenever the walk looks, which it does at least
 * once a minute.
 *
 * @param until in milliseconds since the epoch
 */
export async function followWalk(
  { clock, log, plans, session }: FollowParts,
  subject: PlanSubject,
  plan: Plan,
  { onRecord, stop, until }: { readonly until: number; readonly stop?: AbortSignal; readonly onRecord?: (record: RunRecord) => void },
): Promise<FollowedWalk> {
  const began = clock.now();
  let copied = 0;
  const time = { isOver: false };
  let record: RunRecord | undefined;
  const follow = (): void => {
    const state = plans.stateOf(subject, plan.kind);
    // The record of an earlier walk stands there until this one has written something.
    if (state?.record && state.record.startedAt >= began) {
      ({ record } = state);
      const events = eventsInWords(state.record).slice(copied);
      copied += events.length;
      if (events.length > 0) {
        const lines = events.map(({ at, said }) => ({ at, what: said }));
        log.change({ timeline: [...log.rehearsal.timeline, ...lines] });
        onRecord?.(state.record);
      }
    }
    if (clock.now() < until || time.isOver) return;
    time.isOver = true;
    plans.cancel(subject, plan.kind);
  };
  const stopped = (): void => plans.cancel(subject, plan.kind);
  const listening = session.onDidChange(follow);
  stop?.addEventListener('abort', stopped, { once: true });
  try {
    if (stop?.aborted) return { outcome: { kind: 'cancelled' }, record, isLate: false };
    // A walk that cannot be written down stops with an error, and what it had sent before that may have been carried out.
    const outcome = await plans.run(subject, plan).catch(unforeseen);
    follow();
    return { outcome, record, isLate: time.isOver && typeof outcome !== 'string' && outcome.kind === 'cancelled' };
  } finally {
    listening.dispose();
    stop?.removeEventListener('abort', stopped);
  }
}

/** When a step of a walk was answered, or done. In milliseconds since the epoch. */
export function timeOf(record: RunRecord | undefined, kind: 'answered' | 'done' | 'sending', step: string): number | undefined {
  return record?.events.find((event) => event.kind === kind && 'step' in event && event.step === step)?.at;
}

function unforeseen(error: unknown): RunOutcome {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', failure: { reason: 'unknown', operation: 'walking the plan', detail } };
}
