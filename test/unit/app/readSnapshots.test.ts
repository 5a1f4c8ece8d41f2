// What a comparison of the two Regions of a pool reads, and when: by the calls that reached the simulated AWS. The request limits hold here too, so that one reading takes
// some seconds; readings that do not depend on one another run at once.
import { beforeAll, describe, expect, it } from 'vitest';
import { readSnapshots, type ReplicatedPool } from '../../../src/app/readSnapshots.ts';
import type { PoolSnapshots } from '../../../src/domain/parity/snapshot.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { worldFromScenario } from '../../../src/simulator/scenario.ts';
import { type Recorded, recorded } from '../../support/recorded.ts';
import { factsIn } from '../../support/snapshotFacts.ts';
import { realClock } from '../../support/simulated.ts';
import { demoPoolId } from '../simulator/requests.ts';

const account = demoScenario.account.id;

function replicated(name: string): ReplicatedPool {
  const pool = demoScenario.pools?.find((each) => each.name === name);
  if (!pool?.replica) throw new Error(`${name} has no replica.`);
  return { id: demoPoolId(name), name, primaryRegion: pool.region, secondaryRegion: pool.replica.region };
}

interface Reading {
  readonly snapshots: PoolSnapshots;
  readonly sent: Recorded['sent'];
  readonly took: number;
}

async function read(
  name: string,
  faults: readonly Fault[] = [],
  signal = new AbortController().signal,
  scenario: Scenario = demoScenario,
): Promise<Reading> {
  const world = worldFromScenario({ ...scenario, faults: [] }, { now: Date.now() });
  const start = Date.now();
  const { connection, sent } = recorded({ ...world, faults });
  const snapshots = await readSnapshots(connection.regionReader, replicated(name), account, realClock, signal);
  connection.dispose();
  return { snapshots, sent, took: Date.now() - start };
}

/** How often each operation was called in a Region. */
function countsOf({ sent }: Reading, region: string, before = Infinity): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { call } of sent.filter((each) => each.region === region && each.after < before)) counts[call] = (counts[call] ?? 0) + 1;
  return counts;
}

/** What customer-login takes in each of its Regions: it has a bit of everything. */
const customerLogin = {
  'cognito-idp:DescribeUserPool': 1,
  'cognito-idp:GetUserPoolMfaConfig': 1,
  'cognito-idp:DescribeRiskConfiguration': 1,
  'cognito-idp:GetLogDeliveryConfiguration': 1,
  'cognito-idp:GetProvisionedLimit': 4,
  'cognito-idp:ListUserPoolClients': 1,
  'cognito-idp:DescribeUserPoolClient': 2,
  'cognito-idp:DescribeManagedLoginBrandingByClient': 2,
  'cognito-idp:ListIdentityProviders': 1,
  'cognito-idp:DescribeIdentityProvider': 2,
  'cognito-idp:ListGroups': 1,
  'cognito-idp:ListResourceServers': 1,
  'cognito-idp:ListTerms': 1,
  'cognito-idp:DescribeTerms': 2,
  'cognito-idp:DescribeUserPoolDomain': 1,
  'wafv2:GetWebACLForResource': 1,
  'wafv2:GetLoggingConfiguration': 1,
  'wafv2:GetRuleGroup': 1,
  'wafv2:GetIPSet': 1,
  'wafv2:GetRegexPatternSet': 1,
  'lambda:GetFunctionConfiguration': 3,
  'lambda:GetPolicy': 3,
  'lambda:GetFunctionConcurrency': 3,
  'ses:GetEmailIdentity': 1,
  'ses:GetAccount': 1,
  'sns:GetSMSSandboxAccountStatus': 1,
  'logs:DescribeLogGroups': 1,
  'firehose:DescribeDeliveryStream': 1,
} as const;
type Operation = keyof typeof customerLogin;
const operations = Object.keys(customerLogin) as Operation[];

