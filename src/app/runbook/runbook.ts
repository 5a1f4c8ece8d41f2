import { type Fact, valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import {
  refusedInShort,
  replicaRefusal,
  signInLimits,
  authenticatorAppLimit,
  unconfirmedOnReplica,
} from '../../domain/replicaOperations.ts';
import { issuerUrl, type MfaDescription, poolArn } from '../../domain/userPool.ts';
import { aboutPool } from '../documents/aboutPool.ts';
import { markdownTable } from '../documents/markdownTable.ts';
import { keyStateCommand, setStatusCommand, statusCommand, statusCommands, whoAmI } from './runbookCommands.ts';
import { failBackLines, failoverLines } from './runbookFailover.ts';
import { type RunbookFacts, unreadFacts } from './runbookFacts.ts';
import { asIs, factMessage, type RunbookWriter, runbookWriter, shellFence } from './runbookText.ts';

/**
 * What to do when the primary Region of one user pool fails, for people under pressure: with the pool's own ids and lines for the AWS CLI, the decisions and names left to be filled in,
 * and what nobody knows. Markdown.
 */
export function runbook(facts: RunbookFacts, render: (message: Message) => string): string {
  const writer = runbookWriter(render);
  const { heading, list, paragraph, said } = writer;
  const { account, name, poolId, primaryRegion, readAt, secondaryRegion } = facts;
  const owner = valueOf(account);
  return [
    `# ${said(message('Runbook: {name}', { name }))}`,
    '',
    said(aboutPool({ id: poolId, primaryRegion, secondaryRegion, readAt, ...(owner !== undefined && { account: owner }) })),
    '',
    ...paragraph(
      message('What stands here is as old as that: write it anew when the user pool has changed.'),
      message(
        'Lines are for the AWS CLI 2.34.58 or later. "--region" is where a call goes, "--region-name" the Region of the replica: they are easily taken for each other.',
      ),
    ),
    ...heading(2, message('The user pool')),
    ...poolLines(facts, writer),
    ...heading(2, message('Who')),
    ...blankTable(
      [message('Role'), message('Name'), message('How to reach')],
      [
        message('Decides to fail over and to fail back'),
        message('Decides when that person cannot be reached'),
        message('Runs the lines below'),
        message('Owns the user pool'),
        message('Owns the applications'),
        message('Tells users'),
        message('AWS Support'),
      ],
      said,
    ),
    ...heading(2, message('When')),
    ...blankTable(
      [message('Decision'), message('Answer')],
      [
        message('For how many minutes sign-ins fail in {primaryRegion} before it fails over', { primaryRegion }),
        message('Where that is seen'),
        message('Whether what the replica refuses is better than what fails'),
        message('For how many minutes {primaryRegion} is well before it fails back', { primaryRegion }),
      ],
      said,
    ),
    ...heading(2, message('1. Look')),
    ...shellFence([whoAmI, ...statusCommands(facts), ...keyCommands(facts)]),
    ...list([
      ...(owner === undefined ? [] : [message('The first line has to say {account}.', { account: owner })]),
      message('A key that is not Enabled makes the user pool unusable in its Region.'),
    ]),
    ...heading(2, message('2. Have an active replica')),
    ...activationLines(facts, writer),
    ...heading(2, message('3. Fail over')),
    ...paragraph(message('There is no call that promotes a replica: roles never change, traffic does.')),
    ...failoverLines(facts, writer),
    ...heading(2, message('4. While it lasts')),
    ...meanwhileLines(facts, writer),
    ...heading(2, message('5. Fail back')),
    ...failBackLines(facts, writer),
    ...heading(2, message('What is not confirmed')),
    ...list([...unconfirmedFailover, ...unconfirmedOnReplica]),
    ...unreadLines(facts, writer),
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}

function poolLines(facts: RunbookFacts, { list, said }: RunbookWriter): string[] {
  const { account, domain, issuerType, keyArns, keyStates, mfa, poolId, primaryRegion, primaryStatus, secondaryRegion, status, tier } =
    facts;
  const regions = [primaryRegion, secondaryRegion];
  const inRegions = (cell: (region: string, index: number) => Message): string[] =>
    regions.map((region, index) => said(cell(region, index)));
  return [
    ...markdownTable([
      [
        '',
        said(message('{region} (primary)', { region: primaryRegion })),
        said(message('{region} (replica)', { region: secondaryRegion })),
      ],
      ['ARN', ...inRegions((region) => factMessage(account, (owner) => asIs(poolArn(poolId, region, owner))))],
      [said(message('Status')), ...[primaryStatus, status].map((fact) => said(factMessage(fact, asIs)))],
      [said(message('Key')), ...inRegions((_, index) => factMessage(keyArns, (arns) => asIs(arns[index] ?? '')))],
      [said(message('Key state')), ...inRegions((region) => keyStateMessage(keyArns, keyStates.get(region)))],
    ]),
    '',
    ...list([
      message('Feature plan: {tier}', { tier: factMessage(tier, asIs) }),
      message('Issuer: {issuer}', {
        issuer: factMessage(issuerType, (type) =>
          message('{type}, {url}', { type, url: issuerUrl(type, poolId, primaryRegion) ?? message('an issuer that is not known here') }),
        ),
      }),
      message('Domain: {domain}', {
        domain: factMessage(domain, ({ custom, failover, name }) =>
          failover
            ? message('{name}, by health check {id} to {region}', { name, id: failover.healthCheckId, region: failover.secondaryRegion })
            : custom
              ? message('{name}, without failover routing', { name })
              : message('{name}, a prefix domain', { name }),
        ),
      }),
      message('Second factors: {mfa}', { mfa: factMessage(mfa, mfaMessage) }),
    ]),
  ];
}

function keyStateMessage(keyArns: RunbookFacts['keyArns'], state: Fact<string> | undefined): Message {
  if (keyArns.state === 'absent') return message('none');
  return state?.state === 'absent' ? message('no key replica') : factMessage(state, asIs);
}

function mfaMessage({ email, mode, sms, totp }: MfaDescription): Message {
  const factors = [...(sms ? ['SMS'] : []), ...(email ? ['email'] : []), ...(totp ? ['TOTP'] : [])];
  return factors.length === 0 ? asIs(mode) : message('{mode}, {factors}', { mode, factors: factors.join(', ') });
}

/** Names and decisions, to be filled in. */
function blankTable(head: readonly Message[], rows: readonly Message[], said: (text: Message) => string): string[] {
  return [...markdownTable([head.map(said), ...rows.map((row) => [said(row), ...head.slice(1).map(() => '')])]), ''];
}

function keyCommands({ keyArns, primaryRegion, secondaryRegion }: RunbookFacts): readonly string[] {
  const regions = [primaryRegion, secondaryRegion];
  return (valueOf(keyArns) ?? []).map((arn, index) => keyStateCommand(arn, regions[index] ?? primaryRegion));
}

function activationLines(facts: RunbookFacts, { list, paragraph }: RunbookWriter): string[] {
  const { keyStates, secondaryRegion, status } = facts;
  const key = keyStates.get(secondaryRegion);
  const wait = `until [ "$(${statusCommand(facts)})" = ACTIVE ]; do sleep 10; done`;
  return [
    ...paragraph(
      valueOf(status) === 'ACTIVE'
        ? message('It was ACTIVE when this was read. If it still is, go on.')
        : message('It was not ACTIVE when this was read ({status}): nobody can sign in there before it is.', {
            status: factMessage(status, asIs),
          }),
      message('{secondaryRegion} takes the call, also while the primary Region is down. An INACTIVE replica can be activated, no other.', {
        secondaryRegion,
      }),
    ),
    ...list(
      key?.state === 'absent' || (key?.state === 'known' && key.value !== 'Enabled')
        ? [
            message('Its key in {secondaryRegion} was not Enabled when this was read ({state}): that comes first.', {
              secondaryRegion,
              state: factMessage(key, asIs),
            }),
          ]
        : [],
    ),
    ...shellFence([setStatusCommand(facts, 'ACTIVE'), wait]),
    ...paragraph(
      message(
        'To deactivate it, after everybody has gone back: it ends every sign-in there, and a domain that fails over then leads nowhere.',
      ),
    ),
    ...shellFence([setStatusCommand(facts, 'INACTIVE')]),
  ];
}

function meanwhileLines({ mfa }: RunbookFacts, { list, paragraph }: RunbookWriter): string[] {
  const known = valueOf(mfa);
  const hasNoApps = known !== undefined && (!known.totp || known.mode === 'OFF');
  return [
    ...paragraph(
      message('The replica refuses: {refused}.', { refused: refusedInShort() }),
      message('Switch it off in the applications, or users see an error:'),
    ),
    '```text',
    `${replicaRefusal.name}: ${replicaRefusal.message}`,
    '```',
    '',
    ...list([
      ...signInLimits.filter((limit) => !(hasNoApps && limit === authenticatorAppLimit)),
      message('Users who are signed in stay so: refresh tokens work in both Regions.'),
    ]),
  ];
}

/** Facts: cognito-replication.md section 4. */
const unconfirmedFailover: readonly Message[] = [
  message(
    'How long the traffic of a custom domain takes to move is not confirmed: two to five minutes are an estimate, AWS gives no figure.',
  ),
  message(
    'Whether prefix domains fail over is not confirmed: the developer guide says so, the API reference says that only custom domains do.',
  ),
  message('How long a replica takes from INACTIVE to ACTIVE is not confirmed.'),
];

/** What could not be read, with the permission that is missing. */
function unreadLines(facts: RunbookFacts, { heading, list }: RunbookWriter): string[] {
  const unread = unreadFacts(facts).map(({ failure, what }) => message('{what}: {why}', { what, why: failureMessage(failure) }));
  return unread.length === 0 ? [] : [...heading(2, message('What could not be read')), ...list(unread)];
}
