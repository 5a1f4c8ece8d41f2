import { absent, type Fact, unknown } from '../../../../src/domain/fact.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import type { NamedSettings } from '../../../../src/domain/parity/snapshot.ts';
import type { MfaDescription } from '../../../../src/domain/userPool.ts';
import { type Change, type Changeable, type ChangeableSide, settingIn, settingsIn, valueIn } from './changes.ts';

type Named = Changeable<Fact<NamedSettings>>;
const itemsOf = (fact: Named): Map<string, unknown> => valueIn<NamedSettings>(fact).items;
const mfaOf = (side: ChangeableSide): Changeable<MfaDescription> => valueIn<MfaDescription>(side.mfa);
const denied = unknown({ reason: 'accessDenied', operation: 'cognito-idp:DescribeUserPool', detail: '' });

export const synchronizedCases: Readonly<Record<string, Change>> = {
  'a password policy that has not arrived': (secondary) => {
    settingIn(secondary, 'Policies')['PasswordPolicy'] = { MinimumLength: 8, RequireSymbols: true };
  },
  'a setting that this product does not know': (_secondary, primary) => (settingsIn(primary)['NewSetting'] = { Is: 'on' }),
  'a setting that is still in the replica': (secondary) =>
    (settingsIn(secondary)['DeviceConfiguration'] = { ChallengeRequiredOnNewDevice: true }),
  'a setting that the replica shows as empty': (secondary) => (settingsIn(secondary)['DeviceConfiguration'] = {}),
  'an attribute that has not arrived': (secondary) => (settingsIn(secondary)['SchemaAttributes'] = [{ Name: 'email', Required: true }]),
  'many settings of one member': (secondary) => {
    settingIn(secondary, 'Policies')['PasswordPolicy'] = {
      MinimumLength: 8,
      RequireNumbers: true,
      RequireLowercase: true,
      RequireUppercase: true,
    };
  },
  'who may make users': (secondary) => (settingIn(secondary, 'AdminCreateUserConfig')['AllowAdminCreateUserOnly'] = true),
  'an invitation that has not arrived': (secondary) => {
    settingIn(secondary, 'AdminCreateUserConfig')['InviteMessageTemplate'] = {
      EmailSubject: 'Hello',
      EmailMessage: 'You can sign in as {username} with {####}.',
    };
  },
  'a verification message that has not arrived': (secondary) => {
    settingsIn(secondary)['EmailVerificationMessage'] = 'The old code is {####}.';
    settingIn(secondary, 'VerificationMessageTemplate')['EmailMessage'] = 'The old code is {####}.';
  },
  'a message of sign-in that has not arrived': (secondary) => (settingsIn(secondary)['SmsAuthenticationMessage'] = 'Code: {####}'),
  'the key of the primary Region': (secondary, primary) => {
    settingsIn(secondary)['KeyConfiguration'] = settingsIn(primary)['KeyConfiguration'];
  },
  'another key': (secondary) => {
    settingIn(secondary, 'KeyConfiguration')['KmsKeyArn'] = 'arn:aws:kms:us-west-2:111122223333:key/mrk-9';
  },
  'second factors that have not arrived': (secondary) => {
    (mfaOf(secondary).settings as Record<string, unknown>)['WebAuthnConfiguration'] = { UserVerification: 'required' };
  },
  'authenticator apps beside others': (secondary, primary) => {
    for (const side of [secondary, primary]) mfaOf(side).totp = true;
  },
  'authenticator apps and nothing else': (secondary, primary) => {
    for (const side of [secondary, primary]) Object.assign(mfaOf(side), { totp: true, sms: false, email: false, mode: 'ON' });
  },
  'authenticator apps of a pool without second factors': (_secondary, primary) =>
    Object.assign(mfaOf(primary), { totp: true, mode: 'OFF' }),
  'threat protection that has not arrived': (secondary) => {
    (valueIn<JsonObject>(secondary.threatProtection) as Record<string, unknown>)['CompromisedCredentialsRiskConfiguration'] = {
      Actions: { EventAction: 'NO_ACTION' },
    };
  },
  'threat protection only in the primary': (secondary) => (secondary.threatProtection = absent),
  'an app client that has not arrived': (secondary) => itemsOf(secondary.appClients).delete('backend'),
  'an app client that has changed': (secondary) =>
    itemsOf(secondary.appClients).set('web', { ClientId: '1', CallbackURLs: ['https://a.example'] }),
  'an app client that is gone from the primary': (_secondary, primary) => itemsOf(primary.appClients).delete('web'),
  'an identity provider that has not arrived': (secondary) => itemsOf(secondary.identityProviders).clear(),
  'a group that has changed': (secondary) => itemsOf(secondary.groups).set('members', { Description: 'Everybody', Precedence: 20 }),
  'a resource server that has not arrived': (secondary) => itemsOf(secondary.resourceServers).clear(),
  'terms that have not arrived': (secondary) => itemsOf(secondary.terms).clear(),
  'branding that has changed': (secondary) => itemsOf(secondary.branding).set('web', { Settings: { categories: ['second', 'first'] } }),
  'more groups than were read': (secondary) => {
    itemsOf(secondary.groups).clear();
    valueIn<NamedSettings>(secondary.groups).more = true;
  },
  'a replica that is not there yet': (secondary) => (secondary.pool = absent),
  'a pool that may not be described in either Region': (secondary, primary) => {
    secondary.pool = denied;
    primary.pool = denied;
    primary.functions.clear();
    secondary.functions.clear();
  },
};
