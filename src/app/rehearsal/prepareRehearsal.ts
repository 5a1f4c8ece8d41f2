import { valueOf } from '../../domain/fact.ts';
import { failBackCommand } from '../../domain/failover/healthCheckCalls.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import { type Rehearsal, rehearsalId, type RehearsedTraffic, type RehearsalMode } from '../../domain/rehearsal/rehearsal.ts';
import type { PlanState } from '../plans/planState.ts';
import type { PoolSession } from '../poolSession.ts';

/** What somebody wants to rehearse. */
export interface RehearsalWish {
  readonly subject: PlanSubject;
  readonly mode: RehearsalMode;
  /** For a rehearsal with traffic. */
  readonly minutes: number;
  readonly signsIn: boolean;
}

/** A rehearsal that can be begun, with the plan that it walks; or why there is none. */
export type Prepared =
  { readonly kind: 'ready'; readonly rehearsal: Rehearsal; readonly plan?: Plan } | { readonly kind: 'refused'; readonly why: Message };

export function preparedRehearsal(
  session: PoolSession,
  { minutes, mode, signsIn, subject }: RehearsalWish,
  place: string,
  preparedAt: number,
  state: PlanState | undefined,
): Prepared {
  const common: Rehearsal = {
    version: 1,
    id: rehearsalId(preparedAt, mode),
    place,
    subject,
    mode,
    caller: valueOf(session.store.snapshot.identity)?.arn ?? '',
    signsIn,
    preparedAt,
    checks: [],
    timeline: [],
  };
  if (mode === 'replicaOnly') return { kind: 'ready', rehearsal: common };
  const why = whyNot(state);
  const { plan } = state ?? {};
  if (why || !plan) return { kind: 'refused', why: why ?? message('it could not be planned') };
  const traffic = trafficOf(session, subject, minutes, plan);
  return traffic
    ? { kind: 'ready', rehearsal: { ...common, traffic }, plan }
    : { kind: 'refused', why: message('the health check of the domain could not be read') };
}

/** Why traffic cannot be moved for a while. */
function whyNot(state: PlanState | undefined): Message | undefined {
  if (!state) return message('it could not be planned');
  if (state.failure) return failureMessage(state.failure);
  if (state.isWalked) return message('a plan for this user pool is being run');
  const steps = state.plan?.steps ?? [];
  const force = steps.find(({ id }) => id === 'force');
  if (!force) return message('no domain of the user pool follows a health check that can be forced from here');
  if (force.state === 'done') return message('traffic is forced to the secondary Region already: fail back first');
  const unknown = steps.find((step) => step.state === 'unknown');
  return unknown && (unknown.reason ?? message('it is not known what is there'));
}

function trafficOf({ store }: PoolSession, { poolId }: PlanSubject, minutes: number, plan: Plan): RehearsedTraffic | undefined {
  const check = valueOf(store.snapshot.healthChecks.get(poolId)?.healthCheck);
  const domain = valueOf(store.snapshot.details.get(poolId)?.domain)?.name;
  if (!check || domain === undefined) return undefined;
  const { blockers, dangers, steps } = plan;
  const calls = steps.flatMap((step) => step.calls).map(({ input, operation, region, service }) => ({ region, service, operation, input }));
  const before = { disabled: check.disabled, inverted: check.inverted };
  return { domain, minutes, failBackLine: failBackCommand(check, check), calls, before, dangers, blockers };
}
