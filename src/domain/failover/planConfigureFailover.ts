import { valueOf } from '../fact.ts';
import { type Message, message } from '../message.ts';
import type { DraftStep, Plan } from '../plans/plan.ts';
import { unknownFact } from '../plans/steps.ts';
import { poolArn } from '../userPool.ts';
import { failoverRouting, updateUserPoolDomainInput } from '../writes/userPoolDomainUpdate.ts';
import { applicationChanges } from './applicationChanges.ts';
import { type FailoverParts, failoverPlan, seen } from './failoverParts.ts';
import { type HealthCheck, statusOf } from './healthCheck.ts';
import { route53Region, tagCall } from './healthCheckCalls.ts';
import { stateNote } from './planFailOver.ts';

/** A health check that asks the primary Region over HTTPS. */
export interface NewHealthCheck {
  readonly host: string;
  readonly path: string;
  /** How many looks of a checker have to agree before the status changes: 1 to 10 (API reference, HealthCheckConfig). */
  readonly failureThreshold: number;
  /** Seconds between two looks: 10 or 30, and it stays so. */
  readonly requestInterval: 10 | 30;
}

/** The health check that a domain is to follow. */
export type HealthCheckChoice = { readonly id: string } | { readonly create: NewHealthCheck };

/** The tag that tells for which user pool a health check was made. */
export const poolTag = 'cognito-replicas:pool';

const newId = '${HEALTH_CHECK_ID}';

/**
 * A reference by which Route 53 takes the same request twice for one: it makes no second health check (API reference, CreateHealthCheck). It follows from the pool and the settings, 64
 * characters at most.
 */
export function callerReference(poolId: string, wanted: NewHealthCheck): string {
  const settings = `${wanted.host} ${wanted.path} ${wanted.failureThreshold} ${wanted.requestInterval}`;
  return `cognito-replicas-${poolId}`.slice(0, 52) + `-${fingerprint(settings)}`;
}

/** FNV-1a, 32 bits: tells settings of one pool apart, and protects nothing. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/**
 * Lets a custom domain follow a health check: made, if it is to be a new one, and named in the routing of the domain. For everything else applications change. Facts:
 * cognito-replication.md section 4 (a), (b).
 *
 * @param found the health check that was chosen, or the new one once it is made; absent where there is none
 */
export function planConfigureFailover(parts: FailoverParts, choice: HealthCheckChoice): Plan {
  const { facts, healthCheck, poolName } = parts;
  const title = message('Route {pool} to {region} when the primary Region fails', { pool: poolName, region: facts.secondaryRegion });
  const domain = valueOf(facts.domain);
  if (facts.domain.state !== 'unknown' && !domain?.custom) {
    return failoverPlan(parts, 'configureFailover', title, [], { dangers: [], blockers: [], notes: applicationChanges(facts) });
  }
  const check = valueOf(healthCheck);
  const routed = routingStep(parts, 'id' in choice ? choice.id : (check?.id ?? newId));
  const steps = [...('create' in choice ? [createStep(parts, choice.create, check), nameStep(parts, check)] : []), routed];
  const plan = failoverPlan(parts, 'configureFailover', title, steps, {
    dangers: routed.state === 'open' && check ? dangersOf(parts, check) : [],
    blockers: routed.state === 'open' ? [...missing(parts, choice), ...parts.blockers] : [],
    notes: stateNote(parts, check),
  });
  return check ? { ...plan, answers: { HEALTH_CHECK_ID: check.id } } : plan;
}

