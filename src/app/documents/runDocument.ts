import { sortedJson } from '../../domain/json.ts';
import { type Message, message } from '../../domain/message.ts';
import type { RunRecord, SentCall } from '../plans/runRecord.ts';
import { eventLines, outcomeMessage } from '../plans/runText.ts';
import { utcTime } from '../utcTime.ts';
import { aboutPool } from './aboutPool.ts';
import { markdownText } from './markdownText.ts';

/** What a walk of a plan did, for whoever asks later: who, when, each call with its input and what was there before, and how it ended. Markdown. */
export function runDocument(record: RunRecord, render: (message: Message) => string): string {
  const { approved, caller, endedAt, events, outcome, startedAt, subject } = record;
  const said = (text: Message): string => markdownText(render(text));
  const { account, poolId, primaryRegion, secondaryRegion } = subject;
  const sent = events.flatMap((event) => (event.kind === 'sending' ? [event] : []));
  return [
    `# ${said(message('Record: {title}', { title: approved.title }))}`,
    '',
    said(aboutPool({ id: poolId, primaryRegion, secondaryRegion, account, readAt: startedAt })),
    '',
    `- ${said(message('By {caller}', { caller }))}`,
    `- ${said(message('Began {time} UTC', { time: utcTime(startedAt) }))}`,
    ...(endedAt === undefined ? [] : [`- ${said(message('Ended {time} UTC', { time: utcTime(endedAt) }))}`]),
    '',
    `**${said(outcome ? outcomeMessage(outcome, approved) : message('It has not ended.'))}**`,
    '',
    ...eventLines(record).map(({ at, said: line }) => `- ${at} · ${said(line)}`),
    '',
    ...sent.flatMap(({ at, call }) => callLines(at, call, said)),
  ].join('\n');
}

function callLines(at: number, { before, input, operation, region, service }: SentCall, said: (text: Message) => string): string[] {
  const code = (data: typeof input): string[] => ['```json', ...JSON.stringify(sortedJson(data), null, 2).split('\n'), '```', ''];
  return [
    `## ${utcTime(at)} · ${service} ${operation} · ${region}`,
    '',
    ...code(input),
    ...(before === undefined ? [] : [`${said(message('What was there before'))}:`, '', ...code(before as typeof input)]),
  ];
}
