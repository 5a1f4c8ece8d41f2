import { joined, type Message, message } from '../../domain/message.ts';
import { eligibility } from '../../domain/readiness/eligibility.ts';
import type { Judgement } from '../../domain/readiness/rules.ts';
import { awsPage } from '../../domain/ruleReference.ts';
import type { Assessment } from '../assessment.ts';
import { countOf, severityWord } from '../readinessRow.ts';
import { aboutPool } from './aboutPool.ts';
import { markdownText } from './markdownText.ts';

export interface ReadinessDocumentParts {
  readonly assessment: Assessment;
  readonly account: string;
  /** When the facts were read, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly render: (message: Message) => string;
}

/** The readiness of one pool for one secondary Region, to read and to send: what fails with its remedy, what is unknown and why, what passes. Markdown. */
export function readinessDocument({ assessment, account, readAt, render }: ReadinessDocumentParts): string {
  const { facts, judgements, pool } = assessment;
  const { primaryRegion, secondaryRegion } = facts;
  const said = (text: Message): string => markdownText(render(text));
  const withState = (state: Judgement['verdict']['state']): Judgement[] => judgements.filter(({ verdict }) => verdict.state === state);
  const infrastructure = eligibility(facts);
  const inSection = (state: 'pass' | 'unknown', found: readonly Judgement[]): string[] => [
    ...found.map(({ rule, verdict }) => `- **${rule}**: ${said(verdict.reason)}`),
    ...(infrastructure.state === state ? [`- ${said(infrastructure.reason)}`] : []),
  ];
  const failures = withState('fail').flatMap(({ rule, verdict }) =>
    verdict.state === 'fail'
      ? [
          `- **${rule}** (${said(severityWord(verdict.severity))}): ${said(verdict.reason)}`,
          `  - ${said(message('Remedy: {remedy}', { remedy: verdict.remedy }))}`,
          `  - ${awsPage(rule)}`,
        ]
      : [],
  );
  const section = (title: Message, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', `## ${said(title)}`, '', ...lines];
  return [
    `# ${said(message('Readiness of {name} for {secondaryRegion}', { name: pool.name, secondaryRegion }))}`,
    '',
    said(aboutPool({ id: pool.id, primaryRegion, secondaryRegion, account, readAt })),
    '',
    `**${said(infrastructure.state === 'unknown' ? joined([countsMessage(judgements), message('eligibility unknown')]) : countsMessage(judgements))}**`,
    ...section(message('Fail'), failures),
    ...section(message('Unknown'), inSection('unknown', withState('unknown'))),
    ...section(message('Pass'), inSection('pass', withState('pass'))),
    '',
  ].join('\n');
}

/** "11 of 15 pass · 3 fail · 1 unknown". */
export function countsMessage(judgements: readonly Judgement[]): Message {
  const failed = countOf(judgements, 'fail');
  const unknown = countOf(judgements, 'unknown');
  return joined([
    message('{passed} of {all} pass', { passed: countOf(judgements, 'pass'), all: judgements.length }),
    ...(failed > 0 ? [message('{failed} fail', { failed })] : []),
    ...(unknown > 0 ? [message('{unknown} unknown', { unknown })] : []),
  ]);
}
