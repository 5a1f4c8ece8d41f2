import { describe, expect, test } from 'vitest';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { generateScenario } from '../../../src/simulator/generate.ts';
import { parseScenario, scenarioClientId, scenarioPoolId, ScenarioError, worldFromScenario } from '../../../src/simulator/scenario.ts';
import { ask, demoPoolId, now } from './requests.ts';

const smallest = {
  account: { id: '111122223333', name: 'small', accessKeys: ['AKIASMALL00000000001'] },
  regions: ['us-east-1', 'us-west-2'],
};
const pool = { name: 'a', region: 'us-east-1' };
const key = { name: 'k', region: 'us-east-1' };

/** The lines of what is said about a scenario; empty for a good one. */
function complaints(json: unknown): string[] {
  try {
    parseScenario(json);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.message.split('\n');
  }
}

test('the speed of the story shortens what a replica still takes', () => {
  const replica = { region: 'us-west-2', status: 'CREATING', startedMinutesAgo: 10, takesMinutes: 70 };
  const scenario = parseScenario({
    ...smallest,
    regions: ['us-east-1', 'us-west-2'],
    pools: [{ ...pool, replica }],
    timing: { speed: 60 },
  });
  const pools = worldFromScenario(scenario, { now }).accounts['111122223333']?.regions['us-west-2']?.userPools ?? {};
  expect(Object.values(pools)[0]?.replica?.settlesAt).toBe(now + 60_000);
});

