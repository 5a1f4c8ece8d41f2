import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import type { Simulation } from '../../src/simulator/simulation.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { simulated } from '../support/simulated.ts';

let simulation: Simulation;
let company: Listeners;
let workbench: Workbench;

/** The demo, in which nobody has configured the failover of customer-login yet. */
const unrouted = {
  ...demoScenario,
  faults: [],
  timing: { ...demoScenario.timing, speed: 10 },
  pools: (demoScenario.pools ?? []).map((pool) => {
    if (pool.name !== 'customer-login' || !pool.domain) return pool;
    return { ...pool, domain: { name: pool.domain.name } };
  }),
};

beforeAll(async () => {
  ({ simulation } = simulated(unrouted));
  company = await startListeners(simulation, { port: 0 });
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    viewport: { width: 1400, height: 900 },
    environment: {
      AWS_CONFIG_FILE: await configFile({
        'profile company': {
          aws_access_key_id: demoScenario.account.accessKeys[0] ?? '',
          aws_secret_access_key: 'any',
          region: 'us-east-1',
          endpoint_url: company.url,
        },
      }),
    },
    settings: { 'cognitoReplicas.regions': ['us-east-1', 'us-west-2'] },
  });
  await workbench.openView('Cognito Replicas');
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick('company');
  await pools().waitForRow(/customer-login active/);
});
afterAll(async () => {
  await workbench.close();
  await company.close();
});

const pools = () => workbench.view('Pools');
const patient = { timeoutMilliseconds: 150_000 };

async function told(text: RegExp): Promise<void> {
  await workbench.until(
    `a notification ${String(text)}`,
    async () => (await workbench.messages.texts()).some((said) => text.test(said)),
    patient,
  );
}

async function shown(tab: string, text: string): Promise<void> {
  await workbench.until(`the document ${tab}`, async () => (await workbench.editors.tabs()).includes(tab), patient);
  await workbench.editors.clickTab(tab);
  await workbench.until(`"${text}" in ${tab}`, async () => (await workbench.editors.text()).includes(text), patient);
}

/** From which Region the page of the domain comes. */
async function answeredFrom(): Promise<string | null> {
  const response = await fetch(`${company.url}/auth.example.com/login`);
  return response.headers.get('x-simulated-region');
}

const statusBar = () => workbench.page.locator('.part.statusbar .statusbar-item', { hasText: 'Failed over: customer-login' });

describe('failing over, from nothing to fail back', () => {
  it('the domain is told to follow a health check', async () => {
    await pools().contextMenu(/customer-login/, 'Configure Failover...');
    await workbench.quickInput.wait('Health Check of customer-login');
    await workbench.quickInput.pick(/Sign-in probe us-east-1/);
    await shown('customer-login to us-west-2.routing.md', 'Nothing has been changed.');
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.messages.waitDialog('Route customer-login to us-west-2');
    await workbench.messages.answer('Run Plan');
    await told(/Everything is done, and was read back/);
    await workbench.messages.dismissAll();
    expect(await answeredFrom()).toBe('us-east-1');
  });

  it('the preflight says whether the replica can take the traffic, and what will not work there', async () => {
    await pools().contextMenu(/customer-login/, 'Preflight');
    await shown('customer-login to us-west-2.preflight.md', 'sign-up');
  });

  it('the traffic is forced to the replica while the primary Region hangs', async () => {
    simulation.setOutage('us-east-1', 'hangs');
    await pools().contextMenu(/customer-login/, 'Fail Over...');
    await shown('customer-login to us-west-2.failover.md', 'Nothing has been changed.');
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.until(
      'the question',
      async () => (await workbench.quickInput.state())?.message.includes('Type customer-login to go on'),
      patient,
    );
    await workbench.quickInput.type('customer-login');
    await workbench.quickInput.accept();
    await told(/Everything is done, and was read back/);
    expect(await answeredFrom()).toBe('us-west-2');
    await workbench.messages.dismissAll();
  });

  it('is marked on the row and in the status bar, which leads to fail back', async () => {
    await pools().waitForRow(/customer-login failed over/, patient);
    simulation.setOutage('us-east-1', undefined);
    await statusBar().click();
    await shown('customer-login to us-west-2.failback.md', 'Nothing has been changed.');
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.until(
      'the question',
      async () => (await workbench.messages.dialog()) !== undefined || (await workbench.quickInput.state()) !== undefined,
      patient,
    );
    if (await workbench.messages.dialog()) {
      await workbench.messages.answer('Run Plan');
    } else {
      await workbench.quickInput.type('customer-login');
      await workbench.quickInput.accept();
    }
    await told(/Everything is done, and was read back/);
    expect(await answeredFrom()).toBe('us-east-1');
    await workbench.until('the mark is gone', async () => (await statusBar().count()) === 0);
  });

  it('never inverted the health check alone', () => {
    const updates = simulation.calls().filter(({ operation }) => operation === 'UpdateHealthCheck');
    expect(updates.length).toBe(2);
  });
});
