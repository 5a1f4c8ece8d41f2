import { expect, it } from 'vitest';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { probeMessage } from '../../../src/app/probeUser.ts';
import { absent, known } from '../../../src/domain/fact.ts';
import { english } from '../../../src/domain/message.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { realClock, simulated } from '../../support/simulated.ts';

const pool = { id: 'us-east-1_A', name: 'shop', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2' };
const change = Date.parse('2026-11-26T10:00:00Z');

it.each<[string, Parameters<typeof probeMessage>[0], string]>([
  [
    'in step',
    { primary: known(change), secondary: known(change) },
    'the replica has the last change of this user, of 2026-11-26 10:00:00 UTC',
  ],
  [
    'behind',
    { primary: known(change), secondary: known(change - 42_000) },
    'the replica has this user as of 42 s before the last change, of 2026-11-26 10:00:00 UTC',
  ],
  ['not there yet', { primary: known(change), secondary: absent }, 'us-west-2 does not have this user yet'],
  ['nowhere', { primary: absent, secondary: absent }, 'us-east-1 has no such user'],
])('says of a user that is %s', (_what, probe, said) => {
  expect(english(probeMessage(probe, pool))).toBe(said);
});

it.each<[string, readonly Fault[], string, string]>([
  ['a user of the demo', [], 'ben@example.com', 'the replica has the last change of this user'],
  ['nobody', [], 'nobody', 'has no such user'],
  [
    'a permission that is missing',
    [{ kind: 'accessDenied', operation: 'AdminGetUser' }],
    'ben@example.com',
    'no permission cognito-idp:AdminGetUser',
  ],
])('asks both Regions of a pool: %s', async (_what, faults, username, said) => {
  const session = new PoolSession({ open: () => Promise.resolve(simulated(demoScenario, faults).connection), clock: realClock });
  await session.connect({ kind: 'demo' }, []);
  const { id } = session.store.pools.find(({ name }) => name === 'storefront') ?? { id: '' };
  const message = await session.probeUser(id, username);
  expect(message && english(message)).toContain(said);
  expect(JSON.stringify([...session.store.snapshot.details, ...session.store.snapshot.parity])).not.toContain(username);
  session.dispose();
});
