import type { Locator } from 'playwright-core';
import { buttonNamed, buttonNames } from './buttons.ts';
import { findRow, readList, revealRow } from './list.ts';
import type { ListRow, RowName } from './list.ts';
import { pickFromMenu, readMenu } from './menu.ts';
import type { Screen, WaitOptions } from './screen.ts';

/** One row, or the way to it from the root: `['customer-login', 'Primary']`. */
export type RowPath = RowName | readonly RowName[];

/** A view of the workbench: its rows, its welcome text, its title buttons. */
export class View {
  readonly name: string;
  private readonly screen: Screen;
  private readonly pane: Locator;

  constructor(screen: Screen, name: string) {
    this.name = name;
    this.screen = screen;
    // An extension may add to the title of its view, after a middle dot.
    const title = new RegExp(`^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}( ·.*)?$`);
    this.pane = screen.page.locator('.pane').filter({ has: screen.page.locator('.pane-header h3.title', { hasText: title }) });
  }

  async waitVisible(): Promise<this> {
    await this.screen.untilVisible(`the view "${this.name}" is visible`, this.pane.locator('.pane-body'));
    return this;
  }

  /** The grey text beside the title. */
  async description(): Promise<string> {
    const own = await this.pane
      .locator('.pane-header .description')
      .first()
      .textContent({ timeout: 1000 })
      .catch(() => '');
    return (own ?? '').trim();
  }

  /** The line above the rows that an extension sets as `TreeView.message`. */
  async message(): Promise<string> {
    const line = this.pane.locator('.tree-explorer-viewlet-tree-view > .message:not(.hide)');
    return (await line.count()) === 0 ? '' : (await line.first().innerText()).trim();
  }

  async rows(): Promise<ListRow[]> {
    return (await this.list().isVisible()) ? readList(this.list()) : [];
  }

  /** The rows as text: two blanks per level, ▾ and ▸ for rows with children. */
  async text(): Promise<string> {
    const twistie = (row: ListRow) => (row.expanded === undefined ? '  ' : row.expanded ? '▾ ' : '▸ ');
    return (await this.rows()).map((row) => `${'  '.repeat(row.level - 1)}${twistie(row)}${row.text}`.trimEnd()).join('\n');
  }

  async waitForRow(path: RowPath, options: WaitOptions = {}): Promise<ListRow> {
    return this.screen.until(`a row ${describe(path)} in "${this.name}"`, async () => locate(await this.rows(), path), options);
  }

  async waitForText(what: string, isRight: (text: string) => boolean, options: WaitOptions = {}): Promise<string> {
    const probe = async () => {
      const text = await this.text();
      return isRight(text) ? text : undefined;
    };
    return this.screen.until(`${what}, in "${this.name}"`, probe, options);
  }

  async expand(path: RowPath): Promise<void> {
    await this.toggle(path, true);
  }

  async collapse(path: RowPath): Promise<void> {
    await this.toggle(path, false);
  }

  /** A click on the label, which also opens or closes a row with children, as in VS Code. */
  async select(path: RowPath): Promise<void> {
    await (await this.reach(path)).locator('.monaco-tl-contents').click();
    await this.screen.parkMouse();
  }

  async check(path: RowPath): Promise<void> {
    await (await this.reach(path)).locator('.monaco-custom-toggle, input[type=checkbox]').first().click();
  }

  /** The names of a row's buttons, as they stand there when the mouse is over it. */
  async inlineActions(path: RowPath): Promise<string[]> {
    return buttonNames((await this.reach(path)).locator('.actions'));
  }

  async clickInlineAction(path: RowPath, action: string): Promise<void> {
    const row = await this.reach(path);
    await row.hover();
    const button = buttonNamed(row.locator('.actions'), action);
    await (await this.screen.untilVisible(`the button "${action}" on the row ${describe(path)}`, button)).click();
    await this.screen.parkMouse();
  }

  /** Opens the context menu of a row and chooses an item. */
  async contextMenu(path: RowPath, item: string): Promise<void> {
    await (await this.reach(path)).locator('.monaco-tl-contents').click({ button: 'right' });
    await pickFromMenu(this.screen, item);
    await this.screen.parkMouse();
  }

