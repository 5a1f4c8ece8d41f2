import type { Locator } from 'playwright-core';
import type { Screen } from './screen.ts';

/** The workbench draws its menus inside a shadow root, which Playwright's selectors look through. */
function items(screen: Screen): Locator {
  return screen.page.locator('.monaco-menu .action-item:not(.disabled) > a.action-menu-item');
}

export async function readMenu(screen: Screen): Promise<string[]> {
  await screen.untilVisible('an open menu', items(screen));
  const texts = await items(screen).locator('.action-label').allInnerTexts();
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

export async function pickFromMenu(screen: Screen, name: string): Promise<void> {
  const item = items(screen).filter({ has: screen.page.locator(`.action-label:text-is(${JSON.stringify(name)})`) });
  await screen.untilVisible(`the item "${name}" of the open menu`, item);
  await item.first().hover();
  // A menu takes no click in its first 100 ms (VS Code: menu.ts, runOnceToEnableMouseUp).
  await screen.page.waitForTimeout(150);
  await item.first().click();
  await screen.until('the menu is closed', async () => !(await item.first().isVisible()));
}
