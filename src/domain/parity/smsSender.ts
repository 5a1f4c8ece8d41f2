import type { JsonObject } from '../json.ts';
import { type Message, message } from '../message.ts';
import { objectIn, textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, readBoth, type RowSubject, sameRow, shownFacts, unknownRow } from './rows.ts';
import { failureRow } from './senderFailure.ts';
import { senderInPrimaryRegion } from './senderRegion.ts';
import { shown } from './shownText.ts';
import { valueRow } from './valueRow.ts';

const subject: RowSubject = { id: 'senders/sms', group: 'templatesAndSenders', setting: message('SMS') };
const below = (id: string, setting: Message): RowSubject => ({ ...subject, id: `${subject.id}/${id}`, setting, parent: subject.id });

/** Who sends SMS in each Region, and whether SNS there lets it. Facts: section 3, "SMS". */
export function smsRows(comparison: Comparison): readonly ParityRow[] {
  const { settings, sides } = comparison;
  const texts = shownFacts(settings, (one) => shown(configurationIn(one)?.['SnsRegion']));
  const { read, why } = readBoth(settings);
  if (why) return [unknownRow(subject, texts, why)];
  const configurations = mapPair(read, configurationIn);
  const { region } = sides.secondary;
  const failures = failureRow(below('failure', message('failure of SMS')), 'SmsConfigurationFailure', read, comparison);
  const { primary, secondary } = configurations;
  if (!primary && !secondary) return [sameRow(subject, texts, message('no SMS in either Region')), ...failures];
  if (!secondary) {
    const why = message('{region} sends no SMS: users who need a code by SMS get none', { region });
    const remedy = message('Set role and Region of SMS in {region}.', { region });
    return [differentRow(subject, texts, { verdict: 'missing', severity: 'warning', why, remedy }), ...failures];
  }
  if (!primary) {
    const why = message('only {region} sends SMS', { region });
    return [differentRow(subject, texts, { severity: 'info', why }), accountRow(comparison), ...failures];
  }
  const member = (name: string): Pair<string | undefined> => mapPair(configurations, (one) => textIn(one, name));
  return [
    sameRow(subject, texts, message('SMS in both Regions')),
    regionRow(member('SnsRegion'), comparison),
    ...valueRow(below('role', message('role')), member('SnsCallerArn'), comparison, { severity: 'info', why: message('another role') }),
    ...valueRow(below('externalId', message('external id')), member('ExternalId'), comparison, {
      severity: 'info',
      why: message('another external id: the role has to trust it'),
    }),
    ...valueRow(
      below('endUserMessaging', message('End User Messaging')),
      mapPair(configurations, (one) => one?.['EumsSms']),
      comparison,
      {
        severity: 'warning',
      },
    ),
    accountRow(comparison),
    ...failures,
  ];
}

function regionRow(regions: Pair<string | undefined>, comparison: Comparison): ParityRow {
  const row = below('region', message('Region of SNS'));
  const texts = mapPair(regions, shown);
  const elsewhere = senderInPrimaryRegion(regions.secondary, comparison);
  return elsewhere ? differentRow(row, texts, elsewhere) : sameRow(row, texts, message('does not depend on the primary Region'));
}

function accountRow({ sides }: Comparison): ParityRow {
  const row = below('account', message('SNS account'));
  const accounts = mapPair(sides, ({ sms }) => sms.account);
  const texts = shownFacts(accounts, ({ inSandbox, region }) => `${region} · ${inSandbox ? 'sandbox' : 'production'}`);
  const { read, why } = readBoth(accounts);
  if (why) return unknownRow(row, texts, why);
  for (const side of ['secondary', 'primary'] as const) {
    const account = read[side];
    if (!account?.inSandbox) continue;
    const { region } = account;
    return differentRow(row, texts, {
      severity: 'warning',
      why: message('SNS in {region} is in the sandbox: only verified numbers get SMS', { region }),
      remedy: message('Move SNS out of the sandbox in {region}.', { region }),
    });
  }
  return read.secondary ? sameRow(row, texts, message('out of the sandbox')) : unknownRow(row, texts, message('not read'));
}

/** An empty object is no sender. */
function configurationIn(settings: JsonObject | undefined): JsonObject | undefined {
  const configuration = objectIn(settings, 'SmsConfiguration');
  return configuration && Object.keys(configuration).length > 0 ? configuration : undefined;
}
