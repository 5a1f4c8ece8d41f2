import { describe, expect, it } from 'vitest';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { documentIdOf } from '../../../src/app/documents/documentIds.ts';
import { documentText } from '../../../src/app/documents/documentText.ts';
import { english } from '../../../src/domain/message.ts';
import type { Connection } from '../../../src/domain/ports.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { generateScenario } from '../../../src/simulator/generate.ts';
import { manualClock, realClock, simulated } from '../../support/simulated.ts';
import { treeText } from '../../support/treeText.ts';

const demo = { kind: 'demo' } as const;
const profile = (name: string) => ({ kind: 'profile', profile: name }) as const;

/** Waits until something holds; the test's own time limit is the bound. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a check of readiness', () => {
  const newsletter = 'us-east-1_KfUT4QTtJ';
  const storefront = 'us-east-1_8S27rm6aS';

  it('is not overwritten by the answer of an earlier one for another Region', async () => {
    const { connection, simulation } = simulated(
      {
        ...demoScenario,
        pools: [...(demoScenario.pools ?? []), { name: 'keyed', region: 'us-east-1', tier: 'PLUS', key: 'customer-data' }],
      },
      [{ kind: 'latency', region: 'eu-west-1', milliseconds: 700 }],
    );
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['us-east-1']);
    const { id } = session.store.pools.find(({ name }) => name === 'keyed')!;
    const slow = session.check(id, 'eu-west-1');
    await until(() => simulation.calls().some(({ region, operation }) => region === 'eu-west-1' && operation === 'DescribeKey'));
    await session.check(id, 'us-west-2');
    await slow;
    const assessment = session.store.assessmentOf(session.store.pools.find((pool) => pool.id === id)!);
    expect(assessment?.facts).toMatchObject({
      secondaryRegion: 'us-west-2',
      secondaryKey: { state: 'known', value: { region: 'us-west-2' } },
    });
  });

  it('says of a Region that was not asked that it is not read, and not that nothing is there', async () => {
    const { connection, simulation } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['us-east-1']);
    const pool = session.store.pools.find(({ id }) => id === storefront)!;
    simulation.replace({ ...simulation.world(), faults: [{ kind: 'expiredToken' }] });
    session.store.setCheck(session.store.epoch, storefront, 'eu-west-1');
    await session.readAgain(storefront);
    const unreplicated = { ...pool };
    delete (unreplicated as { secondaryRegion?: string }).secondaryRegion;
    const assessment = session.store.assessmentOf(unreplicated);
    const unknown = assessment?.judgements.filter(({ verdict }) => verdict.state === 'unknown').map(({ rule }) => rule);
    expect(assessment?.facts.secondaryRegion).toBe('eu-west-1');
    expect(unknown).toEqual(['key-state', 'key-policy']);
  });

  it('is forgotten with the account, and so are its documents and findings', async () => {
    const company = simulated();
    const other = simulated(generateScenario({ poolsPerRegion: 2, regions: ['us-east-1'] }));
    const session = new PoolSession({
      open: (choice) => Promise.resolve(choice.kind === 'demo' ? company.connection : other.connection),
      clock: realClock,
    });
    await session.connect(demo, ['us-east-1']);
    await session.check(newsletter, 'us-west-2');
    const id = documentIdOf(
      session.store,
      session.store.pools.find((pool) => pool.id === newsletter)!,
      'readiness',
    )!;
    expect(documentText(session, id, english)).toContain('# Readiness of newsletter for us-west-2');
    await session.connect(profile('other'), ['us-east-1']);
    expect(documentText(session, id, english)).toBe(
      'This belongs to account 111122223333, and the Cognito Replicas view shows account 444455556666.\n',
    );
    expect(session.store.snapshot.checks.size).toBe(0);
    expect(session.store.pools.flatMap((pool) => session.store.assessmentOf(pool)?.findings ?? [])).toEqual([]);
  });
});

describe('one account at a time', () => {
  it('drops what the account before still answers', async () => {
    const slow = simulated(demoScenario, [{ kind: 'latency', milliseconds: 150 }]);
    const other = simulated(generateScenario({ poolsPerRegion: 2, regions: ['us-east-1'] }));
    const session = new PoolSession({
      open: (choice) => Promise.resolve(choice.kind === 'demo' ? slow.connection : other.connection),
      clock: realClock,
    });
    const first = session.connect(demo, ['us-east-1']);
    await until(() => slow.simulation.calls().length > 0);
    await session.connect(profile('other'), ['us-east-1']);
    await first;
    expect(session.store.pools.map(({ name }) => name)).toEqual(['pool-0000', 'pool-0001']);
    expect(session.store.snapshot.identity).toMatchObject({ value: { account: '444455556666' } });
  });

  it('closes a connection that opened too late', async () => {
    let disposed = 0;
    const { connection } = simulated();
    const opening: ((connection: Connection) => void)[] = [];
    const session = new PoolSession({ open: () => new Promise((resolve) => opening.push(resolve)), clock: realClock });
    const first = session.connect(profile('slow'), []);
    const second = session.connect(undefined, []);
    opening[0]!({ ...connection, dispose: () => (disposed += 1) });
    await Promise.all([first, second]);
    expect(disposed).toBe(1);
    expect(session.state.choice).toBeUndefined();
  });
});

describe('a comparison of the two Regions', () => {
  const storefront = 'us-east-1_8S27rm6aS';

  it('is kept with its time, joined while it is under way, and forgotten with the account', async () => {
    const { connection, simulation } = simulated();
    const empty = simulated({ ...demoScenario, pools: [], webAcls: [] });
    const session = new PoolSession({
      open: (choice) => Promise.resolve(choice.kind === 'demo' ? connection : empty.connection),
      clock: realClock,
    });
    await session.connect(demo, ['us-east-1', 'us-west-2']);
    expect(session.store.parityOf(storefront)).toBeUndefined();
    const before = simulation.calls().length;
    const comparing = [session.compare(storefront), session.compare(storefront)];
    await until(() => session.store.parityOf(storefront) !== undefined);
    expect(session.store.parityOf(storefront)).toEqual({ secondaryRegion: 'us-west-2', checking: true, checkingRows: [] });
    await Promise.all(comparing);
    const parity = session.store.parityOf(storefront);
    expect(parity).toMatchObject({ checking: false, readAt: expect.any(Number) as number });
    expect(parity?.rows?.find(({ id }) => id === 'triggers/CustomMessage')).toMatchObject({ verdict: 'missing', rule: 'trigger-missing' });
    const calls = simulation.calls().slice(before);
    expect(calls.filter(({ operation }) => operation === 'DescribeUserPool')).toHaveLength(2);
    // The next one starts from what is known, and is given up with the account.
    const again = session.compare(storefront);
    await until(() => session.store.parityOf(storefront)?.checking === true);
    expect(session.store.parityOf(storefront)).toEqual({ ...parity, checking: true });
    await session.connect(profile('other'), ['us-east-1', 'us-west-2']);
    await again;
    expect(session.store.snapshot.parity.size).toBe(0);
  }, 20_000);

  it('that a refresh gives up leaves what was there, and one that fails says why beside it', async () => {
    const { connection, simulation } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['us-east-1', 'us-west-2']);
    const given = session.compare(storefront);
    await Promise.all([session.refresh(), given]);
    expect(session.store.parityOf(storefront)).toBeUndefined();
    await session.compare(storefront);
    const { readAt, rows } = session.store.parityOf(storefront) ?? {};
    simulation.replace({ ...simulation.world(), faults: [{ kind: 'expiredToken' }] });
    await session.compare(storefront);
    expect(session.store.parityOf(storefront)).toMatchObject({ readAt, rows, checking: false, failure: { reason: 'expired' } });
    expect(session.needsSignIn).toBe(true);
    // Whoever has signed in is not asked to sign in for ever.
    simulation.replace({ ...simulation.world(), faults: [] });
    await session.refresh();
    expect(session.store.parityOf(storefront)?.failure).toBeUndefined();
    expect(session.store.parityOf(storefront)?.readAt).toBeGreaterThan(readAt ?? Infinity);
    expect(session.needsSignIn).toBe(false);
  }, 30_000);

  it('is of a replicated pool only', async () => {
    const { connection, simulation } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['us-east-1']);
    const before = simulation.calls().length;
    await session.compare('us-east-1_KfUT4QTtJ');
    expect(simulation.calls()).toHaveLength(before);
  });
});

describe('refresh', () => {
  it('keeps the old rows until the new ones are there, and when the Region fails', async () => {
    const { simulation, connection } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['us-east-1']);
    const before = session.store.pools.length;
    const counts = new Set<number>();
    session.store.onDidChange(() => counts.add(session.store.pools.length));

    await session.refresh();
    expect([...counts]).toEqual([before]);

    simulation.replace({ ...simulation.world(), faults: [{ kind: 'refusesConnection', region: 'us-east-1' }] });
    await session.refresh();
    expect(session.store.pools).toHaveLength(before);
    expect(session.store.snapshot.regions.get('us-east-1')?.failure?.reason).toBe('unreachable');

    simulation.replace({ ...simulation.world(), faults: [] });
    await session.retry('us-east-1');
    expect(session.store.snapshot.regions.get('us-east-1')?.failure).toBeUndefined();
  });

  it('opens the connection anew after an expired session, so that a login made elsewhere counts', async () => {
    const expired = simulated(demoScenario, [{ kind: 'expiredToken' }]);
    const signedIn = simulated();
    const connections = [expired.connection, signedIn.connection];
    const session = new PoolSession({ open: () => Promise.resolve(connections.shift()!), clock: realClock });
    await session.connect(profile('production'), ['us-east-1']);
    expect(session.store.pools).toEqual([]);
    await session.refresh();
    expect(session.store.pools.length).toBeGreaterThan(0);
    expect(session.state.choice).toEqual(profile('production'));
  });
});

describe('a Region that never answers', () => {
  it('delays no other Region, and a refresh gives it up and starts over', async () => {
    const { simulation, connection } = simulated(demoScenario, [{ kind: 'neverAnswers', region: 'eu-west-1' }]);
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    const loading = session.connect(demo, ['us-east-1', 'eu-west-1']);
    await until(() => session.store.snapshot.regions.get('us-east-1')?.loading === false);
    expect(session.store.pools.length).toBeGreaterThan(0);
    expect(session.store.snapshot.regions.get('eu-west-1')?.loading).toBe(true);
    simulation.replace({ ...simulation.world(), faults: [] });
    await session.refresh();
    await loading;
    expect(session.store.snapshot.regions.get('eu-west-1')).toMatchObject({ loading: false });
    expect(session.store.snapshot.regions.get('eu-west-1')?.failure).toBeUndefined();
    expect(session.state.loading).toBe(false);
  });
});

describe('a connection that cannot be opened', () => {
  it('is a failure, whatever was thrown, and the next refresh tries again', async () => {
    const { connection } = simulated();
    let attempts = 0;
    const open = () => ((attempts += 1) === 1 ? Promise.reject(new Error('the chunk did not load')) : Promise.resolve(connection));
    const session = new PoolSession({ open, clock: realClock });
    await session.connect(demo, ['ap-northeast-1']);
    expect(session.state).toMatchObject({ loading: false, failure: { reason: 'unknown', detail: 'the chunk did not load' } });
    await session.refresh();
    expect(session.state.failure).toBeUndefined();
    expect(session.store.pools).toHaveLength(1);
  });
});

describe('an expired session', () => {
  it('is opened anew by the Retry of a Region too', async () => {
    const connections = [simulated(demoScenario, [{ kind: 'expiredToken' }]).connection, simulated().connection];
    const session = new PoolSession({ open: () => Promise.resolve(connections.shift()!), clock: realClock });
    await session.connect(profile('production'), ['us-east-1']);
    expect(session.needsSignIn).toBe(true);
    await session.retry('us-east-1');
    expect(session.needsSignIn).toBe(false);
    expect(session.store.pools.length).toBeGreaterThan(0);
  });

  it('that comes back as another account takes nothing over from the one before', async () => {
    const first = simulated();
    const second = simulated(generateScenario({ poolsPerRegion: 1, regions: ['us-east-1'] }), [
      { kind: 'refusesConnection', region: 'us-west-2', service: 'cognito-idp' },
    ]);
    const connections = [first.connection, second.connection];
    const session = new PoolSession({ open: () => Promise.resolve(connections.shift()!), clock: realClock });
    await session.connect(profile('production'), ['us-east-1', 'us-west-2']);
    const { simulation } = first;
    simulation.replace({ ...simulation.world(), faults: [{ kind: 'expiredToken' }] });
    await session.refresh();
    expect(session.store.pools.length).toBeGreaterThan(1);
    await session.refresh();
    expect(session.store.snapshot.identity).toMatchObject({ value: { account: '444455556666' } });
    expect(session.store.pools.map(({ name }) => name)).toEqual(['pool-0000']);
  });
});

describe('a session that expires while rows are there', () => {
  it('leaves them as they were, and says that they are not refreshed', async () => {
    const { simulation, connection } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(profile('production'), ['eu-west-1']);
    const before = treeText(session.store, { expanded: true });
    simulation.replace({ ...simulation.world(), faults: [{ kind: 'expiredToken' }] });
    await session.refresh();
    expect(treeText(session.store, { expanded: true })).toBe(
      `${before}\n[problem] eu-west-1  not refreshed: signed out or session expired, sign in again`,
    );
  });
});

describe('Retry of a Region that is back', () => {
  it('reads again what it could not say of pools that were listed elsewhere', async () => {
    const { simulation, connection } = simulated(demoScenario, [{ kind: 'refusesConnection', region: 'us-west-2' }]);
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['us-east-1', 'us-west-2']);
    const key = () => session.store.snapshot.details.get('us-east-1_TPOjPV5VU')?.keys.get('us-west-2')?.state;
    expect(key()).toBe('unknown');
    simulation.replace({ ...simulation.world(), faults: [] });
    await session.retry('us-west-2');
    expect(key()).toBe('known');
  });
});

describe('replicas in transition', () => {
  it('are read again while the view can be seen, with longer and longer pauses, until they settle', async () => {
    const { simulation, connection } = simulated();
    const clock = manualClock();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock });
    session.setVisible(true);
    await session.connect(demo, ['eu-west-1']);
    const reads = () => simulation.calls().filter(({ operation }) => operation === 'ListUserPoolReplicas').length;
    const pauses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await until(() => clock.waiting().length > 0);
      const [pause] = clock.waiting();
      pauses.push(pause!);
      const before = reads();
      clock.advance(pause!);
      await until(() => reads() > before);
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);

    await until(() => clock.waiting().length > 0);
    session.setVisible(false);
    expect(clock.waiting()).toEqual([]);
  });
});

describe('details', () => {
  it('are read once, however often they are asked for, in two waves', async () => {
    const { simulation, connection } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect(demo, ['ap-northeast-1']);
    const [pool] = session.store.pools;
    await Promise.all([session.needDetails(pool!.id), session.needDetails(pool!.id)]);
    await session.needDetails(pool!.id);
    const operations = simulation.calls().map(({ operation }) => operation);
    expect(operations.sort()).toEqual(['DescribeKey', 'DescribeUserPool', 'GetCallerIdentity', 'ListUserPoolReplicas', 'ListUserPools']);
  });
});
