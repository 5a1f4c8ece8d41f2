import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/arguments.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { demoOverHttp, runCommandLine } from '../../support/commandLine.ts';
import { demoPoolId } from '../simulator/requests.ts';

interface Report {
  readonly pool: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

type Ran = Awaited<ReturnType<typeof runCommandLine>>;

let demo: Awaited<ReturnType<typeof demoOverHttp>>;
beforeAll(async () => {
  demo = await demoOverHttp();
});
afterAll(() => demo.close());

const parity = (name: string, ...options: string[]): Promise<Ran> =>
  runCommandLine(['parity', name.includes('_') ? name : demoPoolId(name), ...options], {
    AWS_ENDPOINT_URL: demo.listeners.url,
    AWS_ACCESS_KEY_ID: 'any',
  });

const reportOf = ({ printed }: Ran): Report => JSON.parse(printed) as Report;

async function withFaults<T>(faults: readonly Fault[], run: () => Promise<T>): Promise<T> {
  demo.simulation.replace({ ...demo.simulation.world(), faults });
  const result = await run();
  demo.simulation.replace({ ...demo.simulation.world(), faults: [] });
  return result;
}

describe('parity of the demo', () => {
  const ran = new Map<string, Ran>();
  beforeAll(async () => {
    const runs: Record<string, Promise<Ran>> = {
      same: parity('customer-login', '--format', 'json'),
      differing: parity('storefront', '--format', 'json'),
      lower: parity('legacy-mobile'),
      lowerForbidden: parity('legacy-mobile', '--fail-on', 'warning'),
      allowed: parity('storefront', '--fail-on', 'never', '--format', 'markdown'),
      text: parity('storefront'),
      key: parity('bookings'),
      creating: parity('partner-portal'),
    };
    await Promise.all(Object.entries(runs).map(async ([name, run]) => ran.set(name, await run)));
  }, 60_000);

  it('of two Regions that are alike is fine', () => {
    const { code, complaints } = ran.get('same')!;
    expect([code, complaints]).toEqual([0, '']);
    const { pool, primaryRegion, rows, secondaryRegion } = reportOf(ran.get('same')!);
    expect([pool, primaryRegion, secondaryRegion]).toEqual([demoPoolId('customer-login'), 'us-east-1', 'us-west-2']);
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
    expect(new Set(rows.map(({ group }) => group)).size).toBe(8);
  });

  it('is JSON of a fixed form', () => {
    const { code } = ran.get('differing')!;
    const { rows } = reportOf(ran.get('differing')!);
    expect(code).toBe(1);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['setting', 'group', 'verdict', 'primary', 'secondary', 'message']);
      expect(Object.values(row).every((value) => typeof value === 'string')).toBe(true);
    }
    expect(rows.filter(({ group, verdict }) => group === 'triggers' && verdict === 'missing').map(({ setting }) => setting)).toContain(
      'Custom message',
    );
    expect(rows.find(({ group }) => group === 'waf')).toMatchObject({ verdict: 'missing', primary: 'shop-protection', secondary: '–' });
  });

  it('fails on warnings only where that is asked for, and on nothing where that is', () => {
    expect(ran.get('lower')!.code).toBe(0);
    expect(ran.get('lower')!.printed).toContain('UserAuthentication: different · warning: lower in eu-central-1');
    expect(ran.get('lowerForbidden')!.code).toBe(1);
    expect(ran.get('allowed')!.code).toBe(0);
  });

  it('says in words what differs and what to do, by group, and of what is the same that it is', () => {
    const { printed } = ran.get('text')!;
    expect(printed).toContain('storefront (us-east-1_8S27rm6aS): us-east-1 → us-west-2:');
    expect(printed).toContain('  Custom message: missing · warning: us-west-2 does not have this trigger');
    expect(printed).toContain('      → Deploy the function to us-west-2 and name it there.');
    expect(printed).toMatch(/^Domain: same$/m);
    expect(printed).not.toMatch(/: same:/);
  });