function createStep({ facts, healthCheck }: FailoverParts, wanted: NewHealthCheck, made: HealthCheck | undefined): DraftStep {
  const region = route53Region(facts.primaryRegion);
  const { failureThreshold, host, path, requestInterval } = wanted;
  const why = unknownFact(healthCheck);
  return {
    id: 'healthCheck',
    title: message('Create a health check of https://{host}{path}', { host, path }),
    ...(made
      ? { state: 'done', reason: message('health check {id}', { id: made.id }) }
      : why
        ? { state: 'unknown', reason: why }
        : { state: 'open' }),
    calls: [
      {
        region,
        service: 'route53',
        operation: 'CreateHealthCheck',
        input: {
          CallerReference: callerReference(facts.poolId, wanted),
          HealthCheckConfig: {
            Type: 'HTTPS',
            FullyQualifiedDomainName: host,
            ResourcePath: path,
            Port: 443,
            RequestInterval: requestInterval,
            FailureThreshold: failureThreshold,
            EnableSNI: true,
          },
        },
        permissions: [{ action: 'route53:CreateHealthCheck', region, resource: '*' }],
        answers: { name: 'HEALTH_CHECK_ID', path: 'HealthCheck.Id' },
      },
    ],
    costs: message('a health check, by the price list of Route 53'),
    undo: message('Delete the health check, after the domain no longer follows it.'),
  };
}

function nameStep({ facts, tags }: FailoverParts, made: HealthCheck | undefined): DraftStep {
  const isNamed = valueOf(tags)?.[poolTag] === facts.poolId;
  const why = made && unknownFact(tags);
  return {
    id: 'tag',
    title: message('Tag the health check with the user pool'),
    ...(isNamed
      ? { state: 'done', reason: message('it has the tag {tag}', { tag: poolTag }) }
      : why
        ? { state: 'unknown', reason: why }
        : { state: 'open' }),
    calls: [tagCall(made?.id ?? newId, { add: { [poolTag]: facts.poolId } }, facts.primaryRegion)],
  };
}

function routingStep({ account, facts }: FailoverParts, healthCheckId: string): DraftStep {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  const domain = valueOf(facts.domain);
  const step = {
    id: 'routing',
    title: message('Let {domain} follow the health check, and fail over to {region}', {
      domain: domain?.name ?? '',
      region: secondaryRegion,
    }),
    undo: message('Name the health check of before again, or take the routing away in the console.'),
  };
  if (!domain) return { ...step, state: 'unknown', reason: unknownFact(facts.domain) ?? message('there is no domain'), calls: [] };
  const { failover } = domain;
  if (failover?.secondaryRegion === secondaryRegion && failover.healthCheckId === healthCheckId) {
    return { ...step, state: 'done', reason: message('failover to {secondaryRegion}', { secondaryRegion }), calls: [] };
  }
  const before = updateUserPoolDomainInput(poolId, domain.name, domain.settings, {});
  const input = updateUserPoolDomainInput(poolId, domain.name, domain.settings, failoverRouting(secondaryRegion, healthCheckId));
  return {
    ...step,
    state: 'open',
    calls: [
      {
        region: primaryRegion,
        service: 'cognito-idp',
        operation: 'UpdateUserPoolDomain',
        input,
        permissions: [
          { action: 'cognito-idp:UpdateUserPoolDomain', region: primaryRegion, resource: poolArn(poolId, primaryRegion, account) },
        ],
        diff: { before, after: input },
      },
    ],
    risk: message('From now on the health check alone decides where users of {domain} sign in.', { domain: domain.name }),
  };
}

/** What moves at once. */
function dangersOf(parts: FailoverParts, check: HealthCheck): readonly Message[] {
  const status = statusOf(check, seen(parts));
  const before = valueOf(parts.facts.domain)?.failover?.healthCheckId;
  return [
    ...(status === 'unhealthy'
      ? [message('The health check is unhealthy now: the traffic goes to {region} at once.', { region: parts.facts.secondaryRegion })]
      : []),
    ...(before !== undefined && before !== check.id
      ? [message('The domain no longer follows the health check {id}.', { id: before })]
      : []),
  ];
}

function missing({ healthCheck }: FailoverParts, choice: HealthCheckChoice): readonly Message[] {
  return 'id' in choice && healthCheck.state === 'absent' ? [message('There is no health check {id}.', { id: choice.id })] : [];
}
