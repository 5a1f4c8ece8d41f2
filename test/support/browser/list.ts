import type { Locator } from 'playwright-core';

/**
 * VS Code's lists and trees draw only the rows that fit: to read all of them, or to reach one, the list is scrolled. The functions given to
 * `evaluate` run inside the page, must be self-contained, and see only these few members of the DOM.
 * They scroll by a wheel event that VS Code handles at once. It reads `wheelDeltaY`, of which 120 are 50 pixels, and Chromium fills that from
 * `deltaY` without turning its sign in an event that a script makes: hence the factor -2.4.
 */
interface PageElement {
  readonly className: string;
  readonly innerText: string;
  readonly textContent: string | null;
  readonly offsetHeight: number;
  readonly checked?: boolean;
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getBoundingClientRect(): { readonly top: number; readonly bottom: number };
  dispatchEvent(event: unknown): boolean;
}

export interface ListRow {
  readonly index: number;
  /** 1 at the root. */
  readonly level: number;
  readonly label: string;
  readonly description: string;
  /** The second line of a quick pick's item. */
  readonly detail: string;
  /** Label and description as shown, with one blank between them. */
  readonly text: string;
  /** Every piece of text of the row, as drawn. */
  readonly parts: readonly string[];
  /** What a screen reader says: the tooltip or the accessibility label, where the row has one. */
  readonly ariaLabel: string;
  /** undefined: a row without children. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  readonly focused: boolean;
  /** undefined: a row without a check box. */
  readonly checked: boolean | undefined;
  /** The codicon's name, `circle-filled` for instance; empty without one. */
  readonly icon: string;
  /** The children are on their way. */
  readonly loading: boolean;
}

/** All rows of a `.monaco-list`, in order, scrolling through it where they do not fit. */
export async function readList(list: Locator): Promise<ListRow[]> {
  return list.evaluate((element: PageElement): ListRow[] => {
    const shown = () => [...element.querySelectorAll('.monaco-list-rows > .monaco-list-row')];
    const indexOf = (row: PageElement) => Number(row.getAttribute('data-index'));
    const textOf = (row: PageElement, selector: string) =>
      (row.querySelector(selector)?.textContent ?? '').replaceAll('\u00a0', ' ').trim();
    const flag = (value: string | null) => (value === null ? undefined : value === 'true');
    const read = (row: PageElement): ListRow => {
      const label =
        row.querySelector('.label-name') === null
          ? row.innerText.replaceAll(/\s+/g, ' ').trim()
          : textOf(row, '.label-name') + textOf(row, '.label-suffix');
      const description = textOf(row, '.label-description');
      const icon = row.querySelector('.custom-view-tree-node-item-icon, .quick-input-list-icon, .marker-icon .codicon')?.className ?? '';
      return {
        index: indexOf(row),
        level: Number(row.getAttribute('aria-level') ?? '1'),
        label,
        description,
        detail: textOf(row, '.quick-input-list-label-meta'),
        text: [label, description].filter((part) => part !== '').join(' '),
        parts: row.innerText
          .replaceAll('\u00a0', ' ')
          .split('\n')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
        ariaLabel: row.getAttribute('aria-label') ?? '',
        expanded: flag(row.getAttribute('aria-expanded')),
        selected: row.className.split(' ').includes('selected'),
        focused: row.className.split(' ').includes('focused'),
        checked: flag(row.getAttribute('aria-checked')) ?? row.querySelector('.quick-input-list-checkbox')?.checked,
        icon: /codicon-(?!colored|tree-item|modifier)([\w-]+)/.exec(icon)?.[1] ?? '',
        loading: row.querySelector('.codicon-tree-item-loading') !== null,
      };
    };
    const { WheelEvent } = globalThis as unknown as { WheelEvent: new (type: string, init: object) => unknown };
    const scroll = (pixels: number) =>
      element
        .querySelector('.monaco-scrollable-element')
        ?.dispatchEvent(new WheelEvent('wheel', { deltaY: pixels * -2.4, bubbles: true, cancelable: true }));
    const before = Math.min(...shown().map(indexOf));
    const rows = new Map<number, ListRow>();
    for (let turn = 0; turn < 2000 && !shown().some((row) => indexOf(row) === 0); turn += 1) scroll(-2000);
    for (let turn = 0; turn < 2000; turn += 1) {
      for (const row of shown()) rows.set(indexOf(row), read(row));
      if (shown().some((row) => row.getAttribute('data-last-element') === 'true')) break;
      if (shown().length === 0) break;
      scroll(Math.max(20, element.offsetHeight / 2));
    }
    // Back to where the reader found it.
    for (let turn = 0; turn < 2000 && Math.min(...shown().map(indexOf)) > before; turn += 1) scroll(-20);
    return [...rows.values()].sort((one, other) => one.index - other.index);
  });
}

/** Scrolls until the row is wholly inside the list, and returns it. */
export async function revealRow(list: Locator, index: number): Promise<Locator> {
  await list.evaluate((element: PageElement, wanted: number) => {
    const { WheelEvent } = globalThis as unknown as { WheelEvent: new (type: string, init: object) => unknown };
    for (let turn = 0; turn < 4000; turn += 1) {
      const box = element.getBoundingClientRect();
      const rows = [...element.querySelectorAll('.monaco-list-rows > .monaco-list-row')];
      const row = rows.find((candidate) => Number(candidate.getAttribute('data-index')) === wanted);
      const first = Number(rows[0]?.getAttribute('data-index') ?? 0);
      let direction = wanted < first ? -1 : 1;
      if (row !== undefined) {
        const place = row.getBoundingClientRect();
        if (place.top >= box.top - 1 && place.bottom <= box.bottom + 1) return;
        direction = place.top < box.top ? -1 : 1;
      }
      element
        .querySelector('.monaco-scrollable-element')
        ?.dispatchEvent(new WheelEvent('wheel', { deltaY: direction * -36, bubbles: true, cancelable: true }));
    }
  }, index);
  return list.locator(`.monaco-list-rows > .monaco-list-row[data-index="${index}"]`);
}

/** A row is named by its label, by any part of its text, or by a pattern; exact labels win. */
export type RowName = string | RegExp;

export function findRow(rows: readonly ListRow[], name: RowName): ListRow | undefined {
  if (typeof name !== 'string') return rows.find((row) => name.test(row.text));
  return rows.find((row) => row.label === name) ?? rows.find((row) => row.text === name) ?? rows.find((row) => row.text.includes(name));
}
