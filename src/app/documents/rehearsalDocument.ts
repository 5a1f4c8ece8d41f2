import { sortedJson } from '../../domain/json.ts';
import { type Message, message } from '../../domain/message.ts';
import {
  changedChecks,
  durationsOf,
  lastBefore,
  type Rehearsal,
  type RehearsalDurations,
  type RehearsedTraffic,
} from '../../domain/rehearsal/rehearsal.ts';
import { checkTitle, durationText, noticed, rehearsalVerdict, stateText } from '../../domain/rehearsal/rehearsalText.ts';
import type { PoolStore } from '../poolStore.ts';
import { utcTime } from '../utcTime.ts';
import { aboutPool } from './aboutPool.ts';
import type { DocumentId } from './documentPath.ts';
import { markdownTable } from './markdownTable.ts';
import { markdownText } from './markdownText.ts';

type Said = (text: Message) => string;

/** The page of a rehearsal, by what the store has. */
export function rehearsalContent(store: PoolStore, { name }: DocumentId, render: (message: Message) => string): string | Message {
  const { rehearsals } = store.snapshot;
  const rehearsal = rehearsals.get(name);
  if (!rehearsal) return message('There is no record of this rehearsal here: it was not begun, or on another machine.');
  return rehearsalDocument(rehearsal, lastBefore(rehearsals.values(), rehearsal), render);
}

/**
 * A rehearsal, to read before somebody says yes, while it goes on, and to send afterwards: the verdict, what was tried, how long it took, what users would have noticed, and what is
 * different from the last time. Markdown.
 *
 * @param last the one that it is compared with
 */
export function rehearsalDocument(rehearsal: Rehearsal, last: Rehearsal | undefined, render: (message: Message) => string): string {
  const { caller, endedAt, mode, outcome, preparedAt, startedAt, subject, timeline, traffic } = rehearsal;
  const isRehearsed = startedAt !== undefined && outcome?.kind !== 'notBegun';
  const isOver = isRehearsed && endedAt !== undefined;
  const { account, poolId, poolName, primaryRegion, secondaryRegion } = subject;
  const said: Said = (text) => markdownText(render(text));
  const title =
    mode === 'traffic'
      ? message('Rehearsal: {name} fails over to {region} for a while', { name: poolName, region: secondaryRegion })
      : message('Rehearsal: {name} in {region}, without touching traffic', { name: poolName, region: secondaryRegion });
  return [
    `# ${said(title)}`,
    '',
    `**${said(rehearsalVerdict(rehearsal))}**`,
    '',
    said(aboutPool({ id: poolId, primaryRegion, secondaryRegion, account, readAt: preparedAt })),
    '',
    `- ${said(message('By {caller}', { caller }))}`,
    ...(startedAt === undefined ? [] : [`- ${said(message('Began {time} UTC', { time: utcTime(startedAt) }))}`]),
    ...(endedAt === undefined ? [] : [`- ${said(message('Ended {time} UTC', { time: utcTime(endedAt) }))}`]),
    ...(traffic ? trafficLines(rehearsal, traffic, said) : willCheckLines(rehearsal, said)),
    ...checkLines(rehearsal, said),
    ...(!isRehearsed ? [] : durationLines(durationsOf(rehearsal), last && durationsOf(last), mode, said)),
    ...(!isOver ? [] : section(message('What users would have noticed'), noticed(rehearsal), said)),
    ...(!isOver ? [] : comparedLines(rehearsal, last, said)),
    ...(timeline.length === 0
      ? []
      : ['', `## ${said(message('What happened'))}`, '', ...timeline.map(({ at, what }) => `- ${utcTime(at)} · ${said(what)}`)]),
    '',
  ].join('\n');
}

function section(title: Message, lines: readonly Message[], said: Said): string[] {
  return lines.length === 0 ? [] : ['', `## ${said(title)}`, '', ...lines.map((line) => `- ${said(line)}`)];
}