  async contextMenuItems(path: RowPath): Promise<string[]> {
    await (await this.reach(path)).locator('.monaco-tl-contents').click({ button: 'right' });
    const items = await readMenu(this.screen);
    await this.screen.page.keyboard.press('Escape');
    return items;
  }

  /** The hover of a row, as text. */
  async tooltip(path: RowPath): Promise<string> {
    await (await this.reach(path)).locator('.label-name').hover();
    const hover = await this.screen.untilVisible(`a hover over ${describe(path)}`, this.screen.page.locator('.monaco-hover:visible'));
    const text = await hover.innerText();
    await this.screen.parkMouse();
    return text.trim();
  }

  /** The names of the buttons beside the title. */
  async titleActions(): Promise<string[]> {
    return buttonNames(await this.header());
  }

  async clickTitleAction(action: string): Promise<void> {
    const header = await this.header();
    await header.hover();
    const button = buttonNamed(header, action);
    await (await this.screen.untilVisible(`the button "${action}" in the title of "${this.name}"`, button)).click();
    await this.screen.parkMouse();
  }

  /** Opens the title's "…" and chooses an item. */
  async titleMenu(item: string): Promise<void> {
    await this.clickTitleAction('Views and More Actions...');
    await pickFromMenu(this.screen, item);
  }

  /** The welcome content of an empty view; empty when there is none. */
  async welcomeText(): Promise<string> {
    const content = this.pane.locator('.welcome-view-content');
    return (await content.first().isVisible()) ? (await content.first().innerText()).trim() : '';
  }

  async welcomeButtons(): Promise<string[]> {
    return this.pane.locator('.welcome-view-content .monaco-button:visible').allInnerTexts();
  }

  async clickWelcomeButton(name: string): Promise<void> {
    const button = this.pane.locator('.welcome-view-content').getByRole('button', { name, exact: true });
    await (await this.screen.untilVisible(`the welcome button "${name}"`, button)).click();
  }

  private list(): Locator {
    return this.pane.locator('.pane-body .monaco-list').first();
  }

  /** A container with one view shows that view's title and buttons as its own. */
  private async header(): Promise<Locator> {
    const own = this.pane.locator('.pane-header');
    if (await own.first().isVisible()) return own.first();
    const part = this.screen.page.locator('.part').filter({ has: this.pane });
    return part.locator('.composite.title').first();
  }

  private async reach(path: RowPath): Promise<Locator> {
    const row = await this.waitForRow(path);
    return revealRow(this.list(), row.index);
  }

  private async toggle(path: RowPath, expanded: boolean): Promise<void> {
    const row = await this.waitForRow(path);
    if (row.expanded === undefined) throw await this.screen.failure(`The row ${describe(path)} has no children.`);
    if (row.expanded !== expanded) await (await this.reach(path)).locator('.monaco-tl-twistie').click();
    await this.screen.parkMouse();
    await this.screen.until(`the row ${describe(path)} is ${expanded ? 'expanded' : 'collapsed'}`, async () => {
      const now = locate(await this.rows(), path);
      return now?.expanded === expanded && !now.loading;
    });
  }
}

function locate(rows: readonly ListRow[], path: RowPath): ListRow | undefined {
  const steps = Array.isArray(path) ? (path as readonly RowName[]) : [path as RowName];
  let [candidates, found]: [readonly ListRow[], ListRow | undefined] = [rows, undefined];
  for (const [depth, step] of steps.entries()) {
    // A way from the root goes level by level; a single name may stand anywhere.
    found = findRow(steps.length === 1 ? candidates : candidates.filter((row) => row.level === depth + 1), step);
    if (found === undefined) return undefined;
    const { index, level } = found;
    const next = rows.find((row) => row.index > index && row.level <= level)?.index ?? Infinity;
    candidates = rows.filter((row) => row.index > index && row.index < next);
  }
  return found;
}

function describe(path: RowPath): string {
  return (Array.isArray(path) ? (path as readonly RowName[]) : [path as RowName]).map((step) => `"${String(step)}"`).join(' > ');
}