/** What cannot be asked before an operation has answered. Everything else must not wait for it. */
const followers: Partial<Record<Operation, readonly Operation[]>> = {
  'cognito-idp:DescribeUserPool': [
    'cognito-idp:DescribeUserPoolDomain',
    'lambda:GetFunctionConfiguration',
    'lambda:GetPolicy',
    'lambda:GetFunctionConcurrency',
    'ses:GetEmailIdentity',
    'ses:GetAccount',
    'sns:GetSMSSandboxAccountStatus',
  ],
  'cognito-idp:GetLogDeliveryConfiguration': ['logs:DescribeLogGroups', 'firehose:DescribeDeliveryStream'],
  'cognito-idp:ListUserPoolClients': ['cognito-idp:DescribeUserPoolClient', 'cognito-idp:DescribeManagedLoginBrandingByClient'],
  'cognito-idp:ListIdentityProviders': ['cognito-idp:DescribeIdentityProvider'],
  'cognito-idp:ListTerms': ['cognito-idp:DescribeTerms'],
  'wafv2:GetWebACLForResource': ['wafv2:GetLoggingConfiguration', 'wafv2:GetRuleGroup', 'wafv2:GetIPSet', 'wafv2:GetRegexPatternSet'],
  'wafv2:GetRuleGroup': ['wafv2:GetIPSet', 'wafv2:GetRegexPatternSet'],
};

const faultOf = (call: Operation, kind: Fault['kind']): Fault => {
  const [service, operation] = call.split(':');
  return { kind, region: 'us-west-2', ...(service && { service }), ...(operation && { operation }) };
};

const without = (operation: Operation): Record<string, number> =>
  Object.fromEntries(Object.entries(customerLogin).filter(([name]) => !followers[operation]?.includes(name as Operation)));

const denied = new Map<Operation, Reading>();
const held = new Map<Operation, Reading>();
const dead = new Map<Fault['kind'], Reading>();
let whole: Reading;
let storefront: Reading;
let notThere: Reading;

beforeAll(async () => {
  const readings: Promise<unknown>[] = [
    read('customer-login').then((reading) => (whole = reading)),
    read('storefront').then((reading) => (storefront = reading)),
    read('partner-portal').then((reading) => (notThere = reading)),
  ];
  for (const kind of ['neverAnswers', 'refusesConnection'] as const)
    readings.push(read('customer-login', [{ kind, region: 'us-west-2' }]).then((reading) => dead.set(kind, reading)));
  for (const operation of operations) {
    readings.push(read('customer-login', [faultOf(operation, 'accessDenied')]).then((reading) => denied.set(operation, reading)));
    readings.push(read('customer-login', [faultOf(operation, 'neverAnswers')]).then((reading) => held.set(operation, reading)));
  }
  await Promise.all(readings);
}, 90_000);

