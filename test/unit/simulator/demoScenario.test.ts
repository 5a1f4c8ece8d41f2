import { describe, expect, test } from 'vitest';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { ask, demoAccessKey, demoClientId, demoPoolId, demoWorld } from './requests.ts';

describe('the demo', () => {
  const describePool = (name: string, region: string) =>
    (
      ask(demoWorld(), 'cognito-idp', 'DescribeUserPool', { UserPoolId: demoPoolId(name) }, { region }) as {
        UserPool: Record<string, unknown>;
      }
    ).UserPool;

  test('belongs to account 111122223333 by its access key', () => {
    expect(demoScenario.account).toMatchObject({ id: '111122223333', name: 'demo', accessKeys: [demoAccessKey] });
  });

  test('storefront differs between its Regions in triggers, sender, tags and a text that is behind only', () => {
    const [primary, replica] = [describePool('storefront', 'us-east-1'), describePool('storefront', 'us-west-2')];
    const differing = Object.keys(primary).filter((name) => JSON.stringify(primary[name]) !== JSON.stringify(replica[name]));
    expect(differing.sort()).toEqual([
      'Arn',
      'CreationDate',
      'KeyConfiguration',
      'LambdaConfig',
      'UserPoolTags',
      'VerificationMessageTemplate',
    ]);
    expect(replica['EmailConfiguration']).toMatchObject({ SourceArn: 'arn:aws:ses:us-east-1:111122223333:identity/example.com' });
  });

  test('customer-login keeps secrets that are easy to find where they should not be', () => {
    const UserPoolId = demoPoolId('customer-login');
    const secretOf = (ProviderName: string, region: string) =>
      (
        ask(demoWorld(), 'cognito-idp', 'DescribeIdentityProvider', { UserPoolId, ProviderName }, { region }) as {
          IdentityProvider: { ProviderDetails: Record<string, string> };
        }
      ).IdentityProvider.ProviderDetails['client_secret'];
    for (const region of ['us-east-1', 'us-west-2']) {
      expect([secretOf('PartnerOIDC', region), secretOf('Google', region)]).toEqual([
        'planted-provider-secret-7c1e',
        'planted-google-secret-41b9',
      ]);
    }
    expect(
      ask(demoWorld(), 'cognito-idp', 'DescribeUserPoolClient', { UserPoolId, ClientId: demoClientId('customer-login', 'backend') }),
    ).toMatchObject({ UserPoolClient: { ClientSecret: '6zzfof5rhsojfky5mg3m1s5w1f7o7w6ouq3din6liezh1rzj6yr' } });
  });

  test('customer-login is of a stack, which tagged the primary only; storefront says that it is Terraform’s', () => {
    const stack = {
      'aws:cloudformation:stack-name': 'identity-prod',
      'aws:cloudformation:stack-id':
        'arn:aws:cloudformation:us-east-1:111122223333:stack/identity-prod/5d2f6c80-5f1b-11f1-9c3e-0e4a7b6d2c15',
      'aws:cloudformation:logical-id': 'CustomerLogin',
    };
    const own = { team: 'identity', stage: 'production' };
    expect(describePool('customer-login', 'us-east-1')['UserPoolTags']).toEqual({ ...own, ...stack });
    expect(describePool('customer-login', 'us-west-2')['UserPoolTags']).toEqual(own);
    expect(describePool('storefront', 'us-east-1')['UserPoolTags']).toMatchObject({ ManagedBy: 'terraform' });
  });

  test('bookings has failover routing on while its replica is INACTIVE and its key replica is disabled', () => {
    const { UserPoolReplicas } = ask(
      demoWorld(),
      'cognito-idp',
      'ListUserPoolReplicas',
      { UserPoolId: demoPoolId('bookings') },
      { region: 'eu-central-1' },
    ) as { UserPoolReplicas: unknown[] };
    expect(UserPoolReplicas).toMatchObject([{ Status: 'ACTIVE' }, { RegionName: 'eu-west-1', Status: 'INACTIVE' }]);
    expect(ask(demoWorld(), 'kms', 'DescribeKey', { KeyId: 'alias/bookings-data' }, { region: 'eu-west-1' })).toMatchObject({
      KeyMetadata: { KeyState: 'Disabled' },
    });
  });

  test('the policy of a key names the pools that use it, in both Regions, for both service principals', () => {
    const { Policy } = ask(demoWorld(), 'kms', 'GetKeyPolicy', {
      KeyId: worldKey('customer-data'),
    }) as { Policy: string };
    expect(JSON.parse(Policy)).toMatchObject({
      Statement: [
        {
          Principal: { Service: ['cognito-idp.amazonaws.com', 'identitystore.amazonaws.com'] },
          Condition: {
            ArnEquals: {
              'aws:SourceArn': ['customer-login', 'storefront'].flatMap((name) =>
                ['us-east-1', 'us-west-2'].map((region) => `arn:aws:cognito-idp:${region}:111122223333:userpool/${demoPoolId(name)}`),
              ),
            },
          },
        },
        {},
        {},
        {},
        {},
      ],
    });
  });
});

function worldKey(alias: string): string {
  return demoWorld().accounts['111122223333']?.regions['us-east-1']?.aliases[`alias/${alias}`] ?? '';
}
