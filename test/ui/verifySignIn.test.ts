import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    viewport: { width: 1400, height: 900 },
  });
  await workbench.openView('Cognito Replicas');
  await pools().clickWelcomeButton('Explore the Demo');
  await pools().waitForRow(/newsletter/);
});
afterAll(() => workbench.close());

const pools = () => workbench.view('Pools');
const password = 'Replicas-2026!';

/** Answers the questions that come after the app client and the write. */
async function giveUser(username: string): Promise<void> {
  await workbench.quickInput.wait('User name of a test user');
  await workbench.quickInput.type(username);
  await workbench.quickInput.accept();
  await workbench.quickInput.wait('Its password');
  await workbench.quickInput.type(password);
  await workbench.quickInput.accept();
}

async function documentWith(text: string): Promise<string> {
  return workbench.until(`a document that says "${text}"`, async () => {
    const shown = await workbench.editors.text();
    return shown.includes(text) && shown;
  });
}

describe('Verify Sign-In', () => {
  it('asks for app client, write and test user, and opens what came of it', async () => {
    await pools().contextMenu(/customer-login/, 'Verify Sign-In...');
    await workbench.quickInput.wait('The app client to sign in through');
    expect(await workbench.quickInput.texts()).toEqual([
      expect.stringContaining('USER_PASSWORD_AUTH'),
      expect.stringContaining('USER_PASSWORD_AUTH'),
    ]);
    await workbench.quickInput.pick(/web/);
    await workbench.quickInput.wait('Whether a write is tried');
    await workbench.quickInput.pick(/Try a Write in us-west-2/);
    await workbench.quickInput.wait('User name of a test user');
    await workbench.quickInput.type('ana@example.com');
    await workbench.quickInput.accept();
    await workbench.quickInput.wait('Its password');
    // Nobody reads it over a shoulder.
    expect(await workbench.page.locator('.quick-input-widget:visible input[type="password"]').count()).toBe(1);
    await workbench.quickInput.type(password);
    await workbench.quickInput.accept();
    await workbench.editors.waitForTab('customer-login to us-west-2.signIn.md');
    const text = await documentWith('The user can sign in through both Regions, and the tokens say the same.');
    expect(text).toContain('was refused by us-west-2: a replica changes no users, as expected.');
    for (const secret of [password, 'ana@example.com', 'eyJ']) expect(text).not.toContain(secret);
  });

  it('does not ask which app client where there is one, and explains why an authenticator app does not work on a replica', async () => {
    await pools().contextMenu(/admin-console/, 'Verify Sign-In...');
    await workbench.quickInput.wait('Whether a write is tried');
    await workbench.quickInput.pick('Sign In Only');
    await giveUser('frida@example.com');
    await workbench.editors.waitForTab('admin-console to us-east-1.signIn.md');
    const text = await documentWith('The user cannot sign in through us-east-1.');
    expect(text).toContain('Users who have an authenticator app (TOTP) cannot sign in on the replica.');
  });

  it('leaves nothing behind when it is left at the password', async () => {
    await pools().contextMenu(/admin-console/, 'Verify Sign-In...');
    await workbench.quickInput.wait('Whether a write is tried');
    await workbench.quickInput.pick('Sign In Only');
    await workbench.quickInput.wait('User name of a test user');
    await workbench.quickInput.type('frida@example.com');
    await workbench.quickInput.accept();
    await workbench.quickInput.wait('Its password');
    await workbench.quickInput.type(password);
    await workbench.quickInput.cancel();
    expect(await workbench.quickInput.isOpen()).toBe(false);
  });

  it('is not offered for a pool without a replica', async () => {
    expect(await pools().contextMenuItems(/newsletter/)).not.toContain('Verify Sign-In...');
  });

  it('is there with the setting readOnly, and asks for no write', async () => {
    await workbench.server.changeSettings({ 'cognitoReplicas.readOnly': true });
    await workbench.until(
      'the writes are gone',
      async () => !(await pools().contextMenuItems(/admin-console/)).includes('Switch Issuer...'),
    );
    await pools().contextMenu(/admin-console/, 'Verify Sign-In...');
    await giveUser('frida@example.com');
    await documentWith('The user cannot sign in through us-east-1.');
  });

  it('says after a reload that what it came to is not kept', async () => {
    // In a browser VS Code saves which tabs are open every 5 s, and at the end of the page only as far as it gets (microsoft/vscode: storageService.ts).
    await workbench.page.waitForTimeout(6000);
    await workbench.reload();
    await workbench.editors.waitForTab('admin-console to us-east-1.signIn.md');
    await documentWith('What a sign-in came to is kept for the window that it was tried in.');
  });
});
