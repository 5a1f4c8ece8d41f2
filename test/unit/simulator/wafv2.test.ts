// Web ACLs of pools and replicas through the real client of AWS WAF.
import {
  CreateUserPoolReplicaCommand,
  DeleteUserPoolReplicaCommand,
  UpdateUserPoolReplicaCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  AssociateWebACLCommand,
  DisassociateWebACLCommand,
  GetIPSetCommand,
  GetLoggingConfigurationCommand,
  GetRegexPatternSetCommand,
  GetRuleGroupCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  ListAvailableManagedRuleGroupVersionsCommand,
  ListWebACLsCommand,
  WAFNonexistentItemException,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { account, primary, refusalOf, secondary, tell } from './story.ts';
import { aloneId, appArn, appId, surroundings, surroundingWorld, wafArn, wafId } from './surroundings.ts';

const start = (changes: Partial<Scenario> = {}) => {
  const { configuration, simulation, wait, cognito } = tell(surroundingWorld(changes));
  return { simulation, wait, cognito, waf: (region = primary) => new WAFV2Client(configuration(region)) };
};
const forPool = async (client: WAFV2Client, ResourceArn: string) =>
  (await client.send(new GetWebACLForResourceCommand({ ResourceArn }))).WebACL;
const nonexistent = ['WAFNonexistentItemException', 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.'] as const;
const invalidArn = (field: string, parameter: string) =>
  [
    'WAFInvalidParameterException',
    `Error reason: The ARN isn't valid. A valid ARN begins with arn: and includes other information separated by colons or slashes., field: ${field}, parameter: ${parameter}`,
  ] as const;

describe('a web ACL', () => {
  test('is found for the pool and for its replica, each with its own rules', async () => {
    const { waf } = start();
    expect(await forPool(waf(), appArn(primary))).toMatchObject({
      Name: 'login',
      ARN: wafArn('webacl', 'login'),
      DefaultAction: { Allow: {} },
      Description: 'Sign-in',
      LabelNamespace: `awswaf:${account}:webacl:login:`,
      Capacity: 706,
      Rules: [
        {
          Name: 'common',
          Priority: 0,
          OverrideAction: { None: {} },
          Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet', Version: 'Version_1.1' } },
        },
        {
          Name: 'own',
          Priority: 1,
          OverrideAction: { Count: {} },
          Statement: { RuleGroupReferenceStatement: { ARN: wafArn('rulegroup', 'shared') } },
        },
        { Action: { Block: {} }, Statement: { RateBasedStatement: { Limit: 300, AggregateKeyType: 'IP' } } },
        { Action: { Allow: {} }, Statement: { IPSetReferenceStatement: { ARN: wafArn('ipset', 'office') } } },
        { Action: { Captcha: {} }, Statement: { RegexPatternSetReferenceStatement: { ARN: wafArn('regexpatternset', 'paths') } } },
        { Action: { Count: {} }, Statement: { GeoMatchStatement: { CountryCodes: ['DE'] } } },
        { Action: { Block: {} }, Statement: { LabelMatchStatement: { Key: 'a' } } },
      ],
    });
    expect((await forPool(waf(secondary), appArn(secondary)))?.Rules).toMatchObject([
      { Statement: { RateBasedStatement: { Limit: 500 } } },
    ]);
    expect(await forPool(waf(), appArn(primary, aloneId))).toBeUndefined();
  });

  test('is found by ARN and by name, and listed in pages', async () => {
    const { waf } = start();
    const byArn = await waf().send(new GetWebACLCommand({ ARN: wafArn('webacl', 'other') }));
    const byName = await waf().send(new GetWebACLCommand({ Name: 'other', Scope: 'REGIONAL', Id: wafId('webacl', 'other') }));
    expect(byArn.WebACL).toMatchObject({ Name: 'other', DefaultAction: { Block: {} } });
    expect([byName.WebACL, byName.LockToken]).toEqual([byArn.WebACL, byArn.LockToken]);
    const first = await waf().send(new ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 1 }));
    const second = await waf().send(new ListWebACLsCommand({ Scope: 'REGIONAL', Limit: 1, NextMarker: first.NextMarker }));
    expect([first, second].map(({ WebACLs, NextMarker }) => [WebACLs?.map(({ Name }) => Name), NextMarker !== undefined])).toEqual([
      [['login'], true],
      [['other'], false],
    ]);
    expect((await waf().send(new ListWebACLsCommand({ Scope: 'CLOUDFRONT' }))).WebACLs).toEqual([]);
    expect((await refusalOf(waf(secondary).send(new ListWebACLsCommand({ Scope: 'CLOUDFRONT' }))))[0]).toBe('WAFInvalidParameterException');
    expect((await refusalOf(waf().send(new ListWebACLsCommand({ Scope: 'REGIONAL', NextMarker: '?' }))))[0]).toBe(
      'WAFInvalidParameterException',
    );
  });

  test('refers to rule groups and sets of its Region', async () => {
    const { waf } = start();
    const group = await waf(secondary).send(new GetRuleGroupCommand({ ARN: wafArn('rulegroup', 'shared', secondary) }));
    expect(group.RuleGroup).toMatchObject({
      Capacity: 50,
      Rules: [{ Statement: { IPSetReferenceStatement: { ARN: wafArn('ipset', 'office', secondary) } } }],
    });
    const set = new GetIPSetCommand({ Name: 'office', Scope: 'REGIONAL', Id: wafId('ipset', 'office') });
    expect((await waf().send(set)).IPSet).toMatchObject({ IPAddressVersion: 'IPV4', Addresses: ['192.0.2.0/24'] });
    const patterns = new GetRegexPatternSetCommand({ Name: 'paths', Scope: 'REGIONAL', Id: wafId('regexpatternset', 'paths') });
    expect((await waf().send(patterns)).RegexPatternSet?.RegularExpressionList).toEqual([{ RegexString: '^/login' }]);
  });

  test('has logging where the story says so', async () => {
    const { waf } = start();
    const logging = (region: string, name = 'login') =>
      waf(region).send(new GetLoggingConfigurationCommand({ ResourceArn: wafArn('webacl', name, region) }));
    expect((await logging(primary)).LoggingConfiguration).toMatchObject({
      LogDestinationConfigs: [`arn:aws:logs:us-east-1:${account}:log-group:aws-waf-logs-login`],
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }],
    });
    await expect(logging(secondary)).rejects.toBeInstanceOf(WAFNonexistentItemException);
  });

  test('of AWS has versions', async () => {
    const { waf } = start();
    const versions = (Name: string) =>
      waf().send(new ListAvailableManagedRuleGroupVersionsCommand({ VendorName: 'AWS', Name, Scope: 'REGIONAL' }));
    expect(await versions('AWSManagedRulesCommonRuleSet')).toMatchObject({ CurrentDefaultVersion: 'Version_1.2' });
    expect((await refusalOf(versions('Nobody')))[0]).toBe('WAFNonexistentItemException');
  });
});

