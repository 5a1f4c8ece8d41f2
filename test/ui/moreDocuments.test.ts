import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ extensionPaths: [repository], workspace: await emptyWorkspace() });
  await workbench.openView('Cognito Replicas');
  await workbench.runCommand('Cognito Replicas: Explore the Demo');
  await pools().waitForRow(/customer-login active/);
});
afterAll(() => workbench.close());

const pools = () => workbench.view('Pools');

/** The text of the document in front, once it has what is asked for. */
const textWith = (what: string): Promise<string> =>
  workbench.until(`a text with "${what}"`, async () => {
    const text = await workbench.editors.text();
    return text.includes(what) && text;
  });

/** Answers one question of a command, after a look at what it says. */
async function answer(asks: string | RegExp, text: string): Promise<void> {
  await workbench.quickInput.wait(asks);
  await workbench.quickInput.type(text);
  await workbench.quickInput.accept();
}

describe('the cost of a user pool', () => {
  it('is estimated by what is asked, beginning with how many users AWS estimates', async () => {
    await pools().contextMenu(/storefront/, 'Estimate Cost...');
    const users = await workbench.quickInput.wait('AWS estimates 64,300 users in all');
    expect(users.value).toBe('64300');
    await workbench.quickInput.type('many');
    await workbench.quickInput.wait('A whole number from 0 to 10,000,000,000.');
    await answer('', '100,000');
    await workbench.quickInput.wait('Feature plan');
    // The plan that the user pool is on comes first.
    expect((await workbench.quickInput.texts())[0]).toContain('ESSENTIALS');
    await workbench.quickInput.pick('ESSENTIALS');
    await answer('How many percent of them', '0');
    await answer('How many token requests', '0');
    await answer('How many multi-Region keys', '1');
    await workbench.editors.waitForTab('storefront.cost.md');
    const text = await textWith('USD a month');
    expect(text).toContain('**1,802.00 USD a month, 452.00 of it for replication**');
    expect(text).toContain('## What it leaves out');
  });

  it('is still there after the window was reloaded', async () => {
    // In a browser VS Code saves which tabs are open every 5 s, and at the end of the page only as far as it gets (microsoft/vscode: storageService.ts).
    await workbench.page.waitForTimeout(6000);
    await workbench.reload();
    await workbench.editors.waitForTab('storefront.cost.md');
    await textWith('**1,802.00 USD a month');
  });

  it('follows the prices of the settings', async () => {
    await workbench.server.changeSettings({ 'cognitoReplicas.prices': { keyMonth: 2 } });
    await textWith('**1,804.00 USD a month');
  });
});

describe('what works on a replica', () => {
  it('is a page about this replica, with its status on top', async () => {
    await workbench.openView('Cognito Replicas');
    await pools().expand(/customer-login/);
    await pools().contextMenu([/customer-login/, /Replica/], 'What Works on a Replica');
    await workbench.editors.waitForTab('customer-login to us-west-2.replica.md');
    const text = await textWith('The replica in us-west-2 is ACTIVE');
    expect(text).toContain('OperationNotEnabledException: This operation is not enabled in this region for this User Pool');
    expect(text).toContain("const userPoolId = 'us-east-1_TPOjPV5VU';");
  });

  it('is not offered for a user pool without one', async () => {
    expect(await pools().contextMenuItems(/newsletter/)).toEqual(expect.not.arrayContaining(['What Works on a Replica', 'Export Runbook']));
  });
});

describe('the runbook', () => {
  it('opens as a Markdown document to be saved', async () => {
    await pools().contextMenu([/customer-login/, /Replica/], 'Export Runbook');
    await workbench.editors.waitForTab(/Runbook: customer-login/);
    const text = await textWith('# Runbook: customer-login');
    expect(text).toContain(
      'aws cognito-idp update-user-pool-replica --user-pool-id us-east-1_TPOjPV5VU --region-name us-west-2 --status ACTIVE',
    );
    expect(text).toContain('| Decides to fail over and to fail back');
  });
});
