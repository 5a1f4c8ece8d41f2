import { describe, expect, it } from 'vitest';
import { propertyAt } from '../../../src/iac/propertyAt.ts';
import { replicationProperties } from '../../../src/domain/replicationProperties.ts';

/** The property at `|`, as `Block.Name`. */
function at(text: string): string | undefined {
  const place = text.indexOf('|');
  const before = text.slice(0, place).split('\n');
  const lines = text.replace('|', '').split('\n');
  const property = propertyAt({ lineAt: (line) => lines[line] ?? '' }, before.length - 1, before.at(-1)?.length ?? 0);
  return property && [property.within, property.name].filter(Boolean).join('.');
}

describe('the replication property at a place', () => {
  it.each<[string, string, string | undefined]>([
    ['a value', '      UserPoolTier: PL|US', 'UserPoolTier'],
    ['a name', '      User|PoolTier: PLUS', 'UserPoolTier'],
    ['nothing typed yet', '      DeletionProtection: |', 'DeletionProtection'],
    ['JSON', '  "UserPoolTier": "|"', 'UserPoolTier'],
    ['Terraform', '  user_pool_tier = "|"', 'UserPoolTier'],
    ['TypeScript', "  userPoolTier: '|',", 'UserPoolTier'],
    ['Python', '  user_pool_tier="|"', 'UserPoolTier'],
    ['on one line with others', 'Properties: { UserPoolId: !Ref Pool, RegionName: us-|west-2 }', 'RegionName'],
    ['in its block', 'IssuerConfiguration:\n  Type: UP|DATED', 'IssuerConfiguration.Type'],
    ['in its block on one line', 'issuer_configuration = { type = "|" }', 'IssuerConfiguration.Type'],
    ['in a struct of Python', 'issuer_configuration=cognito.CfnUserPool.IssuerConfigurationProperty(type="|")', 'IssuerConfiguration.Type'],
    [
      'below the type of its resource',
      '  Regional:\n    Type: AWS::Cognito::UserPoolRegionalConfigurationAttachment\n    Properties:\n      Status: |',
      'UserPoolRegionalConfigurationAttachment.Status',
    ],
    [
      'in a block of Terraform',
      'resource "awscc_cognito_user_pool_regional_configuration_attachment" "a" {\n  status = "|"',
      'UserPoolRegionalConfigurationAttachment.Status',
    ],
    ['a name that many have', 'Outputs:\n  Pool:\n    Type: |', undefined],
    ['a status of something else', '  Rule:\n    Type: AWS::S3::Bucket\n    Properties:\n      Status: |', undefined],
    ['no property', '  # RegionName is |', undefined],
  ])('%s', (_what, text, property) => {
    expect(at(text)).toBe(property);
  });

  it('is explained by a page of AWS, each of them', () => {
    expect(replicationProperties.filter(({ page }) => !page.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
  });
});