describe('an association', () => {
  test('takes the place of another, and ends', async () => {
    const { waf } = start();
    await waf().send(new AssociateWebACLCommand({ WebACLArn: wafArn('webacl', 'other'), ResourceArn: appArn(primary) }));
    expect((await forPool(waf(), appArn(primary)))?.Name).toBe('other');
    const end = new DisassociateWebACLCommand({ ResourceArn: appArn(primary) });
    await waf().send(end);
    await waf().send(end);
    expect(await forPool(waf(), appArn(primary))).toBeUndefined();
    expect((await forPool(waf(secondary), appArn(secondary)))?.Name).toBe('login');
  });

  const associate = (WebACLArn: string, ResourceArn: string) => new AssociateWebACLCommand({ WebACLArn, ResourceArn });
  const [east, west] = [wafArn('webacl', 'login'), wafArn('webacl', 'login', secondary)];
  const bucket = 'arn:aws:s3:::bucket-of-somebody';

  test.each([
    ['a web ACL of another Region', associate(east, appArn(secondary)), invalidArn('RESOURCE_ARN', east)],
    ['the ARN of the primary', associate(west, appArn(primary)), invalidArn('RESOURCE_ARN', appArn(primary))],
    ['a pool that is not there', associate(west, appArn(secondary, aloneId)), nonexistent],
    ['a web ACL that is not there', associate(west.replace('login', 'nobody'), appArn(secondary)), nonexistent],
    [
      'a rule group',
      associate(wafArn('rulegroup', 'shared', secondary), appArn(secondary)),
      invalidArn('RESOURCE_ARN', wafArn('rulegroup', 'shared', secondary)),
    ],
    ['another resource', associate(west, bucket), invalidArn('RESOURCE_ARN', bucket)],
  ])('in the secondary is refused for %s', async (_what, command, error) => {
    expect(await refusalOf(start().waf(secondary).send(command))).toEqual(error);
  });

  test('with another Region is refused as the switch says', async () => {
    const { waf } = start({ switches: { firewallOfAnotherRegion: 'WAFNonexistentItemException' } });
    expect(await refusalOf(waf(secondary).send(associate(west, appArn(primary))))).toEqual(nonexistent);
  });

  test('does not outlive its replica', async () => {
    const { waf, cognito, wait } = start();
    const UserPoolId = appId;
    await cognito().send(new UpdateUserPoolReplicaCommand({ UserPoolId, RegionName: secondary, Status: 'INACTIVE' }));
    await cognito().send(new DeleteUserPoolReplicaCommand({ UserPoolId, RegionName: secondary }));
    wait(60 * 60_000);
    expect(await refusalOf(forPool(waf(secondary), appArn(secondary)))).toEqual(nonexistent);
    await cognito().send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName: secondary }));
    wait(60 * 60_000);
    expect(await forPool(waf(secondary), appArn(secondary))).toBeUndefined();
    expect((await forPool(waf(), appArn(primary)))?.Name).toBe('login');
  });

  test('waits for a replica that is being created', async () => {
    const [app, ...others] = surroundings.pools ?? [];
    const pools = [{ ...app!, replica: { region: secondary, status: 'CREATING' } as const }, ...others];
    expect(
      await refusalOf(
        start({ pools })
          .waf(secondary)
          .send(associate(west, appArn(secondary))),
      ),
    ).toEqual(nonexistent);
  });
});

