// Second factors: setting up a software token, and which factors a user is asked for.
import { derive, nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, type Operation } from '../service.ts';
import { flag, required, structure, text } from '../shape.ts';
import { withUser, type MfaName, type User } from './directory.ts';
import { accessToken, username, userPoolId } from './inputs.ts';
import { userPoolHere } from './replication.ts';
import { holderOf } from './tokens.ts';
import { simulatedCode, userHere } from './users.ts';

const operation = operationsWith('InvalidParameterException');
const setting = structure({ Enabled: flag, PreferredMfa: flag });
const refuse = (message: string): Refusal => new Refusal('InvalidParameterException', message);

/** What a user must have for a factor; the sentences are quoted by users of the service. */
const preconditions: Readonly<Record<MfaName, { readonly has: (user: User) => boolean; readonly otherwise: string }>> = {
  SOFTWARE_TOKEN_MFA: { has: ({ softwareToken }) => softwareToken === true, otherwise: 'User has not verified software token mfa' },
  SMS_MFA: {
    has: ({ attributes }) => attributes['phone_number'] !== undefined,
    otherwise: 'User does not have delivery config set to turn on SMS_MFA',
  },
  EMAIL_OTP: {
    has: ({ attributes }) => attributes['email'] !== undefined,
    otherwise: 'User does not have delivery config set to turn on EMAIL_OTP',
  },
};

const adminSetUserMfaPreference = operation(
  structure({
    UserPoolId: userPoolId,
    Username: username,
    SMSMfaSettings: setting,
    SoftwareTokenMfaSettings: setting,
    EmailMfaSettings: setting,
  }),
  ({ UserPoolId, Username, SMSMfaSettings, SoftwareTokenMfaSettings, EmailMfaSettings }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const user = userHere(Username, pool, call);
    const given = [
      ['SOFTWARE_TOKEN_MFA', SoftwareTokenMfaSettings],
      ['SMS_MFA', SMSMfaSettings],
      ['EMAIL_OTP', EmailMfaSettings],
    ] as const;
    for (const [name, settings] of given) {
      if (settings?.Enabled && !preconditions[name].has(user)) throw refuse(preconditions[name].otherwise);
    }
    const preferred = given.filter(([, settings]) => settings?.PreferredMfa);
    if (preferred.length > 1 || preferred.some(([, settings]) => !settings?.Enabled)) {
      throw refuse('Only one enabled MFA method can be preferred.');
    }
    const { enabled: before = [], preferred: preferredBefore } = user.mfa ?? {};
    const enabled = given.filter(([name, settings]) => settings?.Enabled ?? before.includes(name)).map(([name]): MfaName => name);
    const first = preferred[0]?.[0] ?? enabled.find((name) => name === preferredBefore);
    const changed: User = { ...user, mfa: { enabled, ...(first && { preferred: first }) }, modifiedAt: call.now };
    return { world: withUser(call, pool.id, changed), output: {} };
  },
);

/** The secret is for an authenticator app; whatever that makes of it, the code to answer with is the simulator's. */
const associateSoftwareToken = operation(structure({ AccessToken: accessToken }), ({ AccessToken }, call) => {
  holderOf(AccessToken, call);
  const { world, source } = nextSource(call.world);
  return { world, output: { SecretCode: derive(`software token ${source}`, 52, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567') } };
});

const verifySoftwareToken = operation(
  structure({ AccessToken: accessToken, UserCode: required(text({ min: 6, max: 6, pattern: '[0-9]+' })), FriendlyDeviceName: text() }),
  ({ AccessToken, UserCode }, call) => {
    const { user, pool } = holderOf(AccessToken, call);
    if (UserCode !== simulatedCode) throw new Refusal('EnableSoftwareTokenMFAException', 'Code mismatch');
    const changed: User = { ...user, softwareToken: true, modifiedAt: call.now };
    return { world: withUser(call, pool.id, changed), output: { Status: 'SUCCESS' } };
  },
);

export const mfaAdministration: Readonly<Record<string, Operation>> = { AdminSetUserMFAPreference: adminSetUserMfaPreference };

export const ownMfaOperations: Readonly<Record<string, Operation>> = {
  AssociateSoftwareToken: associateSoftwareToken,
  VerifySoftwareToken: verifySoftwareToken,
};
