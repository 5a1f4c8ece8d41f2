import { afterEach, describe, expect, it } from 'vitest';
import { savedValuesTag } from '../../../../src/domain/failover/savedValues.ts';
import { rehearsalLease } from '../../../../src/app/rehearsal/rehearsalStorage.ts';
import { english } from '../../../../src/domain/message.ts';
import { durationsOf, type Rehearsal } from '../../../../src/domain/rehearsal/rehearsal.ts';
import { signInScenario } from '../../../support/signInPool.ts';
import { checkId, type RehearsalStory, rehearsalStory, type Sent } from '../../../support/rehearsalHost.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

function story(...given: Parameters<typeof rehearsalStory>): RehearsalStory {
  const made = rehearsalStory(...given);
  ended.push(made.end);
  return made;
}

const states = ({ checks }: Rehearsal): string => checks.map(({ id, state }) => `${id} ${state}`).join(', ');
const tagsOf = async ({ connect }: RehearsalStory) => {
  const read = await connect().healthChecks.tags(checkId, new AbortController().signal);
  return read.ok ? Object.keys(read.value) : [];
};

/** The rule that stands above all others. */
function expectNeverInvertedAlone(sent: readonly Sent[]): void {
  const updates = sent.filter(({ operation }) => operation === 'UpdateHealthCheck');
  expect(updates.length).toBeGreaterThan(0);
  for (const { input } of updates) if (input['Inverted'] === true) expect(input['Disabled']).toBe(true);
}

describe('a rehearsal without touching traffic', () => {
  it('asks the secondary Region for what sign-ins depend on, and changes nothing', async () => {
    const aws = story();
    const { document, rehearse, user, wish } = await aws.window();
    const rehearsal = await rehearse(wish({ mode: 'replicaOnly' }), await user());
    expect(states(rehearsal)).toBe('pool pass, replica pass, discovery pass, keys pass, sameKeys skipped, signIn pass');
    expect(aws.sent).toEqual([]);
    expect(document(rehearsal)).toContain('**No check failed. No traffic was moved.**');
  });

  it('compares the keys of both Regions where each publishes them itself', async () => {
    const { rehearse, wish } = await story().window();
    const rehearsal = await rehearse(wish({ mode: 'replicaOnly', name: 'legacy-mobile', region: 'eu-central-1', signsIn: false }));
    expect(states(rehearsal)).toContain('discovery pass, keys pass, sameKeys pass, signIn skipped');
  });

  it('fails on a replica that is INACTIVE, and says what to do', async () => {
    const pools = (signInScenario.pools ?? []).map((pool) =>
      pool.name === 'customer-login' && pool.replica ? { ...pool, replica: { ...pool.replica, status: 'INACTIVE' as const } } : pool,
    );
    const { document, rehearse, user, wish } = await story({ ...signInScenario, pools }).window();
    const rehearsal = await rehearse(wish({ mode: 'replicaOnly' }), await user());
    expect(states(rehearsal)).toContain('replica fail');
    expect(states(rehearsal)).toContain('signIn fail');
    const text = document(rehearsal);
    expect(text).toContain('INACTIVE: a replica takes sign-ins only while it is ACTIVE. Activate Replica plans it.');
    expect(text).toContain('- Sign-ins through us-west-2 would not have come to their end');
  });
});

