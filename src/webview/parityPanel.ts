/** The page of the parity panel. It draws the snapshot that the extension sends, keeps how somebody looks at it, and asks for the rest. */
import { button, element } from './elements.ts';
import { gridOf } from './grid.ts';
import { Header } from './header.ts';
import { actOf } from './keyboard.ts';
import {
  type Intent,
  type KeptState,
  parseKeptState,
  parseToPage,
  type PanelSnapshot,
  type PanelStrings,
  type ViewState,
} from './protocol.ts';
import { filled, initialView, type Line, type Table, tableOf } from './tableModel.ts';

declare function acquireVsCodeApi(): { postMessage(message: Intent): void; getState(): unknown; setState(state: KeptState): void };

const vscode = acquireVsCodeApi();
const post = (intent: Intent): void => vscode.postMessage(intent);
const panel = document.getElementById('panel') ?? document.body;
const announced = document.getElementById('said');

let view: ViewState = parseKeptState(vscode.getState())?.view ?? initialView;
let shown: { readonly snapshot: PanelSnapshot; readonly strings: PanelStrings } | undefined;
let table: Table = tableOf({ groups: [] }, view);
let header: Header | undefined;
/** The line that has the focus, or had it last. */
let current: string | undefined;
const body = element('section', { class: 'body' });

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parseToPage(data);
  if (message?.type === 'said') announce(message.text);
  if (message?.type === 'snapshot') receive(message.snapshot, message.strings);
});

function receive(snapshot: PanelSnapshot, strings: PanelStrings): void {
  shown = { snapshot, strings };
  if (!header) {
    header = new Header({ strings, post, changeView });
    panel.replaceChildren(header.root, body);
    // What stays in sight below it, and what is scrolled to, has to know how high it is.
    const { root } = header;
    new ResizeObserver(() => document.documentElement.style.setProperty('--header-height', `${String(root.offsetHeight)}px`)).observe(root);
  }
  draw();
}

function changeView(change: Partial<ViewState>): void {
  view = { ...view, ...change };
  draw();
}

function draw(): void {
  if (!shown || !header) return;
  const { snapshot, strings } = shown;
  vscode.setState({ version: 1, pool: snapshot.pool, view });
  table = tableOf(snapshot, view);
  if (!table.lines.some(({ id }) => id === current)) current = table.lines[0]?.id;
  header.show(snapshot, view, table);
  const focused = document.activeElement?.closest('[data-key]')?.getAttribute('data-key');
  body.replaceChildren(...contentOf(snapshot, strings));
  if (focused !== undefined && focused !== null) focus(focused);
}

function contentOf(snapshot: PanelSnapshot, strings: PanelStrings): HTMLElement[] {
  const said = (text: string, ...actions: HTMLElement[]): HTMLElement =>
    element('div', { class: 'empty' }, element('p', {}, text), ...actions);
  if (snapshot.status === 'notShown') return [said(snapshot.reason)];
  const failure = snapshot.status === 'failed' ? [said(filled(strings.failed, { reason: snapshot.reason }))] : [];
  if (table.all === 0)
    return failure.length > 0 ? failure : [said(snapshot.status === 'comparing' ? strings.notCompared : strings.allSame)];
  const grid = gridOf({ snapshot, strings, table, current, post, toggle });
  if (table.lines.length > 0) return [...failure, ...(isAllSame(snapshot) ? [said(strings.allSame)] : []), grid];
  const hidden = table.hiddenMatches;
  return [
    ...failure,
    said(
      hidden > 0 ? filled(strings.matchesHidden, { count: hidden }) : strings.nothingMatches,
      ...(hidden > 0 ? [button(strings.showAll, { class: 'action' }, () => changeView({ differencesOnly: false }))] : []),
      button(strings.clearSearch, { class: 'action' }, clearSearch),
    ),
  ];
}

function isAllSame({ groups }: PanelSnapshot): boolean {
  return groups.every(({ rows }) => rows.every(({ verdict }) => verdict === 'same'));
}

function toggle(line: Line): void {
  current = line.id;
  if (line.kind === 'group') changeView({ groups: { ...view.groups, [line.group.id]: !line.open } });
  else changeView({ openRows: line.open ? view.openRows.filter((id) => id !== line.id) : [...view.openRows, line.id] });
  focus(line.id);
}

function clearSearch(): void {
  changeView({ search: '' });
  header?.search.focus();
}

/** Puts the focus on a line of the table, or on a button of an open row. */
function focus(key: string): void {
  const target = body.querySelector<HTMLElement>(`[data-key=${CSS.escape(key)}]`);
  if (!target) return;
  if (target.getAttribute('role') === 'row') focusedLine(target);
  target.focus({ preventScroll: false });
}

function announce(text: string): void {
  if (!announced) return;
  // The same sentence twice is no change, and would not be read out again.
  announced.textContent = '';
  requestAnimationFrame(() => (announced.textContent = text));
}

body.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
  const key = event.target.getAttribute('role') === 'row' ? event.target.dataset['key'] : undefined;
  if (key === undefined) {
    leaveDetails(event);
    return;
  }
  const act = actOf({ key: event.key, lines: table.lines, at: key, page: 10 });
  if (!act) return;
  event.preventDefault();
  if (act.kind === 'move') focus(act.to);
  else if (act.kind === 'toggle') toggle(act.line);
  else if (view.search !== '') changeView({ search: '' });
});

/** Escape on a button of an open row closes the row, and the focus stays with it. */
function leaveDetails(event: KeyboardEvent): void {
  const owner = event.key === 'Escape' && event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-of]') : null;
  const line = table.lines.find(({ id }) => id === owner?.dataset['of']);
  if (!line) return;
  event.preventDefault();
  toggle(line);
}

body.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.getAttribute('role') === 'row') focusedLine(target);
});

function focusedLine(line: HTMLElement): void {
  for (const other of body.querySelectorAll<HTMLElement>('[role=row][tabindex="0"]')) if (other !== line) other.tabIndex = -1;
  line.tabIndex = 0;
  current = line.dataset['key'];
}

window.addEventListener('keydown', (event) => {
  const search = header?.search;
  if (!search) return;
  const isTyping = search.contains(document.activeElement);
  const wantsSearch =
    (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) || (event.key === 'f' && (event.ctrlKey || event.metaKey));
  if (wantsSearch) {
    event.preventDefault();
    search.focus();
  } else if (isTyping && event.key === 'Escape' && view.search !== '') {
    event.preventDefault();
    clearSearch();
  } else if (isTyping && event.key === 'ArrowDown' && current !== undefined) {
    event.preventDefault();
    focus(current);
  }
});

post({ type: 'ready' });
