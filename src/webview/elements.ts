import { shortened, visible } from './tableModel.ts';

export type Child = Node | string;

/** Makes an element. Texts become text nodes: nothing of what AWS or a user wrote is ever read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children.map((child) => (typeof child === 'string' ? visible(child) : child)));
  return made;
}

/** A text for those who listen. */
export function spoken(text: string): HTMLElement {
  return element('span', { class: 'spoken' }, text);
}

/** A text that may be long: short to look at, whole in the tooltip and for screen readers. */
export function fitted(text: string, longest?: number): readonly Child[] {
  const short = shortened(text, longest);
  if (short === text) return [text];
  return [element('span', { 'aria-hidden': 'true', title: visible(text) }, short), spoken(text)];
}

/** A button of the page's own, for places where one of the toolbar's would be too loud. */
export function button(
  label: string,
  attributes: Readonly<Record<string, string | undefined>>,
  act: () => void,
  ...before: readonly Child[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...before, label);
  made.addEventListener('click', act);
  return made;
}
