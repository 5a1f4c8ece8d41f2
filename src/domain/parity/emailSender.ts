import { parseArn } from '../arn.ts';
import { absent, type Fact } from '../fact.ts';
import type { JsonObject } from '../json.ts';
import { type Message, message } from '../message.ts';
import { objectIn, textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  type Difference,
  differentRow,
  mapPair,
  type Pair,
  readBoth,
  type RowSubject,
  sameRow,
  shownFacts,
  unknownRow,
} from './rows.ts';
import { senderInPrimaryRegion } from './senderRegion.ts';
import { failureRow } from './senderFailure.ts';
import { nothing, shown, shownText } from './shownText.ts';
import type { EmailAccount, EmailIdentity } from './snapshot.ts';
import { valueRow } from './valueRow.ts';

const subject: RowSubject = { id: 'senders/email', group: 'templatesAndSenders', setting: message('email') };
const below = (id: string, setting: Message): RowSubject => ({ ...subject, id: `${subject.id}/${id}`, setting, parent: subject.id });

/** Who sends email in each Region, and whether SES there lets it: verified identities and the sandbox are of the Region. Facts: section 3, "Email". */
export function emailRows(comparison: Comparison): readonly ParityRow[] {
  const { settings, sides } = comparison;
  const texts = shownFacts(settings, (one) => shownSender(configurationIn(one)));
  const { read, why } = readBoth(settings);
  if (why) return [unknownRow(subject, texts, why)];
  const configurations = mapPair(read, configurationIn);
  const { primary: ses, secondary: sesThere } = mapPair(configurations, isThroughSes);
  const { region } = sides.secondary;
  const failures = failureRow(below('failure', message('failure of email')), 'EmailConfigurationFailure', read, comparison);
  if (ses && !sesThere) {
    const why = message('{region} does not send through SES: Cognito sends a few mails a day there, from an address of its own', {
      region,
    });
    const remedy = message('Verify the identity in {region} and name it there.', { region });
    return [differentRow(subject, texts, { verdict: 'missing', severity: 'warning', why, remedy }), ...failures];
  }
  const head =
    ses === sesThere
      ? sameRow(subject, texts, ses ? message('through SES in both Regions') : message('through Cognito itself in both Regions'))
      : differentRow(subject, texts, { severity: 'info', why: message('only {region} sends through SES', { region }) });
  return [
    head,
    ...sourceRow(configurations, comparison),
    ...valueRow(below('from', message('From address')), member(configurations, 'From'), comparison, { severity: 'warning' }),
    ...valueRow(below('replyTo', message('reply-to address')), member(configurations, 'ReplyToEmailAddress'), comparison, {
      severity: 'info',
    }),
    ...valueRow(below('configurationSet', message('configuration set')), member(configurations, 'ConfigurationSet'), comparison, {
      severity: 'info',
    }),
    ...identityRow(configurations, comparison),
    ...(sesThere ? [accountRow({ primary: ses, secondary: sesThere }, comparison)] : []),
    ...failures,
  ];
}

/** Cognito sends from an address of one's own too, when it is given its identity. */
function identityRow(configurations: Pair<JsonObject | undefined>, { sides }: Comparison): readonly ParityRow[] {
  const row = below('identity', message('identity'));
  const isNamed = mapPair(member(configurations, 'SourceArn'), (arn) => arn !== undefined);
  if (!isNamed.secondary) return [];
  const identities = { primary: isNamed.primary ? sides.primary.email.identity : absent, secondary: sides.secondary.email.identity };
  const texts = shownFacts(identities, ({ name, region, verified }) => shownText(`${name} · ${region} · ${verified ? '✓' : '✗'}`));
  const { read, why } = readBoth(identities);
  if (why) return [unknownRow(row, texts, why)];
  for (const side of ['secondary', 'primary'] as const) {
    const problem = isNamed[side] ? problemOfIdentity(read[side]) : undefined;
    if (problem) return [differentRow(row, texts, side === 'secondary' && !read[side] ? { ...problem, verdict: 'missing' } : problem)];
  }
  return [sameRow(row, texts, message('verified, and may send'))];
}

function problemOfIdentity(identity: EmailIdentity | undefined): Difference | undefined {
  const remedy = message('Verify the identity in SES of the Region that it is named in.');
  if (!identity) return { severity: 'error', why: message('SES has no such identity: no email is sent'), remedy };
  const { name, region } = identity;
  const args = { name: shownText(name), region };
  if (!identity.verified) return { severity: 'error', why: message('{name} is not verified in {region}: no email is sent', args), remedy };
  if (!identity.sendingEnabled) return { severity: 'error', why: message('SES in {region} does not let {name} send', args) };
  return undefined;
}

function accountRow(isSes: Pair<boolean>, { sides }: Comparison): ParityRow {
  const accounts: Pair<Fact<EmailAccount>> = {
    primary: isSes.primary ? sides.primary.email.account : absent,
    secondary: sides.secondary.email.account,
  };
  const row = below('account', message('SES account'));
  const texts = shownFacts(accounts, ({ productionAccess, region }) => `${region} · ${productionAccess ? 'production' : 'sandbox'}`);
  const { read, why } = readBoth(accounts);
  if (why) return unknownRow(row, texts, why);
  for (const side of ['secondary', 'primary'] as const) {
    const account = read[side];
    if (!account) continue;
    const { region } = account;
    if (!account.sendingEnabled)
      return differentRow(row, texts, { severity: 'error', why: message('SES does not send in {region}', { region }) });
    if (!account.productionAccess) {
      const why = message('SES in {region} is in the sandbox: only verified addresses get email', { region });
      return differentRow(row, texts, {
        severity: 'warning',
        why,
        remedy: message('Ask AWS for production access in {region}.', { region }),
      });
    }
  }
  return read.secondary ? sameRow(row, texts, message('out of the sandbox')) : unknownRow(row, texts, message('not read'));
}

/** The identity that is named: one of the Region's own, or of a third Region that does not fail with the primary. */
function sourceRow(configurations: Pair<JsonObject | undefined>, comparison: Comparison): readonly ParityRow[] {
  const row = below('source', message('source'));
  const arns = member(configurations, 'SourceArn');
  const elsewhere = senderInPrimaryRegion(parseArn(arns.secondary ?? '')?.region, comparison);
  const texts = mapPair(arns, shown);
  if (elsewhere) return [differentRow(row, texts, elsewhere)];
  const identities = mapPair(arns, (arn) => arn && (parseArn(arn)?.resource ?? arn));
  return valueRow(row, identities, comparison, { severity: 'warning', why: message('another identity'), texts });
}

function configurationIn(settings: JsonObject | undefined): JsonObject | undefined {
  return objectIn(settings, 'EmailConfiguration');
}

/** COGNITO_DEFAULT where nothing is set. */
function isThroughSes(configuration: JsonObject | undefined): boolean {
  return configuration?.['EmailSendingAccount'] === 'DEVELOPER';
}

function member(configurations: Pair<JsonObject | undefined>, name: string): Pair<string | undefined> {
  return mapPair(configurations, (configuration) => textIn(configuration, name));
}

function shownSender(configuration: JsonObject | undefined): string {
  return isThroughSes(configuration) ? shown(textIn(configuration, 'From') ?? textIn(configuration, 'SourceArn')) : nothing;
}
