import type { Failure, Result } from '../../domain/failure.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { type Message, message } from '../../domain/message.ts';
import { isAsApproved } from '../../domain/plans/approval.ts';
import type { Plan, PlannedCall, PlanStep } from '../../domain/plans/plan.ts';
import { membersOf, outdated, prove, readReplaced } from './proof.ts';
import { isAborted, isPassing, pause, readBackPauses, type RunParts } from './runParts.ts';
import type { RunOutcome } from './runRecord.ts';

/** How long to wait before looking again, the last one for ever: replicas take minutes to hours. In milliseconds. */
const pauses = [2_000, 5_000, 10_000, 20_000, 40_000, 60_000];
const throttledPauses = [2_000, 5_000, 10_000];
const conflictsAtMost = 3;
/** How often to look at what cannot be told any more after a call, before saying so: some minutes. */
const looksAtUnknown = 8;

/**
 * Walks a plan that was approved. Before each step everything is read again and planned again: what is done is skipped, whoever has done it, and a step whose calls are not those that
 * were approved is not taken. That is also how a walk goes on after a reload: it knows nothing but what is there.
 */
export async function runPlan(parts: RunParts): Promise<RunOutcome> {
  const { approved, signal } = parts;
  const done = new Set(approved.steps.filter(({ state }) => state === 'done').map(({ id }) => id));
  const sent = new Map<string, Sent>();
  const waits = new Map<string, Wait>();
  let rounds = 0;
  let looks = 0;
  let conflicts = 0;
  // What goes on after a reload waits for whoever signs in again, as it would have done in the window before.
  let waitingFor: string | undefined = parts.isResumed === true ? '' : undefined;
  for (;;) {
    const observed = await parts.observe(signal);
    if (isAborted(signal)) return { kind: 'cancelled' };
    if (observed.failure) {
      // What is on its way goes on without us: a session that has expired overnight, or a Region that does not answer, only hides it.
      if (waitingFor === undefined || !isPassing(observed.failure)) return { kind: 'failed', failure: observed.failure };
      await pause(pauses, rounds++, parts);
      continue;
    }
    await reportDone(observed.plan, done, sent, parts);
    const step = observed.plan.steps.find(({ state }) => state !== 'done');
    if (!step) return { kind: 'done' };
    if (step.id !== waitingFor) rounds = 0;
    if (step.state === 'unknown') {
      if (waitingFor === step.id && looks < looksAtUnknown) {
        await pause(pauses, looks++, parts);
        continue;
      }
      return { kind: 'unknown', step: step.id, why: step.reason ?? step.title, ...(sent.has(step.id) && { wasSent: true }) };
    }
    looks = 0;
    if (step.needsLook) return { kind: 'look', step: step.id, why: step.needsLook };
    const before = sent.get(step.id);
    if (before?.lost && step.calls.length > 0) return { kind: 'failed', step: step.id, failure: before.lost };
    if (before || step.calls.length === 0) {
      if (!step.waitsFor && rounds >= readBackPauses.length) {
        // It was done, and somebody has changed what it is about since.
        if (!isAsApproved(step, approved, observed.plan.answers)) return { kind: 'changed', step: step.id };
        return { kind: 'ignored', step: step.id, members: membersOf(step) };
      }
      if (step.waitsFor) await reportWait(step.id, step.waitsFor.message, waits, parts);
      waitingFor = step.id;
      await pause(step.waitsFor ? pauses : readBackPauses, rounds++, parts);
      continue;
    }
    if (!isAsApproved(step, approved, observed.plan.answers)) return { kind: 'changed', step: step.id };
    const taken = await take(step, parts);
    switch (taken.kind) {
      case 'sent':
        sent.set(step.id, {});
        break;
      case 'lost':
        // It may have been carried out: what is there tells, and nothing is sent twice.
        sent.set(step.id, { lost: taken.failure });
        await pause(readBackPauses, readBackPauses.length, parts);
        break;
      case 'conflict':
        conflicts += 1;
        if (conflicts > conflictsAtMost) return { kind: 'failed', step: step.id, failure: taken.failure };
        await pause(readBackPauses, conflicts, parts);
        break;
      default:
        return taken;
    }
    waitingFor = step.id;
    rounds = 0;
  }
}

/** What is waited for since when, and whether it was said that this is long. */
interface Wait {
  readonly since: number;
  isLong: boolean;
}

/** After so long it is said that nothing tells a failure from a long wait: AWS has no status for it (facts: cognito-replication.md section 1). In milliseconds. */
const longWait = 30 * 60_000;

