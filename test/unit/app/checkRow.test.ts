// One row of the comparison in view checked again: what the store knows meanwhile and afterwards.
import { describe, expect, it } from 'vitest';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { detailRows } from '../../../src/app/detailRows.ts';
import { english } from '../../../src/domain/message.ts';
import { differencesOf, type ParityRow } from '../../../src/domain/parity/row.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { World } from '../../../src/simulator/world.ts';
import { realClock, simulated } from '../../support/simulated.ts';
import { demoPoolId } from '../simulator/requests.ts';

const storefront = demoPoolId('storefront');
/** The replica has the tags and triggers of the primary now. */
const repaired = worldFromScenario(
  { ...demoScenario, pools: (demoScenario.pools ?? []).map((pool) => (pool.name === 'storefront' ? withoutDifferences(pool) : pool)) },
  { now: Date.now() },
);

function withoutDifferences(pool: NonNullable<typeof demoScenario.pools>[number]) {
  return { ...pool, replica: { region: 'us-west-2', status: 'ACTIVE' } as const };
}

const slowly: Fault = { kind: 'latency', milliseconds: 150 };

/** An account in view with both Regions of storefront compared. */
async function compared() {
  const { connection, simulation } = simulated();
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  await session.connect({ kind: 'demo' }, ['us-east-1', 'us-west-2']);
  await session.compare(storefront);
  const parity = () => session.store.parityOf(storefront)!;
  return {
    session,
    parity,
    row: (id: string): ParityRow | undefined => parity().rows?.find((each) => each.id === id),
    changeTo: (world: World, ...faults: readonly Fault[]) => simulation.replace({ ...world, faults }),
    withFaults: (...faults: readonly Fault[]) => simulation.replace({ ...simulation.world(), faults }),
    /** How often a pool is described while something happens. */
    descriptionsIn: async (happens: () => Promise<unknown>): Promise<string[]> => {
      const before = simulation.calls().length;
      await happens();
      const calls = simulation.calls().slice(before);
      return calls
        .filter(({ operation }) => operation === 'DescribeUserPool')
        .map(({ region }) => region)
        .sort();
    },
  };
}

