import { sortedJson } from '../../domain/json.ts';
import { joined, type Message, message } from '../../domain/message.ts';
import { failureMessage } from '../../domain/failure.ts';
import type { Plan, PlanNote, PlannedCall, PlanStep } from '../../domain/plans/plan.ts';
import { diffText } from '../../domain/plans/callDiff.ts';
import { permissionList } from '../../domain/plans/requiredPermissions.ts';
import type { PlanState } from '../plans/planState.ts';
import { progressOf } from '../plans/progress.ts';
import { eventLines, outcomeMessage, timeToRoute } from '../plans/runText.ts';
import { aboutPool } from './aboutPool.ts';
import { markdownText } from './markdownText.ts';

export interface PlanDocumentParts {
  readonly state: PlanState;
  /** "managed by stack identity-prod": who makes changes from outside of it drift. */
  readonly origin?: Message;
  readonly render: (message: Message) => string;
}

/**
 * A plan to read and to send before anything is done, and to follow while it is walked: each step with its exact calls, what it needs, risks and costs, and how to take it back.
 * Markdown. Undefined while nothing was read.
 */
export function planDocument({ origin, render, state }: PlanDocumentParts): string | undefined {
  const said = (text: Message): string => markdownText(render(text));
  const { failure, isWalked, plan, readAt, record } = state;
  if (!plan) return failure && `${said(failureMessage(failure))}\n`;
  const { account, blockers, dangers, poolId, primaryRegion, secondaryRegion, steps, title } = plan;
  return [
    `# ${said(title)}`,
    '',
    said(aboutPool({ id: poolId, primaryRegion, secondaryRegion, account, readAt: readAt ?? 0 })),
    '',
    `**${said(progressMessage(state, plan))}**`,
    ...(failure ? ['', said(message('Planning again failed: {why}', { why: failureMessage(failure) }))] : []),
    ...routedLines(state, said),
    ...(origin
      ? [
          '',
          said(
            message(
              'This user pool is {origin}: change it there, or what follows is undone by its next deployment. Copy the plan as code above.',
              {
                origin,
              },
            ),
          ),
        ]
      : []),
    ...listOf(message('What speaks against it'), isWalked ? [] : blockers, said),
    ...listOf(message('What it ends or breaks'), isWalked ? [] : dangers, said),
    ...listOf(message('What your credentials lack'), isWalked ? [] : (state.missing ?? []), said),
    '',
    ...steps.map((step, index) => `- ${outline(step, index + 1, said)}`),
    '',
    ...steps.flatMap((step, index) => stepLines(step, index + 1, said)),
    ...notCopiedLines(state, said),
    ...(plan.notes ?? []).flatMap((note) => noteLines(note, said)),
    ...(record
      ? [`## ${said(message('What was done'))}`, '', ...eventLines(record).map(({ at, said: line }) => `- ${at} · ${said(line)}`), '']
      : []),
  ].join('\n');
}

/** How long the traffic took, once it has arrived. */
function routedLines({ record }: PlanState, said: (text: Message) => string): string[] {
  const seconds = record && timeToRoute(record);
  return seconds === undefined
    ? []
    : [
        '',
        said(message('Time to route: {seconds} s, from the change of the health check until it was seen to have arrived.', { seconds })),
      ];
}

function progressMessage(state: PlanState, { notes, steps }: Plan): Message {
  const { isWalked, record } = state;
  const done = steps.filter((step) => step.state === 'done').length;
  const at = progressOf(state);
  if (isWalked && at)
    return message('Being run: step {number} of {count}, {step}', { number: at.number, count: at.count, step: at.step.title });
  if (record?.outcome) return outcomeMessage(record.outcome, record.approved);
  if (steps.length === 0 && notes) return message('Nothing of this can be run from here: it says what to do instead.');
  if (!at) return message('Everything is done.');
  return message('Nothing has been changed. {count} steps, {done} done.', { count: steps.length, done });
}

/** What is to be read beside the steps. */
function noteLines({ code, said: sentences, title }: PlanNote, said: (text: Message) => string): string[] {
  return [
    `## ${said(title)}`,
    '',
    ...sentences.map((sentence) => `- ${said(sentence)}`),
    '',
    ...(code ? [...fenced(code.language, code.text), ''] : []),
  ];
}

/** What no step does, with text to use instead. */
function notCopiedLines({ compared, notCopied = [] }: PlanState, said: (text: Message) => string): string[] {
  if (notCopied.length === 0) return [];
  const titleOf = (id: string): string => {
    const row = compared?.rows.find((one) => one.id === id);
    return row ? said(row.setting) : markdownText(id);
  };
  return [
    `## ${said(message('What is not copied'))}`,
    '',
    ...notCopied.flatMap(({ offers, reason, rowId }) => [
      `- **${titleOf(rowId)}**: ${said(reason)}`,
      ...offers.flatMap(({ language, text, title }) => ['', `  ${said(title)}:`, '', ...fenced(language, text)]),
      '',
    ]),
  ];
}

/** Text in a fence that no line of it ends. */
function fenced(language: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [
    `  ${fence}${language}`,
    ...text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    `  ${fence}`,
  ];
}

function listOf(title: Message, items: readonly Message[], said: (text: Message) => string): string[] {
  return items.length === 0 ? [] : ['', `${said(title)}:`, '', ...items.map((item) => `- ${said(item)}`)];
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
  const { calls, costs, needsLook, reason, risk, state, title, undo, waitsFor } = step;
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
    ...line(needsLook),
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
    ...(diff ? ['```diff', ...diffText(diff), '```', '', said(message('The whole input, which carries everything else over:')), ''] : []),
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
