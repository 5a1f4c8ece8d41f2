import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoScenario } from '../../src/simulator/demo.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { type Listeners, startListeners } from '../../src/simulator/http/listeners.ts';
import { ParityPage } from '../support/browser/parityPage.ts';
import { configFile, emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { simulated } from '../support/simulated.ts';

const functionsDenied: Fault = { kind: 'accessDenied', service: 'lambda', operation: 'GetFunctionConfiguration' };

const { simulation } = simulated();
let company: Listeners;
let restricted: Listeners;
let workbench: Workbench;
let page: ParityPage;

beforeAll(async () => {
  company = await startListeners(simulation, { port: 0 });
  restricted = await startListeners(simulated(demoScenario, [functionsDenied]).simulation, { port: 0 });
  const profile = ({ url }: Listeners) => ({
    aws_access_key_id: demoScenario.account.accessKeys[0] ?? '',
    aws_secret_access_key: 'any',
    region: 'us-east-1',
    endpoint_url: url,
  });
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace: await emptyWorkspace(),
    environment: {
      AWS_CONFIG_FILE: await configFile({ 'profile company': profile(company), 'profile restricted': profile(restricted) }),
    },
  });
  page = new ParityPage(workbench);
  await workbench.openView('Cognito Replicas');
  await selectProfile('company');
});
afterAll(async () => {
  await workbench.close();
  await Promise.all([company.close(), restricted.close()]);
});

const pools = () => workbench.view('Pools');
const press = async (...keys: readonly string[]) => {
  for (const key of keys) await workbench.page.keyboard.press(key);
};

async function selectProfile(name: string): Promise<void> {
  await workbench.runCommand('Cognito Replicas: Select Profile...');
  await workbench.quickInput.wait('Select a Profile');
  await workbench.quickInput.pick(name);
  await pools().waitForRow(/storefront active/);
}

describe('the panel', () => {
  it('opens from the row of the replica, names both Regions and shows what differs', async () => {
    await pools().expand(/storefront/);
    await pools().clickInlineAction([/storefront/, /^Replica/], 'Compare Regions');
    await workbench.editors.waitForTab('storefront: Regions');
    await page.waitForRows();
    expect(await page.frame.locator('h1').innerText()).toBe('storefront');
    expect(await page.frame.locator('.line.head').innerText()).toMatch(/us-east-1 \(primary\)\s+us-west-2 \(replica\)/);
    const text = await page.text();
    expect(text).toMatch(/^▾ Triggers \| \d+ different, \d+ missing, \d+ same$/m);
    expect(text).toMatch(/^ {2}Custom message \| welcome-mail \| – \| missing · warning/m);
    expect(text).toMatch(/^ {2}stage \| production \| standby \| different/m);
    // Parts under what they are parts of; what is the same only where something below it is not.
    expect(text).toMatch(/^ {2}Pre token generation .*\n {4}code /m);
    expect(text).not.toMatch(/^ +team \|/m);
    // Values that look alike and are not the same say why on the spot.
    expect(text).toMatch(/^ {4}environment variable LOG_LEVEL \| ••• \| ••• \| different · warning \| \S/m);
  });

  it('has every cell below the head of its column', async () => {
    const left = async (cell: Locator) => Math.round((await cell.boundingBox())?.x ?? -1);
    const heads = page.frame.locator('.line.head');
    for (const column of ['.primary', '.secondary', '.verdict']) {
      const head = await left(heads.locator(column));
      for (const row of ['Pre sign-up', 'Custom message', 'stage']) expect(await left(page.line(row).locator(column))).toBe(head);
    }
  });

  it('shows what is the same when the switch is off', async () => {
    await page.frame.locator('vscode-checkbox').click();
    await page.waitForText('the tag that is the same', (text) => /^ {2}team \| shop \| shop \| same/m.test(text));
    await page.frame.locator('vscode-checkbox').click();
    await page.waitForText('differences only', (text) => !/^ {2}team /m.test(text));
  });

  it('opens a row with the reason, what to do, and the lines that differ', async () => {
    await page.line('stage').click();
    const diff = page.details.locator('table.diff');
    expect(await diff.locator('thead').innerText()).toMatch(/us-east-1\s+us-west-2/);
    expect(await diff.locator('td.primary').innerText()).toContain('"production"');
    expect(await diff.locator('td.secondary mark').innerText()).toContain('standby');
  });

  it('opens a row, and the whole pool, in the diff editor', async () => {
    await page.details.getByRole('button', { name: 'Open in Diff Editor' }).click();
    await workbench.editors.waitForTab('stage: us-east-1 ↔ us-west-2');
    await workbench.until('the text of the row', async () =>
      (await workbench.page.locator('.monaco-diff-editor .modified .view-lines').innerText()).includes('standby'),
    );

    await workbench.editors.clickTab('storefront: Regions');
    await page.waitForRows();
    await page.frame.getByRole('button', { name: 'Open the whole comparison in the diff editor' }).click();
    await workbench.editors.waitForTab('storefront: us-east-1 ↔ us-west-2');
    await workbench.until('the text of the pool', async () =>
      (await workbench.page.locator('.monaco-diff-editor .original .view-lines').innerText()).includes('requestLimits'),
    );
  });

  it('keeps how it is looked at when it comes back, and copies a row', async () => {
    await workbench.editors.clickTab('storefront: Regions');
    await page.waitForRows();
    await page.details.getByRole('button', { name: 'Copy' }).click();
    await workbench.until('the row in the clipboard', async () => (await workbench.clipboard()).startsWith('Tags › stage: different'));
    expect(await workbench.clipboard()).toContain('us-west-2: standby');
  });

  it('exports Markdown and JSON', async () => {
    await page.frame.getByRole('button', { name: 'Export as JSON' }).click();
    await workbench.editors.waitForTab(/Untitled/);
    const written = JSON.parse(await workbench.editors.text()) as { pool: string; rows: { setting: string; verdict: string }[] };
    expect(written.rows).toContainEqual(
      expect.objectContaining({ setting: 'stage', group: 'tags', verdict: 'different', secondary: 'standby' }),
    );
    await press('Control+Shift+Tab');
    await workbench.editors.clickTab('storefront: Regions');
  });

  it('checks again, and says so to those who listen', async () => {
    await page.waitForRows();
    await page.frame.getByRole('button', { name: 'Check Again', exact: true }).click();
    await workbench.until('the result in the live region', async () => /\d+ different/.test(await page.frame.locator('#said').innerText()));
  });
});