describe('a rehearsal with traffic', () => {
  it('fails over, looks, and fails back by itself: the health check is exactly what it was', async () => {
    const aws = story();
    const before = [await aws.check(), await tagsOf(aws)];
    const { document, rehearse, user, wish } = await aws.window();
    const rehearsal = await rehearse(wish(), await user());
    expect(rehearsal.outcome).toEqual({ kind: 'done' });
    expect(states(rehearsal)).toBe(
      'routed pass, signIn pass, pool pass, replica pass, discovery pass, keys pass, sameKeys skipped, back pass',
    );
    expect([await aws.check(), await tagsOf(aws)]).toEqual(before);
    expectNeverInvertedAlone(aws.sent);
    const { away = 0, toRoute = 0, toSignIn = 0 } = durationsOf(rehearsal);
    expect(toRoute).toBeGreaterThan(0);
    expect(toSignIn).toBeGreaterThanOrEqual(toRoute);
    expect(away).toBeGreaterThan(9 * 60_000);
    const text = document(rehearsal);
    expect(text).toContain('**No check failed. Traffic is back in us-east-1.**');
    expect(text).toContain('- While traffic was in us-west-2, the replica refused: sign-up, forgotten and changed passwords');
    expect(text).toContain('It is the first of its kind that this machine knows of.');
  }, 30_000);

  it('says before it begins what is done, when it ends, and how to fail back by hand', async () => {
    const { document, rehearsals, wish } = await story().window();
    const prepared = await rehearsals.prepare(wish({ minutes: 15 }), new AbortController().signal);
    const text = prepared.kind === 'ready' ? document(prepared.rehearsal) : '';
    expect(text).toContain('**Nothing has been begun yet.**');
    expect(text).toContain('It comes back to us-east-1 by itself 15 minutes after the start');
    expect(text).toContain('A VS Code that is closed, asleep or offline cannot fail back.');
    expect(text).toContain(`aws route53 update-health-check --health-check-id ${checkId} --no-disabled --no-inverted\n`);
  });

  it('fails back where the sign-in failed, and says so', async () => {
    const aws = story();
    const { document, rehearse, user, wish } = await aws.window();
    const rehearsal = await rehearse(wish(), await user({ password: 'Wrong-Password-2026!' }));
    expect(states(rehearsal)).toContain('signIn fail');
    expect(rehearsal.outcome).toEqual({ kind: 'done' });
    expect(await aws.check()).toEqual({ Disabled: false, Inverted: false });
    expect(document(rehearsal)).toContain('**1 of 8 checks failed. Traffic is back in us-east-1.**');
  }, 30_000);

  it('fails back at once when somebody says so', async () => {
    const aws = story();
    const { rehearsals, session, wish } = await aws.window();
    const { subject, ...rest } = wish({ minutes: 60, signsIn: false });
    const prepared = await rehearsals.prepare({ subject, ...rest }, new AbortController().signal);
    if (prepared.kind === 'refused') throw new Error(english(prepared.why));
    session.onDidChange(() => {
      if (session.store.snapshot.rehearsals.get(prepared.rehearsal.id)?.routedAt !== undefined) rehearsals.endNow(subject);
    });
    const rehearsal = await rehearsals.run(prepared);
    if (typeof rehearsal === 'string') throw new Error(rehearsal);
    expect(rehearsal.outcome).toEqual({ kind: 'done' });
    expect(durationsOf(rehearsal).away).toBeLessThan(30 * 60_000);
    expect(await aws.check()).toEqual({ Disabled: false, Inverted: false });
  }, 30_000);

  it('says loudly that traffic is still away where fail back is refused, with the line to do it by hand', async () => {
    const aws = story();
    let isReadOnly = false;
    const { document, rehearsals, session, wish } = await aws.window({ isReadOnly: () => isReadOnly });
    const prepared = await rehearsals.prepare(wish({ signsIn: false }), new AbortController().signal);
    if (prepared.kind === 'refused') throw new Error(english(prepared.why));
    session.onDidChange(() => (isReadOnly ||= session.store.snapshot.rehearsals.get(prepared.rehearsal.id)?.routedAt !== undefined));
    const rehearsal = await rehearsals.run(prepared);
    if (typeof rehearsal === 'string') throw new Error(rehearsal);
    expect(rehearsal.outcome).toMatchObject({ kind: 'stillForced' });
    const text = document(rehearsal);
    expect(text).toContain('**FAIL BACK FAILED. Traffic of auth.example.com may still be forced to us-west-2');
    expect(text).toContain(`--health-check-id ${checkId} --no-disabled --no-inverted\n`);
  }, 30_000);

  it('tries again where fail back is refused, says so in the end, and offers it in the next window', async () => {
    const aws = story();
    const { dispose, rehearsals, session, wish } = await aws.window();
    const prepared = await rehearsals.prepare(wish({ signsIn: false }), new AbortController().signal);
    if (prepared.kind === 'refused') throw new Error(english(prepared.why));
    const world = aws.simulation.world();
    session.onDidChange(() => {
      const { failBackAt } = session.store.snapshot.rehearsals.get(prepared.rehearsal.id) ?? {};
      const now = aws.simulation.world();
      const isRefused = now.faults.some(({ kind }) => kind === 'accessDenied');
      if (failBackAt !== undefined && !isRefused)
        aws.simulation.replace({ ...now, faults: [{ kind: 'accessDenied', service: 'route53', operation: 'UpdateHealthCheck' }] });
    });
    const rehearsal = await rehearsals.run(prepared);
    if (typeof rehearsal === 'string') throw new Error(rehearsal);
    expect(rehearsal.outcome).toMatchObject({ kind: 'stillForced' });
    expect(rehearsal.timeline.map(({ what }) => english(what)).filter((said) => said.startsWith('Fail back was not'))).toHaveLength(4);
    dispose();

    aws.simulation.replace({ ...aws.simulation.world(), faults: world.faults });
    const next = await aws.window();
    await expect.poll(() => next.left.length).toBe(1);
    const [offered] = next.left;
    expect(offered && (await next.rehearsals.bringBackLeft(offered))).toMatchObject({ outcome: { kind: 'done' } });
    expect(await aws.check()).toEqual({ Disabled: false, Inverted: false });
    expectNeverInvertedAlone(aws.sent);
  }, 60_000);

  it('is refused where nothing can be forced, and with the setting readOnly', async () => {
    const aws = story();
    const { rehearsals, wish } = await aws.window({ isReadOnly: () => true });
    const prepared = await rehearsals.prepare(wish(), new AbortController().signal);
    expect(prepared.kind === 'ready' && (await rehearsals.run(prepared))).toBe('readOnly');
    const other = await rehearsals.prepare(wish({ name: 'legacy-mobile', region: 'eu-central-1' }), new AbortController().signal);
    expect(other.kind === 'refused' && english(other.why)).toBe(
      'no domain of the user pool follows a health check that can be forced from here',
    );
    expect(aws.sent).toEqual([]);
  });

  it('moves nothing while another window runs a plan of the user pool, and says so', async () => {
    const aws = story();
    const { document, rehearse, wish } = await aws.window();
    const { subject } = wish();
    const lease = await aws.storage.lease('demo', subject.poolId);
    const rehearsal = await rehearse(wish({ signsIn: false }));
    await lease?.release();
    expect(rehearsal.outcome).toMatchObject({ kind: 'notBegun' });
    expect(aws.sent).toEqual([]);
    const text = document(rehearsal);
    expect(text).toContain('**Nothing was moved: another window is running a plan for this user pool**');
    expect(text).not.toContain('What users would have noticed');
  });

  it('is compared with the last one', async () => {
    const { document, rehearse, user, wish } = await story().window();
    await rehearse(wish(), await user({ password: 'Wrong-Password-2026!' }));
    const text = document(await rehearse(wish(), await user()));
    expect(text).toContain('Last time');
    expect(text).toContain('- A sign-in through the secondary Region: fail then, pass now');
  }, 60_000);
});

