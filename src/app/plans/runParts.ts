import type { Failure, Result } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Plan, PlannedCall } from '../../domain/plans/plan.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Observation } from './observe.ts';
import type { RunEvent } from './runRecord.ts';

/** What a walk needs of the outside. */
export interface RunParts {
  readonly approved: Plan;
  /** Reads what is there, and plans what is left. */
  readonly observe: (signal: AbortSignal) => Promise<Observation>;
  readonly send: (call: PlannedCall, signal: AbortSignal) => Promise<Result<JsonObject>>;
  /** Reads what a call replaces, in the Region that it goes to: before it is sent, and to prove afterwards what it has done. */
  readonly readBack: (call: PlannedCall, signal: AbortSignal) => Promise<Result<JsonObject>>;
  /** Whether nothing may be changed in AWS by now. */
  readonly isReadOnly: () => boolean;
  /** Resolves when it is written down. */
  readonly report: (event: RunEvent) => Promise<void>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** It was left unfinished before. */
  readonly isResumed?: boolean;
}

/** What was updated can be read at once, as a rule. In milliseconds. */
export const readBackPauses = [1_000, 2_000, 4_000];

/** What goes by without us: somebody signs in again, the network comes back. */
export function isPassing({ reason }: Failure): boolean {
  return reason === 'timeout' || reason === 'unreachable' || reason === 'expired' || reason === 'throttled';
}

export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Waits for one of the list, the last of it from there on, or until it is stopped. */
export async function pause(list: readonly number[], round: number, { clock, signal }: Pick<RunParts, 'clock' | 'signal'>): Promise<void> {
  const milliseconds = list[Math.min(round, list.length - 1)] ?? 0;
  await new Promise<void>((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const stop = (): void => {
      cancel();
      resolve();
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
