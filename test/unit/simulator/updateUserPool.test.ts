// UpdateUserPool through the real SDK client: what it resets, what a replicated pool insists on, what a secondary takes.
import { CreateKeyCommand, ReplicateKeyCommand } from '@aws-sdk/client-kms';
import {
  CreateUserPoolCommand,
  CreateUserPoolReplicaCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { omit } from '../../../src/simulator/omit.ts';
import { account, keyArn, keyId, poolId, primary, refusalOf, secondary, tell } from './story.ts';

type Story = ReturnType<typeof tell>;
const UserPoolId = poolId;
const read = async (story: Story, region = primary): Promise<UserPoolType> =>
  (await story.cognito(region).send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool ?? {};
const update = (story: Story, changes: Partial<UpdateUserPoolCommandInput> = {}, region = primary) =>
  story.cognito(region).send(new UpdateUserPoolCommand({ UserPoolId, ...changes }));

/** Everything that UpdateUserPool takes and a description shows, as a careful caller carries it over. */
function carried(pool: UserPoolType): Partial<UpdateUserPoolCommandInput> {
  const { Name, Policies, AdminCreateUserConfig, ...rest } = pool;
  const admin = AdminCreateUserConfig && { AdminCreateUserConfig: omit(AdminCreateUserConfig, 'UnusedAccountValidityDays') };
  const writable = [
    'DeletionProtection',
    'LambdaConfig',
    'AutoVerifiedAttributes',
    'VerificationMessageTemplate',
    'MfaConfiguration',
  ] as const;
  const more = ['EmailConfiguration', 'SmsConfiguration', 'UserPoolTags', 'AccountRecoverySetting'] as const;
  const replicated = ['UserPoolTier', 'KeyConfiguration', 'IssuerConfiguration'] as const;
  const names = [...writable, ...more, ...replicated].filter((name) => rest[name] !== undefined);
  return {
    ...Object.fromEntries(names.map((name) => [name, rest[name]])),
    ...admin,
    ...(Name && { PoolName: Name }),
    ...(Policies && { Policies }),
  };
}

const rich = {
  pool: {
    tier: 'PLUS',
    issuer: 'UPDATED',
    deletionProtection: true,
    mfa: { mode: 'OPTIONAL', factors: ['email'] },
    triggers: { PreSignUp: 'check' },
    email: { from: 'a@example.com' },
    sms: { role: 'sms' },
  },
} as const;
const own = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(primary) } as const;

describe('what is left out', () => {
  test('is reset, but for what was measured to stay', async () => {
    const story = tell(rich);
    const before = await read(story);
    expect(before.AutoVerifiedAttributes).toEqual(['email']);
    await update(story, { Policies: { PasswordPolicy: { MinimumLength: 12 } } });
    const after = await read(story);
    expect(after).toMatchObject({
      Name: 'app',
      UsernameAttributes: ['email'],
      MfaConfiguration: 'OPTIONAL',
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true } },
      DeletionProtection: 'INACTIVE',
      LambdaConfig: {},
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      UserPoolTags: {},
      UserPoolTier: 'ESSENTIALS',
      IssuerConfiguration: { Type: 'ORIGINAL' },
    });
    for (const name of ['AutoVerifiedAttributes', 'SmsConfiguration', 'KeyConfiguration'] as const) expect(after[name]).toBeUndefined();
  });

  test('is reset altogether as documented, with the switch omittedSettings', async () => {
    const story = tell({ ...rich, switches: { omittedSettings: 'documented' } });
    await update(story, { Policies: { PasswordPolicy: { RequireSymbols: false } } });
    await update(story);
    expect(await read(story)).toMatchObject({ MfaConfiguration: 'OFF', Policies: { PasswordPolicy: { RequireSymbols: true } } });
    const measured = tell(rich);
    await update(measured, { Policies: { PasswordPolicy: { RequireSymbols: false } } });
    await update(measured);
    expect(await read(measured)).toMatchObject({ MfaConfiguration: 'OPTIONAL', Policies: { PasswordPolicy: { RequireSymbols: false } } });
  });

  test.each([
    ['reset', 'ESSENTIALS'],
    ['kept', 'PLUS'],
  ] as const)('the plan is %s, as the switch omittedPlan says', async (omittedPlan, tier) => {
    const story = tell({ ...rich, switches: { omittedPlan } });
    await update(story);
    expect((await read(story)).UserPoolTier).toBe(tier);
  });

  test('is nothing for a careful caller: everything carried over changes nothing', async () => {
    const story = tell(rich);
    const before = await read(story);
    story.wait(1_000);
    await update(story, carried(before));
    const after = await read(story);
    expect(omit(after, 'LastModifiedDate')).toEqual(omit(before, 'LastModifiedDate'));
    expect(after.LastModifiedDate).not.toEqual(before.LastModifiedDate);
  });
});

