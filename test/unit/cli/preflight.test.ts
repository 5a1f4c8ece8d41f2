import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/arguments.ts';
import type { PreflightReport } from '../../../src/cli/preflight.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { demoOverHttp, runCommandLine } from '../../support/commandLine.ts';
import { demoPoolId } from '../simulator/requests.ts';

type Ran = Awaited<ReturnType<typeof runCommandLine>>;

let demo: Awaited<ReturnType<typeof demoOverHttp>>;
beforeAll(async () => {
  demo = await demoOverHttp();
});
afterAll(() => demo.close());

const preflight = (name: string, ...options: string[]): Promise<Ran> =>
  runCommandLine(['preflight', name.includes('_') ? name : demoPoolId(name), ...options], {
    AWS_ENDPOINT_URL: demo.listeners.url,
    AWS_ACCESS_KEY_ID: 'any',
  });

const reportOf = ({ printed }: Ran): PreflightReport => JSON.parse(printed) as PreflightReport;
const statesOf = (ran: Ran): Record<string, string> => Object.fromEntries(reportOf(ran).checks.map(({ id, state }) => [id, state]));

async function withFaults<T>(faults: readonly Fault[], run: () => Promise<T>): Promise<T> {
  demo.simulation.replace({ ...demo.simulation.world(), faults });
  const result = await run();
  demo.simulation.replace({ ...demo.simulation.world(), faults: [] });
  return result;
}

describe('preflight of the demo', () => {
  it('of a pool that can fail over is fine, and JSON of a fixed form', async () => {
    const ran = await preflight('customer-login', '--format', 'json');
    const { checks, pool, primaryRegion, refused, secondaryRegion } = reportOf(ran);
    expect([ran.code, ran.complaints]).toEqual([0, '']);
    expect([pool, primaryRegion, secondaryRegion]).toEqual([demoPoolId('customer-login'), 'us-east-1', 'us-west-2']);
    expect(statesOf(ran)).toEqual({
      replica: 'pass',
      routing: 'pass',
      'health-check': 'pass',
      'health-check-state': 'pass',
      'control-plane': 'warn',
      parity: 'pass',
      'request-limits': 'pass',
      'authenticator-apps': 'pass',
      issuer: 'pass',
      'deletion-protection': 'pass',
    });
    for (const check of checks) {
      expect(Object.keys(check).filter((name) => name !== 'remedy')).toEqual(['id', 'state', 'severity', 'message']);
    }
    expect(refused).toContain('SignUp');
  }, 30_000);

  it('of warnings fails where that is asked for', async () => {
    expect((await preflight('customer-login', '--fail-on', 'warning')).code).toBe(1);
  }, 30_000);

  it('of one that cannot is 1, with what is wrong first, what to do, and what will not work', async () => {
    const { code, printed } = await preflight('storefront');
    expect(code).toBe(1);
    const lines = printed.split('\n');
    expect(lines[0]).toMatch(/^us-east-1_\w+: us-east-1 → us-west-2: Not ready to fail over · \d+ errors/);
    expect(lines[1]).toMatch(/^error {4}parity\//);
    expect(printed).toMatch(/^ +→ \w/m);
    expect(printed).toMatch(/^warning {2}routing +there is no domain: applications have to choose the Region$/m);
    expect(printed).toMatch(/^ {2}sign-up: .*SignUp$/m);
  }, 30_000);

  it('of what could not be read is 3, with the permission that is missing', async () => {
    const ran = await withFaults([{ kind: 'accessDenied', service: 'route53' }], () => preflight('customer-login', '--format', 'json'));
    expect(ran.code).toBe(3);
    expect(reportOf(ran).checks.find(({ id }) => id === 'health-check')).toMatchObject({
      state: 'unknown',
      message: 'no permission route53:GetHealthCheck',
    });
  }, 30_000);

  it('could not run without a replica', async () => {
    const { code, complaints, printed } = await preflight('newsletter');
    expect([code, printed]).toEqual([2, '']);
    expect(complaints).toContain('has no replica: there is nothing to fail over to');
  }, 30_000);
});

describe('the words of preflight', () => {
  it.each([
    [['preflight'], 'preflight needs the id of a user pool'],
    [['preflight', 'nothing'], '"nothing" is not the id of a user pool'],
    [['preflight', 'us-east-1_A', '--format', 'markdown'], '--format is text or json'],
    [['preflight', 'us-east-1_A', '--to', 'us-west-2'], '--to is an option of readiness'],
  ])('%j is a mistake: %s', (words, mistake) => {
    expect(parseArguments(words)).toEqual({ kind: 'mistake', mistake: expect.stringContaining(mistake) as string });
  });
});
