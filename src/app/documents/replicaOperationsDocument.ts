import type { Fact } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import { operationAreas, type OperationArea, replicaRefusal, signInLimits, unconfirmedOnReplica } from '../../domain/replicaOperations.ts';
import { routedClients } from '../../domain/render/routedClients.ts';
import { aboutPool } from './aboutPool.ts';
import { markdownText } from './markdownText.ts';

export interface ReplicaOperationsParts {
  readonly pool: { readonly id: string; readonly name: string; readonly primaryRegion: string; readonly secondaryRegion: string };
  readonly account: string;
  readonly status: Fact<string>;
  /** When the status was read, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly render: (message: Message) => string;
}

/** What an application can do on the replica of one pool, and how it sends the rest to the primary: one page for its developers. Markdown. */
export function replicaOperationsDocument({ account, pool, readAt, render, status }: ReplicaOperationsParts): string {
  const { id, name, primaryRegion, secondaryRegion } = pool;
  const said = (text: Message): string => markdownText(render(text));
  return [
    `# ${said(message('What works on the replica of {name}', { name }))}`,
    '',
    said(aboutPool({ id, primaryRegion, secondaryRegion, account, readAt })),
    '',
    `**${said(statusMessage(status, secondaryRegion))}**`,
    '',
    said(
      message('What is refused works in {primaryRegion} only. The replica answers it with HTTP {status}:', {
        primaryRegion,
        status: replicaRefusal.status,
      }),
    ),
    '',
    '```text',
    `${replicaRefusal.name}: ${replicaRefusal.message}`,
    '```',
    '',
    ...operationAreas.flatMap((area) => areaLines(area, said)),
    `## ${said(message('Who can sign in there'))}`,
    '',
    ...signInLimits.map((limit) => `- ${said(limit)}`),
    '',
    `## ${said(message('What is not confirmed'))}`,
    '',
    said(
      message(
        'The refusal was measured for six operations, of sign-up, passwords and users. The others are refused because the list of the developer guide does not have them.',
      ),
    ),
    '',
    ...unconfirmedOnReplica.map((item) => `- ${said(item)}`),
    '',
    `## ${said(message('How an application sends writes to the primary'))}`,
    '',
    said(
      message(
        'The user pool and its app clients have the same ids in both Regions: only the Region of the client differs. The id names the primary Region, whichever Region answers. With the AWS SDK for JavaScript, version 3:',
      ),
    ),
    '',
    '```ts',
    ...routedClients(id, secondaryRegion).trimEnd().split('\n'),
    '```',
    '',
  ].join('\n');
}

function statusMessage(status: Fact<string>, region: string): Message {
  if (status.state === 'absent') return message('There is no replica in {region} any more.', { region });
  if (status.state === 'unknown')
    return message('Whether the replica in {region} is active is unknown: {why}.', { region, why: failureMessage(status.failure) });
  switch (status.value) {
    case 'ACTIVE':
      return message('The replica in {region} is ACTIVE: it takes everything below that is not refused.', { region });
    case 'INACTIVE':
      return message('The replica in {region} is INACTIVE: it takes only what is marked as always, and nobody can sign in there.', {
        region,
      });
    default:
      return message('The replica in {region} is {status}: what it takes until it is INACTIVE or ACTIVE is not documented.', {
        region,
        status: status.value,
      });
  }
}

function areaLines({ always, note, refused, title, whenActive }: OperationArea, said: (text: Message) => string): string[] {
  const line = (label: Message, operations: readonly string[]): string[] =>
    operations.length === 0 ? [] : [`- **${said(label)}**: ${operations.join(', ')}`];
  return [
    `## ${said(title)}`,
    '',
    ...line(message('When ACTIVE'), whenActive),
    ...line(message('Always, when INACTIVE too'), always),
    ...line(message('Refused'), refused),
    ...(note ? [`- ${said(note)}`] : []),
    '',
  ];
}
