import { type Fact, valueOf } from '../fact.ts';
import type { Message } from '../message.ts';
import type { DraftStep, Plan, PlanKind, PlanNote } from '../plans/plan.ts';
import { ordered } from '../plans/plan.ts';
import type { PoolParts } from '../plans/steps.ts';
import type { HealthCheck, HealthObservation } from './healthCheck.ts';
import { type KeptValues, keptValues, type SavedValues } from './savedValues.ts';

/** What the answer of a domain says. AWS documents no way to tell the Region that it came from, so that it is undefined as a rule (unconfirmed). */
export interface DomainAnswer {
  readonly region?: string;
}

/** What plans that move the traffic of a domain are computed from, beside the pool. */
export interface FailoverParts extends PoolParts {
  /** The one that the domain's routing names; absent where there is no routing, or no such health check. */
  readonly healthCheck: Fact<HealthCheck>;
  readonly tags: Fact<Readonly<Record<string, string>>>;
  readonly observed: Fact<HealthObservation>;
  /** Whether the domain answers. Unknown with `notAsked` where it is not asked. */
  readonly answer: Fact<DomainAnswer>;
  /** In milliseconds since the epoch. */
  readonly now: number;
  /** When the steps of the walk that is under way were answered, by their ids. */
  readonly answeredAt?: ReadonlyMap<string, number>;
  /** What this machine has written down when it forced the health check. */
  readonly writtenDown?: SavedValues;
  /** Errors of what was checked before. */
  readonly blockers: readonly Message[];
}

/** What the tags say of before; undefined where they could not be read. What was kept for another pool is not this one's to restore. */
export function keptFor({
  facts,
  tags,
}: Pick<FailoverParts, 'facts' | 'tags'>): KeptValues | { readonly state: 'foreign'; readonly poolId: string } | undefined {
  const read = valueOf(tags);
  if (!read) return tags.state === 'absent' ? { state: 'none' } : undefined;
  const kept = keptValues(read);
  return kept.state === 'saved' && kept.values.poolId !== facts.poolId ? { state: 'foreign', poolId: kept.values.poolId } : kept;
}

/** The observation, or that nothing is known. */
export function seen({ observed }: Pick<FailoverParts, 'observed'>): HealthObservation {
  return valueOf(observed) ?? { source: 'metric', status: 'unknown' };
}

export function failoverPlan(
  { account, facts, poolName }: PoolParts,
  kind: PlanKind,
  title: Message,
  steps: readonly DraftStep[],
  {
    blockers,
    dangers,
    notes,
  }: { readonly dangers: readonly Message[]; readonly blockers: readonly Message[]; readonly notes: readonly PlanNote[] },
): Plan {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  return { kind, title, account, poolId, poolName, primaryRegion, secondaryRegion, steps: ordered(steps), dangers, blockers, notes };
}
