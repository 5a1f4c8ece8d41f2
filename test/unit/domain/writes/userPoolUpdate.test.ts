import {
  type CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DescribeUserPoolCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyData } from '../../../../src/aws/replyData.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { type PoolChanges, proveUpdate, updateUserPoolInput } from '../../../../src/domain/writes/userPoolUpdate.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { scenarioPoolId } from '../../../../src/simulator/scenario.ts';
import { cognitoIn, numRuns } from '../../../support/replacedSettings.ts';
import { simulated } from '../../../support/simulated.ts';

const functionArn = (region: string) =>
  fc.stringMatching(/^[a-z]{1,12}$/).map((name) => `arn:aws:lambda:${region}:111122223333:function:${name}`);
const message = fc.stringMatching(/^[A-Za-z ]{0,30}$/).map((text) => `${text} {####}`);
const tags = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z0-9]{0,8}$/), { maxKeys: 4 });
const email = fc.constantFrom(
  { EmailSendingAccount: 'COGNITO_DEFAULT' as const },
  { EmailSendingAccount: 'COGNITO_DEFAULT' as const, ReplyToEmailAddress: 'help@example.com' },
);

/** Triggers of a Region, none or several. */
const triggers = (region: string) =>
  fc.record(
    { PreSignUp: functionArn(region), PostConfirmation: functionArn(region), CustomMessage: functionArn(region) },
    { requiredKeys: [] },
  );

