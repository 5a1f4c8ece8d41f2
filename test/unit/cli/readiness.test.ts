import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingText } from '../../../src/app/documents/findingText.ts';
import { PoolSession } from '../../../src/app/poolSession.ts';
import type { ReadinessReport } from '../../../src/cli/readiness.ts';
import { english } from '../../../src/domain/message.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { scenarioPoolId } from '../../../src/simulator/scenario.ts';
import { demoOverHttp, runCommandLine } from '../../support/commandLine.ts';
import { realClock, simulated } from '../../support/simulated.ts';

let demo: Awaited<ReturnType<typeof demoOverHttp>>;
beforeAll(async () => {
  demo = await demoOverHttp();
});
afterAll(() => demo.close());

const idOf = (name: string): string => {
  const pool = demoScenario.pools?.find((one) => one.name === name);
  if (!pool) throw new Error(`no demo pool ${name}`);
  return scenarioPoolId(demoScenario, pool);
};

const readiness = (pool: string, to: string, format = 'json') =>
  runCommandLine(['readiness', pool, '--to', to, '--format', format], { AWS_ENDPOINT_URL: demo.listeners.url, AWS_ACCESS_KEY_ID: 'any' });

describe('readiness of the demo', () => {
  it.each<[string, string, number, string[]]>([
    ['customer-login', 'us-west-2', 0, []],
    ['legacy-mobile', 'eu-central-1', 0, ['warning issuer-type', 'warning deletion-protection']],
    ['admin-console', 'us-east-1', 1, ['error mfa-totp']],
    ['bookings', 'eu-west-1', 1, ['error key-state', 'error failover-replica']],
    ['newsletter', 'eu-west-1', 1, ['error replica-tier', 'error replica-key', 'warning issuer-type', 'warning deletion-protection']],
    ['field-service', 'ap-northeast-3', 1, ['warning replica-region', 'error key-not-multi-region', 'warning issuer-type']],
    ['storefront', 'us-east-1', 1, ['error replica-region', 'error replica-duplicate']],
  ])('%s to %s', async (name, to, code, findings) => {
    const result = await readiness(idOf(name), to);
    const report = JSON.parse(result.printed) as ReadinessReport;
    expect(report.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(findings);
    expect(report).toMatchObject({ pool: idOf(name), secondaryRegion: to });
    expect(result.code).toBe(code);
  });

  it('finds the same as the Problems panel, in the same words, for every pool', async () => {
    const { connection } = simulated();
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect({ kind: 'demo' }, []);
    expect(session.store.pools).toHaveLength(demoScenario.pools?.length ?? 0);
    for (const pool of session.store.pools) {
      const to = pool.secondaryRegion ?? (pool.primaryRegion === 'us-west-1' ? 'us-west-2' : 'us-west-1');
      await session.check(pool.id, to);
      const shown = session.store.assessmentOf(pool)?.findings.map((finding) => `${finding.rule}: ${findingText(finding, english)}`);
      const { findings } = JSON.parse((await readiness(pool.id, to)).printed) as ReadinessReport;
      expect(findings.map(({ message, rule }) => `${rule}: ${message}`)).toEqual(shown);
    }
    session.dispose();
  });

  it('answers what it can when a permission is missing, names it, and exits with 3', async () => {
    demo.simulation.replace({ ...demo.simulation.world(), faults: [{ kind: 'accessDenied', operation: 'GetUserPoolMfaConfig' }] });
    const { code, printed } = await readiness(idOf('customer-login'), 'us-west-2');
    demo.simulation.replace({ ...demo.simulation.world(), faults: [] });
    const { rules } = JSON.parse(printed) as ReadinessReport;
    expect(rules.filter(({ state }) => state !== 'pass')).toEqual([
      { rule: 'mfa-totp', state: 'unknown', reason: 'no permission cognito-idp:GetUserPoolMfaConfig' },
    ]);
    expect(code).toBe(3);
  });

  it('could not run when the pool is not there', async () => {
    const { code, complaints, printed } = await readiness('us-east-1_000000000', 'us-west-2');
    expect(code).toBe(2);
    expect(complaints).toContain('us-east-1_000000000: not found (cognito-idp:DescribeUserPool)');
    expect(printed).toBe('');
  });

  it('says in words what was seen and what to do, and what nobody can know', async () => {
    const { printed } = await readiness(idOf('bookings'), 'eu-west-1', 'text');
    expect(printed).toContain('error    key-state');
    expect(printed).toContain('→ Enable the key in eu-west-1');
    expect(printed).toContain('can be replicated: it has a replica');
    const unreplicated = await readiness(idOf('newsletter'), 'us-west-2', 'text');
    expect(unreplicated.printed).toContain('unknown until a replica is created');
  });
});
