import type { PlanStep } from '../../domain/plans/plan.ts';
import type { PlanState } from './planState.ts';

/** Where a walk is: the step that is being done or waited for, counted from one among those that were approved. */
export interface Progress {
  readonly number: number;
  readonly count: number;
  readonly step: PlanStep;
}

/** Undefined when nothing is left. */
export function progressOf({ plan, record }: PlanState): Progress | undefined {
  const step = plan?.steps.find(({ state }) => state !== 'done');
  if (!plan || !step) return undefined;
  // Steps of a repair are gone when they are done; what was approved has all of them.
  const steps = record?.approved.steps ?? plan.steps;
  const index = steps.findIndex(({ id }) => id === step.id);
  return { number: (index < 0 ? plan.steps.indexOf(step) : index) + 1, count: steps.length, step };
}
