import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyWorkspace, repository } from '../support/browser/session.ts';
import { openWorkbench, type Workbench } from '../support/browser/workbench.ts';
import { replicatedTemplate as template } from '../support/iac/replicatedTemplate.ts';

let workbench: Workbench;

async function openTemplate(trust: boolean): Promise<void> {
  const workspace = await emptyWorkspace();
  await writeFile(path.join(workspace, 'template.yaml'), template);
  workbench = await openWorkbench({
    extensionPaths: [repository],
    workspace,
    trust,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
  await workbench.openFile('template.yaml');
  await workbench.editors.waitForTab('template.yaml');
}

const problems = async (): Promise<string[]> =>
  (await workbench.problems()).map(({ code, position, severity }) => `${severity} ${code} ${position}`);

async function mistype(): Promise<void> {
  await workbench.editors.type('', { line: 5, column: 21 });
  const { keyboard } = workbench.page;
  await keyboard.press('Shift+End');
  await keyboard.type('LITE');
}

describe('a mistake in a template', () => {
  beforeAll(() => openTemplate(true));
  afterAll(() => workbench.close());

  it('is a problem at its value as soon as it is typed', async () => {
    await mistype();
    expect(await workbench.until('the problem', async () => (await problems()).length > 0 && problems())).toEqual([
      'error replica-tier [Ln 5, Col 21]',
    ]);
  });

  it('is mended by keyboard: the key of quick fixes, the first of its menu', async () => {
    await workbench.editors.type('', { line: 5, column: 22 });
    const { keyboard } = workbench.page;
    await keyboard.press('ControlOrMeta+.');
    const menu = workbench.page.locator('.action-widget');
    await workbench.screen.untilVisible('the menu of fixes', menu.locator('.monaco-list-row', { hasText: 'ESSENTIALS' }));
    const offered = await menu.locator('.monaco-list-row .title').allInnerTexts();
    expect(offered.filter((title) => title !== '')).toEqual([
      'Change the feature plan to ESSENTIALS',
      'Suppress replica-tier on this line',
    ]);
    await keyboard.press('Enter');
    await workbench.until('no problem', async () => (await problems()).length === 0);
    expect(await workbench.editors.text()).toBe(template.replace('PLUS', 'ESSENTIALS'));
  });

  it('has readiness above the pool', async () => {
    // It is drawn empty first, and filled in when it is told.
    await workbench.until('the CodeLens', async () => (await workbench.editors.codeLenses()).some((text) => text !== ''));
    expect(await workbench.editors.codeLenses()).toEqual(['Check readiness for replication']);
  });
});

describe('in Restricted Mode', () => {
  beforeAll(() => openTemplate(false));
  afterAll(() => workbench.close());

  it('code is judged all the same: nothing but its text is read', async () => {
    await workbench.until('Restricted Mode', async () => (await workbench.statusBar()).some((text) => text.includes('Restricted Mode')));
    await mistype();
    expect(await workbench.until('the problem', async () => (await problems()).length > 0 && problems())).toEqual([
      'error replica-tier [Ln 5, Col 21]',
    ]);
  });
});
