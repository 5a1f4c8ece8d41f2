import { sortedJson } from '../../domain/json.ts';
import { joined, type Message, message } from '../../domain/message.ts';
import type { Plan, PlannedCall, PlanStep } from '../../domain/plans/plan.ts';
import { permissionList } from '../../domain/plans/requiredPermissions.ts';
import { aboutPool } from './aboutPool.ts';
import { markdownText } from './markdownText.ts';

export interface PlanDocumentParts {
  readonly plan: Plan;
  /** "managed by stack identity-prod": who makes changes from outside of it drift. */
  readonly origin?: Message;
  /** When the facts were read, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly render: (message: Message) => string;
}

/** A plan to read and to send before anything is done: each step with its exact calls, what it needs, risks and costs, and how to take it back. Markdown. */
export function planDocument({ origin, plan, readAt, render }: PlanDocumentParts): string {
  const said = (text: Message): string => markdownText(render(text));
  const { account, poolId, primaryRegion, secondaryRegion, steps, title } = plan;
  const done = steps.filter(({ state }) => state === 'done').length;
  return [
    `# ${said(title)}`,
    '',
    said(aboutPool({ id: poolId, primaryRegion, secondaryRegion, account, readAt })),
    '',
    `**${said(done === steps.length ? message('Everything is done.') : message('Nothing has been changed. {count} steps, {done} done.', { count: steps.length, done }))}**`,
    ...(origin
      ? ['', said(message('This user pool is {origin}: change it there, or what follows is undone by its next deployment.', { origin }))]
      : []),
    '',
    ...steps.map((step, index) => `- ${outline(step, index + 1, said)}`),
    '',
    ...steps.flatMap((step, index) => stepLines(step, index + 1, said)),
  ].join('\n');
}

/** A step on one line: what the whole plan comes to at a glance. */
function outline({ calls, costs, reason, state, title }: PlanStep, number: number, said: (text: Message) => string): string {
  const operations = [...new Set(calls.map(({ operation, service }) => `${service} ${operation}`))].map((name) =>
    message('{name}', { name }),
  );
  const times = calls.length > 1 && operations.length === 1 ? [message('{count} times', { count: calls.length })] : [];
  const parts = [title, ...operations, ...times, ...(state === 'done' ? (reason ? [reason] : []) : costs ? [costs] : [])];
  return `${marks[state]} ${number}. ${said(joined(parts))}`;
}

const marks: Readonly<Record<PlanStep['state'], string>> = { done: '✓', next: '→', later: '·', unknown: '?' };

function stepLines(step: PlanStep, number: number, said: (text: Message) => string): string[] {
  const { calls, costs, reason, risk, state, title, undo, waitsFor } = step;
  const line = (text: Message | undefined): string[] => (text ? [`- ${said(text)}`] : []);
  const heading = `## ${marks[state]} ${number}. ${said(title)}`;
  // What is done is said in the outline.
  if (state === 'done') return [];
  return [
    heading,
    '',
    ...(state === 'unknown' ? line(reason) : []),
    ...(risk ? [`- **${said(risk)}**`] : []),
    ...line(costs && message('Costs: {costs}', { costs })),
    ...line(waitsFor?.message),
    ...line(undo && message('To take it back: {undo}', { undo })),
    ...calls.flatMap((call) => callLines(call, said)),
    '',
  ];
}

function callLines(call: PlannedCall, said: (text: Message) => string): string[] {
  const { diff, input, operation, region, service } = call;
  const needs = message('needs {permissions}', { permissions: permissionList(call) });
  const shown = diff ? [message('changes {members} and nothing else', { members: changedMembers(diff) })] : [];
  return [
    '',
    `\`${service} ${operation}\` · ${[region, ...[...shown, needs].map(said)].join(' · ')}`,
    '',
    '```json',
    ...JSON.stringify(sortedJson(input), null, 2).split('\n'),
    '```',
  ];
}

/** The members of an input that are not what they were: everything else is carried over. */
function changedMembers({ after, before }: NonNullable<PlannedCall['diff']>): string {
  const [old, now] = [before, after].map((value) =>
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {},
  );
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
  return [...names].filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name])).join(', ');
}
