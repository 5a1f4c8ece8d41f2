// What surrounds the pools of the demo in their two Regions: where they are alike, and the differences that it is there to show.
import { describe, expect, test } from 'vitest';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { ask, demoPoolId, demoWorld } from './requests.ts';

const account = demoScenario.account.id;
const world = demoWorld();

/** A pool of the demo with its two Regions. */
function pair(name: string) {
  const pool = demoScenario.pools?.find((each) => each.name === name);
  if (!pool?.replica) throw new Error(`${name} has no replica.`);
  return { id: demoPoolId(name), primary: pool.region, secondary: pool.replica.region, status: pool.replica.status };
}

interface Described {
  readonly UserPool: {
    readonly LambdaConfig: Readonly<Record<string, string | { LambdaArn: string }>>;
    readonly VerificationMessageTemplate: Readonly<Record<string, string>>;
  };
}
interface FunctionReply {
  /** Of a refusal. */
  readonly message?: string;
  readonly Configuration?: {
    readonly CodeSha256: string;
    readonly MemorySize: number;
    readonly Layers?: readonly { readonly Arn: string }[];
    readonly Environment?: { readonly Variables: Readonly<Record<string, string>> };
  };
}

/** A value with the Region of its ARNs and addresses left out. */
const anywhere = (value: unknown, region: string): unknown => JSON.parse(JSON.stringify(value ?? null).replaceAll(region, '{region}'));

