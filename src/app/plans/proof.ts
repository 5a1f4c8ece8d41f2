import { type Failure, type Result, success } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { PlannedCall, PlanStep } from '../../domain/plans/plan.ts';
import { changesIn, isUpToDate, proveWrite, type ReplacingWrite } from '../../domain/writes/replacingWrite.ts';
import { replacingOperation, replacingWrite } from '../../domain/writes/replacingWrites.ts';
import { isAborted, isPassing, pause, readBackPauses, type RunParts } from './runParts.ts';
import type { RunOutcome } from './runRecord.ts';

/** What a call is about to replace. */
export interface Replaced {
  readonly write: ReplacingWrite;
  readonly before: JsonObject;
}

/** What a call that replaces something as a whole is about to replace, read just before it is sent. Undefined for every other call. */
export async function readReplaced(call: PlannedCall, parts: RunParts): Promise<Result<Replaced | undefined>> {
  const operation = replacingOperation(call);
  if (!operation) return success(undefined);
  for (let round = 0; ; round += 1) {
    const read = await parts.readBack(call, parts.signal);
    if (read.ok) return success({ write: replacingWrite(operation), before: read.value });
    if (!isPassing(read.failure) || round >= readBackPauses.length || isAborted(parts.signal)) return read;
    await pause(readBackPauses, round, parts);
  }
}

/** Why a call must not be sent as it is: somebody has changed what it replaces since it was planned, and it would take that back. */
export function outdated({ diff, operation, region, service }: PlannedCall, { before, write }: Replaced): Failure | undefined {
  if (!diff || isUpToDate(write, before, diff)) return undefined;
  return { reason: 'conflict', operation: `${service}:${operation}`, region, detail: '' };
}

/** Reads back what a call has replaced: it has changed what it was to change, and nothing else. Undefined when that is proven. */
export async function prove(
  step: PlanStep,
  call: PlannedCall,
  { before, write }: Replaced,
  parts: RunParts,
): Promise<Extract<RunOutcome, { kind: 'moved' | 'ignored' | 'failed' | 'cancelled' }> | undefined> {
  const changes = changesIn(write, call.diff);
  for (let round = 0; ; round += 1) {
    const isLast = round >= readBackPauses.length;
    const after = await parts.readBack(call, parts.signal);
    if (isAborted(parts.signal)) return { kind: 'cancelled' };
    if (after.ok) {
      const { ignored, moved } = proveWrite(write, before, after.value, changes);
      if (moved.length > 0) return { kind: 'moved', step: step.id, members: moved };
      if (ignored.length === 0) {
        await parts.report({ kind: 'proved', step: step.id, changed: Object.keys(changes) });
        return undefined;
      }
      if (isLast) return { kind: 'ignored', step: step.id, members: ignored };
    } else if (isLast || !isPassing(after.failure)) {
      return { kind: 'failed', step: step.id, failure: after.failure };
    }
    await pause(readBackPauses, round, parts);
  }
}

/** The members that the calls of a step change, where they replace something as a whole. */
export function membersOf({ calls }: PlanStep): readonly string[] {
  return calls.flatMap((call) => {
    const operation = replacingOperation(call);
    return operation ? Object.keys(changesIn(replacingWrite(operation), call.diff)) : [];
  });
}
