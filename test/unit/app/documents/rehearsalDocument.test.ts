import { describe, expect, it } from 'vitest';
import { rehearsalDocument } from '../../../../src/app/documents/rehearsalDocument.ts';
import { english, message } from '../../../../src/domain/message.ts';
import { lastBefore, type Rehearsal } from '../../../../src/domain/rehearsal/rehearsal.ts';

const began = Date.UTC(2026, 10, 26, 10);
const minute = 60_000;

const planned: NonNullable<Rehearsal['traffic']> = {
  domain: 'auth.example.com',
  minutes: 10,
  failBackLine: 'aws route53 update-health-check --health-check-id 0f7b --no-disabled --no-inverted',
  calls: [
    {
      region: 'us-east-1',
      service: 'route53',
      operation: 'UpdateHealthCheck',
      input: { HealthCheckId: '0f7b', HealthCheckVersion: 1, Disabled: true, Inverted: true },
    },
  ],
  before: { disabled: false, inverted: false },
  dangers: [message('Something ends.')],
  blockers: [],
};

const prepared: Rehearsal = {
  version: 1,
  id: '20261126T100000Z-traffic',
  place: '111122223333',
  subject: {
    account: '111122223333',
    poolId: 'us-east-1_Ab12Cd34E',
    poolName: 'customer-login',
    primaryRegion: 'us-east-1',
    secondaryRegion: 'us-west-2',
  },
  mode: 'traffic',
  caller: 'arn:aws:iam::111122223333:user/ana',
  signsIn: true,
  preparedAt: began,
  traffic: planned,
  checks: [],
  timeline: [],
};

const going: Rehearsal = {
  ...prepared,
  startedAt: began + minute,
  traffic: { ...planned, endsAt: began + 11 * minute },
  checks: [
    { id: 'routed', state: 'pass', said: message('auth.example.com is answered from us-west-2'), took: 125_000 },
    { id: 'signIn', state: 'fail', said: message('Refused: Incorrect username or password.'), took: 420 },
    { id: 'replica', state: 'pass', said: message('ACTIVE'), took: 80 },
  ],
  forcedAt: began + minute + 2_000,
  routedAt: began + minute + 127_000,
};

const rehearsal: Rehearsal = {
  ...going,
  checks: [...going.checks, { id: 'back', state: 'pass', said: message('The health check is what it was before.'), took: 130_000 }],
  timeline: [{ at: began + 11 * minute, what: message('The time is over') }],
  failBackAt: began + 11 * minute,
  backAt: began + 11 * minute + 130_000,
  endedAt: began + 11 * minute + 130_000,
  outcome: { kind: 'done' },
};

const before: Rehearsal = {
  ...rehearsal,
  id: '20261026T100000Z-traffic',
  preparedAt: began - 31 * 24 * 60 * minute,
  checks: rehearsal.checks.map((check) => (check.id === 'signIn' ? { ...check, state: 'pass' } : check)),
  signedInAt: began + minute + 128_000,
};

describe('the report of a rehearsal', () => {
  it('says what was tried, how long it took, what users would have noticed, and what is different from the last time', async () => {
    await expect(rehearsalDocument(rehearsal, before, english)).toMatchFileSnapshot('../../../fixtures/rehearsals/traffic.md');
  });

  it('says before it begins what is done, sent and risked, and how it is ended by hand', async () => {
    await expect(rehearsalDocument(prepared, before, english)).toMatchFileSnapshot('../../../fixtures/rehearsals/prepared.md');
  });

  it('keeps the line that fails back in sight as long as traffic is away', () => {
    const text = rehearsalDocument(going, undefined, english);
    expect(text).toContain('**It has not ended. Until it has, take the traffic for forced to us-west-2.**');
    expect(text).toContain('It comes back to us-east-1 by itself at 2026-11-26 10:11:00 UTC, or when you say so.');
    expect(text).toContain('0f7b --no-disabled --no-inverted');
    expect(rehearsalDocument(rehearsal, undefined, english)).not.toContain('--no-disabled');
  });
});

describe('the rehearsal that one is compared with', () => {
  it('is the newest before it of the same pool and kind that came to an end', () => {
    const older = { ...before, id: 'older', preparedAt: before.preparedAt - minute };
    const other = { ...before, id: 'other', preparedAt: began - minute, mode: 'replicaOnly' as const };
    const refused = { ...before, id: 'refused', preparedAt: began - minute, outcome: { kind: 'notBegun' as const, why: message('') } };
    expect(lastBefore([older, before, other, refused, rehearsal], rehearsal)?.id).toBe(before.id);
  });
});
