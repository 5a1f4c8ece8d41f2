import type { Locator } from 'playwright-core';
import { findRow, readList, revealRow } from './list.ts';
import type { ListRow, RowName } from './list.ts';
import type { Screen } from './screen.ts';

export interface QuickInputState {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The prompt of an input box, or what its validation says. */
  readonly message: string;
  readonly items: readonly ListRow[];
}

/** The one widget behind the palette, quick picks and input boxes. */
export class QuickInput {
  private readonly screen: Screen;
  private readonly widget: Locator;

  constructor(screen: Screen) {
    this.screen = screen;
    this.widget = screen.page.locator('.quick-input-widget:visible');
  }

  async isOpen(): Promise<boolean> {
    return (await this.widget.count()) > 0;
  }

  /** undefined when nothing asks. */
  async state(): Promise<QuickInputState | undefined> {
    if (!(await this.isOpen())) return undefined;
    const list = this.widget.locator('.quick-input-list .monaco-list');
    return {
      title: await this.part('.quick-input-title'),
      placeholder: (await this.input().getAttribute('placeholder')) ?? '',
      value: await this.input().inputValue(),
      message: await this.part('.quick-input-message'),
      items: (await list.isVisible()) ? await readList(list) : [],
    };
  }

  /** Waits for a question; `asks` is looked for in its title, placeholder and message. */
  async wait(asks: string | RegExp = ''): Promise<QuickInputState> {
    return this.screen.until(`a quick input that asks "${String(asks)}"`, async () => {
      const state = await this.state();
      const said = [state?.title, state?.placeholder, state?.message].join('\n');
      return (typeof asks === 'string' ? said.includes(asks) : asks.test(said)) ? state : undefined;
    });
  }

  /** Label, description and detail of every item. */
  async texts(): Promise<string[]> {
    const items = (await this.state())?.items ?? [];
    return items.map((item) => [item.text, item.detail].filter((part) => part !== '').join(' | '));
  }

  /** Replaces what stands in the box. */
  async type(text: string): Promise<void> {
    await this.screen.untilVisible('an open quick input', this.widget);
    await this.input().fill(text);
  }

  async pick(item: RowName): Promise<void> {
    await (await this.reach(item)).locator('.quick-input-list-entry .label-name').first().click();
    await this.screen.parkMouse();
  }

  /** Checks or unchecks an item of a pick of many. */
  async toggle(item: RowName): Promise<void> {
    await this.pick(item);
  }

  async accept(): Promise<void> {
    await this.input().press('Enter');
  }

  async cancel(): Promise<void> {
    await this.input().press('Escape');
    await this.waitClosed();
  }

  async waitClosed(): Promise<void> {
    await this.screen.until('the quick input is closed', async () => !(await this.isOpen()));
  }

  /** Runs a command of the palette by its full title (`Cognito Replicas: Refresh`), with the keyboard alone. */
  async runCommand(title: string): Promise<void> {
    await this.openPalette();
    await this.input().fill(`>${title}`);
    await this.screen.until(`the command "${title}" first in the palette`, async () => {
      const items = (await this.state())?.items ?? [];
      const place = items.findIndex((item) => item.label === title);
      if (place > 0 && items[0]?.focused === true) for (let step = 0; step < place; step += 1) await this.input().press('ArrowDown');
      return items[place]?.focused;
    });
    await this.input().press('Enter');
    await this.screen.until('the palette is gone', async () => !(await this.state())?.value.startsWith('>'));
  }

  /** The titles that the palette offers for what is typed: empty when the command is hidden by its `when` clause. */
  async commandsFor(text: string): Promise<string[]> {
    await this.openPalette();
    await this.input().fill(`>${text}`);
    // The palette answers after a pause in typing, and shows the former list until then.
    await this.screen.page.waitForTimeout(600);
    const items = (await this.state())?.items ?? [];
    await this.cancel();
    return items.map((item) => item.label).filter((label) => !label.startsWith('No matching '));
  }

  private async openPalette(): Promise<void> {
    await this.screen.until('the command palette is open', async () => {
      await this.screen.page.keyboard.press('F1');
      for (let turn = 0; turn < 20; turn += 1) {
        if ((await this.state())?.value.startsWith('>') === true) return true;
        await this.screen.page.waitForTimeout(50);
      }
      return false;
    });
  }

  private async reach(item: RowName): Promise<Locator> {
    const found = await this.screen.until(`an item "${String(item)}" to pick`, async () =>
      findRow((await this.state())?.items ?? [], item),
    );
    return revealRow(this.widget.locator('.quick-input-list .monaco-list'), found.index);
  }

  private async part(selector: string): Promise<string> {
    const part = this.widget.locator(selector).first();
    return (await part.isVisible()) ? (await part.innerText()).replaceAll('\u00a0', ' ').trim() : '';
  }

  private input(): Locator {
    return this.widget.locator('.quick-input-box input');
  }
}