describe('two rules in the words of the service', () => {
  test.each<readonly [string, Partial<UpdateUserPoolCommandInput>, string]>([
    [
      'both names of one number',
      { Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } }, AdminCreateUserConfig: { UnusedAccountValidityDays: 3 } },
      'Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays',
    ],
    [
      'attributes that are not verified',
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
      'All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes',
    ],
  ])('%s', async (_what, changes, message) => {
    const story = tell();
    expect(await refusalOf(update(story, changes))).toEqual(['InvalidParameterException', message]);
    const create = story.cognito().send(new CreateUserPoolCommand({ PoolName: 'new', ...omit(changes, 'UserPoolId') }));
    expect(await refusalOf(create)).toEqual(['InvalidParameterException', message]);
  });

  test('a new pool has the default of every policy that is not given', async () => {
    const Policies = { PasswordPolicy: { MinimumLength: 10, TemporaryPasswordValidityDays: 2 } };
    const { UserPool } = await tell()
      .cognito()
      .send(new CreateUserPoolCommand({ PoolName: 'new', Policies }));
    expect(UserPool).toMatchObject({
      Policies: {
        PasswordPolicy: { ...Policies.PasswordPolicy, RequireSymbols: true },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
      },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 2 },
    });
  });

  test('the older name of the number is taken alone', async () => {
    const story = tell();
    await update(story, { AdminCreateUserConfig: { UnusedAccountValidityDays: 3 } });
    expect(await read(story)).toMatchObject({
      AdminCreateUserConfig: { UnusedAccountValidityDays: 3 },
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
    });
  });
});

describe('a replicated pool', () => {
  const needsKey = 'Using an AWS owned KMS key is not supported for a user pool with multi-region replication enabled.';

  test.each<readonly [string, Partial<UpdateUserPoolCommandInput>]>([
    ['without KeyConfiguration', { UserPoolTier: 'ESSENTIALS' }],
    ['with a key that AWS owns', { KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' } }],
  ])('refuses an update %s', async (_what, changes) => {
    expect(await refusalOf(update(tell({ replica: 'ACTIVE' }), changes))).toEqual(['InvalidParameterException', needsKey]);
  });

  test('keeps its key where the update names it, and changes what it is told to, in both Regions', async () => {
    const story = tell({ replica: 'ACTIVE' });
    await update(story, { KeyConfiguration: own, PoolName: 'renamed', IssuerConfiguration: { Type: 'UPDATED' } });
    expect(await read(story)).toMatchObject({ Name: 'renamed', KeyConfiguration: own });
    expect(await read(story, secondary)).toMatchObject({ Name: 'renamed', IssuerConfiguration: { Type: 'UPDATED' } });
  });

  test.each(['FeatureUnavailableInTierException', 'TierChangeNotAllowedException'] as const)('refuses LITE: %s', async (planRefusal) => {
    const story = tell({ replica: 'ACTIVE', switches: { planRefusal } });
    const [name, message] = await refusalOf(update(story, { KeyConfiguration: own, UserPoolTier: 'LITE' }));
    expect([name, message]).toEqual([planRefusal, 'A user pool with multi-region replication enabled cannot use the LITE feature plan.']);
  });
});

describe('a key for a pool', () => {
  test('is judged when it changes: it must be there, usable, and open to Cognito', async () => {
    const other = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(primary, 'mrk-00000000000000000000000000000000') } as const;
    expect((await refusalOf(update(tell(), { KeyConfiguration: other })))[1]).toMatch(/does not exist/);
    const closed = { keyless: true, key: { policy: 'default' } } as const;
    expect((await refusalOf(update(tell(closed), { KeyConfiguration: own })))[1]).toMatch(/does not allow kms:DescribeKey/);
    await update(tell({ ...closed, switches: { keyPolicyCheckedOnPool: false } }), { KeyConfiguration: own });
  });

  test.each([true, false])('of a new pool, with the switch keyPolicyCheckedOnPool %s', async (keyPolicyCheckedOnPool) => {
    // The policy names the pool of the story, so that a pool without an id cannot be meant.
    const story = tell({ switches: { keyPolicyCheckedOnPool } });
    const call = story.cognito().send(new CreateUserPoolCommand({ PoolName: 'new', KeyConfiguration: own }));
    if (keyPolicyCheckedOnPool) expect((await refusalOf(call))[1]).toMatch(/its key policy does not allow kms:DescribeKey, /);
    else expect((await call).UserPool?.KeyConfiguration).toEqual(own);
  });

  test('of a replicated pool can change to another one that serves both Regions, and to no other', async () => {
    const story = tell({ replica: 'ACTIVE' });
    const services = { Service: ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'] };
    const statement = { Effect: 'Allow', Principal: services, Action: 'kms:*', Resource: '*' };
    const admin = { ...statement, Principal: { AWS: account } };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement, admin] });
    const { KeyMetadata } = await story.kms().send(new CreateKeyCommand({ MultiRegion: true, Policy }));
    const KeyConfiguration = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: KeyMetadata?.Arn } as const;
    expect((await refusalOf(update(story, { KeyConfiguration })))[1]).toMatch(/has no replica key in us-west-2\.$/);
    await story.kms().send(new ReplicateKeyCommand({ KeyId: KeyMetadata?.KeyId, ReplicaRegion: secondary, Policy }));
    expect((await refusalOf(update(story, { KeyConfiguration })))[1]).toMatch(/its state is Creating\.$/);
    story.wait(5_000);
    await update(story, { KeyConfiguration });
    expect((await read(story)).KeyConfiguration).toEqual(KeyConfiguration);
  });

  test.each([false, true])('on a pool with ignoresKey %s', async (ignoresKey) => {
    const story = tell({ keyless: true, pool: { ignoresKey } });
    await update(story, { KeyConfiguration: own });
    expect((await read(story)).KeyConfiguration).toEqual(ignoresKey ? undefined : own);
    const replicate = story.cognito().send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName: secondary }));
    if (ignoresKey) expect((await refusalOf(replicate))[1]).toMatch(/^Using an AWS owned KMS key/);
    else expect((await replicate).UserPoolReplica?.Status).toBe('CREATING');
  });
});