describe('one row', () => {
  it('is checked again with its own calls, says so meanwhile, and when it was', async () => {
    await page.waitForRows();
    const settled = simulation.world();
    simulation.replace({ ...settled, faults: [...settled.faults, { kind: 'latency', milliseconds: 1500 }] });
    const before = simulation.calls().length;
    await page.details.getByRole('button', { name: 'Check This Again' }).press('Enter');
    const checking = page.details.getByRole('button', { name: 'Checking...' });
    await workbench.until('the row that is being checked', async () => (await checking.getAttribute('aria-disabled')) === 'true');
    expect(await page.frame.locator('.time').innerText()).toMatch(/^checked /);
    await workbench.until('the time of the row', async () => /checked again \d/.test(await page.details.innerText()));
    simulation.replace({ ...simulation.world(), faults: settled.faults });
    expect(
      simulation
        .calls()
        .slice(before)
        .map(({ operation, region }) => `${region} ${operation ?? ''}`)
        .sort(),
    ).toEqual(['us-east-1 DescribeUserPool', 'us-west-2 DescribeUserPool']);
    await workbench.until('the row in the live region', async () =>
      (await page.frame.locator('#said').innerText()).startsWith('Tags › stage: different'),
    );
    // Whoever pressed it by keyboard is still there.
    expect(await page.frame.locator('.details button:focus').innerText()).toBe('Check This Again');
  });
});

describe('by keyboard alone', () => {
  it('/ finds, arrows go, Enter opens, Escape closes and clears', async () => {
    await page.line('Triggers').focus();
    await press('/');
    await workbench.page.keyboard.type('log_level');
    await page.waitForText('what was searched', (text) => text.includes('LOG_LEVEL') && !text.includes('stage'));
    await press('ArrowDown', 'End');
    expect(await page.focused()).toContain('LOG_LEVEL');
    const before = await page.details.count();
    await press('Enter');
    await workbench.until('the details', async () => (await page.details.count()) === before + 1);
    // Tab leads into the details, Escape back out of them.
    await press('Tab');
    expect(await page.frame.locator('.details button:focus').count()).toBe(1);
    await press('Escape');
    await workbench.until('no details', async () => (await page.details.count()) === before);
    expect(await page.focused()).toContain('LOG_LEVEL');
    await press('Escape');
    await page.waitForText('everything again', (text) => text.includes('stage'));
  });

  it('folds and unfolds groups', async () => {
    await page.line('Triggers').focus();
    await press('ArrowLeft');
    await page.waitForText('a closed group', (text) => text.includes('▸ Triggers'));
    await press('ArrowRight', 'ArrowRight');
    expect(await page.focused()).toBe('Pre sign-up');
    await press('ArrowLeft');
    expect(await page.focused()).toBe('Triggers');
  });

  it('says when nothing matches, and where else to look', async () => {
    await press('/');
    await workbench.page.keyboard.type('team');
    await workbench.until('the empty state', async () =>
      (await page.frame.locator('.empty').innerText()).includes('Among what is the same: 1'),
    );
    await page.frame.getByRole('button', { name: 'Clear the Search' }).press('Enter');
    await page.waitForText('everything again', (text) => text.includes('Triggers'));
  });
});

