import { parseArn } from '../arn.ts';
import { type JsonObject, withoutMembers } from '../json.ts';
import { message } from '../message.ts';
import { objectIn, textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, readBoth, type RowSubject, shownFacts, unknownRow } from './rows.ts';
import { nothing, shownText } from './shownText.ts';
import { inStepRow, unreadRow } from './synchronized.ts';
import { senderInPrimaryRegion } from './senderRegion.ts';
import { valueRow } from './valueRow.ts';

const ofTheCopy: ReadonlySet<string> = new Set(['UserPoolId', 'ClientId', 'LastModifiedDate']);

/** Threat protection is synchronized but for the mails that it sends, which are one of the regional settings: facts, section 3. */
export function threatProtectionRows(comparison: Comparison): readonly ParityRow[] {
  const facts = mapPair(comparison.sides, ({ threatProtection }) => threatProtection);
  const subject: RowSubject = { id: 'signInAndAccess/threatProtection', group: 'signInAndAccess', setting: message('threat protection') };
  const { read, why } = readBoth(facts);
  if (why) return [unreadRow(subject, facts, why)];
  return inStepRow(subject, mapPair(read, withoutMails), comparison, ofTheCopy);
}

function withoutMails(risk: JsonObject | undefined): JsonObject {
  const takeover = objectIn(risk, 'AccountTakeoverRiskConfiguration');
  const actions = objectIn(takeover, 'Actions');
  const rest = withoutMembers(risk ?? {}, 'AccountTakeoverRiskConfiguration');
  return { ...rest, ...(actions && { AccountTakeoverRiskConfiguration: { Actions: actions } }) };
}

/** Who sends the mails of threat protection in each Region, and what they say. */
export function threatMailRows(comparison: Comparison): readonly ParityRow[] {
  const facts = mapPair(comparison.sides, ({ threatProtection }) => threatProtection);
  const subject: RowSubject = {
    id: 'senders/threatProtection',
    group: 'templatesAndSenders',
    setting: message('email of threat protection'),
  };
  const texts = shownFacts(facts, (risk) => shownMail(mailsIn(risk)));
  const { read, why } = readBoth(facts);
  if (why) return [unknownRow(subject, texts, why)];
  const mails = mapPair(read, mailsIn);
  const { region } = comparison.sides.secondary;
  if (mails.primary && !mails.secondary) {
    return [
      differentRow(subject, texts, {
        verdict: 'missing',
        severity: 'warning',
        why: message('{region} sends no mails about risky sign-ins', { region }),
        remedy: message('Set the sender in {region}.', { region }),
      }),
    ];
  }
  const elsewhere = senderInPrimaryRegion(parseArn(textIn(mails.secondary, 'SourceArn') ?? '')?.region, comparison);
  const sender = elsewhere
    ? [differentRow(subject, texts, elsewhere)]
    : valueRow(subject, mapPair(mails, senderOf), comparison, { severity: 'warning', texts });
  return [...sender, ...messagesRow(subject, mails, comparison)];
}

const texts: readonly string[] = ['BlockEmail', 'MfaEmail', 'NoActionEmail'];

function messagesRow(parent: RowSubject, mails: Pair<JsonObject | undefined>, comparison: Comparison): readonly ParityRow[] {
  if (!mails.primary) return [];
  const subject = { ...parent, id: `${parent.id}/messages`, setting: message('messages'), parent: parent.id };
  const messages = mapPair(mails, (mail) => membersOf(mail, (name) => texts.includes(name)));
  return valueRow(subject, messages, comparison, { severity: 'info' });
}

/** The identity without its Region: it is one of the Region's own, or was found to be of the primary before. */
function senderOf(mail: JsonObject | undefined): JsonObject | undefined {
  if (!mail) return undefined;
  const arn = textIn(mail, 'SourceArn');
  const identity = arn === undefined ? undefined : parseArn(arn)?.resource;
  return { ...membersOf(mail, (name) => !texts.includes(name) && name !== 'SourceArn'), ...(identity !== undefined && { identity }) };
}

function membersOf(mail: JsonObject | undefined, isTaken: (name: string) => boolean): JsonObject | undefined {
  const members = Object.entries(mail ?? {}).filter(([name]) => isTaken(name));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function mailsIn(risk: JsonObject | undefined): JsonObject | undefined {
  return objectIn(objectIn(risk, 'AccountTakeoverRiskConfiguration'), 'NotifyConfiguration');
}

function shownMail(mail: JsonObject | undefined): string {
  return shownText(textIn(mail, 'From') ?? textIn(mail, 'SourceArn') ?? '') || nothing;
}
