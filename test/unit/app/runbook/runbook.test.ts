import { execFile, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PoolSession } from '../../../../src/app/poolSession.ts';
import { runbook } from '../../../../src/app/runbook/runbook.ts';
import { isPartlyUnknown, runbookFactsOf } from '../../../../src/app/runbook/runbookFacts.ts';
import { english } from '../../../../src/domain/message.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { Fault } from '../../../../src/simulator/faults.ts';
import { demoOverHttp } from '../../../support/commandLine.ts';
import { simulatedAws } from '../../../support/planHost.ts';

const goldens = path.join(import.meta.dirname, '..', '..', '..', 'fixtures', 'runbooks');
const demoPools = demoScenario.pools ?? [];
const replicated = demoPools.filter(({ replica }) => replica !== undefined).map(({ name }) => name);

type Pools = typeof demoPools;

/** The runbooks of the replicated pools of the demo, by name. */
async function runbooks(
  faults: readonly Fault[] = [],
  pools: Pools = demoPools,
  changes: Partial<typeof demoScenario> = {},
): Promise<ReadonlyMap<string, string>> {
  const { clock, connect } = simulatedAws({ ...demoScenario, ...changes, pools }, faults);
  const session = new PoolSession({ open: () => Promise.resolve(connect()), clock });
  await session.connect({ kind: 'demo' }, []);
  const { store } = session;
  const found = store.pools.flatMap((pool) => {
    const facts = runbookFactsOf(store, pool);
    if (facts && faults.length === 0) expect(isPartlyUnknown(facts)).toBe(false);
    return facts ? [[pool.name, runbook(facts, english)] as const] : [];
  });
  session.dispose();
  return new Map(found);
}

/** The lines of every fence for a shell. */
function shellOf(text: string): string[] {
  return [...text.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].flatMap(([, lines = '']) => lines.trimEnd().split('\n'));
}

const withDomain = (name: string, domain: Pools[number]['domain']): Pools =>
  demoPools.map((pool) => (pool.name === name && domain ? { ...pool, domain } : pool));

let all: ReadonlyMap<string, string>;
beforeAll(async () => {
  all = await runbooks();
});

describe('the runbooks of the demo', () => {
  it('are those of its replicated pools, and no other file is among them', () => {
    expect([...all.keys()].sort()).toEqual([...replicated].sort());
    expect(readdirSync(goldens).sort()).toEqual(replicated.map((name) => `${name}.md`).sort());
  });

  it.each(replicated)('%s', async (name) => {
    await expect(all.get(name)).toMatchFileSnapshot(path.join(goldens, `${name}.md`));
  });
});

describe('each line for a shell', () => {
  it('is one that bash takes', () => {
    const lines = [...all.values()].flatMap(shellOf);
    expect(lines.length).toBeGreaterThan(replicated.length * 8);
    for (const line of new Set(lines)) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: line, encoding: 'utf8' });
      expect([line, stderr, status]).toEqual([line, '', 0]);
    }
  });

  it('never inverts a health check without disabling it', () => {
    const updates = [...all.values()].flatMap(shellOf).filter((line) => line.includes('update-health-check'));
    expect(new Set(updates.map((line) => line.split(' ').slice(5).join(' ')))).toEqual(
      new Set(['--disabled --inverted', '--no-disabled --no-inverted']),
    );
  });

  it('hands a domain with failover routing over whole, whatever is in it', async () => {
    const texts = await runbooks([], withDomain('storefront', { name: 'shop.example.com' }));
    const line = shellOf(texts.get('storefront') ?? '').find((one) => one.includes('update-user-pool-domain')) ?? '';
    const echoed = spawnSync('bash', ['-c', line.replace(/^aws .*--cli-input-json/, 'printf %s')], {
      env: { ...process.env, HEALTH_CHECK_ID: 'a-health-check' },
      encoding: 'utf8',
    });
    expect(JSON.parse(echoed.stdout)).toMatchObject({
      Domain: 'shop.example.com',
      CustomDomainConfig: { CertificateArn: expect.stringContaining(':acm:us-east-1:') as string },
      Routing: { Failover: { SecondaryRegion: 'us-west-2', PrimaryRoute53HealthCheckId: 'a-health-check' } },
    });
  });
});

