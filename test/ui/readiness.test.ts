import { EnableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import { pickFromMenu } from '../support/browser/menu.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { simulated } from '../support/simulated.ts';

const keyId = 'mrk-71b15ba66add9108594dd8c589bc29b1';
const credentials = { accessKeyId: demoScenario.account.accessKeys[0] ?? '', secretAccessKey: 'any' };

let company: Listeners;
let other: Listeners;
let workbench: Workbench;

beforeAll(async () => {
  company = await startListeners(simulated().simulation, { port: 0 });
  const otherAccount = { id: '999988887777', name: 'other', accessKeys: ['AKIAOTHER99998888777'] };
  other = await startListeners(simulated({ ...demoScenario, account: otherAccount, faults: [], pools: [], keys: [] }).simulation, {
    port: 0,
  });
  const profile = (accessKey: string, { url }: Listeners) => ({
    aws_access_key_id: accessKey,
    aws_secret_access_key: 'any',
    region: 'eu-central-1',
    endpoint_url: url,
  });
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    environment: {
      AWS_CONFIG_FILE: await configFile({
        'profile company': profile(credentials.accessKeyId, company),
        'profile other': profile(otherAccount.accessKeys[0] ?? '', other),
      }),
    },
  });
  await workbench.openView('Cognito Replicas');
  await selectProfile('company');
  await pools().waitForRow(/bookings inactive · 2 errors/);
});
afterAll(async () => {
  await workbench.close();
  await Promise.all([company.close(), other.close()]);
});

const pools = () => workbench.view('Pools');

async function selectProfile(name: string): Promise<void> {
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick(name);
}

/** The Problems panel, a line per problem. */
async function problemsOf(file: string): Promise<string[]> {
  return (await workbench.problems())
    .filter((problem) => problem.file === file)
    .map(({ severity, code, position }) => `${severity} ${code} ${position}`);
}

describe('the document of a pool', () => {
  it('opens with the button of its row, and shows the pool as the Region has it', async () => {
    await pools().clickInlineAction(/bookings/, 'Open User Pool');
    await workbench.editors.waitForTab('bookings.pool.json');
    const document = JSON.parse(await workbench.editors.text()) as Record<string, Record<string, unknown>>;
    expect(document['UserPool']).toMatchObject({ Name: 'bookings', UserPoolTier: 'ESSENTIALS', IssuerConfiguration: { Type: 'UPDATED' } });
    expect(document['UserPoolReplicas']).toEqual([
      { RegionName: 'eu-central-1', Role: 'PRIMARY', Status: 'ACTIVE' },
      { RegionName: 'eu-west-1', Role: 'SECONDARY', Status: 'INACTIVE' },
    ]);
  });

  it('has its problems on their lines in the Problems panel', async () => {
    const found = await workbench.until('the problems', async () => {
      const problems = await problemsOf('bookings.pool.json');
      return problems.length === 2 && problems;
    });
    const lines = (await workbench.editors.text()).split('\n');
    const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;
    expect(found).toEqual([
      expect.stringMatching(new RegExp(`^error failover-replica \\[Ln ${lineOf('"SecondaryRegion"')}, `)),
      expect.stringMatching(new RegExp(`^error key-state \\[Ln ${lineOf('"KmsKeyArn"')}, `)),
    ]);
  });

  it('offers the remedies of a line by keyboard alone: the next problem, the key of quick fixes, the key document', async () => {
    await workbench.editors.type('', { line: 1, column: 1 });
    const { keyboard } = workbench.page;
    await keyboard.press('F8');
    await keyboard.press('F8');
    await keyboard.press('Escape');
    await keyboard.press('ControlOrMeta+.');
    await workbench.quickInput.wait('Remedies for bookings');
    expect(await workbench.quickInput.texts()).toEqual([
      'Enable the key in eu-west-1. | Why, and how to fix it',
      'Key in eu-west-1',
      'AWS documentation',
    ]);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await workbench.editors.waitForTab(`${keyId}.key.json`);
    expect(JSON.parse(await workbench.editors.text())).toMatchObject({
      Arn: expect.stringContaining(':eu-west-1:') as string,
      KeyState: 'Disabled',
    });
  });

  it('offers all remedies with the button of the editor, and one by the light bulb', async () => {
    await pools().clickInlineAction(/bookings/, 'Open User Pool');
    await workbench.editors.waitForTab('bookings.pool.json');
    await workbench.editors.clickTitleAction('Show Remedies...');
    await workbench.quickInput.wait('Remedies for bookings');
    expect(await workbench.quickInput.texts()).toHaveLength(6);
    await workbench.quickInput.cancel();

    await workbench.problems();
    const problem = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'failover-replica' });
    await problem.hover();
    await (await workbench.screen.untilVisible('the light bulb', problem.locator('.codicon-light-bulb'))).click();
    await pickFromMenu(workbench.screen, 'Remedies for failover-replica...');
    await workbench.quickInput.wait('Remedies for bookings');
    expect(await workbench.quickInput.texts()).toHaveLength(3);
    await workbench.quickInput.cancel();
  });

  it('explains a setting where the mouse rests on it', async () => {
    await workbench.editors.type('', { line: 30, column: 1 });
    await workbench.page.locator('.view-line', { hasText: '"SecondaryRegion"' }).locator('span span').nth(1).hover();
    const hover = workbench.page.locator('.monaco-hover', { hasText: 'Route 53 health check' });
    await workbench.screen.untilVisible('the explanation', hover);
    expect(await hover.innerText()).toContain('Show Remedies...');
    await workbench.screen.parkMouse();
  });
});

