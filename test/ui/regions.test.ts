import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { generateScenario } from '../../src/simulator/generate.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import type { Simulation } from '../../src/simulator/simulation.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { simulated } from '../support/simulated.ts';

let simulation: Simulation;
let listeners: Listeners;
let large: Listeners;
let workbench: Workbench;

beforeAll(async () => {
  ({ simulation } = simulated());
  listeners = await startListeners(simulation, { port: 0 });
  const generated = generateScenario({ poolsPerRegion: 1000, regions: ['us-east-1', 'eu-west-1'], replicateEvery: 200 });
  large = await startListeners(simulated(generated).simulation, { port: 0 });
  const keys = { aws_access_key_id: demoScenario.account.accessKeys[0] ?? '', aws_secret_access_key: 'any' };
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    environment: {
      AWS_CONFIG_FILE: await configFile({
        'profile emulator': { ...keys, region: 'us-east-1', endpoint_url: listeners.url },
        'profile large': {
          aws_access_key_id: generated.account.accessKeys[0] ?? '',
          aws_secret_access_key: 'any',
          endpoint_url: large.url,
        },
      }),
    },
  });
  await workbench.openView('Cognito Replicas');
});
afterAll(async () => {
  await workbench.close();
  await Promise.all([listeners.close(), large.close()]);
});

function setFaults(...faults: Fault[]): void {
  simulation.replace({ ...simulation.world(), faults });
}

async function selectProfile(name: string): Promise<void> {
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick(name);
}

async function selectRegions(...regions: string[]): Promise<void> {
  await workbench.runCommand('Cognito Replicas: Select Regions...');
  await workbench.quickInput.wait('Select Regions');
  for (const region of regions) {
    await workbench.quickInput.type(region);
    await workbench.quickInput.toggle(region);
  }
  await workbench.quickInput.accept();
}

describe('a profile with an endpoint', () => {
  it('is listed in its own Region, and the endpoint stands beside the account', async () => {
    await selectProfile('emulator');
    const view = workbench.view('Pools');
    await view.waitForRow(/customer-login/);
    await workbench.until('the account', async () => (await view.message()) === `emulator · 111122223333 · ${listeners.url}`);
  });
});

describe('a Region that accepts and never answers', () => {
  it('does not delay the others, is a row within its time limit, and is retried by the button of that row', async () => {
    setFaults({ kind: 'neverAnswers', region: 'eu-west-1' });
    const view = workbench.view('Pools');
    await selectRegions('eu-west-1');
    await view.waitForRow(/eu-west-1 listing user pools/);
    await view.waitForRow(/newsletter/);
    await view.waitForRow(/eu-west-1 no answer in time/);

    setFaults();
    expect(await view.inlineActions(/eu-west-1 no answer/)).toEqual(['Retry']);
    await view.clickInlineAction(/eu-west-1 no answer/, 'Retry');
    await view.waitForRow(/partner-portal creating/);
    expect((await view.rows()).some(({ text }) => text.startsWith('eu-west-1'))).toBe(false);
  });

  it('leaves the pools that were there when it fails later', async () => {
    setFaults({ kind: 'html', region: 'eu-west-1' });
    const view = workbench.view('Pools');
    await view.clickTitleAction('Refresh');
    await view.waitForRow(/eu-west-1 not refreshed: cognito-idp:ListUserPools failed: HTTP 500, unreadable reply/);
    await view.waitForRow(/legacy-mobile/);
    setFaults();
  });
});

describe('a session that has expired', () => {
  it('says so and carries on by itself when somebody signed in', async () => {
    setFaults({ kind: 'expiredToken' });
    const view = workbench.view('Pools');
    await selectProfile('emulator');
    await workbench.until('the welcome view', async () => (await view.welcomeText()).includes('session has expired'));
    setFaults();
    await view.clickWelcomeButton('Sign In');
    await view.waitForRow(/customer-login/);
  });
});

describe('a large account', () => {
  it('asks for Regions when the profile names none, then lists 2,000 pools', async () => {
    const view = workbench.view('Pools');
    await selectProfile('large');
    await workbench.until('the welcome view', async () => (await view.welcomeText()).includes('names no Region'));
    await view.clickWelcomeButton('Select Regions');
    await workbench.quickInput.wait('Select Regions');
    for (const region of ['us-east-1', 'eu-west-1']) {
      await workbench.quickInput.type(region);
      await workbench.quickInput.toggle(region);
    }
    await workbench.quickInput.accept();
    const rows = await workbench.until('2,000 rows', async () => {
      const all = await view.rows();
      return all.length === 2000 && all;
    });
    // Replicated pools first.
    expect(rows.slice(0, 10).every(({ text }) => text.includes('→'))).toBe(true);
  });
});
