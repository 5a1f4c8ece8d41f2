import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startVsCode } from '../vscode/server.ts';
import type { ServerOptions, VsCodeServer } from '../vscode/server.ts';
import { launchChromium } from './chromium.ts';
import { Editors, readProblems } from './editor.ts';
import type { Problem } from './editor.ts';
import { Messages } from './messages.ts';
import { QuickInput } from './quickInput.ts';
import { Screen } from './screen.ts';
import type { WaitOptions } from './screen.ts';
import { View } from './tree.ts';

export interface WorkbenchOptions extends ServerOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** 2 for pictures that stay sharp on fine screens. */
  readonly deviceScaleFactor?: number;
  /** false shows the browser. */
  readonly headless?: boolean;
}

export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

/** The themes that this VS Code starts with. */
const themes: Readonly<Record<Theme, string>> = {
  light: 'Light 2026',
  dark: 'Dark 2026',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};

/** Starts a server and a browser, opens the workbench and waits until it can be used. `close()` ends all of it. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const server = await startVsCode({ ...options, environment: { TZ: 'UTC', ...options.environment } });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium(options.headless === undefined ? {} : { headless: options.headless });
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
      locale: 'en-US',
      timezoneId: 'UTC',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const workbench = new Workbench(server, browser, context, await context.newPage());
    await workbench.open(server.url);
    return workbench;
  } catch (error) {
    const logs = await server.logs();
    await browser?.close();
    await server.stop();
    throw new Error(`The workbench did not open. ${error instanceof Error ? error.message : String(error)}\n${logs.slice(-4000)}`, {
      cause: error,
    });
  }
}

/** A real VS Code workbench in a real browser, as a person uses it. */
export class Workbench {
  readonly server: VsCodeServer;
  readonly page: Page;
  readonly screen: Screen;
  readonly quickInput: QuickInput;
  readonly messages: Messages;
  readonly editors: Editors;
  /** What the page printed to its console, newest last: the extension host's console in development mode included. */
  readonly console: string[] = [];
  private readonly browser: Browser;
  private readonly context: BrowserContext;

  constructor(server: VsCodeServer, browser: Browser, context: BrowserContext, page: Page) {
    this.server = server;
    this.browser = browser;
    this.context = context;
    this.page = page;
    this.screen = new Screen(page);
    this.quickInput = new QuickInput(this.screen);
    this.messages = new Messages(this.screen);
    this.editors = new Editors(this.screen);
    // A single step fails soon; what may take longer is asked for again and again, by `until`.
    page.setDefaultTimeout(5000);
    page.setDefaultNavigationTimeout(30_000);
    page.on('console', (message) => this.console.push(message.text()));
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'domcontentloaded' });
    await this.waitReady();
  }

  /** The parts are drawn, and the window is connected to the server. */
  async waitReady(): Promise<void> {
    const within = { timeoutMilliseconds: 60_000 };
    await this.screen.untilVisible('the workbench is drawn', this.page.locator('.monaco-workbench .part.statusbar'), within);
    await this.screen.untilVisible('the activity bar has items', this.page.locator('.part.activitybar .action-item'), within);
    await this.screen.until(
      'the window is connected',
      async () => !/Opening Remote|Disconnected/.test((await this.page.locator('#status\\.host').getAttribute('aria-label')) ?? ''),
      within,
    );
  }

  /** Reloads the window; what the extension saved must bring everything back. */
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'domcontentloaded' });
    await this.waitReady();
  }

  /** By its full title in the palette, with the keyboard. */
  async runCommand(title: string): Promise<void> {
    await this.quickInput.runCommand(title);
  }

  async until<T>(what: string, probe: () => Promise<T | undefined | false>, options: WaitOptions = {}): Promise<T> {
    return this.screen.until(what, probe, options);
  }

  /** The names in the activity bar. */
  async activityBar(): Promise<string[]> {
    const labels = await this.page.locator('.part.activitybar .composite-bar .action-label').all();
    const names = await Promise.all(labels.map(async (label) => label.getAttribute('aria-label')));
    return names.filter((name) => name !== null).map((name) => name.replace(/ \(.*/, ''));
  }

  /** Clicks a container in the activity bar, unless its side bar is open already, where a click would close it. */
  async openView(container: string): Promise<void> {
    const item = this.page.locator('.part.activitybar .composite-bar .action-item').filter({
      has: this.page.locator(`.action-label[aria-label="${container}"], .action-label[aria-label^="${container} "]`),
    });
    await this.screen.untilVisible(`"${container}" in the activity bar`, item, { timeoutMilliseconds: 30_000 });
    await this.screen.until(`the side bar shows "${container}"`, async () => {
      if (await item.first().evaluate((element: { readonly className: string }) => element.className.split(' ').includes('checked')))
        return true;
      await item.first().click({ timeout: 2000 });
      await this.screen.parkMouse();
      return false;
    });
  }

  view(name: string): View {
    return new View(this.screen, name);
  }

  /** The texts of the status bar, left to right. */
  async statusBar(): Promise<string[]> {
    const items = await this.page.locator('.part.statusbar .statusbar-item').allInnerTexts();
    return items.map((item) => item.replaceAll('\u00a0', ' ').trim()).filter((item) => item !== '');
  }

  async clickStatusBar(text: string): Promise<void> {
    await this.page.locator('.part.statusbar .statusbar-item a', { hasText: text }).first().click();
    await this.screen.parkMouse();
  }

  async problems(): Promise<Problem[]> {
    if (!(await this.page.locator('.markers-panel').first().isVisible())) {
      await this.runCommand('Problems: Focus on Problems View');
      await this.screen.untilVisible('the Problems panel', this.page.locator('.markers-panel'));
    }
    return readProblems(this.screen);
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.wait();
    await this.quickInput.type(name);
    await this.quickInput.pick(name.split('/').at(-1) ?? name);
    await this.editors.waitForTab(name.split('/').at(-1) ?? name);
  }

  async clipboard(): Promise<string> {
    return this.editors.clipboard();
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.server.changeSettings({ 'workbench.colorTheme': themes[theme] });
    const kind = { light: 'vs', dark: 'vs-dark', highContrast: 'hc-black', highContrastLight: 'hc-light' }[theme];
    await this.screen.untilVisible(`the ${theme} theme`, this.page.locator(`.monaco-workbench.${kind}`));
  }

  async screenshot(file: string): Promise<string> {
    return this.screen.screenshot(file);
  }

  async close(): Promise<void> {
    await this.context.close().catch(() => undefined);
    await this.browser.close();
    await this.server.stop();
  }
}
