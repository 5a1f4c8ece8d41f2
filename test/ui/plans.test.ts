import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import type { Simulation } from '../../src/simulator/simulation.ts';
import { ParityPage } from '../support/browser/parityPage.ts';
import { pickFromMenu } from '../support/browser/menu.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { simulated } from '../support/simulated.ts';

let simulation: Simulation;
let company: Listeners;
let workbench: Workbench;

beforeAll(async () => {
  // Two minutes of CREATING are twenty seconds: long enough for a reload.
  ({ simulation } = simulated({ ...demoScenario, faults: [], timing: { ...demoScenario.timing, speed: 6 } }));
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
    settings: { 'cognitoReplicas.regions': demoScenario.regions },
  });
  await workbench.openView('Cognito Replicas');
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick('company');
  await pools().waitForRow(/newsletter/);
});
afterAll(async () => {
  await workbench.close();
  await company.close();
});

const pools = () => workbench.view('Pools');

/** How often the simulated AWS has carried an operation out. */
const countOf = (operation: string): number => simulation.calls().filter((call) => call.operation === operation).length;

/** A notification, however long it takes. */
async function told(text: RegExp): Promise<void> {
  await workbench.until(
    `a notification ${String(text)}`,
    async () => (await workbench.messages.texts()).some((said) => text.test(said)),
    patient,
  );
}

const patient = { timeoutMilliseconds: 60_000 };

