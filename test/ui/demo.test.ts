import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pickFromMenu, readMenu } from '../support/browser/menu.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { emptyWorkspace, repository } from '../support/browser/session.ts';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ extensionPaths: [repository], workspace: await emptyWorkspace() });
});
afterAll(() => workbench.close());

/** The extension's commands as the palette offers them, without those that VS Code adds for every view. */
async function ownCommands(): Promise<string[]> {
  const offered = await workbench.quickInput.commandsFor('Cognito Replicas: ');
  return offered.filter((title) => title.startsWith('Cognito Replicas: ') && !title.includes('Focus on')).sort();
}

const allPools = `
▸ admin-console active · 1 error · us-west-2 → us-east-1
▸ bookings inactive · 2 errors · eu-central-1 → eu-west-1
▸ customer-login active · us-east-1 → us-west-2
▸ legacy-mobile active · 2 warnings · eu-west-1 → eu-central-1
▸ partner-portal creating · 1 warning · eu-west-1 → eu-central-1
▸ staff-directory inactive · us-west-2 → us-east-1
▸ storefront active · us-east-1 → us-west-2
▸ field-service not replicated · ap-northeast-1
▸ internal-tools not replicated · us-east-1
▸ newsletter not replicated · us-east-1
  sa-east-1 no permission cognito-idp:ListUserPools`;

const expanded = allPools.replace(
  /▸ customer-login.*/,
  `▾ customer-login active · us-east-1 → us-west-2
    Primary us-east-1 · active
    Replica us-west-2 · active
    Issuer UPDATED · issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU
    Key multi-Region · enabled in both Regions · mrk-1a4f5c1c…
    Domain auth.example.com · failover to us-west-2
    Readiness 15 of 15
    Code managed by stack identity-prod`,
);
const issuer = 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_TPOjPV5VU';