async function reportWait(step: string, why: Message, waits: Map<string, Wait>, { clock, report }: RunParts): Promise<void> {
  const wait = waits.get(step);
  if (!wait) {
    waits.set(step, { since: clock.now(), isLong: false });
    await report({ kind: 'waiting', step, why });
  } else if (!wait.isLong && clock.now() - wait.since > longWait) {
    wait.isLong = true;
    const minutes = Math.round((clock.now() - wait.since) / 60_000);
    const still = message(
      'Still nothing after {minutes} minutes. No status tells a failure from a long wait: it is watched further, and AWS Support can look.',
      {
        minutes,
      },
    );
    await report({ kind: 'waiting', step, why: still });
  }
}

interface Sent {
  /** Why the last call has no answer. */
  readonly lost?: Failure;
}

type Taken =
  | { readonly kind: 'sent' }
  | { readonly kind: 'lost' | 'conflict'; readonly failure: Failure }
  | Extract<RunOutcome, { kind: 'failed' | 'moved' | 'ignored' | 'readOnly' | 'cancelled' }>;

/** Sends the calls of a step, one after the other, and proves what those have done that replace something as a whole. */
async function take(step: PlanStep, parts: RunParts): Promise<Taken> {
  const { report, signal } = parts;
  for (const call of step.calls) {
    const read = await readReplaced(call, parts);
    if (isAborted(signal)) return { kind: 'cancelled' };
    if (!read.ok) return { kind: 'failed', step: step.id, failure: read.failure };
    const replaced = read.value;
    const failure = replaced && outdated(call, replaced);
    if (failure) return { kind: 'conflict', failure };
    if (parts.isReadOnly()) return { kind: 'readOnly', step: step.id };
    const { input, operation, region, service } = call;
    await report({
      kind: 'sending',
      step: step.id,
      call: { region, service, operation, input, ...(call.diff && { before: call.diff.before }) },
    });
    if (isAborted(signal)) return { kind: 'cancelled' };
    const answer = await sendPatiently(call, parts);
    if (answer.ok) {
      const answers = answersOf(call, answer.value);
      await report({ kind: 'answered', step: step.id, operation, ...(answers && { answers }) });
      const problem = replaced && (await prove(step, call, replaced, parts));
      if (problem) return problem;
      continue;
    }
    await report({ kind: 'refused', step: step.id, failure: answer.failure });
    if (answer.failure.reason === 'cancelled') return { kind: 'cancelled' };
    if (answer.failure.reason === 'conflict') return { kind: 'conflict', failure: answer.failure };
    if (!isLost(answer.failure)) return { kind: 'failed', step: step.id, failure: answer.failure };
    if (!replaced) return { kind: 'lost', failure: answer.failure };
    // What was carried out without an answer is proven all the same.
    const problem = await prove(step, call, replaced, parts);
    if (problem?.kind === 'moved' || problem?.kind === 'cancelled') return problem;
    if (problem) return { kind: 'lost', failure: answer.failure };
  }
  return { kind: 'sent' };
}

/** A call that was throttled was not carried out, and is sent again after a while. */
async function sendPatiently(call: PlannedCall, parts: RunParts): Promise<Result<JsonObject>> {
  for (let round = 0; ; round += 1) {
    const answer = await parts.send(call, parts.signal);
    if (answer.ok || answer.failure.reason !== 'throttled' || round >= throttledPauses.length) return answer;
    await pause(throttledPauses, round, parts);
  }
}

async function reportDone(plan: Plan, done: Set<string>, sent: ReadonlyMap<string, Sent>, { approved, report }: RunParts): Promise<void> {
  for (const { id } of approved.steps) {
    const now = plan.steps.find((step) => step.id === id);
    // What is repaired is no difference any more, and has no step.
    if ((now && now.state !== 'done') || done.has(id)) continue;
    done.add(id);
    // What only has to be waited for is nobody's doing.
    const isOwn = sent.has(id) || approved.steps.some((step) => step.id === id && step.waitsFor !== undefined && step.calls.length === 0);
    await report(isOwn ? { kind: 'done', step: id, ...(now?.reason && { reason: now.reason }) } : { kind: 'alreadyDone', step: id });
  }
}

/** What later inputs need of an answer. */
function answersOf({ answers }: PlannedCall, answer: JsonObject): Readonly<Record<string, string>> | undefined {
  if (!answers) return undefined;
  const value = answers.path.split('.').reduce<Json | undefined>((at, name) => (isJsonObject(at) ? at[name] : undefined), answer);
  return typeof value === 'string' ? { [answers.name]: value } : undefined;
}

/** Whether a call that failed so may have been carried out all the same. */
function isLost({ reason }: Failure): boolean {
  return reason === 'timeout' || reason === 'unreachable' || reason === 'unknown';
}