/** What is done with traffic, and how it is ended when this program cannot: read before the yes, and for as long as traffic is away. */
function trafficLines({ endedAt, outcome, signsIn, startedAt, subject }: Rehearsal, traffic: RehearsedTraffic, said: Said): string[] {
  const { blockers, dangers, domain, endsAt, failBackLine, minutes } = traffic;
  const { primaryRegion, secondaryRegion } = subject;
  const ends =
    endsAt === undefined
      ? message('It comes back to {region} by itself {minutes} minutes after the start, or when you say so.', {
          region: primaryRegion,
          minutes,
        })
      : message('It comes back to {region} by itself at {time} UTC, or when you say so.', { region: primaryRegion, time: utcTime(endsAt) });
  const isOver = endedAt !== undefined && outcome?.kind !== 'stillForced';
  return [
    ...(isOver
      ? []
      : section(
          message('What is done'),
          [
            message('Traffic of {domain} goes to {region}, by the plan of Fail Over.', { domain, region: secondaryRegion }),
            message('The secondary Region is asked for what sign-ins depend on.'),
            signsIn ? message('A test user signs in through the secondary Region.') : message('Nobody signs in: no test user was given.'),
            ends,
            message('Fail back is carried out without another question: the yes to the rehearsal covers it.'),
          ],
          said,
        )),
    ...(startedAt === undefined ? section(message('What speaks against it'), blockers, said) : []),
    ...(isOver
      ? []
      : [
          '',
          `## ${said(message('To fail back by hand'))}`,
          '',
          said(
            message(
              'A VS Code that is closed, asleep or offline cannot fail back. Keep this line of the AWS CLI at hand; when VS Code is opened again, it offers to fail back.',
            ),
          ),
          '',
          '```shellscript',
          failBackLine,
          '```',
        ]),
    ...(startedAt === undefined ? [...section(message('Risks'), dangers, said), ...callLines(traffic, said)] : []),
  ];
}

/** Every call that changes something, before the yes. */
function callLines({ before, calls }: RehearsedTraffic, said: Said): string[] {
  return [
    '',
    `## ${said(message('What is sent'))}`,
    ...calls.flatMap(({ input, operation, region, service }) => [
      '',
      `### ${service} ${operation} · ${region}`,
      '',
      '```json',
      ...JSON.stringify(sortedJson(input), null, 2).split('\n'),
      '```',
    ]),
    '',
    said(
      message(
        'Fail back sets Disabled back to {disabled} and Inverted to {inverted}, with UpdateHealthCheck, and removes the tag with ChangeTagsForResource.',
        {
          disabled: String(before.disabled),
          inverted: String(before.inverted),
        },
      ),
    ),
  ];
}

function willCheckLines({ signsIn, startedAt }: Rehearsal, said: Said): string[] {
  if (startedAt !== undefined) return [];
  return section(
    message('What is done'),
    [
      message('The secondary Region is asked for what sign-ins depend on. No traffic is moved, and nothing is changed.'),
      signsIn ? message('A test user signs in through the secondary Region.') : message('Nobody signs in: no test user was given.'),
    ],
    said,
  );
}

function checkLines({ checks }: Rehearsal, said: Said): string[] {
  if (checks.length === 0) return [];
  const lines = checks.map(({ id, said: found, state, took }) => {
    const result = state === 'fail' ? `**${said(stateText(state))}**` : said(stateText(state));
    return `- ${[said(checkTitle(id)), result, ...(took === undefined ? [] : [said(durationText(took))]), said(found)].join(' · ')}`;
  });
  return ['', `## ${said(message('What was tried'))}`, '', ...lines];
}

function durationLines(now: RehearsalDurations, before: RehearsalDurations | undefined, mode: Rehearsal['mode'], said: Said): string[] {
  if (mode === 'replicaOnly') return [];
  const names: readonly (readonly [keyof RehearsalDurations, Message])[] = [
    ['toRoute', message('Time to route: health check forced, to domain routed')],
    ['toSignIn', message('Time to first sign-in: health check forced, to tokens from the secondary Region')],
    ['toBack', message('Time to fail back: fail back begun, to domain routed to the primary Region')],
    ['away', message('Traffic was away')],
  ];
  const shown = (value: number | undefined): string => said(value === undefined ? message('not measured') : durationText(value));
  const head = [message('Duration'), message('This time'), ...(before ? [message('Last time')] : [])].map(said);
  const rows = names.map(([key, name]) => [said(name), shown(now[key]), ...(before ? [shown(before[key])] : [])]);
  const how = message(
    'Which Region answers a domain cannot be asked of AWS. Where it was not seen, the time to route is that of the estimate that was waited for, as the check above says.',
  );
  return ['', `## ${said(message('Durations'))}`, '', ...markdownTable([head, ...rows]), '', said(how)];
}

function comparedLines(rehearsal: Rehearsal, last: Rehearsal | undefined, said: Said): string[] {
  const title = ['', `## ${said(message('Compared with the last rehearsal'))}`, ''];
  if (!last) return [...title, said(message('It is the first of its kind that this machine knows of.'))];
  const changed = changedChecks(last, rehearsal);
  return [
    ...title,
    said(
      changed.length === 0
        ? message('Every check came to the same as at {time} UTC.', { time: utcTime(last.preparedAt) })
        : message('Different from {time} UTC:', { time: utcTime(last.preparedAt) }),
    ),
    ...(changed.length > 0 ? [''] : []),
    ...changed.map(
      ({ before, id, now }) =>
        `- ${said(message('{check}: {before} then, {now} now', { check: checkTitle(id), before: stateText(before), now: stateText(now) }))}`,
    ),
  ];
}