describe('a comparison', () => {
  it('asks each Region for everything, and for nothing twice', () => {
    expect(countsOf(whole, 'us-east-1')).toEqual(customerLogin);
    expect(countsOf(whole, 'us-west-2')).toEqual(customerLogin);
    for (const { sent } of [whole, storefront]) expect(new Set(sent.map(({ request }) => request)).size).toBe(sent.length);
  });

  it('knows everything of a pool that may be read', () => {
    const facts = [...factsIn(whole.snapshots.primary), ...factsIn(whole.snapshots.secondary)];
    expect(facts.filter(([, { state }]) => state === 'unknown')).toEqual([]);
    const { secondary } = whole.snapshots;
    expect([...secondary.functions.keys()].sort()).toEqual(['CustomMessage', 'PostConfirmation', 'PreTokenGeneration']);
    expect(secondary.functions.get('PreTokenGeneration')).toMatchObject({ eventVersion: 'V1_0' });
    expect(secondary.webAcl).toMatchObject({ value: { name: 'login-protection', content: { value: { references: { size: 3 } } } } });
    expect(secondary.terms).toMatchObject({ value: { more: false } });
    expect([...(secondary.terms.state === 'known' ? secondary.terms.value.items.keys() : [])]).toEqual([
      expect.stringContaining('· web'),
      expect.stringContaining('· web'),
    ]);
  });

  it('keeps no secret and no value of an environment variable', () => {
    const values = demoScenario.functions?.flatMap((each) => Object.values(each.environment ?? {})) ?? [];
    // As whole texts; or what follows the Region and the account in them.
    const kept = values.map((value) => (value.includes('}') ? (value.split('}').at(-1) ?? '') : JSON.stringify(value)));
    expect(kept.filter((value) => value.length > 5).length).toBeGreaterThan(2);
    const asList = (_name: string, value: unknown): unknown => (value instanceof Map ? [...(value as Map<string, unknown>)] : value);
    const text = [whole, storefront].map(({ snapshots }) => JSON.stringify(snapshots, asList)).join();
    expect(text).not.toContain('planted-');
    for (const value of kept.filter((each) => each.length > 5)) expect(text).not.toContain(value);
  });

  it('does not ask a Region for a function of the other one, nor twice for a sender that both Regions use', () => {
    const preSignUp = storefront.snapshots.secondary.functions.get('PreSignUp');
    expect(preSignUp).toMatchObject({ configuration: { state: 'absent' }, policy: { state: 'absent' } });
    const asked = storefront.sent.filter(({ call, region }) => call === 'lambda:GetPolicy' && region === 'us-west-2');
    expect(asked.map(({ request }) => /functions\/[^/]*%3A([\w-]+)\/policy/.exec(request)?.[1]).sort()).toEqual([
      'claims',
      'claims-v2',
      'invitation-check',
      'open-cart',
      'welcome-mail',
    ]);
    expect(storefront.sent.filter(({ call }) => call.startsWith('ses:')).map(({ call, region }) => `${region} ${call}`)).toEqual([
      'us-east-1 ses:GetEmailIdentity',
      'us-east-1 ses:GetAccount',
    ]);
    expect(storefront.snapshots.secondary.email.identity).toMatchObject({ value: { region: 'us-east-1', verified: true } });
  });

  it('looks in the secondary Region for what has the name of the primary’s, where the replica points to something else', () => {
    const { namesakes } = storefront.snapshots;
    expect(namesakes?.webAcl).toMatchObject({ value: { name: 'shop-protection' } });
    expect([...(namesakes?.functions ?? [])].map(([trigger, { configuration }]) => [trigger, configuration.state]).sort()).toEqual([
      ['CustomMessage', 'known'],
      ['PreSignUp', 'absent'],
      ['PreTokenGeneration', 'known'],
    ]);
    // There is nothing to look for where the Regions are alike, or where one of them said nothing.
    expect(whole.snapshots.namesakes).toEqual({ functions: new Map() });
    expect(notThere.snapshots.namesakes).toEqual({ functions: new Map() });
  });

  it('compares environment variables across Regions by digests', () => {
    const variables = (side: 'primary' | 'secondary', trigger: string) => {
      const configuration = storefront.snapshots[side].functions.get(trigger)?.configuration;
      return configuration?.state === 'known' ? configuration.value.environment : new Map<string, never>();
    };
    const [here, there] = [variables('primary', 'PostConfirmation'), variables('secondary', 'PostConfirmation')];
    expect(there.get('TABLE_ARN')).toEqual(here.get('TABLE_ARN'));
    expect(there.get('TABLE_ARN')?.regions).toEqual(['us-east-1']);
  });
});

describe('one operation of the secondary Region', () => {
  it.each(operations)('%s that is refused makes its own facts unknown, with the permission, and no others', (operation) => {
    const { snapshots } = denied.get(operation)!;
    expect(snapshots.primary.pool.state).toBe('known');
    expect(factsIn(snapshots.primary).filter(([, { state }]) => state === 'unknown')).toEqual([]);
    const unknowns = factsIn(snapshots.secondary).filter(([, { state }]) => state === 'unknown');
    expect(unknowns.length).toBeGreaterThan(0);
    for (const [, fact] of unknowns) expect(fact).toMatchObject({ failure: { reason: 'accessDenied', operation, region: 'us-west-2' } });
    expect(unknowns.map(([path]) => path)).toEqual(factsOfOperation[operation]);
    // What is known is what was known, and nothing has gone but what stands below an unknown fact.
    const states = (of: PoolSnapshots) => new Map(factsIn(of.secondary).map(([path, { state }]) => [path, state]));
    const before = states(whole.snapshots);
    for (const [path, state] of states(snapshots)) expect([path, state]).toEqual([path, state === 'unknown' ? state : before.get(path)]);
  });

  it.each(operations)('%s that does not answer holds up only what follows from it', (operation) => {
    const reading = held.get(operation)!;
    expect(countsOf(reading, 'us-east-1')).toEqual(customerLogin);
    expect(countsOf(reading, 'us-west-2', 7_500)).toEqual(without(operation));
    expect(reading.took).toBeLessThan(15_000);
  });
});

