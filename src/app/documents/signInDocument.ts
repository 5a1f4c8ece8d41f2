import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import type { Revocation, WriteAttempt } from '../../domain/signIn/outcome.ts';
import type { RegionText } from '../../domain/signIn/regionText.ts';
import type { SignInRow } from '../../domain/signIn/tokenRows.ts';
import { signedInOf, type SignInReport } from '../signIn/signInReport.ts';
import { aboutPool } from './aboutPool.ts';
import { markdownText } from './markdownText.ts';

export interface SignInDocumentParts {
  readonly report: SignInReport;
  readonly account: string;
  readonly render: (message: Message) => string;
}

/** A sign-in through both Regions, to read and to send: the verdict, what each Region did and why, the claims beside each other, and what was not tested. Markdown. */
export function signInDocument({ account, render, report }: SignInDocumentParts): string {
  const { client, comparison, flow, offFlows, pool, testedAt } = report;
  const { id, name, primaryRegion, secondaryRegion } = pool;
  const said = (text: Message): string => markdownText(render(text));
  const region = (text: RegionText): string[] => [
    '',
    said(text.said),
    ...(text.why.length > 0 ? [''] : []),
    ...text.why.map((why) => `- ${said(why)}`),
  ];
  return [
    `# ${said(message('Sign-in to {name} through {primaryRegion} and {secondaryRegion}', { name, primaryRegion, secondaryRegion }))}`,
    '',
    said(aboutPool({ id, primaryRegion, secondaryRegion, account, readAt: testedAt })),
    '',
    `**${said(comparison.summary)}**`,
    '',
    `- ${said(message('App client {name}, {id}', { name: client.name, id: client.id }))}`,
    `- ${said(message('Flow {flow}', { flow }))}`,
    ...(offFlows.length > 0 ? [`- ${said(message('Off for this app client: {flows}', { flows: offFlows.join(', ') }))}`] : []),
    '',
    `## ${said(message('Primary Region {region}', { region: primaryRegion }))}`,
    ...region(comparison.primary),
    '',
    `## ${said(message('Secondary Region {region}', { region: secondaryRegion }))}`,
    ...region(comparison.secondary),
    ...tokenLines(report, said),
    ...writeLines(report, said),
    ...revocationLines(report, said),
    '',
    `## ${said(message('What was not tested'))}`,
    '',
    ...notTested(report).map((text) => `- ${said(text)}`),
    '',
  ].join('\n');
}

function tokenLines({ comparison, pool }: SignInReport, said: (text: Message) => string): string[] {
  const { rows } = comparison;
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = [message('Token'), message('Claim')].map(said);
  const reasons = reasonLines(rows, said);
  return [
    '',
    `## ${said(message('What the tokens say'))}`,
    '',
    line([...head, pool.primaryRegion, pool.secondaryRegion, said(message('Verdict'))]),
    line(['---', '---', '---', '---', '---']),
    ...rows.map((row) => line([tokenName(row), ...[row.claim, row.primary, row.secondary, verdictWord(row)].map(said)])),
    ...(reasons.length > 0 ? ['', ...reasons] : []),
  ];
}

/** Each reason once, with the claims that it is about: both tokens often have the same. */
function reasonLines(rows: readonly SignInRow[], said: (text: Message) => string): string[] {
  const claims = new Map<string, string[]>();
  for (const row of rows) {
    if (!row.reason) continue;
    const reason = said(row.reason);
    claims.set(reason, [...(claims.get(reason) ?? []), `${tokenName(row)} ${said(row.claim)}`]);
  }
  return [...claims].map(([reason, of]) => `- **${of.join(', ')}**: ${reason}`);
}

function tokenName({ token }: SignInRow): string {
  return token === 'id' ? 'ID' : 'Access';
}

function verdictWord({ verdict }: SignInRow): Message {
  switch (verdict) {
    case 'same':
      return message('same');
    case 'different':
      return message('different');
    case 'unknown':
      return message('unknown');
  }
}

function writeLines({ pool, secondary, triesWrite }: SignInReport, said: (text: Message) => string): string[] {
  if (!triesWrite) return [];
  const text = writeText(signedInOf(secondary)?.write, pool.secondaryRegion);
  return ['', `## ${said(message('A write on the secondary'))}`, '', said(text)];
}

function writeText(write: WriteAttempt | undefined, region: string): Message {
  switch (write?.kind) {
    case undefined:
      return message('It was not tried: it takes a token of the secondary Region.');
    case 'refused':
      return message(
        'ChangePassword, from the password to the same one, was refused by {region}: a replica changes no users, as expected.',
        { region },
      );
    case 'accepted':
      return message(
        'ChangePassword, from the password to the same one, was accepted by {region}, which a replica is not known to do. The password is what it was.',
        { region },
      );
    case 'unknown':
      return message('Unknown: {reason}', { reason: failureMessage(write.failure) });
  }
}

function revocationLines({ pool, primary, secondary }: SignInReport, said: (text: Message) => string): string[] {
  const lines = (
    [
      [pool.primaryRegion, signedInOf(primary)?.revocation],
      [pool.secondaryRegion, signedInOf(secondary)?.revocation],
    ] as const
  ).flatMap(([region, revocation]) => (revocation ? [message('{region}: {what}', { region, what: revocationText(revocation) })] : []));
  if (lines.length === 0) return [];
  return ['', `## ${said(message('What became of the tokens'))}`, '', ...lines.map((text) => `- ${said(text)}`)];
}

function revocationText(revocation: Revocation): Message {
  switch (revocation.kind) {
    case 'revoked':
      return message(
        'revoked. Other sign-ins of the user go on; who verifies tokens without asking Cognito takes these until they are over.',
      );
    case 'off':
      return message('left until they are over: the app client has token revocation switched off.');
    case 'unknown':
      return message('left until they are over, because they could not be revoked: {reason}', {
        reason: failureMessage(revocation.failure),
      });
  }
}

function notTested({ flow, triesWrite }: SignInReport): readonly Message[] {
  return [
    message('Managed login and its domain, federated users, passkeys, and flows other than {flow}.', { flow }),
    message('Second factors: what asks for one is named, and not answered.'),
    message('Refreshing a sign-in in the other Region, and whether a sign-out in one Region reaches the other, which AWS does not say.'),
    ...(triesWrite ? [] : [message('Whether the secondary refuses writes.')]),
    message('Whether your applications go to the other Region, and accept the issuer: Find Issuer References lists what knows it.'),
  ];
}
