import type { Locator } from 'playwright-core';
import type { Screen } from './screen.ts';

export interface Message {
  readonly severity: 'error' | 'warning' | 'info' | 'progress';
  readonly text: string;
  readonly buttons: readonly string[];
}

export interface Dialog {
  readonly text: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** What the extension tells the user: toasts and modal dialogs. Toasts need `extensionMode: 'installed'` (see ServerOptions). */
export class Messages {
  private readonly screen: Screen;

  constructor(screen: Screen) {
    this.screen = screen;
  }

  async all(): Promise<Message[]> {
    const toasts = await this.toasts().all();
    return Promise.all(toasts.map(async (toast) => this.read(toast)));
  }

  async texts(): Promise<string[]> {
    return (await this.all()).map(({ text }) => text);
  }

  async wait(text: string | RegExp): Promise<Message> {
    return this.screen.until(`a notification "${String(text)}"`, async () =>
      (await this.all()).find((message) => matches(message.text, text)),
    );
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await this.wait(text);
    const toast = this.toasts().filter({ hasText: text }).first();
    await toast.getByRole('button', { name: button, exact: true }).click();
    await this.screen.parkMouse();
  }

  async dismissAll(): Promise<void> {
    await this.screen.until('all notifications are dismissed', async () => {
      const toast = this.toasts().first();
      if ((await this.toasts().count()) === 0) return true;
      await toast.hover({ timeout: 1000 });
      await toast.locator('.codicon-notifications-clear, .codicon-close').first().click({ timeout: 1000 });
      return false;
    });
    await this.screen.parkMouse();
  }

  /** undefined when no modal dialog is open. */
  async dialog(): Promise<Dialog | undefined> {
    const box = this.box();
    if ((await box.count()) === 0) return undefined;
    const buttons = await box.locator('.dialog-buttons .monaco-button:visible').allInnerTexts();
    return {
      text: (await box.locator('.dialog-message-text, .dialog-message').first().innerText()).trim(),
      detail: (await box.locator('.dialog-message-detail').allInnerTexts()).join('\n').trim(),
      buttons: buttons.map((button) => button.trim()).filter((button) => button !== ''),
    };
  }

  async waitDialog(text: string | RegExp = ''): Promise<Dialog> {
    return this.screen.until(`a dialog "${String(text)}"`, async () => {
      const dialog = await this.dialog();
      return dialog !== undefined && matches(dialog.text, text) ? dialog : undefined;
    });
  }

  async answer(button: string): Promise<void> {
    await this.waitDialog();
    await this.box().locator('.dialog-buttons').getByRole('button', { name: button, exact: true }).click();
    await this.screen.until('the dialog is closed', async () => (await this.box().count()) === 0);
  }

  private async read(toast: Locator): Promise<Message> {
    const icon = (await toast.locator('.notification-list-item-icon').getAttribute('class')) ?? '';
    const progress = await toast.locator('.notification-list-item-progress .monaco-progress-container.active').count();
    return {
      severity: icon.includes('error') ? 'error' : icon.includes('warning') ? 'warning' : progress > 0 ? 'progress' : 'info',
      text: (await toast.locator('.notification-list-item-message').innerText()).trim(),
      buttons: await toast.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts(),
    };
  }

  private toasts(): Locator {
    return this.screen.page.locator('.notifications-toasts .notification-list-item:visible');
  }

  private box(): Locator {
    return this.screen.page.locator('.monaco-dialog-box:visible');
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