describe('a finding', () => {
  it('disappears from document, panel and tree when the pool is mended', async () => {
    expect(await badge()).toBe('1');
    const kms = new KMSClient({ region: 'eu-west-1', endpoint: company.url, credentials });
    await kms.send(new EnableKeyCommand({ KeyId: keyId }));
    kms.destroy();
    await pools().clickTitleAction('Refresh');
    await pools().waitForRow(/bookings inactive · 1 error/);
    await workbench.until('one problem', async () => (await problemsOf('bookings.pool.json')).length === 1);
    expect(await problemsOf('bookings.pool.json')).toEqual([expect.stringContaining('failover-replica')]);
  });

  it('is still there after the window was reloaded, and so is the tab', async () => {
    // In a browser VS Code saves which tabs are open every 5 s, and at the end of the page only as far as it gets (microsoft/vscode: storageService.ts).
    await workbench.page.waitForTimeout(6000);
    await workbench.reload();
    await workbench.editors.waitForTab('bookings.pool.json');
    await workbench.until('the text of the pool', async () => (await workbench.editors.text()).includes('"UserPoolTier": "ESSENTIALS"'));
    await workbench.until('the problem', async () => (await problemsOf('bookings.pool.json')).length === 1);
  });

  it('leaves nothing behind when another account is looked at: no text, no problem, no badge', async () => {
    await workbench.openView('Cognito Replicas');
    await selectProfile('other');
    await workbench.until('the other account', async () => (await pools().welcomeText()).includes('No user pools'));
    await workbench.until('a tab that says so', async () =>
      (await workbench.editors.text()).includes(
        'belongs to account 111122223333, and the Cognito Replicas view shows account 999988887777',
      ),
    );
    expect(await workbench.editors.text()).not.toContain('UserPool"');
    expect(await workbench.problems()).toEqual([]);
    expect(await badge()).toBe('');

    await selectProfile('company');
    await workbench.until('the pool again', async () => (await workbench.editors.text()).includes('"UserPoolTier": "ESSENTIALS"'));
    await workbench.until('its problem again', async () => (await problemsOf('bookings.pool.json')).length === 1);
  });
});

describe('readiness', () => {
  it('asks for the Region of an unreplicated pool once, and says what stands in the way', async () => {
    await workbench.openView('Cognito Replicas');
    await workbench.runCommand('Cognito Replicas: Explore the Demo');
    await pools().waitForRow(/newsletter not replicated · us-east-1/);
    // A row that is drawn anew under an open menu is no longer the one that the menu is about.
    for (const read of [
      /bookings inactive · 2 errors/,
      /admin-console active · 1 error/,
      /legacy-mobile active · 2 warnings/,
      /customer-login active/,
    ])
      await pools().waitForRow(read);
    await workbench.page.waitForTimeout(1000);
    await pools().contextMenu(/newsletter/, 'Check Readiness');
    await workbench.quickInput.wait('Secondary Region for newsletter');
    await workbench.quickInput.pick('us-west-2');
    await workbench.editors.waitForTab('newsletter to us-west-2.readiness.md');
    const text = await workbench.editors.text();
    expect(text).toContain('# Readiness of newsletter for us-west-2');
    expect(text).toContain('- **replica-tier** (error)');
    expect(text).toContain('unknown until a replica is created');
    await pools().waitForRow(/newsletter not replicated · 2 errors/);

    // Checked again: read at another second, and without a question.
    await workbench.page.waitForTimeout(1100);
    await workbench.editors.clickTitleAction('Check Readiness');
    await workbench.until('a new reading', async () => readAt(await workbench.editors.text()) !== readAt(text));
    expect(await workbench.quickInput.isOpen()).toBe(false);
  });
});

/** When a readiness document says that it was read. */
function readAt(text: string): string | undefined {
  return /read at (\S+ \S+)/.exec(text)?.[1];
}

/** The number on the icon of the view. */
async function badge(): Promise<string> {
  const item = workbench.page.locator('.part.activitybar .action-item', {
    has: workbench.page.locator('[aria-label^="Cognito Replicas"]'),
  });
  const content = item.locator('.badge-content');
  return (await content.count()) > 0 && (await content.first().isVisible()) ? content.first().innerText() : '';
}
