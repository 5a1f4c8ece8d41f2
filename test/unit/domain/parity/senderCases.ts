import { absent, known } from '../../../../src/domain/fact.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { type Change, type ChangeableSide, settingIn, settingsIn, valueIn } from './changes.ts';
import { account } from './equalPair.ts';

const email = (side: ChangeableSide): Record<string, unknown> => settingIn(side, 'EmailConfiguration');
const sms = (side: ChangeableSide): Record<string, unknown> => settingIn(side, 'SmsConfiguration');
const takeover = (side: ChangeableSide): Record<string, Record<string, unknown>> =>
  (valueIn<JsonObject>(side.threatProtection) as unknown as Record<string, Record<string, Record<string, unknown>>>)[
    'AccountTakeoverRiskConfiguration'
  ]!;
const identity = { region: 'us-west-2', name: 'example.com', verified: true, sendingEnabled: true };
const sesAccount = { region: 'us-west-2', sendingEnabled: true, productionAccess: true };

export const senderCases: Readonly<Record<string, Change>> = {
  'email by Cognito in the secondary': (secondary) => delete settingsIn(secondary)['EmailConfiguration'],
  'email by Cognito in both Regions': (secondary, primary) => {
    for (const side of [secondary, primary]) {
      settingsIn(side)['EmailConfiguration'] = { EmailSendingAccount: 'COGNITO_DEFAULT' };
      side.email = { identity: absent, account: absent };
    }
  },
  'email through SES only in the secondary': (_secondary, primary) => {
    settingsIn(primary)['EmailConfiguration'] = {};
    primary.email = { identity: absent, account: absent };
  },
  'email by Cognito from an address of our own': (secondary, primary) => {
    for (const side of [secondary, primary]) email(side)['EmailSendingAccount'] = 'COGNITO_DEFAULT';
    secondary.email.identity = absent;
  },
  'email through SES of the primary Region': (secondary) => {
    email(secondary)['SourceArn'] = `arn:aws:ses:us-east-1:${account}:identity/example.com`;
  },
  'email through SES of a third Region': (secondary) => {
    email(secondary)['SourceArn'] = `arn:aws:ses:eu-west-1:${account}:identity/example.com`;
  },
  'email of another identity': (secondary) => (email(secondary)['SourceArn'] = `arn:aws:ses:us-west-2:${account}:identity/example.org`),
  'email from another address': (secondary) => (email(secondary)['From'] = 'noreply@example.com'),
  'no reply-to address': (secondary) => delete email(secondary)['ReplyToEmailAddress'],
  'another configuration set': (secondary) => (email(secondary)['ConfigurationSet'] = 'standby'),
  'an identity that is not verified': (secondary) => (secondary.email.identity = known({ ...identity, verified: false })),
  'an identity that may not send': (secondary) => (secondary.email.identity = known({ ...identity, sendingEnabled: false })),
  'an identity that is not there': (secondary) => (secondary.email.identity = absent),
  'an identity that is not verified in the primary': (_secondary, primary) => {
    primary.email.identity = known({ ...identity, region: 'us-east-1', verified: false });
  },
  'an SES account in the sandbox': (secondary) => (secondary.email.account = known({ ...sesAccount, productionAccess: false })),
  'an SES account that does not send': (secondary) => (secondary.email.account = known({ ...sesAccount, sendingEnabled: false })),
  'an SES account that nothing is known of': (secondary) => (secondary.email.account = absent),
  'email that failed': (secondary) => (settingsIn(secondary)['EmailConfigurationFailure'] = 'EmailSendingPaused'),
  'SMS only in the primary': (secondary) => delete settingsIn(secondary)['SmsConfiguration'],
  'SMS only in the secondary': (_secondary, primary) => delete settingsIn(primary)['SmsConfiguration'],
  'no SMS': (secondary, primary) => {
    for (const side of [secondary, primary]) {
      delete settingsIn(side)['SmsConfiguration'];
      side.sms.account = absent;
    }
  },
  'SMS through the primary Region': (secondary) => (sms(secondary)['SnsRegion'] = 'us-east-1'),
  'SMS through a third Region': (secondary) => (sms(secondary)['SnsRegion'] = 'eu-west-1'),
  'another role for SMS': (secondary) => (sms(secondary)['SnsCallerArn'] = `arn:aws:iam::${account}:role/cognito-sms-west`),
  'another external id': (secondary) => (sms(secondary)['ExternalId'] = 'standby'),
  'SMS through End User Messaging in the secondary': (secondary) => (sms(secondary)['EumsSms'] = { CallerArn: 'a role' }),
  'an SNS account in the sandbox': (secondary) => (secondary.sms.account = known({ region: 'us-west-2', inSandbox: true })),
  'SMS that failed': (_secondary, primary) => (settingsIn(primary)['SmsConfigurationFailure'] = 'SNSSandbox'),
  'no mails of threat protection': (secondary) => delete takeover(secondary)['NotifyConfiguration'],
  'mails of threat protection only in the secondary': (_secondary, primary) => delete takeover(primary)['NotifyConfiguration'],
  'mails of threat protection through the primary Region': (secondary) => {
    takeover(secondary)['NotifyConfiguration']!['SourceArn'] = `arn:aws:ses:us-east-1:${account}:identity/example.com`;
  },
  'mails of threat protection from another address': (secondary) =>
    (takeover(secondary)['NotifyConfiguration']!['From'] = 'alerts@example.com'),
  'other mails of threat protection': (secondary) => delete takeover(secondary)['NotifyConfiguration']!['BlockEmail'],
};