/** The facts of a Region that an operation fills. */
const factsOfOperation: Record<Operation, readonly string[]> = {
  'cognito-idp:DescribeUserPool': ['pool', 'email.identity', 'email.account', 'sms.account', 'domain'],
  'cognito-idp:GetUserPoolMfaConfig': ['mfa'],
  'cognito-idp:DescribeRiskConfiguration': ['threatProtection'],
  'cognito-idp:GetLogDeliveryConfiguration': ['logs'],
  'cognito-idp:GetProvisionedLimit': ['UserAuthentication', 'UserFederation', 'UserToken', 'ClientAuthentication'].map(
    (category) => `requestLimits.${category}`,
  ),
  'cognito-idp:ListUserPoolClients': ['appClients', 'branding'],
  'cognito-idp:DescribeUserPoolClient': ['appClients'],
  'cognito-idp:DescribeManagedLoginBrandingByClient': ['branding'],
  'cognito-idp:ListIdentityProviders': ['identityProviders'],
  'cognito-idp:DescribeIdentityProvider': ['identityProviders'],
  'cognito-idp:ListGroups': ['groups'],
  'cognito-idp:ListResourceServers': ['resourceServers'],
  'cognito-idp:ListTerms': ['terms'],
  'cognito-idp:DescribeTerms': ['terms'],
  'cognito-idp:DescribeUserPoolDomain': ['domain'],
  'wafv2:GetWebACLForResource': ['webAcl'],
  'wafv2:GetLoggingConfiguration': ['webAcl.logging'],
  'wafv2:GetRuleGroup': [expect.stringMatching(/^webAcl\.content\.references\.arn:.*rulegroup\/bad-clients/) as string],
  'wafv2:GetIPSet': [expect.stringMatching(/^webAcl\.content\.references\.arn:.*ipset\/offices/) as string],
  'wafv2:GetRegexPatternSet': [expect.stringMatching(/^webAcl\.content\.references\.arn:.*regexpatternset\/probes/) as string],
  'lambda:GetFunctionConfiguration': ofTriggers('configuration'),
  'lambda:GetPolicy': ofTriggers('policy'),
  'lambda:GetFunctionConcurrency': ofTriggers('reservedConcurrency'),
  'ses:GetEmailIdentity': ['email.identity'],
  'ses:GetAccount': ['email.account'],
  'sns:GetSMSSandboxAccountStatus': ['sms.account'],
  'logs:DescribeLogGroups': ['logs.0.destination.exists'],
  'firehose:DescribeDeliveryStream': ['logs.1.destination.exists'],
};

function ofTriggers(part: string): string[] {
  return ['CustomMessage', 'PostConfirmation', 'PreTokenGeneration'].map((trigger) => `functions.${trigger}.${part}`);
}

describe('a secondary Region', () => {
  it.each<Fault['kind']>(['neverAnswers', 'refusesConnection'])(
    'that is dead (%s) is unknown within 10 s, and the primary is known',
    (kind) => {
      const { snapshots, took } = dead.get(kind)!;
      expect(took).toBeLessThan(10_000);
      expect(factsIn(snapshots.primary).filter(([, { state }]) => state === 'unknown')).toEqual([]);
      const facts = factsIn(snapshots.secondary);
      expect(facts.length).toBeGreaterThan(12);
      const reason = kind === 'neverAnswers' ? 'timeout' : 'unreachable';
      for (const [path, fact] of facts) expect([path, fact]).toMatchObject([path, { state: 'unknown', failure: { reason } }]);
    },
  );

  it('without the replica is unknown and not taken for one that has nothing', () => {
    const { snapshots } = notThere;
    const known = factsIn(snapshots.secondary).filter(([, { state }]) => state !== 'unknown');
    // Request limits are the account's.
    expect(known.map(([path]) => path).filter((path) => !path.startsWith('requestLimits'))).toEqual([]);
  });
});

