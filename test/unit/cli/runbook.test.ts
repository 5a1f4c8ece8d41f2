import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/arguments.ts';
import type { RunbookReport } from '../../../src/cli/runbook.ts';
import type { Fault } from '../../../src/simulator/faults.ts';
import { demoOverHttp, runCommandLine } from '../../support/commandLine.ts';
import { demoPoolId } from '../simulator/requests.ts';

let demo: Awaited<ReturnType<typeof demoOverHttp>>;
beforeAll(async () => {
  demo = await demoOverHttp();
});
afterAll(() => demo.close());

type Ran = Awaited<ReturnType<typeof runCommandLine>>;

async function runbook(name: string, options: readonly string[] = [], faults: readonly Fault[] = []): Promise<Ran> {
  demo.simulation.replace({ ...demo.simulation.world(), faults });
  return runCommandLine(['runbook', demoPoolId(name), ...options], { AWS_ENDPOINT_URL: demo.listeners.url, AWS_ACCESS_KEY_ID: 'any' });
}

describe('runbook of the demo', () => {
  it('is Markdown, under the name of the user pool', async () => {
    const { code, complaints, printed } = await runbook('customer-login');
    expect([code, complaints]).toEqual([0, '']);
    expect(printed).toMatch(/^# Runbook: customer-login\n\nus-east-1_TPOjPV5VU · us-east-1 → us-west-2 · account 111122223333 · read at /);
    expect(printed).toContain('--health-check-id 0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10 --disabled --inverted');
  });

  it('is in JSON with what could not be read, and then partly unknown', async () => {
    const { code, printed } = await runbook('customer-login', ['--format', 'json'], [{ kind: 'accessDenied', operation: 'DescribeKey' }]);
    expect(code).toBe(3);
    const { markdown, ...report } = JSON.parse(printed) as RunbookReport;
    expect(report).toEqual({
      pool: demoPoolId('customer-login'),
      primaryRegion: 'us-east-1',
      secondaryRegion: 'us-west-2',
      unknown: [
        { what: 'Key in us-east-1', reason: 'no permission kms:DescribeKey' },
        { what: 'Key in us-west-2', reason: 'no permission kms:DescribeKey' },
      ],
    });
    expect(markdown).toContain('## What could not be read\n\n- Key in us-east-1: no permission kms:DescribeKey\n');
  });

  it('is written while the primary Region is down, by what the secondary says', async () => {
    const down: Fault = { kind: 'refusesConnection', region: 'us-east-1' };
    const { printed } = await runbook('customer-login', ['--regions', 'us-west-2'], [down]);
    expect(printed).toContain('# Runbook: customer-login');
    expect(printed).toMatch(/^\| Status +\| ACTIVE +\| ACTIVE +\|$/m);
  }, 60_000);

  it('could not be written of a pool without a replica', async () => {
    const { code, complaints, printed } = await runbook('newsletter');
    expect([code, printed]).toEqual([2, '']);
    expect(complaints).toContain('has no replica: there is nothing to fail over to');
  });
});

describe('the words of runbook', () => {
  it.each([
    [['runbook'], 'runbook needs the id of a user pool'],
    [['runbook', 'us-east-1_A', '--format', 'sarif'], '--format is text, json or markdown'],
    [['runbook', 'us-east-1_A', '--fail-on', 'never'], '--fail-on is an option of'],
  ])('%j is a mistake: %s', (words, mistake) => {
    expect(parseArguments(words)).toEqual({ kind: 'mistake', mistake: expect.stringContaining(mistake) as string });
  });
});
