// GetUserPoolMfaConfig and SetUserPoolMfaConfig. The SMS sender is regional, the factors are synchronized (facts: section 3).
import { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import type { Call, Operation } from '../service.ts';
import { flag, oneOf, structure, text, type Shaped } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { invalid, operation, userPoolId } from './poolInputs.ts';
import { userPoolHere } from './replication.ts';
import { withChangedPool } from './synchronization.ts';
import { smsConfiguration } from './userPoolSettings.ts';

export const emailMfaShape = structure({ Message: text({ min: 6, max: 20_000 }), Subject: text({ min: 1, max: 140 }) });
export const webAuthnShape = structure({
  RelyingPartyId: text({ min: 1, max: 127 }),
  UserVerification: oneOf('required', 'preferred'),
  FactorConfiguration: oneOf('SINGLE_FACTOR', 'MULTI_FACTOR_WITH_USER_VERIFICATION'),
});
const mfaShape = structure({
  UserPoolId: userPoolId,
  SmsMfaConfiguration: structure({ SmsAuthenticationMessage: text({ min: 6, max: 140 }), SmsConfiguration: smsConfiguration }),
  SoftwareTokenMfaConfiguration: structure({ Enabled: flag }),
  EmailMfaConfiguration: emailMfaShape,
  WebAuthnConfiguration: webAuthnShape,
  MfaConfiguration: oneOf('OFF', 'ON', 'OPTIONAL'),
});

type Input = Omit<Shaped<typeof mfaShape>, 'UserPoolId'>;

function describeMfa({ settings, factors }: UserPool) {
  const { SmsConfiguration, SmsAuthenticationMessage } = settings;
  return {
    MfaConfiguration: settings.MfaConfiguration ?? 'OFF',
    SoftwareTokenMfaConfiguration: { Enabled: factors.softwareToken },
    ...(factors.sms && {
      SmsMfaConfiguration: {
        ...(SmsAuthenticationMessage !== undefined && { SmsAuthenticationMessage }),
        ...(SmsConfiguration && { SmsConfiguration }),
      },
    }),
    ...(factors.email && { EmailMfaConfiguration: factors.emailMessage ?? {} }),
    ...(factors.passkeys && { WebAuthnConfiguration: factors.passkeys }),
  };
}

const getUserPoolMfaConfig = operation(structure({ UserPoolId: userPoolId }), ({ UserPoolId }, call) => ({
  output: describeMfa(userPoolHere(UserPoolId, call)),
}));

/** Replaces the factors as a whole (facts: section 3: "also replace style"); in a secondary Region only the SMS sender may differ. */
const setUserPoolMfaConfig = operation(mfaShape, ({ UserPoolId, ...input }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  const { MfaConfiguration = 'OFF', SmsMfaConfiguration } = input;
  const factors = factorsIn(input);
  if (pool.replica) requireMatch(pool, { factors, MfaConfiguration, message: SmsMfaConfiguration?.SmsAuthenticationMessage }, call);
  requireConsistentMode(MfaConfiguration, input, factors);
  const { SmsConfiguration = pool.settings.SmsConfiguration, SmsAuthenticationMessage = pool.settings.SmsAuthenticationMessage } =
    SmsMfaConfiguration ?? {};
  const changed: UserPool = {
    ...pool,
    factors,
    settings: {
      ...pool.settings,
      MfaConfiguration,
      ...(SmsConfiguration && { SmsConfiguration }),
      ...(SmsAuthenticationMessage !== undefined && { SmsAuthenticationMessage }),
    },
  };
  return { world: withChangedPool(pool, { factors, settings: changed.settings }, call), output: describeMfa(changed) };
});

function factorsIn({
  EmailMfaConfiguration,
  SmsMfaConfiguration,
  SoftwareTokenMfaConfiguration,
  WebAuthnConfiguration,
}: Input): UserPool['factors'] {
  return {
    softwareToken: SoftwareTokenMfaConfiguration?.Enabled === true,
    sms: SmsMfaConfiguration !== undefined,
    email: EmailMfaConfiguration !== undefined,
    // A pool whose mail is the service's own is the same with an empty configuration as without one.
    ...(EmailMfaConfiguration && Object.keys(EmailMfaConfiguration).length > 0 && { emailMessage: EmailMfaConfiguration }),
    ...(WebAuthnConfiguration && { passkeys: WebAuthnConfiguration }),
  };
}

/** Two rules in the service's own words: measured in cdkd #1923, which found passkeys free of them, and in aws-sdk-js #4186. */
function requireConsistentMode(mode: Wanted['MfaConfiguration'], input: Input, { email, sms, softwareToken }: UserPool['factors']): void {
  const { EmailMfaConfiguration, SmsMfaConfiguration, SoftwareTokenMfaConfiguration } = input;
  if (mode === 'OFF' && (EmailMfaConfiguration ?? SmsMfaConfiguration ?? SoftwareTokenMfaConfiguration)) {
    throw invalid("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
  }
  if (mode !== 'OFF' && !email && !sms && !softwareToken) {
    throw invalid("Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.");
  }
}

interface Wanted {
  readonly factors: UserPool['factors'];
  readonly MfaConfiguration: NonNullable<Input['MfaConfiguration']>;
  readonly message: string | undefined;
}

function requireMatch({ settings, factors }: UserPool, wanted: Wanted, { world: { switches } }: Call): void {
  const sameFactors = same(factors, wanted.factors);
  const sameMode = (settings.MfaConfiguration ?? 'OFF') === wanted.MfaConfiguration;
  if (sameFactors && sameMode && (wanted.message === undefined || wanted.message === settings.SmsAuthenticationMessage)) return;
  throw new Refusal(switches.secondaryMismatch, 'MFA configuration must match the existing configuration in a secondary region.');
}

export const mfaOperations: Readonly<Record<string, Operation>> = {
  GetUserPoolMfaConfig: getUserPoolMfaConfig,
  SetUserPoolMfaConfig: setUserPoolMfaConfig,
};