/** Everything that a Region says of a pool, as far as the two can be compared. */
function regionOf(name: string, region: string) {
  const { id } = pair(name);
  const read = (service: string, operation: string, input: object): unknown => ask(world, service, operation, input, { region });
  const arn = `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
  const { UserPool } = read('cognito-idp', 'DescribeUserPool', { UserPoolId: id }) as Described;
  const triggers = Object.fromEntries(
    Object.entries(UserPool.LambdaConfig).map(([trigger, value]) => {
      const FunctionName = typeof value === 'string' ? value : value.LambdaArn;
      const { Configuration: code, message } = read('lambda', 'GetFunction', { FunctionName }) as FunctionReply;
      const { Policy = '' } = read('lambda', 'GetPolicy', { FunctionName }) as { Policy?: string };
      return [
        trigger,
        {
          function: FunctionName,
          refused: message,
          code: code?.CodeSha256,
          memory: code?.MemorySize,
          layers: code?.Layers?.map(({ Arn }) => Arn),
          environment: code?.Environment?.Variables,
          mayBeCalled: Policy.includes(arn),
        },
      ];
    }),
  );
  const { WebACL } = read('wafv2', 'GetWebACLForResource', { ResourceArn: arn }) as { WebACL?: { Name: string; Rules: unknown } };
  const { LogDeliveryConfiguration } = read('cognito-idp', 'GetLogDeliveryConfiguration', { UserPoolId: id }) as {
    LogDeliveryConfiguration: { LogConfigurations: unknown[] };
  };
  const limit = (Category: string) =>
    (
      read('cognito-idp', 'GetProvisionedLimit', {
        LimitDefinition: { LimitClass: 'API_CATEGORY', Attributes: { Category } },
      }) as { Limit: { ProvisionedLimitValue: number } }
    ).Limit.ProvisionedLimitValue;
  return {
    triggers,
    webAcl: WebACL && { name: WebACL.Name, rules: WebACL.Rules },
    logs: LogDeliveryConfiguration.LogConfigurations,
    messages: UserPool.VerificationMessageTemplate,
    limits: [limit('UserAuthentication'), limit('UserFederation')],
  };
}

const bothOf = (name: string) => {
  const { primary, secondary } = pair(name);
  return [regionOf(name, primary), regionOf(name, secondary)] as const;
};
/** Without what names the Region; ids of what AWS WAF has are of one Region too. */
const comparable = (name: string, region: string) => {
  const said = JSON.stringify(anywhere(regionOf(name, region), region));
  return JSON.parse(said.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}')) as unknown;
};

describe('every trigger of the demo', () => {
  // The replica of partner-portal is not there yet, and the key of the replica of bookings is disabled.
  const answering = ['customer-login', 'storefront', 'staff-directory', 'legacy-mobile', 'admin-console'];

  test.each(answering.filter((name) => name !== 'storefront'))('of %s has its function, which lets the pool call', (name) => {
    for (const side of bothOf(name)) {
      for (const { refused, mayBeCalled } of Object.values(side.triggers)) expect([refused, mayBeCalled]).toEqual([undefined, true]);
    }
  });

  test.each(['partner-portal', 'bookings'])('of the primary of %s has its function', (name) => {
    const { triggers, webAcl } = regionOf(name, pair(name).primary);
    expect(Object.values(triggers).map(({ refused, mayBeCalled }) => [refused, mayBeCalled])).not.toContainEqual([undefined, false]);
    expect(webAcl?.name).toBe('booking-protection');
  });
});

describe.each(['customer-login', 'staff-directory', 'admin-console'])('%s', (name) => {
  test('has the same in both Regions', () => {
    const { primary, secondary } = pair(name);
    expect(comparable(name, secondary)).toEqual(comparable(name, primary));
    expect(regionOf(name, primary).webAcl?.name).toBe('login-protection');
  });
});

describe('storefront', () => {
  const [primary, secondary] = bothOf('storefront');

  test('has a trigger less in the secondary, and one that points to the primary’s Region', () => {
    expect(Object.keys(primary.triggers)).toContain('CustomMessage');
    expect(Object.keys(secondary.triggers)).not.toContain('CustomMessage');
    expect(secondary.triggers['PreSignUp']).toMatchObject({
      function: `arn:aws:lambda:us-east-1:${account}:function:invitation-check`,
      refused: `Functions from 'us-east-1' are not reachable in this region ('us-west-2')`,
    });
  });

  test('has a function of the same name with other code and a table of the primary’s Region', () => {
    const [here, there] = [primary.triggers['PostConfirmation'], secondary.triggers['PostConfirmation']];
    expect(anywhere(here?.function, 'us-east-1')).toBe(anywhere(there?.function, 'us-west-2'));
    expect(there?.code).not.toBe(here?.code);
    expect(there?.environment).toMatchObject({ TABLE_ARN: `arn:aws:dynamodb:us-east-1:${account}:table/carts` });
    expect([here?.mayBeCalled, there?.mayBeCalled]).toEqual([true, true]);
  });

  test('has another function for another trigger', () => {
    const names = [primary, secondary].map(({ triggers }) => triggers['PreTokenGeneration']?.function.split(':').at(-1));
    expect(names).toEqual(['claims', 'claims-v2']);
  });

  test('has no web ACL and no log delivery in the secondary', () => {
    expect([primary.webAcl?.name, secondary.webAcl]).toEqual(['shop-protection', undefined]);
    expect([primary.logs.length, secondary.logs.length]).toEqual([1, 0]);
  });

  test('has a text in the secondary that is behind', () => {
    expect([primary, secondary].map(({ messages }) => messages['EmailSubject'])).toEqual([
      'Your code for the new Storefront',
      'Your code for Storefront',
    ]);
  });

  test('has what a repair needs: the web ACL and the log group are in the secondary too', () => {
    const west = { region: 'us-west-2' };
    const { WebACLs } = ask(world, 'wafv2', 'ListWebACLs', { Scope: 'REGIONAL' }, west) as { WebACLs: { Name: string }[] };
    expect(WebACLs.map(({ Name }) => Name)).toContain('shop-protection');
    const groups = ask(world, 'logs', 'DescribeLogGroups', { logGroupNamePrefix: '/aws/vendedlogs/cognito/storefront' }, west);
    expect(groups).toMatchObject({ logGroups: [{ retentionInDays: 30 }] });
  });
});

test('legacy-mobile has a web ACL with one changed rule, and a lower request limit in the secondary', () => {
  const [primary, secondary] = bothOf('legacy-mobile');
  const rules = (side: typeof primary) => side.webAcl?.rules as Readonly<Record<string, unknown>>[];
  const changed = rules(primary).filter((rule, index) => JSON.stringify(rule) !== JSON.stringify(rules(secondary)[index]));
  expect(changed.map(({ Name }) => Name)).toEqual(['rate']);
  expect([primary.limits, secondary.limits]).toEqual([
    [200, 25],
    [120, 25],
  ]);
});

test('no other replicated pool has a lower request limit in its secondary', () => {
  const lower = (demoScenario.pools ?? [])
    .filter(({ replica }) => replica && replica.status !== 'CREATING')
    .filter(({ name, region, replica }) => {
      const limits = [region, replica?.region ?? ''].map((each) => demoScenario.provisionedLimits?.[each]?.['UserAuthentication'] ?? 120);
      return name !== 'legacy-mobile' && (limits[1] ?? 0) < (limits[0] ?? 0);
    });
  expect(lower).toEqual([]);
});
