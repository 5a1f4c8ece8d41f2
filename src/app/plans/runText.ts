import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { Plan } from '../../domain/plans/plan.ts';
import { utcTime } from '../utcTime.ts';
import type { RunOutcome, RunRecord } from './runRecord.ts';

/** How a walk ended, and the next step. */
export function outcomeMessage(outcome: RunOutcome, plan: Plan): Message {
  const step = 'step' in outcome ? stepTitle(plan, outcome.step) : message('');
  switch (outcome.kind) {
    case 'done':
      return message('Everything is done, and was read back.');
    case 'look':
      return message('Stopped at "{step}": {why}', { step, why: outcome.why });
    case 'changed':
      return message(
        'Stopped before "{step}": somebody else has changed something since the plan was shown. It was planned again: look at it, and run it again.',
        { step },
      );
    case 'ignored':
      return outcome.members.includes('KeyConfiguration')
        ? message(
            'Stopped at "{step}": AWS took the call, and the user pool is not on the key. It probably is on older infrastructure, where that has been seen: ask AWS Support, or create a new user pool on the key. Nothing else was done.',
            { step },
          )
        : message('Stopped at "{step}": AWS took the call, and {members} did not change.', { step, members: outcome.members.join(', ') });
    case 'moved':
      return message('Stopped after "{step}": {members} changed as well, which nobody asked for. The record has what was there before.', {
        step,
        members: outcome.members.join(', '),
      });
    case 'failed':
      return outcome.step === undefined
        ? message('Stopped: {why}. Nothing was sent after that. Run the plan again to go on.', { why: failureMessage(outcome.failure) })
        : message('Stopped at "{step}": {why}. Run the plan again to go on: what is done is not done twice.', {
            step,
            why: failureMessage(outcome.failure),
          });
    case 'unknown':
      return outcome.wasSent
        ? message('Stopped at "{step}": its calls were carried out, and what they have done cannot be read: {why}.', {
            step,
            why: outcome.why,
          })
        : message('Stopped before "{step}": {why}. Nothing was sent for it.', { step, why: outcome.why });
    case 'readOnly':
      return message('Stopped before "{step}": the setting cognitoReplicas.readOnly is on. Nothing was sent for it.', { step });
    case 'cancelled':
      return message('Stopped by you. Run the plan again to go on: what is done is not done twice.');
  }
}

/**
 * How long it took from the change of the health check until the domain was answered from the other Region, in seconds. Undefined for walks that moved no traffic, or did not get there.
 */
export function timeToRoute({ events }: RunRecord): number | undefined {
  const changed = events.find((event) => event.kind === 'answered' && event.operation === 'UpdateHealthCheck');
  const routed = events.find((event) => event.kind === 'done' && event.step === 'routed');
  return changed && routed ? Math.round((routed.at - changed.at) / 1000) : undefined;
}

/** What happened, an event a line, with its time. */
export function eventLines(record: RunRecord): readonly { readonly at: string; readonly said: Message }[] {
  return eventsInWords(record).map(({ at, said }) => ({ at: utcTime(at), said }));
}

/** What happened, with the time in milliseconds since the epoch. */
export function eventsInWords({ approved, events }: RunRecord): readonly { readonly at: number; readonly said: Message }[] {
  return events.map((event) => {
    const step = 'step' in event ? stepTitle(approved, event.step) : message('');
    return { at: event.at, said: eventMessage(event, step) };
  });
}

function eventMessage(event: RunRecord['events'][number], step: Message): Message {
  switch (event.kind) {
    case 'sending':
      return message('{step}: {service} {operation} was sent to {region}', {
        step,
        service: event.call.service,
        operation: event.call.operation,
        region: event.call.region,
      });
    case 'answered':
      return message('{step}: {operation} was carried out', { step, operation: event.operation });
    case 'refused':
      return message('{step}: {why}', { step, why: failureMessage(event.failure) });
    case 'proved':
      return message('{step}: read back, {members} changed and nothing else', { step, members: event.changed.join(', ') });
    case 'waiting':
      return message('{step}: waiting. {why}', { step, why: event.why });
    case 'done':
      return event.reason ? message('{step}: done, {reason}', { step, reason: event.reason }) : message('{step}: done', { step });
    case 'alreadyDone':
      return message('{step}: was done by somebody else', { step });
    case 'resumed':
      return message('Went on after a reload, or when the account was chosen again');
  }
}

function stepTitle({ steps }: Plan, id: string): Message {
  return steps.find((step) => step.id === id)?.title ?? message('{id}', { id });
}