describe('in a secondary Region', () => {
  const start = (parts: Parameters<typeof tell>[0] = {}) => tell({ replica: 'INACTIVE', ...rich, ...parts });

  test('regional settings change there and only there', async () => {
    const story = start();
    const before = await read(story);
    const arn = `arn:aws:lambda:${secondary}:${account}:function:west`;
    const regional = {
      LambdaConfig: { PreSignUp: arn },
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      SmsConfiguration: { SnsCallerArn: `arn:aws:iam::${account}:role/west`, SnsRegion: secondary },
      UserPoolTags: { stage: 'standby' },
    } as const;
    await update(story, { ...carried(await read(story, secondary)), ...regional }, secondary);
    expect(await read(story, secondary)).toMatchObject(regional);
    expect(await read(story)).toEqual(before);
  });

  test('the primary key ARN and the secondary one are the same key', async () => {
    const story = start();
    const shown = carried(await read(story, secondary));
    for (const region of [primary, secondary]) {
      const KeyConfiguration = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(region) } as const;
      await update(story, { ...shown, KeyConfiguration }, secondary);
    }
    const KeyConfiguration = { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: keyArn(secondary, keyId.replace('mrk-', 'mrk-0')) } as const;
    expect((await refusalOf(update(story, { ...shown, KeyConfiguration }, secondary)))[1]).toMatch(/^KeyConfiguration must match/);
  });

  test.each(['InvalidParameterException', 'OperationNotEnabledException'] as const)(
    'a synchronized setting must match, or else %s',
    async (secondaryMismatch) => {
      const story = start({ switches: { secondaryMismatch } });
      const shown = carried(await read(story, secondary));
      for (const changes of [
        { MfaConfiguration: 'OFF' },
        { PoolName: 'other' },
        { IssuerConfiguration: { Type: 'ORIGINAL' } },
        { UserPoolTier: 'ESSENTIALS' },
        { EmailVerificationSubject: 'new' },
      ] as const) {
        const [name, message] = await refusalOf(update(story, { ...shown, ...changes }, secondary));
        expect([name, message]).toEqual([secondaryMismatch, expect.stringContaining(`${Object.keys(changes)[0] ?? ''} must match`)]);
      }
    },
  );

  test.each(['refused', 'kept'] as const)('a synchronized setting that is left out is %s', async (secondaryOmissions) => {
    const story = start({ switches: { secondaryOmissions } });
    const shown = carried(await read(story, secondary));
    const call = update(story, omit(shown, 'AutoVerifiedAttributes'), secondary);
    if (secondaryOmissions === 'refused') expect((await refusalOf(call))[1]).toMatch(/^AutoVerifiedAttributes must match/);
    else await call;
    expect((await read(story, secondary)).AutoVerifiedAttributes).toEqual(['email']);
  });

  test('a regional setting that is left out is reset there', async () => {
    const story = start();
    await update(story, omit(carried(await read(story, secondary)), 'LambdaConfig', 'SmsConfiguration'), secondary);
    expect((await read(story, secondary)).LambdaConfig).toEqual({});
    expect((await read(story, secondary)).SmsConfiguration).toBeUndefined();
    expect((await read(story)).LambdaConfig).not.toEqual({});
  });

  test('SetUserPoolMfaConfig changes who sends, not who must', async () => {
    const story = start({ pool: { ...rich.pool, mfa: { mode: 'ON', factors: ['sms'] } } });
    const SmsConfiguration = { SnsCallerArn: `arn:aws:iam::${account}:role/west`, SnsRegion: secondary };
    const set = (input: object, region: string) => story.cognito(region).send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...input }));
    await set({ MfaConfiguration: 'ON', SmsMfaConfiguration: { SmsConfiguration } }, secondary);
    expect((await read(story, secondary)).SmsConfiguration).toEqual(SmsConfiguration);
    expect((await read(story)).SmsConfiguration?.SnsRegion).toBe(primary);
    const same = { SmsMfaConfiguration: { SmsConfiguration } };
    for (const input of [
      { MfaConfiguration: 'OFF' },
      { MfaConfiguration: 'OPTIONAL', ...same },
      { MfaConfiguration: 'ON', EmailMfaConfiguration: {}, SmsMfaConfiguration: {} },
    ]) {
      expect(await refusalOf(set(input, secondary))).toEqual([
        'InvalidParameterException',
        'MFA configuration must match the existing configuration in a secondary region.',
      ]);
    }
    await set({ MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } }, primary);
    const { MfaConfiguration, SoftwareTokenMfaConfiguration, SmsMfaConfiguration } = await story
      .cognito(secondary)
      .send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
    expect([MfaConfiguration, SoftwareTokenMfaConfiguration, SmsMfaConfiguration]).toEqual(['OPTIONAL', { Enabled: true }, undefined]);
  });

  test('SetUserPoolMfaConfig replaces everything that is set with it: factors, the mail of one, passkeys', async () => {
    const story = start();
    const set = (input: object) => story.cognito().send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...input }));
    const EmailMfaConfiguration = { Message: 'Your code is {####}', Subject: 'Code' };
    const WebAuthnConfiguration = { RelyingPartyId: 'auth.example.com', UserVerification: 'preferred' };
    const whole = { MfaConfiguration: 'OPTIONAL', EmailMfaConfiguration, WebAuthnConfiguration };
    await set(whole);
    story.wait(60_000);
    for (const region of [primary, secondary]) {
      const shown = await story.cognito(region).send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
      expect(shown).toMatchObject({ ...whole, SoftwareTokenMfaConfiguration: { Enabled: false } });
    }
    await set({ MfaConfiguration: 'OFF' });
    const { EmailMfaConfiguration: email, WebAuthnConfiguration: passkeys } = await story
      .cognito()
      .send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
    expect([email, passkeys]).toEqual([undefined, undefined]);
  });

  test.each([
    [{ MfaConfiguration: 'ON' }, "can't disable all MFAs with a required or optional configuration."],
    [{ MfaConfiguration: 'OPTIONAL' }, "can't disable all MFAs with a required or optional configuration."],
    [{ MfaConfiguration: 'OFF', EmailMfaConfiguration: {} }, "can't turn off MFA and configure an MFA together."],
    [{ MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: { Enabled: true } }, "can't turn off MFA and configure an MFA together."],
  ])('SetUserPoolMfaConfig with %j is refused', async (input, why) => {
    const call = start()
      .cognito()
      .send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...(input as object) }));
    expect(await refusalOf(call)).toEqual(['InvalidParameterException', `Invalid MFA configuration given, ${why}`]);
  });
});
