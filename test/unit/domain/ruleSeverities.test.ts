import { expect, it } from 'vitest';
import type { Finding } from '../../../src/domain/finding.ts';
import { message } from '../../../src/domain/message.ts';
import { withSeverity } from '../../../src/domain/ruleSeverities.ts';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { realClock, simulated } from '../../support/simulated.ts';

const finding: Finding = { rule: 'replica-tier', severity: 'error', message: message('seen'), remedy: message('do'), subject: 'pool' };

it('a rule that is set is as severe as that, and one that is off makes no finding', () => {
  expect(withSeverity(finding, {})).toBe(finding);
  expect(withSeverity(finding, { 'replica-tier': 'info' })).toEqual({ ...finding, severity: 'info' });
  expect(withSeverity(finding, { 'replica-tier': 'off' })).toBeUndefined();
  expect(withSeverity(finding, { 'issuer-type': 'off' })).toBe(finding);
});

it('holds for live pools too, at once', async () => {
  const session = new PoolSession({ open: () => Promise.resolve(simulated().connection), clock: realClock });
  await session.connect({ kind: 'demo' }, []);
  const pool = session.store.pools.find(({ name }) => name === 'bookings');
  const rules = (): string[] =>
    (pool ? session.store.assessmentOf(pool) : undefined)?.findings.map(({ rule, severity }) => `${severity} ${rule}`) ?? [];
  expect(rules()).toEqual(['error key-state', 'error failover-replica']);
  session.store.severities = { 'key-state': 'warning', 'failover-replica': 'off' };
  expect(rules()).toEqual(['warning key-state']);
  session.dispose();
});