describe('a pool that is not ready', () => {
  it('is planned: key and issuer are asked for, and the plan is shown before anything is sent', async () => {
    await pools().contextMenu(/newsletter/, 'Set Up Replication...');
    await workbench.quickInput.wait('Secondary Region for newsletter');
    await workbench.quickInput.pick('eu-west-1');
    await workbench.quickInput.wait('Key for newsletter');
    await workbench.quickInput.pick(/Create a Multi-Region Key/);
    await workbench.quickInput.wait('Issuer of newsletter');
    await workbench.quickInput.pick('Switch to UPDATED');
    await workbench.editors.waitForTab('newsletter to eu-west-1.plan.md');
    const text = await workbench.until('the plan', async () => {
      const shown = await workbench.editors.text();
      return shown.includes('Nothing has been changed.') && shown;
    });
    expect(text).toContain('9 steps, 1 done');
    expect(countOf('CreateKey') + countOf('UpdateUserPool')).toBe(0);
  });

  it.each([
    ['Copy Plan as AWS CLI Script', 'aws cognito-idp create-user-pool-replica --region us-east-1'],
    ['Copy Plan as CloudFormation', 'Type: AWS::Cognito::UserPoolReplica'],
    ['Copy Plan as Terraform (awscc)', 'resource "awscc_cognito_user_pool_replica"'],
  ])('%s', async (item, expected) => {
    await workbench.editors.clickTitleAction('Copy Plan As');
    await pickFromMenu(workbench.screen, item);
    await workbench.until('the copy', async () => (await workbench.clipboard()).includes(expected));
  });

  it('is not changed before its name is typed', async () => {
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.quickInput.wait('Type newsletter to go on');
    await workbench.quickInput.type('newslett');
    await workbench.quickInput.wait('This is not the name of the user pool, newsletter.');
    await workbench.quickInput.cancel();
    expect(countOf('UpdateUserPool')).toBe(0);
  });

  it('gets its replica, with the window reloaded while it is being created, and nothing twice', async () => {
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.quickInput.wait('Type newsletter to go on');
    await workbench.quickInput.type('newsletter');
    await workbench.quickInput.accept();
    await pools().waitForRow(/newsletter setting up, step/, patient);
    await workbench.until('the replica is being created', () => Promise.resolve(countOf('CreateUserPoolReplica') === 1), patient);
    // Nothing of ours is to be seen in the window that goes on: neither the plan nor the view.
    await workbench.runCommand('View: Close All Editors');
    await workbench.openView('Explorer');
    await workbench.page.waitForTimeout(6000);
    await workbench.reload();
    await told(/Stopped at "Copy regional settings to eu-west-1"/);
    for (const once of ['CreateKey', 'ReplicateKey', 'CreateUserPoolReplica']) expect([once, countOf(once)]).toEqual([once, 1]);
  });

  it('asks what to copy, and is active in the end', async () => {
    await workbench.messages.press(/Stopped at "Copy regional settings/, 'Choose');
    await workbench.quickInput.wait('Copy to eu-west-1');
    // What is billed is not chosen for anybody.
    expect((await workbench.quickInput.state())?.items.map(({ label, checked }) => [label, checked])).toEqual([
      ['UserAuthentication', false],
      ['UserFederation', false],
    ]);
    await workbench.quickInput.accept();
    await workbench.until('the rest of the plan', async () => (await workbench.editors.text()).includes('→ 8. Activate the replica'));
    await workbench.messages.dismissAll();
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.messages.waitDialog('Set up replication of newsletter');
    expect((await workbench.messages.dialog())?.detail).toContain('1. Activate the replica');
    await workbench.messages.answer('Run Plan');
    await told(/Everything is done, and was read back/);
    await workbench.openView('Cognito Replicas');
    await pools().waitForRow(/newsletter active/, patient);
    await workbench.messages.dismissAll();
  });
});

describe('the pool with differences', () => {
  it('is repaired from the panel, and the counts fall', async () => {
    await pools().contextMenu(/storefront/, 'Compare Regions');
    const page = await new ParityPage(workbench).waitForRows();
    const summary = (): Promise<string> => page.frame.locator('.regions').innerText();
    const before = countsOf(await summary());
    expect(before).toBeGreaterThan(5);
    await page.frame.locator('vscode-toolbar-button', { hasText: 'Repair...' }).click();
    await workbench.quickInput.wait('Repair Differences of storefront');
    await workbench.quickInput.accept();
    await workbench.editors.waitForTab('storefront to us-west-2.repair.md');
    const text = await workbench.until('the plan', async () => {
      const shown = await workbench.editors.text();
      return shown.includes('Nothing has been changed.') && shown;
    });
    expect(text).toContain('## What is not copied');
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.messages.waitDialog('Repair storefront in us-west-2');
    await workbench.messages.answer('Run Plan');
    await told(/Everything is done, and was read back/);
    await workbench.messages.dismissAll();
    await workbench.editors.clickTab('storefront: Regions');
    await workbench.until('fewer differences', async () => countsOf(await summary()) < before - 5, patient);
  });
});

/** How many rows differ or are missing, by "5 different, 1 missing, 3 same". */
function countsOf(summary: string): number {
  return [...summary.matchAll(/(\d+) (?:different|missing)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

describe('a replica', () => {
  it("is deleted after its pool's name was typed, deactivated first", async () => {
    await pools().waitForRow(/customer-login active/);
    await pools().contextMenu(/customer-login/, 'Delete Replica...');
    await workbench.messages.waitDialog('The replica of customer-login in us-west-2 is ACTIVE.');
    await workbench.messages.answer('Deactivate, Then Delete');
    await workbench.editors.waitForTab('customer-login to us-west-2.deletion.md');
    await workbench.until('the plan', async () => (await workbench.editors.text()).includes('Nothing has been changed.'));
    await workbench.editors.clickTitleAction('Run Plan...');
    await workbench.quickInput.wait('Type customer-login to go on');
    await workbench.quickInput.type('customer-login');
    await workbench.quickInput.accept();
    await told(/Everything is done, and was read back/);
    await pools().waitForRow(/customer-login not replicated/, patient);
    expect(countOf('DeleteUserPoolReplica')).toBe(1);
  }, 150_000);
});

describe('with the setting readOnly', () => {
  it('no command that writes is offered', async () => {
    const isOffered = async (): Promise<boolean> =>
      (await workbench.quickInput.commandsFor('Cognito Replicas: Delete Replica')).includes('Cognito Replicas: Delete Replica...');
    expect(await isOffered()).toBe(true);
    await workbench.server.changeSettings({ 'cognitoReplicas.readOnly': true });
    await workbench.until('the commands are gone', async () => !(await isOffered()));
    const items = await pools().contextMenuItems(/storefront/);
    expect(items.filter((item) => /Replica|Replication|Repair|Issuer\.\.\./.test(item))).toEqual(['What Works on a Replica']);
  });
});
