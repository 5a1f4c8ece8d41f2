import { callerReference, type HealthCheckChoice, planConfigureFailover } from '../../domain/failover/planConfigureFailover.ts';
import type { DomainAnswer, FailoverParts } from '../../domain/failover/failoverParts.ts';
import { isForced } from '../../domain/failover/healthCheckState.ts';
import { planFailBack } from '../../domain/failover/planFailBack.ts';
import { planFailOver } from '../../domain/failover/planFailOver.ts';
import { preflight, preflightErrors } from '../../domain/failover/preflight.ts';
import type { SavedValues } from '../../domain/failover/savedValues.ts';
import { type Fact, factOf, unknown, valueOf } from '../../domain/fact.ts';
import type { PlanIntent } from '../../domain/plans/intent.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import type { PoolParts } from '../../domain/plans/steps.ts';
import type { Clock, Connection } from '../../domain/ports.ts';
import type { PoolDetails } from '../../domain/userPool.ts';
import type { ComparedRegions } from '../compareRegions.ts';
import { type HealthCheckFacts, healthCheckFacts, readHealthCheck, readHealthCheckOf } from '../readFailover.ts';

export interface ObserveFailoverParts {
  readonly connection: Pick<Connection, 'healthChecks' | 'domainProbe'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly answeredAt?: ReadonlyMap<string, number>;
  readonly writtenDown?: () => Promise<SavedValues | undefined>;
  /** Undefined where the Regions are not to be compared: one of them does not answer, or the plan is being walked already. */
  readonly compare?: () => Promise<ComparedRegions>;
}

type FailoverIntent = Extract<PlanIntent, { kind: 'failOver' | 'failBack' | 'configureFailover' }>;

/** Reads what moves the traffic of a domain, and plans. The pool itself was read before. */
export async function observeFailover(
  pool: PoolParts,
  details: Pick<PoolDetails, 'healthCheck'>,
  intent: FailoverIntent,
  parts: ObserveFailoverParts,
  signal: AbortSignal,
): Promise<{ readonly plan: Plan; readonly compared?: ComparedRegions; readonly health?: HealthCheckFacts }> {
  const { clock, connection } = parts;
  const { facts } = pool;
  const domain = valueOf(facts.domain);
  const health =
    intent.kind === 'configureFailover'
      ? await chosen(connection, facts.poolId, intent.healthCheck, signal)
      : await healthCheckFacts(connection.healthChecks, details.healthCheck, signal);
  const check = valueOf(health.healthCheck);
  // Before anything is forced, where the domain is answered from decides nothing: a Region that is down would be waited for in vain.
  const isMoving = intent.kind === 'failBack' || (intent.kind === 'failOver' && check !== undefined && isForced(check));
  const answer = isMoving && domain?.failover ? factOf(await connection.domainProbe.answeredBy(domain.name, signal)) : notAsked;
  const isOpen = intent.kind === 'failOver' && check !== undefined && !isForced(check);
  const compared = isOpen ? await parts.compare?.() : undefined;
  const writtenDown = intent.kind === 'configureFailover' ? undefined : await parts.writtenDown?.();
  const checks = preflight({ facts, ...health, ...(compared && !compared.failure && { rows: compared.rows }) });
  const own: FailoverParts = {
    ...pool,
    ...health,
    answer,
    now: clock.now(),
    blockers: preflightErrors(intent.kind === 'configureFailover' ? checks.filter(({ id }) => id === 'replica') : checks),
    ...(parts.answeredAt && { answeredAt: parts.answeredAt }),
    ...(writtenDown && { writtenDown }),
  };
  // What was chosen for a routing to come is not what the domain follows.
  return { plan: planned(own, intent), ...(compared && { compared }), ...(intent.kind !== 'configureFailover' && { health }) };
}

function planned(parts: FailoverParts, intent: FailoverIntent): Plan {
  switch (intent.kind) {
    case 'failOver':
      return planFailOver(parts, intent.at);
    case 'failBack':
      return planFailBack(parts, intent.frees === true);
    case 'configureFailover':
      return planConfigureFailover(parts, intent.healthCheck);
  }
}

const notAsked: Fact<DomainAnswer> = unknown({ reason: 'notAsked', operation: 'asking the domain', detail: '' });

async function chosen(
  { healthChecks }: Pick<Connection, 'healthChecks'>,
  poolId: string,
  choice: HealthCheckChoice,
  signal: AbortSignal,
): Promise<HealthCheckFacts> {
  return 'id' in choice
    ? readHealthCheck(healthChecks, choice.id, signal)
    : readHealthCheckOf(healthChecks, callerReference(poolId, choice.create), signal);
}
