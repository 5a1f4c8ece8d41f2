import { valueOf } from '../fact.ts';
import { type Message, message } from '../message.ts';
import type { DraftStep, Plan } from '../plans/plan.ts';
import { unknownFact } from '../plans/steps.ts';
import { applicationChanges } from './applicationChanges.ts';
import { type FailoverParts, failoverPlan, keptFor, seen } from './failoverParts.ts';
import { type HealthCheck, type HealthObservation, statusOf } from './healthCheck.ts';
import { type Switches, switchCall, switchMembers, tagCall } from './healthCheckCalls.ts';
import { isForced, steeringOf } from './healthCheckState.ts';
import { failBackNote, routingControlNote, stateNote } from './planFailOver.ts';
import { routedStep } from './routedStep.ts';
import { type SavedValues, savedValuesTag } from './savedValues.ts';

/**
 * Restores what the health check was before it was forced, and takes the tag away that kept it. Nothing was written on the secondary meanwhile, so that nothing has to be brought back
 * (facts: cognito-replication.md section 4, "Operational truth").
 *
 * @param frees whether a health check of which nobody knows what it was is freed
 */
export function planFailBack(parts: FailoverParts, frees: boolean): Plan {
  const { facts, poolName } = parts;
  const title = message('Fail back {pool} to {region}', { pool: poolName, region: facts.primaryRegion });
  const check = valueOf(parts.healthCheck);
  if (facts.domain.state !== 'unknown' && !valueOf(facts.domain)?.failover) {
    return failoverPlan(parts, 'failBack', title, [], { dangers: [], blockers: [], notes: applicationChanges(facts) });
  }
  if (check && steeringOf(check) === 'routingControl') {
    const arn = check.watches?.what === 'routingControl' ? check.watches.arn : '';
    return failoverPlan(parts, 'failBack', title, [], {
      dangers: [],
      blockers: [],
      notes: [...stateNote(parts, check), routingControlNote(arn, 'On')],
    });
  }
  const before = check && beforeOf(parts, check);
  const restore = restoreStep(parts, check, before, frees);
  const steps = [restore, forgetStep(parts, check), routedStep(parts, 'primary', parts.answeredAt?.get('restore'))];
  const linked = check?.linkedService;
  return failoverPlan(parts, 'failBack', title, steps, {
    dangers: check && restore.state === 'open' ? dangersOf(parts, check, before, frees) : [],
    blockers:
      linked === undefined ? [] : [message('{service} has made the health check, and only that can change it.', { service: linked })],
    notes: [...stateNote(parts, check), ...(check ? [failBackNote(check, before)] : [])],
  });
}

/** What it was before: as its tag says, or what this machine has written down. The latter only while it is forced: afterwards it is about a fail over that is over. */
function beforeOf(parts: FailoverParts, check: HealthCheck): SavedValues | undefined {
  const kept = keptFor(parts);
  if (kept?.state === 'saved') return kept.values;
  return kept?.state !== 'foreign' && isForced(check) ? parts.writtenDown : undefined;
}

function restoreStep(parts: FailoverParts, check: HealthCheck | undefined, before: SavedValues | undefined, frees: boolean): DraftStep {
  const { facts, healthCheck, tags } = parts;
  const wanted: Switches | undefined = before ?? (frees ? { disabled: false, inverted: false } : undefined);
  const call = check && wanted && switchCall(check, wanted, facts.primaryRegion);
  const why = unknownFact(healthCheck) ?? unknownFact(facts.domain) ?? ((before ?? frees) ? undefined : unknownFact(tags));
  const step = {
    id: 'restore',
    title: wanted
      ? message('Set Disabled back to {disabled} and Inverted to {inverted}', shown(wanted))
      : message('Set the health check back to what it was'),
    calls: call ? [call] : [],
    undo: message('Fail over again.'),
  };
  if (why || !check) return { ...step, state: 'unknown', reason: why ?? message('there is no such health check') };
  if (!wanted) {
    if (!isForced(check)) return { ...step, state: 'done', reason: message('it is not forced') };
    return { ...step, state: 'open', needsLook: lookMessage(parts) };
  }
  if (check.disabled === wanted.disabled && check.inverted === wanted.inverted) {
    return { ...step, state: 'done', reason: message('Disabled is {disabled} and Inverted {inverted}', shown(check)) };
  }
  // Freed by hand, and inverted alone before: that is never sent.
  if (!switchMembers(wanted, check))
    return { ...step, state: 'done', reason: message('it was freed by hand. It was inverted alone before, which is not set from here') };
  return { ...step, state: 'open' };
}