describe('a bucket that logs go to', () => {
  /** The demo, where customer-login sends its sign-ins to buckets. */
  const sendingTo = (here: string, there: string): Scenario => {
    const logs = (bucket: string) => [{ source: 'userAuthEvents', bucket } as const];
    const pools = (demoScenario.pools ?? []).map((pool) =>
      pool.name === 'customer-login' && pool.replica
        ? { ...pool, logs: logs(here), replica: { ...pool.replica, differs: { logs: logs(there) } } }
        : pool,
    );
    const buckets = (['us-east-1', 'us-west-2'] as const).map((region) => ({ name: `sign-ins-${region}`, region }));
    return { ...demoScenario, pools, buckets };
  };
  const readWith = (here: string, there: string, faults: readonly Fault[] = []): Promise<Reading> =>
    read('customer-login', faults, undefined, sendingTo(here, there));
  const destinations = ({ snapshots }: Reading) =>
    [snapshots.primary, snapshots.secondary].map(({ logs }) => (logs.state === 'known' ? logs.value[0]?.destination : undefined));
  const asked = ({ sent }: Reading) => sent.filter(({ call }) => call.startsWith('s3:')).map(({ call, region }) => `${region} ${call}`);

  it('is asked for once, in the Region of its pool', async () => {
    const reading = await readWith('sign-ins-us-east-1', 'sign-ins-us-west-2/customer-login');
    expect(asked(reading).sort()).toEqual(['us-east-1 s3:HeadBucket', 'us-west-2 s3:HeadBucket']);
    expect(destinations(reading)).toEqual([
      { kind: 's3', arn: 'arn:aws:s3:::sign-ins-us-east-1', exists: { state: 'known', value: true }, bucketRegion: 'us-east-1' },
      {
        kind: 's3',
        arn: 'arn:aws:s3:::sign-ins-us-west-2/customer-login',
        exists: { state: 'known', value: true },
        bucketRegion: 'us-west-2',
      },
    ]);
  });

  it('is asked for once for both Regions, and found wherever it is', async () => {
    const reading = await readWith('sign-ins-us-west-2', 'sign-ins-us-west-2');
    expect(asked(reading)).toHaveLength(1);
    for (const destination of destinations(reading))
      expect(destination).toMatchObject({ exists: { value: true }, bucketRegion: 'us-west-2' });
  });

  it('in another Region is found with one call', async () => {
    const reading = await readWith('sign-ins-us-west-2', 'sign-ins-us-east-1');
    expect(asked(reading).sort()).toEqual(['us-east-1 s3:HeadBucket', 'us-west-2 s3:HeadBucket']);
    expect(destinations(reading)).toMatchObject([{ bucketRegion: 'us-west-2' }, { bucketRegion: 'us-east-1' }]);
  });

  it('that nobody has is not there', async () => {
    const [, there] = destinations(await readWith('sign-ins-us-east-1', 'sign-ins'));
    expect(there).toEqual({ kind: 's3', arn: 'arn:aws:s3:::sign-ins', exists: { state: 'known', value: false } });
  });

  it('that may not be asked for is unknown, with the permission, and nothing else is', async () => {
    const fault: Fault = { kind: 'accessDenied', service: 's3', region: 'us-west-2' };
    const { snapshots } = await readWith('sign-ins-us-east-1', 'sign-ins-us-west-2', [fault]);
    expect(factsIn(snapshots.primary).filter(([, { state }]) => state === 'unknown')).toEqual([]);
    const unknowns = factsIn(snapshots.secondary).filter(([, { state }]) => state === 'unknown');
    expect(unknowns).toMatchObject([
      ['logs.0.destination.exists', { failure: { reason: 'accessDenied', operation: 's3:ListBucket', region: 'us-west-2' } }],
    ]);
  });
});

it('a comparison that is cancelled ends at once', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 700);
  const { sent, snapshots, took } = await read('customer-login', [], abort.signal);
  expect(took).toBeLessThan(2_000);
  expect(sent.length).toBeLessThan(30);
  const failures = factsIn(snapshots.secondary).flatMap(([, fact]) => (fact.state === 'unknown' ? [fact.failure.reason] : []));
  expect(new Set(failures)).toEqual(new Set(['cancelled']));
});
