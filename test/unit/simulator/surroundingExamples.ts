// Inputs for the operations of the services around user pools, for the test that compares every reply with the SDK's schemas.
import type { AwsRequest } from '../../../src/simulator/service.ts';
import type { World } from '../../../src/simulator/world.ts';
import {
  aloneClientId,
  aloneId,
  appArn,
  appClientId,
  appId,
  brandingId,
  surroundingWorld,
  termsId,
  wafArn,
  wafId,
} from './surroundings.ts';

type Example = readonly [input: object, changes?: Partial<AwsRequest>, world?: World];

const world = surroundingWorld();
const west = { region: 'us-west-2' };
const regional = { Scope: 'REGIONAL' };
const here: Partial<AwsRequest> = {};

const own = { UserPoolId: appId };
const web = { ...own, ClientId: appClientId('web') };
const links = { 'cognito:default': 'https://example.com/privacy' };

/** Of Cognito: how pages look, and what they link to. */
export const brandingExamples: Readonly<Record<string, readonly Example[]>> = {
  CreateManagedLoginBranding: [[{ UserPoolId: aloneId, ClientId: aloneClientId, Settings: { a: [1] } }, here, world]],
  CreateTerms: [[{ ...web, TermsName: 'privacy-policy', TermsSource: 'LINK', Enforcement: 'NONE', Links: links }, here, world]],
  DescribeManagedLoginBranding: [[{ ...own, ManagedLoginBrandingId: brandingId('web') }, here, world]],
  DescribeManagedLoginBrandingByClient: [
    [web, here, world],
    [{ ...web, ReturnMergedResources: true }, west, world],
  ],
  DescribeTerms: [[{ ...own, TermsId: termsId }, here, world]],
  GetUICustomization: [
    [web, here, world],
    [own, west, world],
    [{ UserPoolId: aloneId }, here, world],
  ],
  ListTerms: [[own, here, world]],
  SetUICustomization: [[{ ...web, CSS: '.a {}', ImageFile: 'aW1hZ2U=' }, here, world]],
  UpdateManagedLoginBranding: [[{ ...own, ManagedLoginBrandingId: brandingId('web'), UseCognitoProvidedValues: true }, here, world]],
  UpdateTerms: [[{ ...own, TermsId: termsId, Links: links }, here, world]],
};

export const surroundingExamples: Readonly<Record<string, Readonly<Record<string, readonly Example[]>>>> = {
  firehose: { DescribeDeliveryStream: [[{ DeliveryStreamName: 'sign-ins' }, here, world]] },
  lambda: {
    AddPermission: [
      [
        {
          FunctionName: 'unused',
          StatementId: 'a',
          Action: 'lambda:InvokeFunction',
          Principal: 'cognito-idp.amazonaws.com',
          SourceArn: 'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_abc',
        },
        here,
        world,
      ],
    ],
    GetFunction: [
      [{ FunctionName: 'check' }, here, world],
      [{ FunctionName: 'welcome', Qualifier: 'live' }, west, world],
    ],
    GetFunctionConcurrency: [[{ FunctionName: 'check' }, here, world]],
    GetFunctionConfiguration: [
      [{ FunctionName: 'check' }, here, world],
      [{ FunctionName: 'mistaken' }, west, world],
    ],
    GetPolicy: [[{ FunctionName: 'check' }, here, world]],
    RemovePermission: [[{ FunctionName: 'check', StatementId: 'cognito-app' }, here, world]],
  },
  logs: {
    DescribeLogGroups: [
      [{}, here, world],
      [{ logGroupNamePrefix: '/cognito', limit: 1 }, here, world],
    ],
  },
  s3: { HeadBucket: [[{ Bucket: 'logs-us-west-2' }, west, world]] },
  ses: {
    GetAccount: [
      [{}, here, world],
      [{}, west, world],
    ],
    GetEmailIdentity: [
      [{ EmailIdentity: 'example.com' }, here, world],
      [{ EmailIdentity: 'info@example.com' }, here, world],
      [{ EmailIdentity: 'new.example' }, west, world],
    ],
  },
  sns: {
    GetSMSAttributes: [
      [{}, here, world],
      [{ attributes: ['DefaultSMSType', 'DefaultSenderID'] }, here, world],
    ],
    GetSMSSandboxAccountStatus: [
      [{}, here, world],
      [{}, west, world],
    ],
  },
  wafv2: {
    AssociateWebACL: [[{ WebACLArn: wafArn('webacl', 'other'), ResourceArn: appArn('us-east-1') }, here, world]],
    DisassociateWebACL: [[{ ResourceArn: appArn('us-east-1') }, here, world]],
    GetIPSet: [[{ ...regional, Name: 'office', Id: wafId('ipset', 'office') }, here, world]],
    GetLoggingConfiguration: [[{ ResourceArn: wafArn('webacl', 'login') }, here, world]],
    GetRegexPatternSet: [[{ ...regional, Name: 'paths', Id: wafId('regexpatternset', 'paths') }, here, world]],
    GetRuleGroup: [[{ ARN: wafArn('rulegroup', 'shared') }, here, world]],
    GetWebACL: [
      [{ ARN: wafArn('webacl', 'login') }, here, world],
      [{ ...regional, Name: 'other', Id: wafId('webacl', 'other') }, here, world],
    ],
    GetWebACLForResource: [[{ ResourceArn: appArn('us-west-2') }, west, world]],
    ListAvailableManagedRuleGroupVersions: [[{ ...regional, VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' }]],
    ListWebACLs: [
      [regional, here, world],
      [{ ...regional, Limit: 1 }, here, world],
    ],
  },
};
