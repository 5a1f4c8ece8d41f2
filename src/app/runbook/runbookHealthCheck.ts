import type { HealthCheck } from '../../domain/failover/healthCheck.ts';
import { failBackCommand, failOverCommand, routingControlCommand } from '../../domain/failover/healthCheckCalls.ts';
import { isForced, steeringOf, watchesMessage } from '../../domain/failover/healthCheckState.ts';
import { valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import { markdownTable } from '../documents/markdownTable.ts';
import { readHealthCheck } from './runbookCommands.ts';
import type { RunbookFacts } from './runbookFacts.ts';
import { type RunbookWriter, shellFence } from './runbookText.ts';

/** How a health check is forced by hand: what it was when this was read, room for what it is then, and the one line. Facts: cognito-replication.md section 4. */
export function forceLines({ healthCheck }: RunbookFacts, id: string, writer: RunbookWriter): string[] {
  const { list, paragraph, said } = writer;
  const check = valueOf(healthCheck);
  return [
    ...paragraph(message('Read it, and write down what it says: failing back restores that.'), writtenMessage(healthCheck)),
    ...shellFence([readHealthCheck(id)]),
    ...markdownTable([
      ['', said(message('When this was written')), said(message('Before it is forced'))],
      ...valuesOf(check).map(([name, value]) => [name, value, '']),
    ]),
    '',
    ...(check && steeringOf(check) === 'routingControl'
      ? routingControlLines(check, 'Off', writer)
      : [
          ...paragraph(
            message('Force it to be unhealthy. Both switches belong together: inverted alone leads back to a primary Region that is down.'),
          ),
          ...shellFence([failOverCommand({ id })]),
          ...list([
            ...(check ? [] : [message('Where its type is RECOVERY_CONTROL the switches mean nothing: flip its routing control instead.')]),
            ...(check && isForced(check)
              ? [message('It was forced already when this was written: what it was before that does not stand here.')]
              : []),
          ]),
        ]),
  ];
}

function writtenMessage(healthCheck: RunbookFacts['healthCheck']): Message {
  switch (healthCheck.state) {
    case 'known':
      return message('When this runbook was written, it watched {watches}.', { watches: watchesMessage(healthCheck.value) });
    case 'absent':
      return message('When this runbook was written, there was no such health check: the domain cannot fail over.');
    case 'unknown':
      return message('What it was when this runbook was written is unknown: {why}.', { why: failureMessage(healthCheck.failure) });
  }
}

/** How it is freed again. */
export function freeLines({ healthCheck }: RunbookFacts, id: string, writer: RunbookWriter): string[] {
  const { list, paragraph } = writer;
  const check = valueOf(healthCheck);
  if (check && steeringOf(check) === 'routingControl') return routingControlLines(check, 'On', writer);
  const isKnown = check !== undefined && !isForced(check);
  return [
    ...paragraph(
      isKnown
        ? message('If the health check was forced, restore what you wrote down. This restores what it was when this runbook was written:')
        : message('If the health check was forced, restore what you wrote down. Where it was neither disabled nor inverted, this does it:'),
    ),
    ...shellFence([failBackCommand({ id }, isKnown ? check : { disabled: false, inverted: false }), readHealthCheck(id)]),
    ...list([
      message('Where you wrote down something else, "--disabled" and "--inverted" are for true, with "no-" in front for false.'),
      message('The domain goes back when the health check is healthy.'),
    ]),
  ];
}

/** A routing control is flipped where it is: the switches of the health check mean nothing for it. */
function routingControlLines({ watches }: HealthCheck, state: 'On' | 'Off', { paragraph }: RunbookWriter): string[] {
  const arn = watches?.what === 'routingControl' ? watches.arn : '';
  return [
    ...paragraph(
      message(
        'It follows a routing control: Disabled and Inverted mean nothing for it. Turn that {state}, at an endpoint of its cluster:',
        {
          state,
        },
      ),
    ),
    ...shellFence([
      ': "${CLUSTER_REGION:?the Region of an endpoint of the cluster}" "${CLUSTER_ENDPOINT:?the endpoint}"',
      routingControlCommand(arn, state),
    ]),
  ];
}

function valuesOf(check: HealthCheck | undefined): readonly (readonly [string, string])[] {
  return [
    ['Type', check?.kind ?? ''],
    ['Version', check ? String(check.version) : ''],
    ['Disabled', check ? String(check.disabled) : ''],
    ['Inverted', check ? String(check.inverted) : ''],
  ];
}