describe('a call of AWS WAF', () => {
  const get = (region = primary) => new GetWebACLForResourceCommand({ ResourceArn: appArn(region) });

  test('needs a permission of each of the two services', async () => {
    const said = async (...only: string[]) => {
      try {
        await start({ permissions: [{ only }] })
          .waf()
          .send(get());
        return undefined;
      } catch (error) {
        return /perform: (\S+) on resource: (\S+)/.exec(String(error))?.slice(1);
      }
    };
    expect(await said('cognito-idp:*')).toEqual(['wafv2:GetWebACLForResource', appArn(primary)]);
    expect(await said('wafv2:*')).toEqual(['cognito-idp:GetWebACLForResource', appArn(primary)]);
    expect(await said('wafv2:GetWebACLForResource', 'cognito-idp:GetWebACLForResource')).toBeUndefined();
    const write = start({ permissions: [{ only: ['wafv2:*', 'cognito-idp:Get*'] }] }).waf();
    expect((await refusalOf(write.send(new DisassociateWebACLCommand({ ResourceArn: appArn(primary) }))))[1]).toContain(
      'cognito-idp:DisassociateWebACL',
    );
  });

  test.each([
    ['throttled', { name: 'ThrottlingException' }],
    ['serverError', { name: 'WAFInternalErrorException', $metadata: { httpStatusCode: 500 } }],
  ] as const)('meets the fault %s', async (kind, error) => {
    const { waf, simulation } = start({ faults: [{ kind, service: 'wafv2', region: secondary }] });
    await expect(waf(secondary).send(get(secondary))).rejects.toMatchObject(error);
    await expect(waf().send(get())).resolves.toHaveProperty('WebACL');
    expect(simulation.calls()).toMatchObject([
      { service: 'wafv2', operation: 'GetWebACLForResource', region: secondary },
      { region: primary },
    ]);
  });
});
