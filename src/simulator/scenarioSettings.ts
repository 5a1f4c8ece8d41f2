// The settings of a scenario's pool in the service's own words.
import { functionArn, identityArn, keyArn } from './arns.ts';
import { defaultSettings } from './cognito/userPoolSettings.ts';
import type { RegionalSettings, ScenarioPool } from './scenarioShape.ts';
import type { MfaFactors, UserPoolSettings } from './world.ts';

type Regional = Pick<UserPoolSettings, 'LambdaConfig' | 'EmailConfiguration' | 'SmsConfiguration' | 'UserPoolTags'>;

/** The settings that both Regions share: everything but {@link regionalSettings}, which go on top. */
export function synchronizedSettings(
  pool: ScenarioPool,
  { account, keyId }: { account: string; keyId: string | undefined },
): UserPoolSettings {
  return {
    ...defaultSettings,
    PoolName: pool.name,
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    UserPoolTier: pool.tier ?? 'ESSENTIALS',
    IssuerConfiguration: { Type: pool.issuer ?? 'ORIGINAL' },
    DeletionProtection: pool.deletionProtection === false ? 'INACTIVE' : 'ACTIVE',
    MfaConfiguration: pool.mfa?.mode ?? 'OFF',
    ...messageSettings(pool.messages),
    ...(pool.threatProtection && { UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }),
    ...(keyId !== undefined && {
      KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(pool.region, account, keyId) },
    }),
  };
}

/** The texts of messages, which are synchronized: no list of regional settings has them (facts: section 3). */
export function messageSettings({
  verification,
  invitation,
  authenticationSms,
}: NonNullable<ScenarioPool['messages']> = {}): Partial<UserPoolSettings> {
  return {
    ...(verification && {
      VerificationMessageTemplate: {
        ...defaultSettings.VerificationMessageTemplate,
        ...(verification.subject !== undefined && { EmailSubject: verification.subject }),
        ...(verification.email !== undefined && { EmailMessage: verification.email }),
        ...(verification.sms !== undefined && { SmsMessage: verification.sms }),
      },
    }),
    ...(invitation && {
      AdminCreateUserConfig: {
        ...defaultSettings.AdminCreateUserConfig,
        InviteMessageTemplate: {
          ...(invitation.subject !== undefined && { EmailSubject: invitation.subject }),
          ...(invitation.email !== undefined && { EmailMessage: invitation.email }),
          ...(invitation.sms !== undefined && { SMSMessage: invitation.sms }),
        },
      },
    }),
    ...(authenticationSms !== undefined && { SmsAuthenticationMessage: authenticationSms }),
  };
}

/** The four regional settings that DescribeUserPool shows (facts: section 3): Lambda triggers, email, SMS and tags. */
export function regionalSettings(
  { triggers = {}, email, sms, tags = {} }: RegionalSettings,
  { account, region }: { account: string; region: string },
): Regional {
  return {
    LambdaConfig: Object.fromEntries(
      Object.entries(triggers).flatMap(([trigger, value]) =>
        lambdaMembers(trigger, value.startsWith('arn:') ? value : functionArn(region, account, value)),
      ),
    ),
    EmailConfiguration: email
      ? {
          EmailSendingAccount: 'DEVELOPER',
          From: email.from,
          SourceArn: identityArn(email.identityRegion ?? region, account, email.from.slice(email.from.indexOf('@') + 1)),
          ...(email.replyTo !== undefined && { ReplyToEmailAddress: email.replyTo }),
          ...(email.configurationSet !== undefined && { ConfigurationSet: email.configurationSet }),
        }
      : { EmailSendingAccount: 'COGNITO_DEFAULT' },
    ...(sms && {
      SmsConfiguration: {
        SnsCallerArn: `arn:aws:iam::${account}:role/${sms.role}`,
        SnsRegion: sms.region ?? region,
        ...(sms.externalId !== undefined && { ExternalId: sms.externalId }),
      },
    }),
    UserPoolTags: tags,
  };
}

/** The second factors of a pool; SMS needs an SMS configuration on the real service, which a scenario may leave out to show the defect. */
export function factorsOf({ mfa }: ScenarioPool): MfaFactors {
  const factors = mfa?.factors ?? [];
  return { softwareToken: factors.includes('totp'), sms: factors.includes('sms'), email: factors.includes('email') };
}

const versioned = new Set(['CustomSMSSender', 'CustomEmailSender', 'InboundFederation']);

function lambdaMembers(trigger: string, arn: string): [string, unknown][] {
  if (trigger === 'PreTokenGeneration') {
    return [
      [trigger, arn],
      ['PreTokenGenerationConfig', { LambdaVersion: 'V1_0', LambdaArn: arn }],
    ];
  }
  return [[trigger, versioned.has(trigger) ? { LambdaVersion: 'V1_0', LambdaArn: arn } : arn]];
}
