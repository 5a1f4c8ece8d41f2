// GetUserPoolMfaConfig and SetUserPoolMfaConfig. The SMS sender is regional, the factors are synchronized (facts: section 3).
import { Refusal } from '../refusal.ts';
import type { Call, Operation } from '../service.ts';
import { flag, oneOf, structure, text, type Shaped } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { invalid, operation, userPoolId } from './poolInputs.ts';
import { userPoolHere } from './replication.ts';
import { withChangedPool } from './synchronization.ts';
import { smsConfiguration } from './userPoolSettings.ts';

const mfaShape = structure({
  UserPoolId: userPoolId,
  SmsMfaConfiguration: structure({ SmsAuthenticationMessage: text({ min: 6, max: 140 }), SmsConfiguration: smsConfiguration }),
  SoftwareTokenMfaConfiguration: structure({ Enabled: flag }),
  EmailMfaConfiguration: structure({ Message: text({ min: 6, max: 20_000 }), Subject: text({ min: 1, max: 140 }) }),
  MfaConfiguration: oneOf('OFF', 'ON', 'OPTIONAL'),
});

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
    ...(factors.email && { EmailMfaConfiguration: {} }),
  };
}

const getUserPoolMfaConfig = operation(structure({ UserPoolId: userPoolId }), ({ UserPoolId }, call) => ({
  output: describeMfa(userPoolHere(UserPoolId, call)),
}));

/** Replaces the factors as a whole (facts: section 3: "also replace style"); in a secondary Region only the SMS sender may differ. */
const setUserPoolMfaConfig = operation(mfaShape, ({ UserPoolId, ...input }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  const { SmsMfaConfiguration, SoftwareTokenMfaConfiguration, EmailMfaConfiguration, MfaConfiguration = 'OFF' } = input;
  const factors = {
    softwareToken: SoftwareTokenMfaConfiguration?.Enabled === true,
    sms: SmsMfaConfiguration !== undefined,
    email: EmailMfaConfiguration !== undefined,
  };
  if (MfaConfiguration === 'ON' && !Object.values(factors).includes(true)) throw invalid('MFA cannot be required without a factor.');
  if (pool.replica) requireMatch(pool, { factors, MfaConfiguration, message: SmsMfaConfiguration?.SmsAuthenticationMessage }, call);
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

interface Wanted {
  readonly factors: UserPool['factors'];
  readonly MfaConfiguration: NonNullable<Shaped<typeof mfaShape>['MfaConfiguration']>;
  readonly message: string | undefined;
}

function requireMatch({ settings, factors }: UserPool, wanted: Wanted, { world: { switches } }: Call): void {
  const sameFactors = (['softwareToken', 'sms', 'email'] as const).every((factor) => factors[factor] === wanted.factors[factor]);
  const sameMode = (settings.MfaConfiguration ?? 'OFF') === wanted.MfaConfiguration;
  if (sameFactors && sameMode && (wanted.message === undefined || wanted.message === settings.SmsAuthenticationMessage)) return;
  throw new Refusal(switches.secondaryMismatch, 'MFA configuration must match the existing configuration in a secondary region.');
}

export const mfaOperations: Readonly<Record<string, Operation>> = {
  GetUserPoolMfaConfig: getUserPoolMfaConfig,
  SetUserPoolMfaConfig: setUserPoolMfaConfig,
};
