// One row of a comparison read again: which calls that takes, by what reached the simulated AWS, and that the rows are those of a whole comparison.
import { beforeAll, describe, expect, it } from 'vitest';
import { type ComparedRegions, compareRowsAgain } from '../../../src/app/compareRegions.ts';
import { readSnapshots, type ReplicatedPool } from '../../../src/app/readSnapshots.ts';
import { compareRegions } from '../../../src/domain/parity/compareRegions.ts';
import type { ParityRow } from '../../../src/domain/parity/row.ts';
import type { PoolSnapshots, SnapshotPart } from '../../../src/domain/parity/snapshot.ts';
import { partsOfRow } from '../../../src/domain/parity/snapshotParts.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import type { World } from '../../../src/simulator/world.ts';
import { type Recorded, recorded } from '../../support/recorded.ts';
import { realClock } from '../../support/simulated.ts';
import { demoPoolId } from '../simulator/requests.ts';

const account = demoScenario.account.id;
const pools = demoScenario.pools ?? [];
const now = Date.now();

function worldOf(scenario: Scenario): World {
  return { ...worldFromScenario(scenario, { now }), faults: [] };
}

/** Another pool of the demo, whose settings a pool takes over: so that everything is another thing afterwards. */
const takesOver: Readonly<Record<string, string>> = {
  'customer-login': 'storefront',
  storefront: 'customer-login',
  'partner-portal': 'legacy-mobile',
  'legacy-mobile': 'partner-portal',
  'staff-directory': 'admin-console',
  'admin-console': 'staff-directory',
  bookings: 'staff-directory',
};

const earlier = worldOf(demoScenario);
const later = worldOf({
  ...demoScenario,
  pools: pools.map((pool) => {
    const other = pools.find(({ name }) => name === takesOver[pool.name]);
    if (!other?.replica || !pool.replica) return pool;
    return { ...other, name: pool.name, region: pool.region, replica: { ...other.replica, region: pool.replica.region } };
  }),
  functions: (demoScenario.functions ?? []).map((each) => ({ ...each, memory: 1024 })),
  webAcls: (demoScenario.webAcls ?? []).map((each) => ({ ...each, rules: (each.rules ?? []).slice(1) })),
  emailAccounts: { 'us-east-1': { production: false }, 'us-west-2': { production: false } },
  provisionedLimits: { 'us-east-1': { UserAuthentication: 500 }, 'us-west-2': { UserAuthentication: 400 } },
});

function replicated(name: string): ReplicatedPool {
  const pool = pools.find((each) => each.name === name);
  if (!pool?.replica) throw new Error(`${name} has no replica.`);
  return { id: demoPoolId(name), name, primaryRegion: pool.region, secondaryRegion: pool.replica.region };
}

async function readWhole(name: string, world = earlier): Promise<PoolSnapshots> {
  const { connection } = recorded(world);
  const snapshots = await readSnapshots(connection.regionReader, replicated(name), account, realClock, new AbortController().signal);
  connection.dispose();
  return snapshots;
}

interface Checked extends ComparedRegions {
  readonly sent: Recorded['sent'];
}

async function checkRow(before: PoolSnapshots, rowId: string, world = earlier, isAccountKnown = true): Promise<Checked> {
  const { connection, sent } = recorded(world);
  const pool = replicated(before.poolName);
  const { signal } = new AbortController();
  const compared = await compareRowsAgain(
    connection.regionReader,
    pool,
    [rowId],
    before,
    isAccountKnown ? account : undefined,
    realClock,
    signal,
  );
  connection.dispose();
  return { ...compared, sent };
}

/** How often each operation was called in a Region: `DescribeTerms 2`. */
function callsIn(region: string, sent: Recorded['sent']): string[] {
  const names = sent.filter((each) => each.region === region).map(({ call }) => call);
  return [...new Set(names)].map((name) => {
    const times = names.filter((each) => each === name).length;
    return times === 1 ? name : `${name} ${String(times)}`;
  });
}

const byId = (rows: readonly ParityRow[]) => new Map(rows.map((row) => [row.id, row]));

const replicatedNames = Object.keys(takesOver);
const before = new Map<string, PoolSnapshots>();
const after = new Map<string, PoolSnapshots>();

beforeAll(async () => {
  await Promise.all(
    replicatedNames.flatMap((name) => [
      readWhole(name).then((snapshots) => before.set(name, snapshots)),
      readWhole(name, later).then((snapshots) => after.set(name, snapshots)),
    ]),
  );
}, 60_000);