describe('a health check', () => {
  const checkedBy = (changes: object): Pick<typeof demoScenario, 'healthChecks'> => ({
    healthChecks: (demoScenario.healthChecks ?? []).map((check) => ({ ...check, ...changes })),
  });

  it('is there with what it was, and failing back restores that', async () => {
    const text = (await runbooks([], demoPools, checkedBy({ inverted: true }))).get('customer-login') ?? '';
    expect(text).toMatch(/^\| Inverted +\| true +\| +\|$/m);
    expect(text).toContain('it watched HTTPS to probe.us-east-1.example.com/sign-in.');
    // What was inverted stays so.
    expect(
      shellOf(text)
        .filter((line) => line.includes('update-health-check'))
        .map((line) => line.split(' ').slice(5).join(' ')),
    ).toEqual(['--disabled --inverted', '--no-disabled']);
  });

  it('that was forced already tells nothing of before', async () => {
    const text = (await runbooks([], demoPools, checkedBy({ disabled: true, inverted: true }))).get('customer-login') ?? '';
    expect(text).toContain('- It was forced already when this was written: what it was before that does not stand here.');
    expect(text).toContain('Where it was neither disabled nor inverted, this does it:');
  });

  it('that cannot be read is unknown, with the permission', async () => {
    const text = (await runbooks([{ kind: 'accessDenied', operation: 'GetHealthCheck' }])).get('customer-login') ?? '';
    expect(text).toContain('What it was when this runbook was written is unknown: no permission route53:GetHealthCheck.');
    expect(text).toMatch(/^- Health check: no permission route53:GetHealthCheck$/m);
    expect(text).toContain('flip its routing control instead');
  });
});

describe('a prefix domain', () => {
  it('stays in its Region: the address of the other one is looked up, and providers have to know both', async () => {
    const text = (await runbooks([], withDomain('storefront', { name: 'shop' }))).get('storefront') ?? '';
    expect(text).toContain('### Prefix domain shop\n\nIt belongs to us-east-1 and does not fail over');
    expect(text).toContain('instead of shop.auth.us-east-1.amazoncognito.com');
    expect(shellOf(text)).toContain(
      'aws cognito-idp describe-user-pool --user-pool-id us-east-1_8S27rm6aS --region us-west-2 --query UserPool.Domain --output text',
    );
    expect(text).not.toContain('route53');
  });
});

describe('a key that cannot be used in the secondary Region', () => {
  it('comes before the activation', () => {
    expect(all.get('bookings')).toContain('- Its key in eu-west-1 was not Enabled when this was read (Disabled): that comes first.');
    expect(all.get('customer-login')).not.toContain('that comes first');
  });
});

describe('with something missing', () => {
  it('says which permission, at its place and at the end', async () => {
    const texts = await runbooks([
      { kind: 'accessDenied', operation: 'DescribeUserPoolDomain' },
      { kind: 'accessDenied', operation: 'ListUserPoolReplicas' },
    ]);
    const text = texts.get('customer-login') ?? '';
    expect(text).toContain('- Domain: unknown: no permission cognito-idp:DescribeUserPoolDomain');
    expect(text).toContain('It was not ACTIVE when this was read (unknown: no permission cognito-idp:ListUserPoolReplicas)');
    expect(text).toMatch(/## What could not be read\n\n- Status of the replica: no permission .*\n- Domain: no permission .*\n$/);
    expect(shellOf(text).some((line) => line.includes('route53'))).toBe(false);
  });
});

const succeeds = (...words: string[]): boolean => spawnSync('aws', words, { stdio: 'ignore', timeout: 30_000 }).status === 0;
const hasCommandLine = succeeds('--version');
const hasReplicaCommands = hasCommandLine && succeeds('cognito-idp', 'create-user-pool-replica', 'help');
const isAboutReplicas = (line: string): boolean => /user-pool-replicas?\b/.test(line);

describe('the AWS CLI', () => {
  let demo: Awaited<ReturnType<typeof demoOverHttp>>;
  beforeAll(async () => {
    demo = await demoOverHttp();
  });
  afterAll(() => demo.close());

  async function runAll(lines: readonly string[]): Promise<void> {
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      await promisify(execFile)('bash', ['-c', line], {
        env: {
          ...process.env,
          AWS_ENDPOINT_URL: demo.listeners.url,
          AWS_DEFAULT_REGION: 'us-east-1',
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_PAGER: '',
        },
        timeout: 60_000,
      });
    }
  }

  // Skipped where no AWS CLI is installed.
  it.skipIf(!hasCommandLine)(
    'runs every line that is not about replicas',
    async () => {
      await runAll(shellOf(all.get('customer-login') ?? '').filter((line) => !isAboutReplicas(line)));
      const forced = demo.simulation.calls().filter(({ operation }) => operation === 'UpdateHealthCheck');
      expect(forced).toHaveLength(2);
    },
    300_000,
  );

  // Skipped where no AWS CLI that has create-user-pool-replica (2.34.58) is installed.
  it.skipIf(!hasReplicaCommands)(
    'runs every line about replicas',
    async () => {
      await runAll(shellOf(all.get('customer-login') ?? '').filter(isAboutReplicas));
    },
    300_000,
  );
});
