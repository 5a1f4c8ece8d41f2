import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import type { Simulation } from '../../src/simulator/simulation.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { simulated } from '../support/simulated.ts';
import { testPassword } from '../support/signInPool.ts';

let simulation: Simulation;
let company: Listeners;
let workbench: Workbench;

beforeAll(async () => {
  ({ simulation } = simulated({ ...demoScenario, faults: [], timing: { ...demoScenario.timing, speed: 10 } }));
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

/** The report in front has this text. */
async function shown(text: string): Promise<void> {
  await workbench.until(`"${text}" in the report`, async () => (await workbench.editors.text()).includes(text), patient);
}

/** From which Region the page of the domain comes. */
async function answeredFrom(): Promise<string | null> {
  const response = await fetch(`${company.url}/auth.example.com/login`);
  return response.headers.get('x-simulated-region');
}

/** Says yes to a rehearsal of ten minutes without a sign-in. */
async function begin(): Promise<void> {
  await pools().contextMenu(/customer-login/, 'Rehearse Failover...');
  await workbench.quickInput.wait('Rehearse a Failover of customer-login');
  await workbench.quickInput.pick(/Fail Over for a While/);
  await workbench.quickInput.wait('How Long Traffic Goes to us-west-2');
  await workbench.quickInput.pick(/10 Minutes/);
  await workbench.quickInput.wait('Sign-In Through us-west-2');
  await workbench.quickInput.pick(/Without a Sign-In/);
  await workbench.until(
    'the question',
    async () => (await workbench.quickInput.state())?.message.includes('Type customer-login to go on') === true,
    patient,
  );
  await shown('Nothing has been begun yet.');
  await shown('aws route53 update-health-check --health-check-id 0f7b3c1e-52a4-4d0e-9a51-3f1f0c6f5a10 --no-disabled --no-inverted');
  await workbench.quickInput.type('customer-login');
  await workbench.quickInput.accept();
}

describe('rehearsing a failover', () => {
  it('without touching traffic, signs a test user in through the secondary Region', async () => {
    await pools().contextMenu(/customer-login/, 'Rehearse Failover...');
    await workbench.quickInput.wait('Rehearse a Failover of customer-login');
    await workbench.quickInput.pick(/Without Touching Traffic/);
    await workbench.quickInput.wait('Sign-In Through us-west-2');
    await workbench.quickInput.pick(/With a Test User/);
    await workbench.quickInput.wait('Test User of customer-login');
    await workbench.quickInput.pick(/web/);
    await workbench.until(
      'the user name',
      async () => (await workbench.quickInput.state())?.message.includes('User name') === true,
      patient,
    );
    await workbench.quickInput.type('ana@example.com');
    await workbench.quickInput.accept();
    await workbench.until(
      'the password',
      async () => (await workbench.quickInput.state())?.message.includes('Its password') === true,
      patient,
    );
    await workbench.quickInput.type(testPassword);
    await workbench.quickInput.accept();
    await told(/Rehearsal of customer-login: No check failed\. No traffic was moved/);
    await shown('The user is signed in.');
    await workbench.messages.dismissAll();
    expect(simulation.calls().some(({ operation }) => operation === 'UpdateHealthCheck')).toBe(false);
  });

  it('moves traffic for a while, and brings it back when its notification is cancelled', async () => {
    await begin();
    await told(/traffic is in us-west-2, .* left\. Cancel to fail back now/);
    expect(await answeredFrom()).toBe('us-west-2');
    await workbench.messages.press(/Rehearsing a failover of customer-login/, 'Cancel');
    await told(/Rehearsal of customer-login: No check failed\. Traffic is back in us-east-1/);
    expect(await answeredFrom()).toBe('us-east-1');
    await shown('Time to route: health check forced, to domain routed');
    await workbench.messages.dismissAll();
  });

  it('offers to fail back when the window was reloaded meanwhile', async () => {
    await begin();
    await told(/traffic is in us-west-2/);
    await workbench.reload();
    await told(/The rehearsal of customer-login was left: traffic may still be forced to us-west-2/);
    expect(await answeredFrom()).toBe('us-west-2');
    await workbench.messages.press(/The rehearsal of customer-login was left/, 'Fail Back');
    await workbench.messages.waitDialog('The rehearsal of customer-login was left');
    await workbench.messages.answer('Fail Back');
    await told(/Rehearsal of customer-login: No check failed\. Traffic is back in us-east-1/);
    expect(await answeredFrom()).toBe('us-east-1');
    const updates = simulation.calls().filter(({ operation }) => operation === 'UpdateHealthCheck');
    expect(updates.length).toBe(4);
  });
});
