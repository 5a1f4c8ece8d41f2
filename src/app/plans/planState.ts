import type { Failure } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import type { PlanIntent, PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import type { NotCopied } from '../../domain/plans/repair/repairKind.ts';
import type { ComparedRegions } from '../compareRegions.ts';
import type { RunRecord } from './runRecord.ts';

/** A plan of a pool, as far as it is known. */
export interface PlanState {
  readonly subject: PlanSubject;
  readonly intent: PlanIntent;
  /** What is left, by what was read last. */
  readonly plan?: Plan;
  /** Why the last reading gave no plan. */
  readonly failure?: Failure;
  /** In milliseconds since the epoch. */
  readonly readAt?: number;
  readonly compared?: ComparedRegions;
  /** Of a repair: what no step copies, and what can be used instead. */
  readonly notCopied?: readonly NotCopied[];
  /** Permissions that the caller lacks for what is left, once somebody asked. */
  readonly missing?: readonly Message[];
  /** The walk that is under way, or the last one of this window. */
  readonly record?: RunRecord;
  readonly isWalked: boolean;
}
