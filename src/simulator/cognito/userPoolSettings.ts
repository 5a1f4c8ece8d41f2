// The settings of a user pool as CreateUserPool takes them and DescribeUserPool gives them back, once: names, types and limits of the
// service model (SDK 3.1169.0, CreateUserPoolRequest), and the values that a pool has when it is created without them.
import { dictionary, flag, integer, list, oneOf, required, structure, text } from '../shape.ts';
import type { UserPoolSettings } from '../world.ts';
import { userPoolId } from './poolInputs.ts';

const arn = text({ min: 20, max: 2048 });
const versionedTrigger = <const V extends string>(...versions: readonly V[]) =>
  structure({ LambdaVersion: required(oneOf(...versions)), LambdaArn: required(arn) });
const message = text({ min: 6, max: 20_000 });
const smsMessage = text({ min: 6, max: 140 });
const subject = text({ min: 1, max: 140 });

export const lambdaConfig = structure({
  PreSignUp: arn,
  CustomMessage: arn,
  PostConfirmation: arn,
  PreAuthentication: arn,
  PostAuthentication: arn,
  DefineAuthChallenge: arn,
  CreateAuthChallenge: arn,
  VerifyAuthChallengeResponse: arn,
  PreTokenGeneration: arn,
  UserMigration: arn,
  PreTokenGenerationConfig: versionedTrigger('V1_0', 'V2_0', 'V3_0'),
  CustomSMSSender: versionedTrigger('V1_0'),
  CustomEmailSender: versionedTrigger('V1_0'),
  KMSKeyID: arn,
  InboundFederation: versionedTrigger('V1_0'),
});

export const smsConfiguration = structure({
  SnsCallerArn: arn,
  ExternalId: text(),
  SnsRegion: text({ min: 5, max: 32 }),
  EumsSms: structure({
    CallerArn: required(arn),
    ExternalId: text(),
    OriginationIdentity: text(),
    ConfigurationSetName: text(),
    InEntityId: text(),
    InTemplateId: text(),
    Region: text({ min: 5, max: 32 }),
  }),
});

const poolName = text({ min: 1, max: 128, pattern: '[\\w\\s+=,.@-]+' });