/** The calls that a row of customer-login takes, in each Region; all of its rows together take 41. */
const callsOfRows: Readonly<Record<string, readonly string[]>> = {
  'triggers/PreTokenGeneration/code': [
    'cognito-idp:DescribeUserPool',
    'lambda:GetFunctionConfiguration 3',
    'lambda:GetPolicy 3',
    'lambda:GetFunctionConcurrency 3',
  ],
  'waf/webAcl': [
    'wafv2:GetWebACLForResource',
    'wafv2:GetLoggingConfiguration',
    'wafv2:GetRuleGroup',
    'wafv2:GetIPSet',
    'wafv2:GetRegexPatternSet',
  ],
  'senders/email/identity': ['cognito-idp:DescribeUserPool', 'ses:GetEmailIdentity', 'ses:GetAccount'],
  'senders/sms/account': ['cognito-idp:DescribeUserPool', 'sns:GetSMSSandboxAccountStatus'],
  'senders/threatProtection': ['cognito-idp:DescribeRiskConfiguration'],
  'templates/verification': ['cognito-idp:DescribeUserPool'],
  'branding/web': ['cognito-idp:ListUserPoolClients', 'cognito-idp:DescribeManagedLoginBrandingByClient 2'],
  'terms/terms-of-use · web': ['cognito-idp:ListTerms', 'cognito-idp:ListUserPoolClients', 'cognito-idp:DescribeTerms 2'],
  'logs/userNotification/level': ['cognito-idp:GetLogDeliveryConfiguration', 'logs:DescribeLogGroups', 'firehose:DescribeDeliveryStream'],
  'tags/stage': ['cognito-idp:DescribeUserPool'],
  'requestLimits/UserAuthentication': ['cognito-idp:GetProvisionedLimit 4'],
  'domain/name': ['cognito-idp:DescribeUserPool', 'cognito-idp:DescribeUserPoolDomain'],
  'signInAndAccess/Policies': ['cognito-idp:DescribeUserPool'],
  'signInAndAccess/secondFactors': ['cognito-idp:GetUserPoolMfaConfig'],
  'signInAndAccess/threatProtection': ['cognito-idp:DescribeRiskConfiguration'],
  'appClients/web': ['cognito-idp:ListUserPoolClients', 'cognito-idp:DescribeUserPoolClient 2'],
  'identityProviders/Google': ['cognito-idp:ListIdentityProviders', 'cognito-idp:DescribeIdentityProvider 2'],
  'groups/members': ['cognito-idp:ListGroups'],
  'resourceServers/orders': ['cognito-idp:ListResourceServers'],
};

