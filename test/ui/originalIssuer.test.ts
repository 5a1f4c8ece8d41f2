import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { simulated } from '../support/simulated.ts';

let company: Listeners;
let workbench: Workbench;

beforeAll(async () => {
  // As replicas on the ORIGINAL issuer were until July 2026 (aws-jwt-verify #282).
  const switches = { ...demoScenario.switches, originalIssuerOfReplica: 'secondaryRegion' as const };
  company = await startListeners(simulated({ ...demoScenario, faults: [], switches }).simulation, { port: 0 });
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    viewport: { width: 1400, height: 900 },
    environment: {
      AWS_CONFIG_FILE: await configFile({
        'profile company': {
          aws_access_key_id: demoScenario.account.accessKeys[0] ?? '',
          aws_secret_access_key: 'any',
          region: 'eu-west-1',
          endpoint_url: company.url,
        },
      }),
    },
  });
  await workbench.openView('Cognito Replicas');
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick('company');
});
afterAll(async () => {
  await workbench.close();
  await company.close();
});

it('a sign-in through a replica that names its own Region as issuer is explained', async () => {
  const pools = workbench.view('Pools');
  await pools.waitForRow(/legacy-mobile active/);
  await pools.contextMenu(/legacy-mobile/, 'Verify Sign-In...');
  await workbench.quickInput.wait('Whether a write is tried');
  await workbench.quickInput.pick('Sign In Only');
  await workbench.quickInput.wait('User name of a test user');
  await workbench.quickInput.type('emil@example.com');
  await workbench.quickInput.accept();
  await workbench.quickInput.wait('Its password');
  await workbench.quickInput.type('Replicas-2026!');
  await workbench.quickInput.accept();
  const text = await workbench.until('what the tokens say', async () => {
    const shown = await workbench.editors.text();
    return shown.includes('## What the tokens say') && shown;
  });
  expect(text).toMatch(/\| iss \| \S+cognito-idp\.eu-west-1\S+ \| \S+cognito-idp\.eu-central-1\S+ \| different \|/);
  expect(text).toContain('The tokens of the replica name the secondary Region, as those of ORIGINAL issuers did before July 2026');
});
