import { parseArn } from '../../arn.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { type Message, message } from '../../message.ts';
import { objectIn, textIn } from '../../parity/normalise.ts';
import { valueInOtherRegion } from '../../parity/otherRegion.ts';
import type { ParityRow } from '../../parity/row.ts';
import { nothing } from '../../parity/shownText.ts';
import { identityOffers } from './identityOffers.ts';
import type { RepairContext } from './repairContext.ts';
import { leftAlone, type NotCopied } from './repairKind.ts';

/** What becomes of one member of the user pool for rows about who sends. */
export interface SenderChange {
  /** Undefined: nothing is changed. */
  readonly configuration?: JsonObject;
  readonly risks: readonly Message[];
  readonly notCopied: readonly NotCopied[];
}

/** Rows whose value is a member of EmailConfiguration or SmsConfiguration, or all of it. */
const emailMembers: Readonly<Record<string, string>> = {
  'senders/email/source': 'SourceArn',
  'senders/email/from': 'From',
  'senders/email/replyTo': 'ReplyToEmailAddress',
  'senders/email/configurationSet': 'ConfigurationSet',
};
const smsMembers: Readonly<Record<string, string>> = {
  'senders/sms/region': 'SnsRegion',
  'senders/sms/role': 'SnsCallerArn',
  'senders/sms/externalId': 'ExternalId',
  'senders/sms/endUserMessaging': 'EumsSms',
};
export function isEmailRow({ id }: ParityRow): boolean {
  return id === 'senders/email' || id in emailMembers;
}

export function isSmsRow({ id }: ParityRow): boolean {
  return id === 'senders/sms' || id in smsMembers;
}

/** What only the secondary Region has stays: without it the Region would send less, or nothing. */
export function helpsSender({ id, primary, verdict }: ParityRow): boolean {
  if (id === 'senders/email' || id === 'senders/sms') return verdict === 'missing';
  // Without a Region of its own, SMS is sent from that of the pool.
  return primary !== nothing || id === 'senders/sms/region';
}

/** Who sends email. The identity is that of the secondary Region, as every name in it. Facts: cognito-replication.md section 3, "Email". */
export function emailChange(rows: readonly ParityRow[], context: RepairContext): SenderChange {
  const { region, settings } = context;
  const { changed, kept } = changedMembers(rows, 'EmailConfiguration', emailMembers, context);
  if (!changed) return { risks: [], notCopied: kept };
  const source = textIn(changed, 'SourceArn');
  const isNew = source !== undefined && source !== textIn(objectIn(settings.secondary, 'EmailConfiguration'), 'SourceArn');
  const identity = parseArn(source ?? '')?.resource.replace(/^identity\//, '') ?? '';
  const place = parseArn(source ?? '')?.region ?? region;
  const set = textIn(changed, 'ConfigurationSet');
  const row = rows.find(({ id }) => id === 'senders/email') ?? rows.find(({ id }) => id === 'senders/email/source');
  return {
    configuration: changed,
    risks: [
      ...(isNew ? [message('Cognito refuses it unless SES in {region} has verified {identity}.', { region: place, identity })] : []),
      ...(set !== undefined
        ? [message('The configuration set {set} has to be in SES of {region}, or mails are not sent.', { set, region: place })]
        : []),
    ],
    notCopied: [
      ...kept,
      ...(isNew && row
        ? [
            {
              rowId: row.id,
              reason: message('the identity {identity} is not copied: verify it in {region} where it is not yet', {
                identity,
                region: place,
              }),
              offers: identityOffers(identity, place),
            },
          ]
        : []),
    ],
  };
}

/** Who sends SMS. The role is of the account; SNS is that of the secondary Region. Facts: section 3, "SMS". */
export function smsChange(rows: readonly ParityRow[], context: RepairContext): SenderChange {
  const { poolId, region } = context;
  const { changed, kept } = changedMembers(rows, 'SmsConfiguration', smsMembers, context);
  if (!changed) return { risks: [], notCopied: kept };
  const externalId = textIn(changed, 'ExternalId');
  return {
    configuration: changed,
    risks: [
      externalId === undefined
        ? message('The role has to trust Cognito for {pool} in {region} too.', { pool: poolId, region })
        : message('The role has to trust Cognito with the external id {externalId} in {region} too.', { externalId, region }),
      ...(changed['EumsSms'] === undefined
        ? []
        : [message('Numbers and configuration sets of End User Messaging have to be there in {region}.', { region })]),
    ],
    notCopied: kept,
  };
}

interface ChangedMembers {
  readonly changed?: JsonObject;
  readonly kept: readonly NotCopied[];
}

function changedMembers(
  rows: readonly ParityRow[],
  name: string,
  members: Readonly<Record<string, string>>,
  { primaryRegion, settings, sides }: RepairContext,
): ChangedMembers {
  const [from, to] = [objectIn(settings.primary, name) ?? {}, objectIn(settings.secondary, name) ?? {}];
  const kept = rows
    .filter((row) => !helpsSender(row))
    .map((row) => leftAlone(row, message('{primaryRegion} has no such sender: there is nothing to copy', { primaryRegion })));
  const copied = rows.filter(helpsSender);
  if (copied.length === 0) return { kept };
  const inSecondary = (member: string, value: Json): Json => {
    // Roles are of the account and not of a Region.
    if (member === 'SnsCallerArn') return value;
    const mapped = valueInOtherRegion(value, sides.primary, sides.secondary);
    return isJsonObject(mapped) && isJsonObject(value) && value['CallerArn'] !== undefined
      ? { ...mapped, CallerArn: value['CallerArn'] }
      : mapped;
  };
  if (copied.some(({ id }) => !(id in members))) {
    return { changed: Object.fromEntries(Object.entries(from).map(([member, value]) => [member, inSecondary(member, value)])), kept };
  }
  const values = copied.flatMap(({ id }): [string, Json][] => {
    const member = members[id] ?? '';
    const value = from[member] ?? (member === 'SnsRegion' ? primaryRegion : undefined);
    return value === undefined ? [] : [[member, inSecondary(member, value)]];
  });
  return { changed: { ...to, ...Object.fromEntries(values) }, kept };
}