/** Why nobody knows what it was, and that it is freed only when somebody says so. */
function lookMessage(parts: FailoverParts): Message {
  const kept = keptFor(parts);
  const choice = message('Choose to free it, with Disabled and Inverted false, or set it by hand.');
  switch (kept?.state) {
    case 'unreadable':
      return message('The tag {tag} cannot be read: somebody else has changed it. {choice}', { tag: savedValuesTag, choice });
    case 'foreign':
      return message('What it was is kept for user pool {poolId}, which fails back with it. {choice}', { poolId: kept.poolId, choice });
    default:
      return message('Nobody has kept what it was: there is no tag {tag}, and this machine did not force it. {choice}', {
        tag: savedValuesTag,
        choice,
      });
  }
}

function forgetStep(parts: FailoverParts, check: HealthCheck | undefined): DraftStep {
  const { facts, tags } = parts;
  const kept = keptFor(parts);
  const why = unknownFact(parts.healthCheck) ?? unknownFact(tags);
  const step = {
    id: 'forget',
    title: message('Remove the tag that kept it'),
    calls: check ? [tagCall(check.id, { remove: [savedValuesTag] }, facts.primaryRegion)] : [],
  };
  if (why || !check) return { ...step, state: 'unknown', reason: why ?? message('there is no such health check') };
  if (kept?.state === 'none') return { ...step, state: 'done', reason: message('there is no such tag') };
  // Of another pool, which still needs it.
  if (kept?.state === 'foreign')
    return { ...step, state: 'done', reason: message('it is kept for user pool {poolId}', { poolId: kept.poolId }) };
  return { ...step, state: 'open' };
}

function dangersOf(parts: FailoverParts, check: HealthCheck, before: SavedValues | undefined, frees: boolean): readonly Message[] {
  const { facts } = parts;
  const wanted: Switches | undefined = before ?? (frees ? { disabled: false, inverted: false } : undefined);
  const after = wanted && statusOf({ ...check, ...wanted }, observationAfter(parts));
  return [
    ...(isForced(check)
      ? []
      : [
          message(
            'Somebody has changed the health check since it was forced: Disabled is {disabled} and Inverted {inverted}, in place of true and true.',
            shown(check),
          ),
        ]),
    ...(before && isForced(check) && check.version !== before.version + 1
      ? [
          message(
            'Somebody has changed the health check since it was forced: it is at version {version}, and the fail over left version {left}. What else was changed stays as it is: only the two switches are set back.',
            { version: check.version, left: before.version + 1 },
          ),
        ]
      : []),
    ...(wanted?.inverted === true && !wanted.disabled
      ? [message('It was inverted alone, and is again: that leads to the primary Region exactly when it is down.')]
      : []),
    ...(after === 'unhealthy'
      ? [
          message('What it watches does not answer now: it stays unhealthy, and the traffic stays in {region} until it does.', {
            region: facts.secondaryRegion,
          }),
        ]
      : []),
    ...(after === 'healthy' || after === 'unhealthy'
      ? []
      : [message('Whether the primary Region answers is not known: traffic goes back to it as soon as the health check is healthy.')]),
  ];
}

/**
 * What is watched, as it is now. A metric of a forced health check says nothing of it, and while it is disabled the checkers stop asking (API reference, UpdateHealthCheck): reports of
 * before say nothing either.
 */
function observationAfter(parts: FailoverParts): HealthObservation {
  const observation = seen(parts);
  const isFresh = observation.at !== undefined && parts.now - observation.at < freshFor;
  return observation.source === 'checkers' && isFresh ? observation : { source: 'checkers', status: 'unknown' };
}

/** Checkers ask every 10 or 30 seconds. In milliseconds. */
const freshFor = 2 * 60_000;

function shown({ disabled, inverted }: Switches): { readonly disabled: string; readonly inverted: string } {
  return { disabled: String(disabled), inverted: String(inverted) };
}
