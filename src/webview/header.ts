import '@vscode-elements/elements/dist/vscode-checkbox/vscode-checkbox.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/vscode-progress-bar.js';
import '@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/vscode-toolbar-button.js';
import { type Child, element } from './elements.ts';
import { icon, type IconName } from './icons.ts';
import type { Intent, PanelSnapshot, PanelStrings, ViewState } from './protocol.ts';
import { filled, type Table } from './tableModel.ts';
import { timeText } from './time.ts';

export interface HeaderParts {
  readonly strings: PanelStrings;
  readonly post: (intent: Intent) => void;
  readonly changeView: (change: Partial<ViewState>) => void;
}

/** What stands above the table. Built once, so that the search box keeps its caret while rows come and go. */
export class Header {
  readonly root = element('header');
  readonly search = element('vscode-textfield', { class: 'search', type: 'search' });
  private readonly parts: HeaderParts;
  private readonly title = element('h1');
  private readonly regions = element('p', { class: 'regions' });
  private readonly time = element('span', { class: 'time quiet' });
  private readonly check: HTMLElement;
  private readonly repair: HTMLElement;
  private readonly others: readonly HTMLElement[];
  private readonly differencesOnly = element('vscode-checkbox');
  private readonly counted = element('span', { class: 'quiet counted' });
  private readonly progress = element('vscode-progress-bar', { class: 'progress' });
  private readonly exports = element('span', { class: 'exports', role: 'group' });
  private readonly filters: HTMLElement;

  constructor(parts: HeaderParts) {
    this.parts = parts;
    const { strings, post, changeView } = parts;
    this.check = toolButton('refresh', strings.checkAgain, () => post({ type: 'check' }));
    this.repair = toolButton('tools', strings.repair, () => post({ type: 'repair' }), strings.repairHelp);
    this.others = [
      toolButton('diff-single', strings.diffEditor, () => post({ type: 'openDiff' }), strings.openWholeDiff),
      toolButton('account', strings.probeUser, () => post({ type: 'probeUser' }), strings.probeUserHelp),
      toolButton(
        undefined,
        strings.exportMarkdown,
        () => post({ type: 'exportAs', format: 'markdown' }),
        `${strings.exportAs} ${strings.exportMarkdown}`,
      ),
      toolButton(
        undefined,
        strings.exportJson,
        () => post({ type: 'exportAs', format: 'json' }),
        `${strings.exportAs} ${strings.exportJson}`,
      ),
    ];
    const [diff, probe, ...exports] = this.others;
    this.exports.append(element('span', { class: 'quiet', 'aria-hidden': 'true' }, strings.exportAs), ...exports);
    this.exports.ariaLabel = strings.exportAs;
    this.search.label = strings.searchHelp;
    this.search.placeholder = strings.search;
    this.search.append(slotted(icon('search'), 'content-before'));
    this.search.addEventListener('input', () => changeView({ search: this.search.value }));
    this.differencesOnly.label = strings.differencesOnly;
    this.differencesOnly.title = strings.differencesOnlyHelp;
    this.differencesOnly.addEventListener('change', () => changeView({ differencesOnly: this.differencesOnly.checked }));
    this.filters = element('div', { class: 'filters' }, this.search, this.differencesOnly, this.counted);
    this.root.append(
      element('div', { class: 'titles' }, this.title, this.regions),
      element(
        'div',
        { class: 'tools' },
        this.time,
        this.check,
        this.repair,
        ...(diff ? [diff] : []),
        ...(probe ? [probe] : []),
        this.exports,
      ),
      this.filters,
      this.progress,
    );
    this.progress.indeterminate = true;
    this.progress.ariaLabel = strings.checking;
  }

  /** Follows the snapshot and how it is looked at. */
  show({ pool, checking, readAt, groups, summary, status }: PanelSnapshot, view: ViewState, table: Table): void {
    const { strings } = this.parts;
    replace(this.title, pool.name);
    replace(
      this.regions,
      pool.primaryRegion,
      ' ',
      quiet(strings.primary),
      ' ⇄ ',
      pool.secondaryRegion,
      ' ',
      quiet(strings.replica),
      ...(summary === '' ? [] : [' · ', summary]),
    );
    this.time.title =
      readAt === undefined ? '' : new Date(readAt).toLocaleString(document.documentElement.lang, { dateStyle: 'full', timeStyle: 'long' });
    replace(this.time, checking ? strings.checking : readAt === undefined ? '' : filled(strings.checkedAt, { time: timeText(readAt) }));
    this.check.hidden = status === 'notShown';
    const hasRows = groups.some(({ rows }) => rows.length > 0);
    for (const tool of [...this.others, this.exports]) tool.hidden = !hasRows;
    this.repair.hidden = !groups.some(({ rows }) => rows.some(({ repairable }) => repairable));
    this.filters.hidden = !hasRows;
    this.progress.hidden = !checking;
    if (this.search.value !== view.search) this.search.value = view.search;
    this.differencesOnly.checked = table.differencesOnly;
    replace(this.counted, filled(strings.shownOf, { shown: table.shown, all: table.all }));
  }
}

function toolButton(iconName: IconName | undefined, label: string, act: () => void, spokenLabel = label): HTMLElement {
  const made = element('vscode-toolbar-button', {}, element('span', { class: 'tool' }, ...(iconName ? [icon(iconName)] : []), label));
  made.label = spokenLabel;
  made.title = spokenLabel;
  made.addEventListener('click', act);
  return made;
}

function slotted(child: Element, slot: string): Element {
  child.setAttribute('slot', slot);
  return child;
}

function quiet(text: string): HTMLElement {
  return element('span', { class: 'quiet' }, text);
}

function replace(target: HTMLElement, ...children: readonly Child[]): void {
  target.replaceChildren(...element('span', {}, ...children).childNodes);
}
