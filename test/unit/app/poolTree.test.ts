import { describe, expect, it } from 'vitest';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { poolRows } from '../../../src/app/poolRows.ts';
import { viewStateOf } from '../../../src/app/viewState.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { generateScenario } from '../../../src/simulator/generate.ts';
import { realClock, simulated } from '../../support/simulated.ts';
import { treeText } from '../../support/treeText.ts';

const demo = { kind: 'demo' } as const;

async function demoSession(faults: readonly Fault[] = []) {
  const { simulation, connection } = simulated(demoScenario, faults);
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  await session.connect(demo, []);
  return { session, simulation };
}

describe('the tree of the demo', () => {
  it('lists every pool once, replicated ones first, then the Region that refuses', async () => {
    const { session } = await demoSession();
    expect(treeText(session.store)).toMatchInlineSnapshot(`
      "[active] admin-console  active · 1 error · us-west-2 → us-east-1
      [inactive] bookings  inactive · 2 errors · eu-central-1 → eu-west-1
      [active] customer-login  active · us-east-1 → us-west-2
      [active] legacy-mobile  active · 2 warnings · eu-west-1 → eu-central-1
      [inTransition] partner-portal  creating · 1 warning · eu-west-1 → eu-central-1
      [inactive] staff-directory  inactive · us-west-2 → us-east-1
      [active] storefront  active · us-east-1 → us-west-2
      [notReplicated] field-service  not replicated · ap-northeast-1
      [notReplicated] internal-tools  not replicated · us-east-1
      [notReplicated] newsletter  not replicated · us-east-1
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it('says under a pool what and where its primary, replica, issuer, key and domain are', async () => {
    const { session } = await demoSession();
    await Promise.all(session.store.pools.map(({ id }) => session.needDetails(id)));
    expect(treeText(session.store, { filter: 'customer', expanded: true })).toMatchInlineSnapshot(`
      "[active] customer-login  active · us-east-1 → us-west-2
        [region] Primary  us-east-1 · active
        [active] Replica  us-west-2 · active
        [issuer] Issuer  UPDATED · issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU
        [key] Key  multi-Region · enabled in both Regions · mrk-1a4f5c1c…
        [domain] Domain  auth.example.com · failover to us-west-2
        [passed] Readiness  15 of 15
        [origin] Code  managed by stack identity-prod
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
    expect(treeText(session.store, { filter: 'bookings', expanded: true })).toMatchInlineSnapshot(`
      "[inactive] bookings  inactive · 2 errors · eu-central-1 → eu-west-1
        [region] Primary  eu-central-1 · active
        [inactive] Replica  eu-west-1 · inactive
        [issuer] Issuer  UPDATED · issuer-cognito-idp.eu-central-1.amazonaws.com/eu-central-1_y3u70bKlP
        [problem] Key  multi-Region · disabled in eu-west-1 · enabled in eu-central-1 · mrk-71b15ba6…
        [domain] Domain  login.bookings.example · failover to eu-west-1
        [error] Readiness  13 of 15 · the key in eu-west-1 is Disabled
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
    expect(treeText(session.store, { filter: 'legacy', expanded: true })).toMatchInlineSnapshot(`
      "[active] legacy-mobile  active · 2 warnings · eu-west-1 → eu-central-1
        [region] Primary  eu-west-1 · active
        [active] Replica  eu-central-1 · active
        [issuer] Issuer  ORIGINAL · cognito-idp.eu-west-1.amazonaws.com/eu-west-1_mdSt5U4Op
        [key] Key  multi-Region · enabled in both Regions · mrk-dca7dc42…
        [domain] Domain  none
        [problem] Readiness  13 of 15 · the issuer type is ORIGINAL: token validators depend on the primary Region
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
    expect(treeText(session.store, { filter: 'field-service', expanded: true })).toMatchInlineSnapshot(`
      "[notReplicated] field-service  not replicated · ap-northeast-1
        [region] Primary  ap-northeast-1 · active
        [notReplicated] Replica  none
        [issuer] Issuer  ORIGINAL · cognito-idp.ap-northeast-1.amazonaws.com/ap-northeast-1_6xYqGFKDB
        [key] Key  single-Region · enabled in ap-northeast-1 · bcc1ced4-000…
        [domain] Domain  none
        [readiness] Readiness  not checked
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
    expect(treeText(session.store, { filter: 'newsletter', expanded: true })).toMatchInlineSnapshot(`
      "[notReplicated] newsletter  not replicated · us-east-1
        [region] Primary  us-east-1 · active
        [notReplicated] Replica  none
        [issuer] Issuer  ORIGINAL · cognito-idp.us-east-1.amazonaws.com/us-east-1_KfUT4QTtJ
        [key] Key  AWS owned key
        [domain] Domain  none
        [readiness] Readiness  not checked
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it('finds pools by part of a name, the beginning of a Region, and the beginning of a status', async () => {
    const { session } = await demoSession();
    const names = (filter: string) =>
      poolRows(session.store, { filter })
        .rows.filter(({ kind }) => kind === 'pool')
        .map(({ label }) => label.args['name']);
    expect(names('login')).toEqual(['customer-login']);
    expect(names('active eu-west')).toEqual(['legacy-mobile']);
    expect(names('inactive')).toEqual(['bookings', 'staff-directory']);
    expect(names('creating')).toEqual(['partner-portal']);
    expect(names('unreplicated us-east-1')).toEqual(['internal-tools', 'newsletter']);
    expect(names('no such pool')).toEqual([]);
  });
});

describe('what fails is said where it is, and the rest answers', () => {
  it('a refused detail is unknown with the permission that is missing', async () => {
    const { session } = await demoSession([
      { kind: 'accessDenied', operation: 'ListUserPoolReplicas' },
      { kind: 'accessDenied', service: 'kms', region: 'us-west-2' },
    ]);
    expect(treeText(session.store, { filter: 'customer', expanded: true })).toMatchInlineSnapshot(`
      "[unknown] customer-login  status unknown: no permission cognito-idp:ListUserPoolReplicas · us-east-1 → us-west-2
        [region] Primary  us-east-1
        [unknown] Replica  us-west-2 · unknown: no permission cognito-idp:ListUserPoolReplicas
        [issuer] Issuer  UPDATED · issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU
        [unknown] Key  multi-Region · us-west-2 unknown: no permission kms:DescribeKey · enabled in us-east-1 · mrk-1a4f5c1c…
        [domain] Domain  auth.example.com · failover to us-west-2
        [unknown] Readiness  11 of 15 · 4 unknown
        [origin] Code  managed by stack identity-prod
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it('an HTML page in place of the replicas leaves the list as it is', async () => {
    const { session } = await demoSession([{ kind: 'html', operation: 'ListUserPoolReplicas' }]);
    expect(treeText(session.store, { filter: 'customer' })).toMatchInlineSnapshot(`
      "[unknown] customer-login  status unknown: cognito-idp:ListUserPoolReplicas failed: HTTP 500, unreadable reply · us-east-1 → us-west-2
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it.each<[Fault['kind'], string]>([
    ['serverError', 'not reachable'],
    ['truncated', 'cognito-idp:ListUserPools failed'],
    ['html', 'cognito-idp:ListUserPools failed'],
    ['refusesConnection', 'not reachable'],
    ['throttled', 'too many requests'],
    ['expiredToken', 'sign in again'],
  ])('%s in one Region is one row', async (kind, said) => {
    const { session } = await demoSession([{ kind, region: 'eu-west-1', operation: 'ListUserPools' }]);
    const rows = treeText(session.store).split('\n');
    expect(rows.filter((row) => row.startsWith('[problem] eu-west-1'))).toEqual([expect.stringContaining(said)]);
    expect(rows.filter((row) => row.includes('us-east-1')).length).toBeGreaterThan(3);
  });

  it('a pool is still there, and read through its replica, while its primary Region is down', async () => {
    const { session } = await demoSession([{ kind: 'refusesConnection', region: 'us-east-1' }]);
    expect(treeText(session.store, { filter: 'customer', expanded: true })).toMatchInlineSnapshot(`
      "[problem] customer-login  us-east-1 not reachable · us-east-1 → us-west-2
        [problem] Primary  us-east-1 not reachable
        [active] Replica  us-west-2 · active
        [issuer] Issuer  UPDATED · issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU
        [unknown] Key  multi-Region · us-east-1 unknown: not reachable · enabled in us-west-2 · mrk-1a4f5c1c…
        [unknown] Domain  auth.example.com · failover to us-west-2 · health check unknown: not reachable
        [unknown] Readiness  11 of 15 · 4 unknown
      [problem] us-east-1  not reachable
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it('a pool whose replica cannot be reached is not shown as fine', async () => {
    const { session } = await demoSession([{ kind: 'refusesConnection', region: 'us-west-2' }]);
    expect(treeText(session.store, { filter: 'customer', expanded: true })).toMatchInlineSnapshot(`
      "[problem] customer-login  us-west-2 not reachable · us-east-1 → us-west-2
        [region] Primary  us-east-1 · active
        [problem] Replica  us-west-2 not reachable
        [issuer] Issuer  UPDATED · issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU
        [unknown] Key  multi-Region · us-west-2 unknown: not reachable · enabled in us-east-1 · mrk-1a4f5c1c…
        [domain] Domain  auth.example.com · failover to us-west-2
        [unknown] Readiness  13 of 15 · 2 unknown
        [origin] Code  managed by stack identity-prod
      [problem] us-west-2  not reachable
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it('a pool of which nobody says whether it is replicated is not called unreplicated', async () => {
    const { session } = await demoSession([{ kind: 'html', operation: 'ListUserPoolReplicas' }]);
    await Promise.all(session.store.pools.filter(({ name }) => name === 'newsletter').map(({ id }) => session.needDetails(id)));
    expect(treeText(session.store, { filter: 'newsletter', expanded: true })).toMatchInlineSnapshot(`
      "[unknown] newsletter  replication unknown: cognito-idp:ListUserPoolReplicas failed: HTTP 500, unreadable reply · us-east-1
        [region] Primary  us-east-1
        [unknown] Replica  unknown: cognito-idp:ListUserPoolReplicas failed: HTTP 500, unreadable reply
        [issuer] Issuer  ORIGINAL · cognito-idp.us-east-1.amazonaws.com/us-east-1_KfUT4QTtJ
        [key] Key  AWS owned key
        [domain] Domain  none
        [readiness] Readiness  not checked
      [problem] sa-east-1  no permission cognito-idp:ListUserPools"
    `);
  });

  it('a Region that is not enabled says so', async () => {
    const { session } = await demoSession([{ kind: 'regionDisabled', region: 'af-south-1' }]);
    await session.connect(demo, ['af-south-1']);
    expect(treeText(session.store)).toMatchInlineSnapshot(`"[problem] af-south-1  Region is not enabled for this account"`);
  });
});

describe('the states of the view without rows', () => {
  const state = (session: PoolSession) => viewStateOf(session.state, session.store.snapshot, poolRows(session.store));

  it('nothing chosen', () => {
    expect(state(new PoolSession({ open: () => Promise.reject(new Error('not asked')), clock: realClock }))).toBe('signedOut');
  });

  it('every Region says that the session has expired', async () => {
    const { session } = await demoSession([{ kind: 'expiredToken' }]);
    await session.connect(demo, ['us-east-1', 'us-west-2']);
    expect(state(session)).toBe('expired');
  });

  it('Regions without pools', async () => {
    const { session } = await demoSession();
    await session.connect(demo, ['eu-north-1']);
    expect(state(session)).toBe('empty');
  });

  it('no Regions', async () => {
    const { connection } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve({ ...connection, defaultRegions: [] }), clock: realClock });
    await session.connect(demo, []);
    expect(state(session)).toBe('noRegions');
  });

  it('a connection that cannot be opened is a row with its reason', async () => {
    const failure: Failure = { reason: 'invalid', operation: 'open profile', detail: 'there is no profile x' };
    const session = new PoolSession({ open: () => Promise.resolve(failure), clock: realClock });
    await session.connect({ kind: 'profile', profile: 'x' }, []);
    expect(state(session)).toBe('rows');
    expect(poolRows(session.store, { connectionFailure: failure }).rows.map(({ label }) => label.text)).toEqual(['No connection']);
  });

  it('a filter that nothing matches', async () => {
    const { session } = await demoSession();
    await session.connect(demo, ['us-east-1']);
    expect(viewStateOf(session.state, session.store.snapshot, poolRows(session.store, { filter: 'nothing' }))).toBe('noMatch');
  });
});

describe('large accounts', () => {
  it('needs one page set per Region and nothing else to list pools that are not replicated', async () => {
    const scenario = generateScenario({ poolsPerRegion: 130, replicateEvery: 1_000_000, regions: ['us-east-1', 'eu-west-1'] });
    const { simulation, connection } = simulated(scenario);
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, []);
    const calls = simulation.calls().map(({ operation, region }) => `${operation ?? ''} ${region}`);
    // Pool number 0 of each Region is replicated whatever the rate; the rest is not asked about.
    expect(calls.filter((call) => call.startsWith('ListUserPools '))).toHaveLength(2 * 3);
    expect(calls.filter((call) => call.startsWith('DescribeUserPool ')).length).toBeLessThanOrEqual(2);
    expect(session.store.pools).toHaveLength(260);
  });
});