describe('whatever a name says', () => {
  const hostile =
    '<img src=x onerror="document.title=1"><b>bold</b> [a](command:quit) \u001b[31mred\u001b[0m \u202Eevil &amp; {name} $(trash)';

  it('it is shown as text and nothing else', async () => {
    const row = { id: hostile, setting: hostile, verdict: 'different', verdictText: hostile, primary: hostile, secondary: hostile };
    const diff = [{ kind: 'changed', primary: [{ text: hostile, changed: true }], secondary: [{ text: hostile, changed: false }] }];
    const pool = { id: 'us-east-1_Hostile00', name: hostile, account: '', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2' };
    const rows = [{ ...row, message: hostile, remedy: hostile, repairable: true, hasData: true, diff }];
    const groups = [{ id: 'tags', title: hostile, counts: hostile, rows }];
    const snapshot = { pool, status: 'compared', reason: '', checking: false, readAt: Date.now(), summary: hostile, groups };
    const inner = await page.innerFrame();
    const strings: unknown = await inner.evaluate('Object.fromEntries([...Array(60)].map((_, index) => [`s${index}`, "x"]))');
    await page.receive({ type: 'snapshot', snapshot, strings: { ...(strings as object), repairRow: 'x' } });
    await workbench.until('the hostile row', async () => (await page.frame.locator('h1').innerText()).startsWith('<img'));
    await page.frame.locator('.line.row').first().click();
    expect(await page.details.count()).toBe(1);
    expect(await page.frame.locator('img, b, a').count()).toBe(0);
    expect(await inner.evaluate('document.title')).not.toBe('1');
    const heading = await page.frame.locator('h1').innerText();
    expect(heading).toContain('<b>bold</b> [a](command:quit)');
    expect(heading).toContain('\\u{001b}[31mred');
    expect(heading).toContain('\\u{202e}evil &amp; {name} $(trash)');
  });

  it('and a message of another form is not taken', async () => {
    await page.receive({ type: 'snapshot', snapshot: { pool: { name: 'forged' } }, strings: {} });
    await page.receive({ type: 'execute', command: 'x' });
    expect(await page.frame.locator('h1').innerText()).not.toBe('forged');
  });
});

describe('for everybody', () => {
  it.each(['light', 'dark', 'highContrast', 'highContrastLight'] as const)('axe-core finds nothing in %s', async (theme) => {
    await workbench.setTheme(theme);
    await workbench.editors.clickTab('storefront: us-east-1');
    await workbench.editors.clickTab('storefront: Regions');
    await page.waitForRows();
    expect(await page.violations()).toEqual([]);
  });
});

describe('what outlives the window', () => {
  it('the panel is there after a reload, with the search and the open rows', async () => {
    await page.frame.getByRole('searchbox').fill('stage');
    // In a browser VS Code saves which tabs are open every 5 s, and at the end of the page only as far as it gets (microsoft/vscode: storageService.ts).
    await workbench.page.waitForTimeout(6000);
    await workbench.reload();
    await workbench.editors.waitForTab('storefront: Regions');
    await page.waitForRows();
    expect(await page.text()).toMatch(/^▾ Tags [^\n]*\n {2}stage \| production \| standby[^\n]*$/);
    expect(await page.details.count()).toBe(1);
  });

  it('another account is compared anew, and a refused call says which permission is missing', async () => {
    // Before: with the rows of the account the search goes too, until the other one's are there.
    await page.frame.getByRole('searchbox').fill('');
    await workbench.openView('Cognito Replicas');
    await selectProfile('restricted');
    await workbench.editors.clickTab('storefront: Regions');
    await page.waitForRows();
    await page.waitForText('the permission that is missing', (text) => /unknown.*no permission lambda:GetFunctionConfiguration/.test(text));
  });
});

describe('the palette', () => {
  it('asks which replicated pool', async () => {
    await pools().select(/newsletter/);
    await workbench.runCommand('Cognito Replicas: Compare Regions');
    await workbench.quickInput.wait('User Pool');
    const offered = await workbench.quickInput.texts();
    expect(offered.some((text) => text.includes('newsletter'))).toBe(false);
    await workbench.quickInput.pick(/customer-login/);
    await workbench.editors.waitForTab('customer-login: Regions');
    await page.waitForRows();
  });
});