// A comparison takes some seconds, because the request limits hold here too: all of them at once.
describe.concurrent('one row', () => {
  it('is read again by itself, and tree, counts and findings follow', async () => {
    const { session, parity, row, changeTo } = await compared();
    const before = parity();
    expect(row('tags/stage')).toMatchObject({ verdict: 'different', secondary: 'standby' });
    changeTo(repaired);
    await session.checkRow(storefront, 'triggers/CustomMessage');
    expect(row('triggers/CustomMessage')).toMatchObject({ verdict: 'same', secondary: 'welcome-mail' });
    expect(parity()).toMatchObject({ checking: false, checkingRows: [], readAt: before.readAt });
    expect(parity().snapshots?.partsReadAt?.get('functions')).toBeGreaterThan(before.readAt ?? Infinity);
    const tree = detailRows(session.store, storefront).find(({ kind }) => kind === 'replica')!;
    expect(differencesOf(parity().rows ?? []).length).toBeLessThan(differencesOf(before.rows ?? []).length);
    expect(english(tree.description)).toContain(`${String(differencesOf(parity().rows ?? []).length)} differences`);
    expect(before.findings?.map(({ row }) => row)).toContain('triggers/CustomMessage');
    expect(parity().findings?.map(({ row }) => row)).not.toContain('triggers/CustomMessage');
    // Nobody has looked at the logs.
    expect(row('logs/userNotification')).toEqual(before.rows?.find(({ id }) => id === 'logs/userNotification'));
  });

  it('is marked meanwhile, and asked for twice it is read once', async () => {
    const { session, parity, withFaults, descriptionsIn } = await compared();
    withFaults(slowly);
    const described = await descriptionsIn(async () => {
      const checks = [session.checkRow(storefront, 'tags/stage'), session.checkRow(storefront, 'tags/stage')];
      expect(parity()).toMatchObject({ checking: false, checkingRows: ['tags/stage'] });
      await Promise.all(checks);
    });
    expect(parity().checkingRows).toEqual([]);
    expect(described).toEqual(['us-east-1', 'us-west-2']);
  });

  it('is no obstacle to another one: both are read, and both are kept', async () => {
    const { session, parity, row, changeTo } = await compared();
    changeTo(repaired, slowly);
    const checks = [session.checkRow(storefront, 'tags/stage'), session.checkRow(storefront, 'logs')];
    expect(parity().checkingRows).toEqual(['tags/stage', 'logs']);
    await Promise.all(checks);
    expect(row('tags/stage')?.verdict).toBe('same');
    expect(row('logs/userNotification')?.verdict).toBe('same');
  });

  it('whose call is refused is unknown with the permission, and the others are as they were', async () => {
    const { session, parity, withFaults } = await compared();
    const before = parity();
    withFaults({ kind: 'accessDenied', operation: 'GetLogDeliveryConfiguration' });
    await session.checkRow(storefront, 'logs/userNotification');
    const others = (rows: readonly ParityRow[] = []) => rows.filter(({ group }) => group !== 'logs');
    expect(others(parity().rows)).toEqual(others(before.rows));
    expect(
      parity()
        .rows?.filter(({ group }) => group === 'logs')
        .map(({ id, message, verdict }) => [id, verdict, english(message)]),
    ).toEqual([['logs', 'unknown', 'no permission cognito-idp:GetLogDeliveryConfiguration']]);
    expect(parity().failure).toBeUndefined();
  });

  it('stays as it was when nobody is signed in any more, and the next answer takes the reason away', async () => {
    const { session, parity, withFaults } = await compared();
    const before = parity();
    withFaults({ kind: 'expiredToken' });
    await session.checkRow(storefront, 'waf/webAcl');
    expect(parity()).toEqual({ ...before, failure: expect.objectContaining({ reason: 'expired' }) as unknown });
    expect(session.needsSignIn).toBe(true);
    withFaults();
    await session.checkRow(storefront, 'waf/webAcl');
    expect(parity().failure).toBeUndefined();
    expect(session.needsSignIn).toBe(false);
  });

  it('is given up with a refresh, which compares the whole pool', async () => {
    const { session, parity, withFaults } = await compared();
    const before = parity();
    withFaults(slowly);
    const given = session.checkRow(storefront, 'tags/stage');
    await Promise.all([session.refresh(), given]);
    expect(parity()).toMatchObject({ checking: false, checkingRows: [] });
    expect(parity().readAt).toBeGreaterThan(before.readAt ?? Infinity);
    expect(parity().snapshots?.partsReadAt).toBeUndefined();
  });

  it('gives way to a comparison of the whole pool that begins, and waits for it', async () => {
    const { session, parity, changeTo } = await compared();
    changeTo(repaired, slowly);
    const before = parity();
    let ended = false;
    const check = session.checkRow(storefront, 'tags/stage').then(() => (ended = true));
    const whole = session.compare(storefront);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect([ended, parity().checking, parity().checkingRows]).toEqual([false, true, []]);
    await Promise.all([check, whole]);
    expect(parity().readAt).toBeGreaterThan(before.readAt ?? Infinity);
    expect(parity().snapshots?.partsReadAt).toBeUndefined();
  });

  it('joins a comparison of the whole pool that is under way', async () => {
    const { session, descriptionsIn } = await compared();
    const described = await descriptionsIn(() => Promise.all([session.compare(storefront), session.checkRow(storefront, 'tags/stage')]));
    expect(described).toEqual(['us-east-1', 'us-west-2']);
  });

  it('of a pool that was not compared yet is read with the whole pool, and there is none of a pool without a replica', async () => {
    const { session } = await compared();
    const customerLogin = demoPoolId('customer-login');
    await session.checkRow(customerLogin, 'tags/stage');
    expect(session.store.parityOf(customerLogin)?.rows?.length).toBeGreaterThan(30);
    await session.checkRow(demoPoolId('newsletter'), 'tags/stage');
    expect(session.store.parityOf(demoPoolId('newsletter'))).toBeUndefined();
  });
});
