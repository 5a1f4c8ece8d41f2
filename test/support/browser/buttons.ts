import type { Locator } from 'playwright-core';

/** An icon button says its command's title, then in brackets its key: `Split Editor Right (Ctrl+\\)`, and on a second line what Alt does. */
function withoutKey(label: string): string {
  return label.split('\n')[0]?.replace(/ \((?:Ctrl|Shift|Alt|Meta|⌘|⇧|⌥|F\d)[^)]*\)$/, '') ?? '';
}

/** The names of the icon buttons of a row, a view's title or an editor's title. */
export async function buttonNames(within: Locator): Promise<string[]> {
  const labels = await within.locator('.action-item .action-label:not(.separator)').all();
  const names = await Promise.all(labels.map(async (label) => label.getAttribute('aria-label')));
  return names.filter((name) => name !== null && name !== '').map((name) => withoutKey(name ?? ''));
}

export function buttonNamed(within: Locator, name: string): Locator {
  const value = (text: string) => JSON.stringify(text);
  return within.locator(
    [`[aria-label=${value(name)}]`, `[aria-label^=${value(`${name} (`)}]`, `[aria-label^=${value(`${name}\n`)}]`]
      .map((attribute) => `.action-item .action-label${attribute}`)
      .join(', '),
  );
}