describe('a rehearsal whose window went while traffic was away', () => {
  /** Ends the process as soon as the domain was routed. */
  async function left(aws: RehearsalStory, when: 'forcedAt' | 'routedAt' | 'failBackAt' = 'routedAt'): Promise<void> {
    const { dispose, rehearsals, session, wish } = await aws.window();
    const prepared = await rehearsals.prepare(wish({ minutes: 60, signsIn: false }), new AbortController().signal);
    if (prepared.kind === 'refused') throw new Error(english(prepared.why));
    session.onDidChange(() => {
      if (session.store.snapshot.rehearsals.get(prepared.rehearsal.id)?.[when] !== undefined) dispose();
    });
    await rehearsals.run(prepared);
    aws.storage.processEnded();
  }

  it('is offered on the next start, and failed back by what stands on the health check', async () => {
    const aws = story();
    await left(aws);
    expect(await aws.check()).toEqual({ Disabled: true, Inverted: true });
    const next = await aws.window();
    await expect.poll(() => next.left.length).toBe(1);
    const [offered] = next.left;
    const rehearsal = offered && (await next.rehearsals.bringBackLeft(offered));
    expect(rehearsal).toMatchObject({ outcome: { kind: 'done' } });
    expect(await aws.check()).toEqual({ Disabled: false, Inverted: false });
    expect(await tagsOf(aws)).not.toContain(savedValuesTag);
    expectNeverInvertedAlone(aws.sent);
    next.dispose();

    const third = await aws.window();
    await third.rehearsals.load();
    expect(third.left).toEqual([]);
  }, 60_000);

  it.each(['forcedAt', 'failBackAt'] as const)(
    'is offered and failed back where it went as soon as there was %s',
    async (when) => {
      const aws = story();
      await left(aws, when);
      const next = await aws.window();
      await expect.poll(() => next.left.length).toBe(1);
      const [offered] = next.left;
      const rehearsal = offered && (await next.rehearsals.bringBackLeft(offered));
      expect(rehearsal).toMatchObject({ outcome: { kind: 'done' }, forcedAt: expect.any(Number) as number });
      expect(await aws.check()).toEqual({ Disabled: false, Inverted: false });
      expectNeverInvertedAlone(aws.sent);
    },
    60_000,
  );

  it('is offered later where the lease of the window that was killed is still there', async () => {
    const aws = story();
    await left(aws);
    const [{ place, subject } = { place: '', subject: { poolId: '' } }] = aws.storage.savedRehearsals.values();
    const lease = await aws.storage.lease(place, rehearsalLease(subject.poolId));
    const next = await aws.window();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(next.left).toEqual([]);
    await lease?.release();
    await expect.poll(() => next.left.length).toBe(1);
  }, 60_000);

  it('is not offered where somebody has failed back meanwhile: it is written down', async () => {
    const aws = story();
    await left(aws);
    const elsewhere = await aws.window();
    await expect.poll(() => elsewhere.left.length).toBe(1);
    expect(await elsewhere.run(elsewhere.subject('customer-login', 'us-west-2'), { kind: 'failBack' })).toEqual({ kind: 'done' });
    elsewhere.dispose();

    const next = await aws.window();
    await expect.poll(() => [...aws.storage.savedRehearsals.values()].map(({ outcome }) => outcome)).toEqual([{ kind: 'foundBack' }]);
    expect(next.left).toEqual([]);
  }, 60_000);
});
