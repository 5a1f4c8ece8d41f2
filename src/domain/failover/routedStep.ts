import { valueOf } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import { type Message, message } from '../message.ts';
import type { DraftStep } from '../plans/plan.ts';
import { type FailoverParts, seen } from './failoverParts.ts';
import { type HealthCheck, statusOf } from './healthCheck.ts';

/**
 * How long Cognito takes to move the traffic of a domain once Route 53 has another status. AWS gives no figure; two to five minutes is an estimate (facts: cognito-replication.md section
 * 4 (a), unconfirmed). In milliseconds.
 */
export const movedWithin = 5 * 60_000;

/**
 * Waits until the domain answers from a Region. AWS documents no way to tell which Region has answered: without one, the step is done when Route 53 says what it has to, the domain
 * answers, and the estimate has passed, and it says that it is that.
 *
 * @param since when the health check was changed; undefined where nobody knows, which is taken for long ago
 */
export function routedStep(parts: FailoverParts, to: 'primary' | 'secondary', since: number | undefined): DraftStep {
  const { facts } = parts;
  const region = to === 'primary' ? facts.primaryRegion : facts.secondaryRegion;
  const domain = valueOf(facts.domain)?.name ?? '';
  const reason = arrived(parts, region, to === 'primary' ? 'healthy' : 'unhealthy', since);
  return {
    id: 'routed',
    title: message('Wait until {domain} is answered from {region}', { domain, region }),
    ...(reason ? { state: 'done', reason } : { state: 'open' }),
    calls: [],
    waitsFor: {
      status: region,
      message: message(
        'Cognito moves the traffic by itself when Route 53 has the new status. AWS gives no figure: two to five minutes is an estimate, and which Region answers a domain cannot be asked.',
      ),
    },
  };
}

/** How it was seen that the traffic has arrived; undefined while it has not. */
function arrived(parts: FailoverParts, region: string, wanted: 'healthy' | 'unhealthy', since: number | undefined): Message | undefined {
  const { answer, facts, healthCheck, now } = parts;
  const domain = valueOf(facts.domain)?.name ?? '';
  const answered = valueOf(answer);
  if (answered?.region !== undefined) {
    return answered.region === region ? message('{domain} is answered from {region}', { domain, region }) : undefined;
  }
  const check = valueOf(healthCheck);
  if (!check || isAgainst(check, parts, wanted)) return undefined;
  if (since !== undefined && now - since < movedWithin) return undefined;
  const isAsked = answer.state !== 'unknown' || answer.failure.reason !== 'notAsked';
  if (isAsked && !answered) return undefined;
  return isAsked
    ? message('by the health check and the time that has passed: {domain} answers, from which Region cannot be asked', { domain })
    : message('by the health check and the time that has passed: {domain} was not asked', { domain });
}

/** Whether Route 53 says the opposite. A status that nobody knows does not speak against it. */
function isAgainst(check: HealthCheck, parts: FailoverParts, wanted: 'healthy' | 'unhealthy'): boolean {
  const status = statusOf(check, seen(parts));
  return status !== 'unknown' && status !== wanted;
}

/** Why the domain does not answer, to be shown while it is waited for. */
export function silence({ answer, facts }: Pick<FailoverParts, 'answer' | 'facts'>): Message | undefined {
  if (answer.state !== 'unknown' || answer.failure.reason === 'notAsked') return undefined;
  return message('{domain} does not answer from here: {why}', {
    domain: valueOf(facts.domain)?.name ?? '',
    why: failureMessage(answer.failure),
  });
}