describe('a row that is checked again', () => {
  it.each(Object.entries(callsOfRows))('%s takes its own calls in both Regions, none of them twice', async (rowId, calls) => {
    const known = before.get('customer-login')!;
    expect([...byId(compareRegions(known)).keys()]).toContain(rowId);
    const { rows, sent, snapshots } = await checkRow(known, rowId);
    expect(callsIn('us-east-1', sent).sort()).toEqual([...calls].sort());
    expect(callsIn('us-west-2', sent).sort()).toEqual([...calls].sort());
    expect(new Set(sent.map(({ request }) => request)).size).toBe(sent.length);
    // Nothing has changed, so that nothing changes but the time.
    expect(rows).toEqual(compareRegions(known));
    expect(snapshots.readAt).toBe(known.readAt);
    for (const part of partsOfRow(rowId)) expect(snapshots.partsReadAt?.get(part)).toBeGreaterThan(known.readAt);
  });

  it('takes calls for rows of every group', () => {
    const groups = byId(compareRegions(before.get('customer-login')!));
    const tried = new Set(Object.keys(callsOfRows).map((id) => groups.get(id)?.group));
    expect(tried).toEqual(new Set([...groups.values()].map(({ group }) => group)));
  });

  it.each(replicatedNames)('is what a whole comparison makes of it, whatever has changed: every row of %s', async (name) => {
    const [known, whole] = [before.get(name)!, after.get(name)!];
    const ids = compareRegions(known).map(({ id }) => id);
    // Rows of the same parts are read in the same way.
    const byParts = new Map(ids.map((id) => [partsOfRow(id).join(), id]));
    const checks = await Promise.all([...byParts.values()].map(async (id) => [id, await checkRow(known, id, later)] as const));
    const checked = new Map(checks.map(([id, check]) => [partsOfRow(id).join(), check]));
    const [then, now] = [byId(compareRegions(known)), byId(compareRegions(whole))];
    for (const id of ids) {
      const { rows, snapshots } = checked.get(partsOfRow(id).join())!;
      const isRead = (row: ParityRow) => partsOfRow(row.id).every((part) => snapshots.partsReadAt?.has(part));
      const isTouched = (row: ParityRow) => partsOfRow(row.id).some((part) => snapshots.partsReadAt?.has(part));
      const found = byId(rows);
      expect([id, found.get(id)]).toEqual([id, now.get(id)]);
      expect([...found.values()].filter(isRead)).toEqual([...now.values()].filter(isRead));
      // What was not read is as it was.
      expect([...found.values()].filter((row) => !isTouched(row))).toEqual([...then.values()].filter((row) => !isTouched(row)));
    }
  });

  it('changes something in every part of customer-login', () => {
    const changes = new Set<string>();
    const [then, now] = [before.get('customer-login')!.primary, after.get('customer-login')!.primary];
    const asText = (value: unknown) =>
      JSON.stringify(value, (_name, one: unknown) => (one instanceof Map ? [...(one as Map<string, unknown>)] : one));
    for (const part of Object.keys(then) as SnapshotPart[]) if (asText(then[part]) !== asText(now[part])) changes.add(part);
    expect(Object.keys(then).filter((part) => !changes.has(part))).toEqual(['region']);
  });

  it('brings what the pool names anew with it, in both Regions', async () => {
    const { sent, snapshots } = await checkRow(before.get('storefront')!, 'tags/stage', later);
    expect([...snapshots.partsReadAt!.keys()].sort()).toEqual(['domain', 'email', 'functions', 'pool', 'sms']);
    expect(callsIn('us-west-2', sent)).toContain('lambda:GetFunctionConfiguration 3');
    expect(sent.filter(({ call }) => call === 'cognito-idp:DescribeUserPool')).toHaveLength(2);
    expect(new Set(sent.map(({ request }) => request)).size).toBe(sent.length);
  });

  it('needs the description for a web ACL where nobody knows the account', async () => {
    const { rows, sent } = await checkRow(before.get('customer-login')!, 'waf/webAcl', earlier, false);
    expect(sent.map(({ call }) => call)).toContain('cognito-idp:DescribeUserPool');
    expect(rows).toEqual(compareRegions(before.get('customer-login')!));
  });
});

describe('a call that is refused', () => {
  const checkWith = (rowId: string, fault: Fault) => checkRow(before.get('customer-login')!, rowId, { ...earlier, faults: [fault] });

  it('makes the rows of its part unknown with the permission, and leaves the others', async () => {
    const { failure, rows } = await checkWith('waf/webAcl', { kind: 'accessDenied', service: 'wafv2', operation: 'GetWebACLForResource' });
    expect(failure).toBeUndefined();
    expect(rows.filter(({ group }) => group === 'waf')).toMatchObject([
      { id: 'waf/webAcl', verdict: 'unknown', message: { args: { operation: 'wafv2:GetWebACLForResource' } } },
    ]);
    const others = (all: readonly ParityRow[]) => all.filter(({ group }) => group !== 'waf');
    expect(others(rows)).toEqual(others(compareRegions(before.get('customer-login')!)));
  });

  it('of the description takes what follows from it with it', async () => {
    const { failure, rows, sent } = await checkWith('tags/stage', { kind: 'accessDenied', operation: 'DescribeUserPool' });
    expect(failure).toBeUndefined();
    expect(sent).toHaveLength(2);
    for (const id of ['tags', 'triggers', 'senders/email', 'templates', 'domain/name'])
      expect(byId(rows).get(id)).toMatchObject({ verdict: 'unknown', message: { args: { operation: 'cognito-idp:DescribeUserPool' } } });
    expect(byId(rows).get('waf/webAcl')?.verdict).toBe('same');
  });

  it.each(['waf/webAcl', 'requestLimits/UserToken', 'triggers/PreTokenGeneration', 'senders/sms', 'domain/name', 'groups/members'])(
    'because nobody is signed in is why %s could not be read at all',
    async (rowId) => {
      const { failure } = await checkWith(rowId, { kind: 'expiredToken' });
      expect(failure?.reason).toBe('expired');
    },
  );
});