/** The members of CreateUserPool that UpdateUserPool takes too (SDK, UpdateUserPoolRequest), but for the name. */
const changeableMembers = {
  Policies: structure({
    PasswordPolicy: structure({
      MinimumLength: integer({ min: 6, max: 99 }),
      RequireUppercase: flag,
      RequireLowercase: flag,
      RequireNumbers: flag,
      RequireSymbols: flag,
      PasswordHistorySize: integer({ min: 0, max: 24 }),
      TemporaryPasswordValidityDays: integer({ min: 0, max: 365 }),
    }),
    SignInPolicy: structure({ AllowedFirstAuthFactors: list(oneOf('PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN')) }),
  }),
  DeletionProtection: oneOf('ACTIVE', 'INACTIVE'),
  LambdaConfig: lambdaConfig,
  AutoVerifiedAttributes: list(oneOf('phone_number', 'email')),
  SmsVerificationMessage: smsMessage,
  EmailVerificationMessage: message,
  EmailVerificationSubject: subject,
  VerificationMessageTemplate: structure({
    SmsMessage: smsMessage,
    EmailMessage: message,
    EmailSubject: subject,
    EmailMessageByLink: message,
    EmailSubjectByLink: subject,
    DefaultEmailOption: oneOf('CONFIRM_WITH_LINK', 'CONFIRM_WITH_CODE'),
  }),
  SmsAuthenticationMessage: smsMessage,
  MfaConfiguration: oneOf('OFF', 'ON', 'OPTIONAL'),
  UserAttributeUpdateSettings: structure({ AttributesRequireVerificationBeforeUpdate: list(oneOf('phone_number', 'email')) }),
  DeviceConfiguration: structure({ ChallengeRequiredOnNewDevice: flag, DeviceOnlyRememberedOnUserPrompt: flag }),
  EmailConfiguration: structure({
    SourceArn: arn,
    ReplyToEmailAddress: text({ pattern: '.+@.+' }),
    EmailSendingAccount: oneOf('COGNITO_DEFAULT', 'DEVELOPER'),
    From: text(),
    ConfigurationSet: text({ min: 1, max: 64 }),
  }),
  SmsConfiguration: smsConfiguration,
  UserPoolTags: dictionary(text({ max: 256 })),
  AdminCreateUserConfig: structure({
    AllowAdminCreateUserOnly: flag,
    UnusedAccountValidityDays: integer({ min: 0, max: 365 }),
    InviteMessageTemplate: structure({ SMSMessage: smsMessage, EmailMessage: message, EmailSubject: subject }),
  }),
  UserPoolAddOns: structure({
    AdvancedSecurityMode: required(oneOf('OFF', 'AUDIT', 'ENFORCED')),
    AdvancedSecurityAdditionalFlows: structure({ CustomAuthMode: oneOf('AUDIT', 'ENFORCED') }),
  }),
  DcrConfiguration: structure({
    EnableStatus: text(),
    OpenDcrEnabled: flag,
    AuthenticatedGrantTypes: list(text()),
    OpenDcrGrantTypes: list(text()),
    AllowedScopes: list(text()),
  }),
  AccountRecoverySetting: structure({
    RecoveryMechanisms: list(
      structure({
        Priority: required(integer({ min: 1, max: 2 })),
        Name: required(oneOf('verified_email', 'verified_phone_number', 'admin_only')),
      }),
    ),
  }),
  UserPoolTier: oneOf('LITE', 'ESSENTIALS', 'PLUS'),
  KeyConfiguration: structure({ KeyType: oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KEY'), KmsKeyArn: arn }),
  IssuerConfiguration: structure({ Type: oneOf('ORIGINAL', 'UPDATED') }),
  AcrConfiguration: dictionary(structure({ AcrValue: required(text()) })),
};

export const userPoolSettings = structure({
  PoolName: required(poolName),
  AliasAttributes: list(oneOf('phone_number', 'email', 'preferred_username')),
  UsernameAttributes: list(oneOf('phone_number', 'email')),
  Schema: list(
    structure({
      Name: text({ min: 1, max: 20 }),
      AttributeDataType: oneOf('String', 'Number', 'DateTime', 'Boolean'),
      DeveloperOnlyAttribute: flag,
      Mutable: flag,
      Required: flag,
      NumberAttributeConstraints: structure({ MinValue: text(), MaxValue: text() }),
      StringAttributeConstraints: structure({ MinLength: text(), MaxLength: text() }),
    }),
  ),
  UsernameConfiguration: structure({ CaseSensitive: required(flag) }),
  ...changeableMembers,
});

/** What UpdateUserPool takes. */
export const userPoolChanges = structure({ UserPoolId: userPoolId, PoolName: poolName, ...changeableMembers });

/** The settings that are given when a pool is created, and never again. */
export const fixedMembers = ['AliasAttributes', 'UsernameAttributes', 'Schema', 'UsernameConfiguration'] as const;

/** What the service sets where CreateUserPool says nothing (tier, issuer and deletion protection: facts sections 1 and 2; the rest: API reference). */
export const defaultSettings: Omit<UserPoolSettings, 'PoolName'> = {
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
  },
  DeletionProtection: 'INACTIVE',
  LambdaConfig: {},
  VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
  MfaConfiguration: 'OFF',
  EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
  UserPoolTags: {},
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
  AccountRecoverySetting: {
    RecoveryMechanisms: [
      { Priority: 1, Name: 'verified_email' },
      { Priority: 2, Name: 'verified_phone_number' },
    ],
  },
  UserPoolTier: 'ESSENTIALS',
  IssuerConfiguration: { Type: 'ORIGINAL' },
};