describe('a scenario that cannot be told names the place', () => {
  test.each([
    ['not an object', [], 'The scenario must be an object, not a list'],
    ['no account', { regions: ['us-east-1'] }, 'account: is missing'],
    [
      'an unknown member',
      { ...smallest, pool: [] },
      'pool: is not known here (known: description, seed, account, regions, keys, pools, functions, webAcls, ruleGroups, ipSets, regexSets, emailIdentities, emailAccounts, smsAccounts, logGroups, deliveryStreams, buckets, healthChecks, provisionedLimits, faults, outages, switches, timing, permissions)',
    ],
    ['an account id', { ...smallest, account: { ...smallest.account, id: '12' } }, 'account.id: "12" does not match \\d{12}'],
    ['no Region', { ...smallest, regions: [] }, 'regions: must name at least one Region'],
    ['a Region twice', { ...smallest, regions: ['us-east-1', 'us-east-1'] }, 'regions[1]: there are two of us-east-1'],
    [
      'an invented Region',
      { ...smallest, pools: [pool, { ...pool, name: 'b', replica: { region: 'us-west-9', status: 'ACTIVE' } }] },
      /^pools\[1\]\.replica\.region: "us-west-9" is not a Region \(one of af-south-1, /,
    ],
    [
      'a Region outside the story',
      { ...smallest, pools: [{ ...pool, region: 'eu-west-1' }] },
      `pools[0].region: "eu-west-1" is not among this scenario's regions`,
    ],
    [
      'a replica at home',
      { ...smallest, pools: [{ ...pool, replica: { region: 'us-east-1', status: 'ACTIVE' } }] },
      `pools[0].replica.region: "us-east-1" is the pool's own Region`,
    ],
    [
      'a status',
      { ...smallest, pools: [{ ...pool, replica: { region: 'us-west-2', status: 'READY' } }] },
      'pools[0].replica.status: "READY" is not allowed (one of CREATING, INACTIVE, ACTIVE, DELETING)',
    ],
    [
      'half minutes',
      { ...smallest, pools: [{ ...pool, replica: { region: 'us-west-2', status: 'CREATING', takesMinutes: 1.5 } }] },
      'pools[0].replica.takesMinutes: must be a whole number, not 1.5',
    ],
    ['no key of that name', { ...smallest, pools: [{ ...pool, key: 'x' }] }, 'pools[0].key: "x" is not the name of a key of this scenario'],
    [
      'a key elsewhere',
      { ...smallest, keys: [key], pools: [{ ...pool, region: 'us-west-2', key: 'k' }] },
      `pools[0].key: "k" is not in us-west-2, the pool's Region`,
    ],
    ['a key twice', { ...smallest, keys: [key, key] }, 'keys[1]: there are two of k in us-east-1'],
    [
      'an alias twice in a Region',
      {
        ...smallest,
        keys: [
          { ...key, replicas: [{ region: 'us-west-2' }] },
          { ...key, region: 'us-west-2' },
        ],
      },
      'keys[1]: there are two of alias/k in us-west-2',
    ],
    [
      'a domain twice',
      {
        ...smallest,
        pools: [
          { ...pool, domain: { name: 'd' } },
          { ...pool, name: 'b', domain: { name: 'd' } },
        ],
      },
      'pools[1]: there are two of the domain d',
    ],
    [
      'a key replicated home',
      { ...smallest, keys: [{ ...key, replicas: [{ region: 'us-east-1' }] }] },
      `keys[0].replicas[0].region: "us-east-1" is the key's own Region`,
    ],
    [
      'a single-Region key with replicas',
      { ...smallest, keys: [{ ...key, multiRegion: false, replicas: [{ region: 'us-west-2' }] }] },
      'keys[0].multiRegion: is false although the key has replicas',
    ],
    [
      'a policy shorthand',
      { ...smallest, keys: [{ ...key, policy: 'open' }] },
      'keys[0].policy: "open" is not allowed (one of cognito, cognito-without-identitystore, default)',
    ],
    [
      'an invented trigger',
      { ...smallest, pools: [{ ...pool, triggers: { OnLogin: 'f' } }] },
      /^pools\[0\]\.triggers\.OnLogin: "OnLogin" is not allowed \(one of PreSignUp, /,
    ],
    [
      'a prefix domain with failover',
      { ...smallest, pools: [{ ...pool, domain: { name: 'shop', failover: { secondaryRegion: 'us-west-2', healthCheckId: 'h' } } }] },
      'pools[0].domain: "shop" is a prefix domain: only a custom domain has a certificate and failover',
    ],
    [
      'an app client twice',
      { ...smallest, pools: [{ ...pool, clients: [{ name: 'web' }, { name: 'web' }] }] },
      'pools[0].clients[1]: there are two of web',
    ],
    [
      'a user without an address',
      { ...smallest, pools: [{ ...pool, testUsers: [{ email: 'ana', password: 'Replicas-2026!' }] }] },
      /^pools\[0\]\.testUsers\[0\]\.email: "ana" does not match/,
    ],
    [
      'a user twice',
      {
        ...smallest,
        pools: [
          {
            ...pool,
            testUsers: [
              { email: 'a@b.example', password: 'Replicas-2026!' },
              { email: 'a@b.example', password: 'Replicas-2027!' },
            ],
          },
        ],
      },
      'pools[0].testUsers[1]: there are two of a@b.example',
    ],
    [
      'a way to sign in',
      { ...smallest, pools: [{ ...pool, clients: [{ name: 'web', flows: ['ALLOW_MAGIC'] }] }] },
      /^pools\[0\]\.clients\[0\]\.flows\[0\]: "ALLOW_MAGIC" is not allowed/,
    ],
    [
      'a health check with what belongs to another kind',
      { ...smallest, healthChecks: [{ name: 'a', kind: 'TCP', host: 'example.com', children: [] }] },
      'healthChecks[0].children: does not belong to the kind "TCP"',
    ],
    ['a health check of nothing', { ...smallest, healthChecks: [{ name: 'a', kind: 'HTTP' }] }, 'healthChecks[0].host: is missing'],
    [
      'a search for nothing',
      { ...smallest, healthChecks: [{ name: 'a', kind: 'HTTP_STR_MATCH', host: 'example.com' }] },
      'healthChecks[0].searchString: is missing',
    ],
    [
      'a child that is none',
      { ...smallest, healthChecks: [{ name: 'a', kind: 'CALCULATED', children: ['b'] }] },
      'healthChecks[0].children[0]: "b" is not the name of a health check of this scenario',
    ],
    [
      'two health checks of one id',
      { ...smallest, healthChecks: ['a', 'b'].map((name) => ({ name, id: 'x', kind: 'TCP', host: 'example.com' })) },
      'healthChecks[1]: there are two of x',
    ],
    [
      'an interval that Route 53 does not have',
      { ...smallest, healthChecks: [{ name: 'a', kind: 'TCP', host: 'example.com', interval: 20 }] },
      'healthChecks[0].interval: must be 10 or 30, not 20',
    ],
    [
      'an outage elsewhere',
      { ...smallest, outages: [{ region: 'eu-west-1', kind: 'hangs' }] },
      `outages[0].region: "eu-west-1" is not among this scenario's regions`,
    ],
    ['a fault kind', { ...smallest, faults: [{ kind: 'earthquake' }] }, /^faults\[0\]\.kind: "earthquake" is not allowed/],
    ['latency without a number', { ...smallest, faults: [{ kind: 'latency' }] }, 'faults[0].milliseconds: is missing'],
    ['a skew without a number', { ...smallest, faults: [{ kind: 'clockSkew' }] }, 'faults[0].milliseconds: is missing'],
    [
      'a latency that goes back',
      { ...smallest, faults: [{ kind: 'latency', milliseconds: -1 }] },
      'faults[0].milliseconds: must be at least 0, not -1',
    ],
    [
      'milliseconds of nothing',
      { ...smallest, faults: [{ kind: 'html', milliseconds: 5 }] },
      'faults[0].milliseconds: belongs to the kind "latency" or "clockSkew"',
    ],
    [
      'a rate of nothing',
      { ...smallest, faults: [{ kind: 'html', perSecond: 5 }] },
      'faults[0].perSecond: belongs to the kind "rateLimit"',
    ],
    ['too much chance', { ...smallest, faults: [{ kind: 'html', probability: 2 }] }, 'faults[0].probability: must be at most 1, not 2'],
    ['no number', { ...smallest, timing: { speed: 'fast' } }, 'timing.speed: must be a number, not "fast"'],
    [
      'half a number',
      { ...smallest, timing: { replicaKeyMilliseconds: 0.5 } },
      'timing.replicaKeyMilliseconds: must be a whole number, not 0.5',
    ],
    [
      'a permission without a service',
      { ...smallest, permissions: [{ only: ['ListUserPools'] }] },
      /^permissions\[0\]\.only\[0\]: "ListUserPools" does not match/,
    ],
    [
      'a permission elsewhere',
      { ...smallest, permissions: [{ region: 'eu-west-1', only: ['kms:*'] }] },
      `permissions[0].region: "eu-west-1" is not among this scenario's regions`,
    ],
    ['a switch', { ...smallest, switches: { awsOwnedKey: true } }, 'switches.awsOwnedKey: must be a text, not true'],
  ])('%s', (_what, json, message) => {
    const lines = complaints(json);
    expect(lines).toHaveLength(1);
    if (typeof message === 'string') expect(lines[0]).toBe(message);
    else expect(lines[0]).toMatch(message);
  });

  test('all problems are named at once', () => {
    expect(complaints({ ...smallest, pools: [{ name: 1 }], keys: 'none' })).toEqual([
      'pools[0].name: must be a text, not 1',
      'pools[0].region: is missing',
      'keys: must be a list, not "none"',
    ]);
  });

  test('the smallest scenario is fine', () => {
    expect(complaints(smallest)).toEqual([]);
  });
});

describe('ids', () => {
  test('are derived from names: another pool in the scenario changes none', () => {
    const scenario = parseScenario({ ...smallest, pools: [pool] });
    const larger = parseScenario({ ...smallest, pools: [{ ...pool, name: 'before' }, pool] });
    expect(scenarioPoolId(larger, pool as never)).toBe(scenarioPoolId(scenario, pool as never));
    expect(Object.keys(worldFromScenario(scenario, { now }).accounts['111122223333']?.regions['us-east-1']?.userPools ?? {})).toEqual([
      scenarioPoolId(scenario, pool as never),
    ]);
  });

  test('are different for a thousand pools', () => {
    const scenario = generateScenario({ poolsPerRegion: 60 });
    const pools = scenario.pools ?? [];
    expect(new Set(pools.map((each) => scenarioPoolId(scenario, each))).size).toBe(17 * 60);
  });

  test('of the demo do not change unnoticed: documents and screenshots name them', () => {
    expect(Object.fromEntries((demoScenario.pools ?? []).map(({ name }) => [name, demoPoolId(name)]))).toMatchInlineSnapshot(`
      {
        "admin-console": "us-west-2_OXyaYos2x",
        "bookings": "eu-central-1_y3u70bKlP",
        "customer-login": "us-east-1_TPOjPV5VU",
        "field-service": "ap-northeast-1_6xYqGFKDB",
        "internal-tools": "us-east-1_M3VK1Yo2Q",
        "legacy-mobile": "eu-west-1_mdSt5U4Op",
        "newsletter": "us-east-1_KfUT4QTtJ",
        "partner-portal": "eu-west-1_m0XFGsmsQ",
        "staff-directory": "us-west-2_fP4tGYfMs",
        "storefront": "us-east-1_8S27rm6aS",
      }
    `);
  });
});

describe('app clients and users', () => {
  const story = parseScenario({
    ...smallest,
    pools: [
      {
        ...pool,
        clients: [{ name: 'web' }, { name: 'backend', secret: true, flows: ['ALLOW_USER_SRP_AUTH'] }],
        testUsers: [
          { email: 'a@b.example', password: 'Replicas-2026!', attributes: { name: 'A' }, groups: ['g'], mfa: 'sms' },
          { email: 'c@b.example', password: 'Replicas-2026!', status: 'UNCONFIRMED', disabled: true },
        ],
      },
    ],
  });
  const changes = { accessKeyId: smallest.account.accessKeys[0] };
  const world = worldFromScenario(story, { now });
  const UserPoolId = scenarioPoolId(story, pool as never);
  const describeUser = (Username: string) => ask(world, 'cognito-idp', 'AdminGetUser', { UserPoolId, Username }, changes);

  test('are told in a few words', () => {
    const ClientId = scenarioClientId(story, pool as never, 'backend');
    expect(ask(world, 'cognito-idp', 'DescribeUserPoolClient', { UserPoolId, ClientId }, changes)).toMatchObject({
      UserPoolClient: {
        ClientName: 'backend',
        ClientSecret: expect.stringMatching(/^[a-z0-9]{51}$/) as string,
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
      },
    });
    expect(describeUser('a@b.example')).toMatchObject({
      Enabled: true,
      UserStatus: 'CONFIRMED',
      PreferredMfaSetting: 'SMS_MFA',
      UserAttributes: expect.arrayContaining([
        { Name: 'name', Value: 'A' },
        { Name: 'email_verified', Value: 'true' },
      ]) as unknown,
    });
    expect(describeUser('c@b.example')).toMatchObject({ Enabled: false, UserStatus: 'UNCONFIRMED' });
  });

  test('the password stays in the scenario', () => {
    expect(JSON.stringify(world)).not.toContain('Replicas-2026!');
  });
});