/** Settings of a pool that the service takes, each there or not. */
const settings = fc.record(
  {
    Policies: fc.record({
      PasswordPolicy: fc.record({
        MinimumLength: fc.integer({ min: 6, max: 99 }),
        RequireUppercase: fc.boolean(),
        RequireLowercase: fc.boolean(),
        RequireNumbers: fc.boolean(),
        RequireSymbols: fc.boolean(),
        TemporaryPasswordValidityDays: fc.integer({ min: 1, max: 365 }),
      }),
    }),
    DeletionProtection: fc.constantFrom('ACTIVE' as const, 'INACTIVE' as const),
    LambdaConfig: triggers('us-east-1'),
    AutoVerifiedAttributes: fc.constantFrom(['email' as const], ['phone_number' as const], ['email' as const, 'phone_number' as const]),
    VerificationMessageTemplate: fc.record({
      DefaultEmailOption: fc.constant('CONFIRM_WITH_CODE' as const),
      EmailMessage: message,
      EmailSubject: message,
    }),
    SmsAuthenticationMessage: message,
    DeviceConfiguration: fc.record({ ChallengeRequiredOnNewDevice: fc.boolean(), DeviceOnlyRememberedOnUserPrompt: fc.boolean() }),
    EmailConfiguration: email,
    UserPoolTags: tags,
    AdminCreateUserConfig: fc.record({ AllowAdminCreateUserOnly: fc.boolean() }),
    UserPoolAddOns: fc.record({ AdvancedSecurityMode: fc.constantFrom('OFF' as const, 'AUDIT' as const) }),
    AccountRecoverySetting: fc.constantFrom(
      { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' as const }] },
      { RecoveryMechanisms: [{ Priority: 1, Name: 'admin_only' as const }] },
    ),
    UserPoolTier: fc.constantFrom('ESSENTIALS' as const, 'PLUS' as const),
  },
  { requiredKeys: [] },
);

/** One member that is to change, and to what. */
const primaryChange: fc.Arbitrary<PoolChanges> = fc.oneof(
  fc.record({ DeletionProtection: fc.constantFrom('ACTIVE', 'INACTIVE') }),
  fc.record({ UserPoolTier: fc.constantFrom('ESSENTIALS', 'PLUS') }),
  fc.record({ IssuerConfiguration: fc.constant({ Type: 'UPDATED' }) }),
  fc.record({ LambdaConfig: triggers('us-east-1') }),
  fc.record({ UserPoolTags: tags }),
  fc.record({ EmailConfiguration: email }),
  fc.record({ SmsAuthenticationMessage: message }),
  fc.record({ AdminCreateUserConfig: fc.record({ AllowAdminCreateUserOnly: fc.boolean() }) }),
);
const secondaryChange: fc.Arbitrary<PoolChanges> = fc.oneof(
  fc.record({ LambdaConfig: triggers('us-west-2') }),
  fc.record({ UserPoolTags: tags }),
  fc.record({ EmailConfiguration: email }),
);

async function described(cognito: CognitoIdentityProviderClient, poolId: string): Promise<JsonObject> {
  const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
  return replyData(UserPool ?? {});
}

/** What an update through our request does. */
async function updated(cognito: CognitoIdentityProviderClient, poolId: string, changes: PoolChanges) {
  const before = await described(cognito, poolId);
  const input = updateUserPoolInput(poolId, before, changes);
  await cognito.send(new UpdateUserPoolCommand(input as unknown as UpdateUserPoolCommandInput));
  return proveUpdate(before, await described(cognito, poolId), changes);
}

describe('an update of one setting leaves every other one as it was', () => {
  it('in the primary Region, whatever the pool has', async () => {
    const { simulation } = simulated();
    const cognito = cognitoIn(simulation, 'us-east-1');
    await fc.assert(
      fc.asyncProperty(settings, primaryChange, async (given, changes) => {
        const { UserPool } = await cognito.send(
          new CreateUserPoolCommand({ PoolName: 'any', ...given } as unknown as CreateUserPoolCommandInput),
        );
        expect(await updated(cognito, UserPool?.Id ?? '', changes)).toEqual({ ignored: [], moved: [] });
      }),
      { numRuns },
    );
  }, 600_000);

  it('in the secondary Region of a replicated pool', async () => {
    const { simulation } = simulated();
    const cognito = cognitoIn(simulation, 'us-west-2');
    await fc.assert(
      fc.asyncProperty(secondaryChange, async (changes) => {
        expect(await updated(cognito, storefrontId(), changes)).toEqual({ ignored: [], moved: [] });
      }),
      { numRuns },
    );
  }, 600_000);
});

function storefrontId(): string {
  const pool = demoScenario.pools?.find(({ name }) => name === 'storefront');
  if (!pool) throw new Error('no pool storefront in the demo');
  return scenarioPoolId(demoScenario, pool);
}

describe('a request for a few changes', () => {
  const pool: JsonObject = {
    Id: 'us-east-1_A',
    Name: 'shop',
    Arn: 'arn',
    LastModifiedDate: '2026-06-04T00:00:00Z',
    Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 7 } },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, UnusedAccountValidityDays: 7 },
    UserPoolTags: { stage: 'prod', 'aws:cloudformation:stack-name': 'identity' },
    KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: 'arn:key' },
    SchemaAttributes: [],
  };

  it('has every member that the operation takes, and no other', () => {
    expect(updateUserPoolInput('us-east-1_A', pool, { DeletionProtection: 'ACTIVE' })).toEqual({
      UserPoolId: 'us-east-1_A',
      PoolName: 'shop',
      Policies: pool['Policies'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      UserPoolTags: { stage: 'prod' },
      KeyConfiguration: pool['KeyConfiguration'],
      DeletionProtection: 'ACTIVE',
    });
  });

  it('keeps the older of two names for one number where the other one is not there', () => {
    expect(updateUserPoolInput('us-east-1_A', { ...pool, Policies: {} }, {})['AdminCreateUserConfig']).toEqual(
      pool['AdminCreateUserConfig'],
    );
  });

  it('takes a member away', () => {
    expect(updateUserPoolInput('us-east-1_A', pool, { UserPoolTags: undefined })).not.toHaveProperty('UserPoolTags');
  });

  it('is proven by what is there after it: what was ignored, and what moved beside it', () => {
    const changes = { KeyConfiguration: { KeyType: 'CUSTOMER_MANAGED_KEY', KmsKeyArn: 'arn:other' } };
    const after = { ...pool, LastModifiedDate: '2026-06-05T00:00:00Z', DeletionProtection: 'INACTIVE' };
    expect(proveUpdate(pool, after, changes)).toEqual({ ignored: ['KeyConfiguration'], moved: ['DeletionProtection'] });
    expect(proveUpdate(pool, { ...pool, ...changes }, changes)).toEqual({ ignored: [], moved: [] });
  });
});
