// What the demo shows as different can be repaired in the secondary Region, by the calls that repair a real pool.
import { AddPermissionCommand, GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolCommand,
  GetLogDeliveryConfigurationCommand,
  GetProvisionedLimitCommand,
  ListTagsForResourceCommand,
  SetLogDeliveryConfigurationCommand,
  SetRiskConfigurationCommand,
  DescribeRiskConfigurationCommand,
  TagResourceCommand,
  UpdateProvisionedLimitCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { AssociateWebACLCommand, GetWebACLForResourceCommand, ListWebACLsCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { expect, test } from 'vitest';
import { omit } from '../../../src/simulator/omit.ts';
import { demoPoolId, demoWorld } from './requests.ts';
import { tell } from './story.ts';

const primary = 'us-east-1';
const secondary = 'us-west-2';
const UserPoolId = demoPoolId('storefront');
const ResourceArn = `arn:aws:cognito-idp:us-west-2:111122223333:userpool/${UserPoolId}`;
const start = () => {
  const { configuration } = tell(demoWorld());
  return {
    cognito: (region = secondary) => new CognitoIdentityProviderClient(configuration(region)),
    waf: new WAFV2Client(configuration(secondary)),
    lambda: new LambdaClient(configuration(secondary)),
  };
};

test('a missing trigger, with the permission of its function', async () => {
  const { cognito, lambda } = start();
  const FunctionName = 'arn:aws:lambda:us-west-2:111122223333:function:welcome-mail';
  const policy = async () => (await lambda.send(new GetPolicyCommand({ FunctionName }))).Policy;
  expect(await policy()).not.toContain(ResourceArn);
  await lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: 'storefront',
      Action: 'lambda:InvokeFunction',
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: ResourceArn,
    }),
  );
  expect(await policy()).toContain(ResourceArn);
  const read = async () => (await cognito().send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool ?? {};
  const { LambdaConfig, Name, ...before } = await read();
  await cognito().send(
    new UpdateUserPoolCommand({
      ...before,
      PoolName: Name,
      // The older of two names for one number must not be sent with the newer one.
      AdminCreateUserConfig: omit(before.AdminCreateUserConfig ?? {}, 'UnusedAccountValidityDays'),
      UserPoolId,
      LambdaConfig: { ...LambdaConfig, CustomMessage: FunctionName },
    }),
  );
  const after = await read();
  expect(after.LambdaConfig).toEqual({ ...LambdaConfig, CustomMessage: FunctionName });
  expect(after.UserPoolTags).toEqual(before.UserPoolTags);
  // The text that is behind is not touched by it.
  expect(after.VerificationMessageTemplate).toEqual(before.VerificationMessageTemplate);
});

test('a missing web ACL', async () => {
  const { waf } = start();
  const { WebACLs = [] } = await waf.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }));
  const WebACLArn = WebACLs.find(({ Name }) => Name === 'shop-protection')?.ARN;
  await waf.send(new AssociateWebACLCommand({ WebACLArn, ResourceArn }));
  expect((await waf.send(new GetWebACLForResourceCommand({ ResourceArn }))).WebACL?.ARN).toBe(WebACLArn);
});

test('a missing log destination, a tag and a sender of notifications', async () => {
  const { cognito } = start();
  const LogConfigurations = [
    {
      LogLevel: 'ERROR' as const,
      EventSource: 'userNotification' as const,
      CloudWatchLogsConfiguration: { LogGroupArn: 'arn:aws:logs:us-west-2:111122223333:log-group:/aws/vendedlogs/cognito/storefront' },
    },
  ];
  await cognito().send(new SetLogDeliveryConfigurationCommand({ UserPoolId, LogConfigurations }));
  const logs = async (region = secondary) =>
    (await cognito(region).send(new GetLogDeliveryConfigurationCommand({ UserPoolId }))).LogDeliveryConfiguration?.LogConfigurations;
  expect(await logs()).toEqual(LogConfigurations);
  expect(await logs(primary)).toHaveLength(1);
  await cognito().send(new TagResourceCommand({ ResourceArn, Tags: { stage: 'production', 'cost-center': '4711' } }));
  expect((await cognito().send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual({
    team: 'shop',
    stage: 'production',
    'cost-center': '4711',
  });
  const login = { UserPoolId: demoPoolId('customer-login') };
  const { RiskConfiguration } = await cognito().send(new DescribeRiskConfigurationCommand(login));
  const takeover = RiskConfiguration?.AccountTakeoverRiskConfiguration;
  const NotifyConfiguration = { SourceArn: 'arn:aws:ses:us-west-2:111122223333:identity/example.com', From: 'alarm@example.com' };
  const changed = await cognito().send(
    new SetRiskConfigurationCommand({
      ...login,
      CompromisedCredentialsRiskConfiguration: RiskConfiguration?.CompromisedCredentialsRiskConfiguration,
      AccountTakeoverRiskConfiguration: { Actions: takeover?.Actions, NotifyConfiguration },
    }),
  );
  expect(changed.RiskConfiguration?.AccountTakeoverRiskConfiguration?.NotifyConfiguration).toEqual(NotifyConfiguration);
});

test('a lower request limit', async () => {
  const { cognito } = start();
  const LimitDefinition = { LimitClass: 'API_CATEGORY', Attributes: { Category: 'UserAuthentication' } } as const;
  const limit = async () =>
    (await cognito('eu-central-1').send(new GetProvisionedLimitCommand({ LimitDefinition }))).Limit?.ProvisionedLimitValue;
  expect(await limit()).toBe(120);
  await cognito('eu-central-1').send(new UpdateProvisionedLimitCommand({ LimitDefinition, RequestedLimitValue: 200 }));
  expect(await limit()).toBe(200);
});
