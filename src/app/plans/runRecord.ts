import type { Failure } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import type { Message } from '../../domain/message.ts';
import type { PlanIntent, PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan, PlannedCall } from '../../domain/plans/plan.ts';

/** What happened while a plan was walked, in the order in which it happened. */
export type RunEvent =
  /** Written down before a call is sent: without an answer behind it, the call may have been carried out. */
  | { readonly kind: 'sending'; readonly step: string; readonly call: SentCall }
  | { readonly kind: 'answered'; readonly step: string; readonly operation: string; readonly answers?: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly step: string; readonly failure: Failure }
  /** What was read back: the members that were to change have, and no other has. */
  | { readonly kind: 'proved'; readonly step: string; readonly changed: readonly string[] }
  | { readonly kind: 'waiting'; readonly step: string; readonly why: Message }
  | { readonly kind: 'done'; readonly step: string; readonly reason?: Message }
  /** Done by somebody else since the plan was approved. */
  | { readonly kind: 'alreadyDone'; readonly step: string }
  | { readonly kind: 'resumed' };

export type SentCall = Pick<PlannedCall, 'region' | 'service' | 'operation' | 'input'> & {
  readonly before?: Json;
};

/** How a walk ended. */
export type RunOutcome =
  | { readonly kind: 'done' }
  /** Something has to be decided, and is shown, before it goes on. */
  | { readonly kind: 'look'; readonly step: string; readonly why: Message }
  /** What comes next is not what was approved. */
  | { readonly kind: 'changed'; readonly step: string }
  /** The service took the call, and nothing has changed. */
  | { readonly kind: 'ignored'; readonly step: string; readonly members: readonly string[] }
  /** Something has changed that nobody asked for. */
  | { readonly kind: 'moved'; readonly step: string; readonly members: readonly string[] }
  | { readonly kind: 'failed'; readonly step?: string; readonly failure: Failure }
  /** What is there cannot be told any more: before the step, or behind what was sent for it. */
  | { readonly kind: 'unknown'; readonly step: string; readonly why: Message; readonly wasSent?: true }
  /** Nothing may be changed any more. */
  | { readonly kind: 'readOnly'; readonly step: string }
  | { readonly kind: 'cancelled' };

/** A walk of a plan for whoever asks later: who, when, what was sent, what was there before, and how it ended. It holds no secret: inputs of plans have none. */
export interface RunRecord {
  readonly version: 1;
  /** Of the time at which it began: `20261126T101500Z-setUp`. */
  readonly id: string;
  /** Whose account it is: a number, or that of the demo, whose numbers may be anybody's. */
  readonly place: string;
  readonly subject: PlanSubject;
  readonly intent: PlanIntent;
  /** The ARN of the caller, as AWS says it. */
  readonly caller: string;
  readonly approved: Plan;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  readonly events: readonly (RunEvent & { readonly at: number })[];
  readonly endedAt?: number;
  readonly outcome?: RunOutcome;
}

/** Where walks are written down, and made sure that one window at a time walks a plan. A small file each, which outlives the window (design, section 4.2). */
export interface RunStorage {
  /** Undefined where another window has it. */
  lease(place: string, name: string): Promise<Lease | undefined>;
  save(record: RunRecord): Promise<void>;
  /** The records of a place, newest first. */
  records(place: string): Promise<readonly RunRecord[]>;
}

export interface Lease {
  /** Aborts when another window has taken over, after this one was asleep. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export function recordId(startedAt: number, { kind }: PlanIntent): string {
  return `${new Date(startedAt).toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${kind}`;
}