  it('is Markdown for a report', () => {
    const { printed } = ran.get('allowed')!;
    expect(printed).toMatch(/^# storefront: us-east-1 and us-west-2 compared$/m);
    expect(printed).toMatch(/^\| Custom message \|.*\| missing/m);
  });

  it.each(['key', 'creating'])('is partly unknown where the replica cannot be read (%s), each reason once in a group', (name) => {
    const { code, printed } = ran.get(name)!;
    expect(code).toBe(3);
    expect(printed).toMatch(/^Tags: unknown: /m);
    const groups = printed.split(/^(?=\S)/m);
    for (const group of groups) {
      const reasons = [...group.matchAll(/unknown: (.*)$/gm)].map(([, reason]) => reason);
      expect(new Set(reasons).size).toBe(reasons.length);
    }
  });

  it('keeps no secret and no value of an environment variable, whatever the format', () => {
    // What follows the Region and the account, and cannot be taken for a name.
    const values = demoScenario.functions?.flatMap((each) => Object.values(each.environment ?? {})) ?? [];
    const telling = values.map((value) => value.split('}').at(-1) ?? '').filter((value) => /[:/]/.test(value));
    expect(telling.length).toBeGreaterThan(2);
    for (const { printed } of ran.values()) {
      expect(printed).not.toContain('planted-');
      for (const value of telling) expect(printed).not.toContain(value);
    }
  });
});

describe('parity with something missing', () => {
  it('names the permission, compares the rest, and exits with 3', async () => {
    const { code, printed } = await withFaults([{ kind: 'accessDenied', operation: 'GetPolicy' }], () =>
      parity('customer-login', '--format', 'json'),
    );
    const { rows } = reportOf({ code, printed, complaints: '' });
    expect(code).toBe(3);
    const others = rows.filter(({ verdict }) => verdict !== 'same');
    expect(new Set(others.map(({ message, verdict }) => `${verdict} ${message}`))).toEqual(
      new Set(['unknown no permission lambda:GetPolicy']),
    );
    expect(others).toHaveLength(3);
  }, 20_000);

  it('an error comes before what is unknown', async () => {
    const { code } = await withFaults([{ kind: 'accessDenied', operation: 'GetPolicy' }], () => parity('storefront'));
    expect(code).toBe(1);
  }, 20_000);

  it('could not run where there is no replica, no pool, no access at all', async () => {
    const newsletter = await parity('newsletter');
    expect([newsletter.code, newsletter.printed]).toEqual([2, '']);
    expect(newsletter.complaints).toContain('has no replica: there is nothing to compare');
    const nowhere = await parity('us-east-1_000000000');
    expect([nowhere.code, nowhere.printed]).toEqual([2, '']);
    expect(nowhere.complaints).toContain('not found (cognito-idp:ListUserPoolReplicas)');
    const expired = await withFaults([{ kind: 'expiredToken' }], () => parity('storefront'));
    expect([expired.code, expired.printed]).toEqual([2, '']);
    expect(expired.complaints).toContain('signed out or session expired');
  }, 20_000);

  it('asks the Region of the replica who it is while the primary is down', async () => {
    const { code, printed } = await withFaults([{ kind: 'refusesConnection', region: 'us-east-1' }], () =>
      parity('staff-directory', '--format', 'json', '--regions', 'us-east-1'),
    );
    expect(code).toBe(3);
    expect(reportOf({ code, printed, complaints: '' }).secondaryRegion).toBe('us-east-1');
    const { code: primaryDown, printed: told } = await withFaults([{ kind: 'refusesConnection', region: 'us-west-2' }], () =>
      parity('staff-directory', '--format', 'json', '--regions', 'us-east-1'),
    );
    expect(primaryDown).toBe(3);
    expect(reportOf({ code: primaryDown, printed: told, complaints: '' }).secondaryRegion).toBe('us-east-1');
  }, 60_000);
});

describe('the words of parity', () => {
  it.each([
    [['parity'], 'parity needs the id of a user pool'],
    [['parity', 'nothing'], '"nothing" is not the id of a user pool'],
    [['parity', 'us-east-1_A', 'more'], 'takes one user pool'],
    [['parity', 'us-east-1_A', '--format', 'sarif'], '--format is text, json or markdown'],
    [['parity', 'us-east-1_A', '--fail-on', 'info'], '--fail-on is error, warning or never'],
    [['parity', 'us-east-1_A', '--to', 'us-west-2'], '--to is an option of readiness'],
    [['pools', '--format', 'markdown'], '--format is text or json'],
    [['pools', '--fail-on', 'error'], '--fail-on is an option of check, parity and preflight'],
  ])('%j is a mistake: %s', (words, mistake) => {
    expect(parseArguments(words)).toEqual({ kind: 'mistake', mistake: expect.stringContaining(mistake) as string });
  });
});
