import { keyIdOf } from '../arn.ts';
import { type Json, type JsonObject, withoutMembers } from '../json.ts';
import { message } from '../message.ts';
import { objectIn, textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, idPart, mapPair, named, readBoth } from './rows.ts';
import { inStepRow, unreadRow } from './synchronized.ts';

/** Members of DescribeUserPool that are no synchronized setting: regional ones and domains have rows of their own, the others belong to one Region's copy. Facts: section 3. */
const notSynchronized: ReadonlySet<string> = new Set([
  'LambdaConfig',
  'EmailConfiguration',
  'SmsConfiguration',
  'UserPoolTags',
  'EmailConfigurationFailure',
  'SmsConfigurationFailure',
  'Domain',
  'CustomDomain',
  'Id',
  'Arn',
  'Status',
  'CreationDate',
  'LastModifiedDate',
  'EstimatedNumberOfUsers',
]);

/** Members that are the text of messages. The older three say again what VerificationMessageTemplate says. */
const verification = ['VerificationMessageTemplate', 'EmailVerificationMessage', 'EmailVerificationSubject', 'SmsVerificationMessage'];
const templates: ReadonlySet<string> = new Set([...verification, 'SmsAuthenticationMessage']);

/** Everything of a pool's description that Cognito synchronizes, but for the texts of messages: one row for each member that a reply has, known to this product or not. */
export function poolSettingRows(comparison: Comparison): readonly ParityRow[] {
  const { settings } = comparison;
  const { read, why } = readBoth(settings);
  if (why)
    return [unreadRow({ id: 'signInAndAccess', group: 'signInAndAccess', setting: message('settings of the user pool') }, settings, why)];
  const names = new Set([...Object.keys(read.primary ?? {}), ...Object.keys(read.secondary ?? {})]);
  return [...names]
    .filter((name) => !notSynchronized.has(name) && !templates.has(name))
    .sort()
    .flatMap((name) =>
      inStepRow(
        { id: `signInAndAccess/${idPart(name)}`, group: 'signInAndAccess', setting: named(name) },
        mapPair(read, (side) => memberOf(side, name)),
        comparison,
      ),
    );
}

function memberOf(settings: JsonObject | undefined, name: string): Json | undefined {
  if (!settings || !Object.hasOwn(settings, name)) return undefined;
  const value = settings[name];
  switch (name) {
    case 'KeyConfiguration': {
      // Which Region's key a replica names is unconfirmed (facts, section 3): the replicas of a multi-Region key have one id.
      const key = objectIn(settings, name);
      const arn = textIn(key, 'KmsKeyArn');
      return arn === undefined ? value : { ...key, KmsKeyArn: keyIdOf(arn) };
    }
    case 'AdminCreateUserConfig':
      return withoutMembers(objectIn(settings, name) ?? {}, 'InviteMessageTemplate');
    default:
      return value;
  }
}

/** The texts of messages, which are synchronized: facts, section 3. */
export function messageRows(comparison: Comparison): readonly ParityRow[] {
  const { settings } = comparison;
  const { read, why } = readBoth(settings);
  const group = 'templatesAndSenders';
  if (why) return [unreadRow({ id: 'templates', group, setting: message('message templates') }, settings, why)];
  const membersOf = (names: readonly string[], side: JsonObject | undefined): JsonObject =>
    Object.fromEntries(Object.entries(side ?? {}).filter(([name]) => names.includes(name)));
  return [
    ...inStepRow(
      { id: 'templates/verification', group, setting: message('verification message') },
      mapPair(read, (side) => membersOf(verification, side)),
      comparison,
    ),
    ...inStepRow(
      { id: 'templates/invitation', group, setting: message('invitation message') },
      mapPair(read, (side) => objectIn(objectIn(side, 'AdminCreateUserConfig'), 'InviteMessageTemplate')),
      comparison,
    ),
    ...inStepRow(
      { id: 'templates/signInSms', group, setting: message('SMS message of a sign-in') },
      mapPair(read, (side) => textIn(side, 'SmsAuthenticationMessage')),
      comparison,
    ),
  ];
}