describe('the demo, on a machine without an AWS account', () => {
  it('is offered by the view of somebody who is not signed in, and opened by its button', async () => {
    await workbench.openView('Cognito Replicas');
    const view = workbench.view('Pools');
    await workbench.until('the welcome view', async () => (await view.welcomeButtons()).length === 2);
    expect(await view.welcomeButtons()).toEqual(['Select Profile', 'Explore the Demo']);
    // What needs an account is not offered without one.
    expect(await ownCommands()).toEqual([
      'Cognito Replicas: Explore the Demo',
      'Cognito Replicas: Select Profile...',
      'Cognito Replicas: Select Regions...',
      'Cognito Replicas: Show Log',
      'Cognito Replicas: Sign In',
    ]);
    await view.clickWelcomeButton('Explore the Demo');
    await view.waitForText('all rows, settled', (text) => text === allPools.trim());
    expect(await view.message()).toBe('demo · simulated AWS');
  });

  it('shows what a pool is made of when its row is expanded', async () => {
    const view = workbench.view('Pools');
    await view.expand(/customer-login/);
    await view.waitForText('the details of customer-login', (text) => text === expanded.trim());
  });

  it('copies the exact issuer URL with the button of its row', async () => {
    await workbench.view('Pools').clickInlineAction([/customer-login/, /Issuer/], 'Copy Identifier');
    await workbench.until('the issuer URL on the clipboard', async () => (await workbench.clipboard()) === issuer);
  });

  it('copies by keyboard alone: arrow keys, the menu key, the item', async () => {
    const view = workbench.view('Pools');
    await view.select([/customer-login/, /Primary/]);
    const { keyboard } = workbench.page;
    await keyboard.press('ArrowDown');
    await keyboard.press('Shift+F10');
    await workbench.until('the menu of the row', async () => (await readMenu(workbench.screen)).includes('Copy Identifier'));
    await pickFromMenu(workbench.screen, 'Copy Identifier');
    const arn = 'arn:aws:cognito-idp:us-west-2:111122223333:userpool/us-east-1_TPOjPV5VU';
    await workbench.until('the ARN of the replica on the clipboard', async () => (await workbench.clipboard()) === arn);
  });

  it('asks which of several identifiers', async () => {
    const view = workbench.view('Pools');
    await view.contextMenu(/customer-login/, 'Copy Identifier');
    await workbench.quickInput.wait('Copy an identifier of customer-login');
    expect(await workbench.quickInput.texts()).toEqual([
      expect.stringContaining('User pool id'),
      expect.stringContaining('ARN in us-east-1'),
      expect.stringContaining('ARN in us-west-2'),
      expect.stringContaining('Issuer URL'),
    ]);
    await workbench.quickInput.pick(/User pool id/);
    await workbench.until('the id on the clipboard', async () => (await workbench.clipboard()) === 'us-east-1_TPOjPV5VU');
  });

  it('keeps rows, expansion and selection when it is refreshed', async () => {
    const view = workbench.view('Pools');
    await view.select([/customer-login/, /Issuer/]);
    await view.clickTitleAction('Refresh');
    await view.waitForText('the same rows', (text) => text === expanded.trim());
    expect((await view.rows()).find(({ selected }) => selected)?.text).toMatch(/^Issuer UPDATED/);
  });

  it('filters while the filter is typed, and Escape brings back what was there', async () => {
    const view = workbench.view('Pools');
    await view.clickTitleAction('Filter...');
    await workbench.quickInput.type('unreplicated us-east');
    await view.waitForText('two pools', (text) => !text.includes('customer-login') && text.includes('newsletter'));
    expect(await view.message()).toBe('demo · simulated AWS · filter "unreplicated us-east": 2 of 10 user pools');
    await workbench.quickInput.cancel();
    await view.waitForText('all rows', (text) => text.includes('customer-login'));
  });

  it('is the same after the window was reloaded', async () => {
    await workbench.reload();
    await workbench.openView('Cognito Replicas');
    const view = workbench.view('Pools');
    await view.waitForText('the same rows', (text) => text === expanded.trim() || text === allPools.trim());
    await view.expand(/customer-login/);
    await view.waitForText('the same details', (text) => text === expanded.trim());
    expect(await view.message()).toBe('demo · simulated AWS');
  });

  it('has every action in the palette but the AWS console, where its pools are not', async () => {
    expect(await ownCommands()).toEqual([
      'Cognito Replicas: Activate Replica...',
      'Cognito Replicas: Check Readiness',
      'Cognito Replicas: Compare Regions',
      'Cognito Replicas: Configure Failover...',
      'Cognito Replicas: Copy Identifier',
      'Cognito Replicas: Copy Plan As...',
      'Cognito Replicas: Deactivate Replica...',
      'Cognito Replicas: Delete Replica...',
      'Cognito Replicas: Estimate Cost...',
      'Cognito Replicas: Explore the Demo',
      'Cognito Replicas: Export Runbook',
      'Cognito Replicas: Fail Back...',
      'Cognito Replicas: Fail Over...',
      'Cognito Replicas: Filter...',
      'Cognito Replicas: Find Issuer References',
      'Cognito Replicas: Open Record of a Plan...',
      'Cognito Replicas: Open User Pool',
      'Cognito Replicas: Preflight',
      'Cognito Replicas: Refresh',
      'Cognito Replicas: Rehearse Failover...',
      'Cognito Replicas: Repair Differences...',
      'Cognito Replicas: Retry',
      'Cognito Replicas: Run Plan...',
      'Cognito Replicas: Select Profile...',
      'Cognito Replicas: Select Regions...',
      'Cognito Replicas: Set Up Replication...',
      'Cognito Replicas: Show Log',
      'Cognito Replicas: Show Remedies...',
      'Cognito Replicas: Show in Code',
      'Cognito Replicas: Sign In',
      'Cognito Replicas: Switch Issuer...',
      'Cognito Replicas: Verify Sign-In...',
      'Cognito Replicas: What Works on a Replica',
    ]);
  });
});
