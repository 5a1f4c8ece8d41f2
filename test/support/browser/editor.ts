import type { FrameLocator, Locator } from 'playwright-core';
import { buttonNamed, buttonNames } from './buttons.ts';
import { readList } from './list.ts';
import type { ListRow } from './list.ts';
import type { Screen } from './screen.ts';

/** The editor area: tabs, the text of the active editor, webviews. */
export class Editors {
  private readonly screen: Screen;

  constructor(screen: Screen) {
    this.screen = screen;
  }

  /** The labels of the open tabs. */
  async tabs(): Promise<string[]> {
    const tabs = await this.screen.page.locator('.tabs-container .tab').all();
    return Promise.all(tabs.map(tabLabel));
  }

  /** Empty when no editor is open. */
  async activeTab(): Promise<string> {
    const tab = this.screen.page.locator('.editor-group-container.active .tabs-container .tab.active').first();
    return (await tab.count()) === 0 ? '' : tabLabel(tab);
  }

  async waitForTab(name: string | RegExp): Promise<void> {
    await this.screen.until(`the tab "${String(name)}" is active`, async () => {
      const tab = await this.activeTab();
      return typeof name === 'string' ? tab.includes(name) : name.test(tab);
    });
  }

  async clickTab(name: string): Promise<void> {
    await this.screen.page.locator('.tabs-container .tab', { hasText: name }).first().click();
    await this.screen.parkMouse();
  }

  /** The names of the buttons at the right of the tabs. */
  async titleActions(): Promise<string[]> {
    return buttonNames(this.titleBar());
  }

  async clickTitleAction(name: string): Promise<void> {
    await (await this.screen.untilVisible(`the editor title button "${name}"`, buttonNamed(this.titleBar(), name))).click();
    await this.screen.parkMouse();
  }

  /** The whole text of the active editor, by way of the clipboard (which is put back): the page itself draws only the lines that fit. */
  async text(): Promise<string> {
    const { page } = this.screen;
    const before = await this.clipboard();
    await page.locator('.editor-group-container.active .editor-instance .view-lines').first().click();
    await page.evaluate("navigator.clipboard.writeText('')");
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+C');
    const text = await this.screen.until('the text of the active editor', async () => (await this.clipboard()) || undefined);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(before)})`);
    await page.keyboard.press('ControlOrMeta+Home');
    return text;
  }

  /** The lines that are drawn now. Line breaks are real, blanks are plain. */
  async visibleText(): Promise<string> {
    const lines = this.screen.page.locator('.editor-group-container.active .editor-instance .view-line');
    const placed = await Promise.all(
      (await lines.all()).map(async (line) => ({
        top: Number.parseFloat(/top:\s*(-?[\d.]+)/.exec((await line.getAttribute('style')) ?? '')?.[1] ?? '0'),
        text: ((await line.textContent()) ?? '').replaceAll('\u00a0', ' '),
      })),
    );
    return placed
      .sort((one, other) => one.top - other.top)
      .map(({ text }) => text)
      .join('\n');
  }

  /** The CodeLens texts that are drawn now. */
  async codeLenses(): Promise<string[]> {
    return this.screen.page.locator('.contentWidgets .codelens-decoration a').allInnerTexts();
  }

  async clickCodeLens(text: string): Promise<void> {
    const lens = this.screen.page.locator('.contentWidgets .codelens-decoration a', { hasText: text });
    await (await this.screen.untilVisible(`the CodeLens "${text}"`, lens)).click();
  }

  /** Types at a place of the active editor; lines and columns count from 1, as the status bar shows them. */
  async type(text: string, { line, column }: { readonly line: number; readonly column: number }): Promise<void> {
    const { page } = this.screen;
    await page.locator('.editor-group-container.active .editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+G');
    await page.locator('.quick-input-widget:visible .quick-input-box input').fill(`:${line}:${column}`);
    await page.keyboard.press('Enter');
    await this.screen.until(
      'the question for the line is gone',
      async () => !(await page.locator('.quick-input-widget').first().isVisible()),
    );
    await page.keyboard.type(text);
  }

  /** The document inside the visible webview: VS Code wraps it in an outer and an inner frame. */
  webview(): FrameLocator {
    return this.screen.page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('#active-frame');
  }

  async clipboard(): Promise<string> {
    return String(await this.screen.page.evaluate('navigator.clipboard.readText()'));
  }

  private titleBar(): Locator {
    return this.screen.page.locator('.editor-group-container.active .title .editor-actions').first();
  }
}

/** The name, and apart from it the file extension, which a narrow tab keeps in sight. */
async function tabLabel(tab: Locator): Promise<string> {
  return (await tab.locator('.label-name, .label-suffix').allTextContents()).join('').trim();
}

export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** As shown: `[Ln 2, Col 1]`. */
  readonly position: string;
  /** The file's name, as the group above shows it. */
  readonly file: string;
}

/** The rows of the Problems panel, which has to be open. Related information below a problem is left out. */
export async function readProblems(screen: Screen): Promise<Problem[]> {
  const list = screen.page.locator('.markers-panel .monaco-list').first();
  if (!(await list.isVisible())) return [];
  let file = '';
  const problems: Problem[] = [];
  for (const row of await readList(list)) {
    if (row.level === 1) file = row.label;
    if (row.level === 2) problems.push({ ...problemOf(row), file });
  }
  return problems;
}

function problemOf({ icon, parts }: ListRow): Omit<Problem, 'file'> {
  const [message = '', source = '', code = ''] = parts.slice(0, -1);
  const severity = icon === 'error' || icon === 'warning' ? icon : 'info';
  return { severity, message, source, code, position: parts.at(-1) ?? '' };
}
