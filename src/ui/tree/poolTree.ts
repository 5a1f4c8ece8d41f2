import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import type * as details from '../../app/detailRows.ts';
import { type PoolRows, poolRows } from '../../app/poolRows.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import type { Row } from '../../app/row.ts';
import { type ViewState, viewStateOf } from '../../app/viewState.ts';
import { poolsViewId } from '../../contributions.ts';
import { valueOf } from '../../domain/fact.ts';
import type { Clock, ConnectionChoice } from '../../domain/ports.ts';
import type { ContextKeys } from '../contextKeys.ts';
import { FindingDecorations } from './findingDecorations.ts';
import { toTreeItem } from './treeItem.ts';

/** At most one refresh in this time while Regions stream in. */
const refreshInterval = 100;

export interface PoolTreeParts {
  readonly session: PoolSession;
  readonly contextKeys: ContextKeys;
  readonly clock: Clock;
  /** Asked for when the view can be seen. */
  readonly needConnection: () => void;
  /** Asked for when a pool is expanded or selected. */
  readonly needDetails: (poolId: string) => void;
}

/**
 * The pools view. Rows come from the store, synchronously; the view is drawn again at most once per interval, however many answers arrive.
 */
export class PoolTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly session: PoolSession;
  private readonly contextKeys: ContextKeys;
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly disposables: readonly { dispose(): unknown }[];
  private readonly view: vscode.TreeView<Row>;
  private rows: PoolRows = { rows: [], all: 0, shown: 0 };
  private viewState: ViewState = 'signedOut';
  private finishProgress: (() => void) | undefined;
  private currentFilter = '';
  private readonly expanded = new Set<string>();
  private drawn = '';
  /** What writes the rows under a pool loads when somebody looks. */
  private details: typeof details | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor({ session, contextKeys, clock, needConnection, needDetails }: PoolTreeParts) {
    this.session = session;
    this.contextKeys = contextKeys;
    this.view = vscode.window.createTreeView(poolsViewId, { treeDataProvider: this, showCollapseAll: true });
    const detailsOf = ({ kind, poolId }: Row): void => {
      if (kind === 'pool' && poolId !== undefined) needDetails(poolId);
    };
    const shown = (visible: boolean): void => {
      session.setVisible(visible);
      if (!visible) return;
      needConnection();
      void this.loadDetailRows();
    };
    const refreshSoon = coalesce(clock, refreshInterval, () => this.refresh());
    this.disposables = [
      this.view,
      this.changed,
      new FindingDecorations(session, clock),
      refreshSoon,
      session.onDidChange(refreshSoon),
      this.view.onDidExpandElement(({ element }) => {
        this.expanded.add(element.poolId ?? '');
        // VS Code draws the rows of what is expanded by itself.
        this.drawn = this.drawnText();
        detailsOf(element);
      }),
      this.view.onDidCollapseElement(({ element }) => {
        this.expanded.delete(element.poolId ?? '');
        this.drawn = this.drawnText();
      }),
      this.view.onDidChangeSelection(({ selection }) => selection.forEach(detailsOf)),
      this.view.onDidChangeVisibility(({ visible }) => shown(visible)),
    ];
    shown(this.view.visible);
    this.refresh();
  }

  get selection(): readonly Row[] {
    return this.view.selection;
  }

  get filter(): string {
    return this.currentFilter;
  }

  set filter(filter: string) {
    this.currentFilter = filter;
    this.refresh();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return toTreeItem(row);
  }

  getChildren(row?: Row): Row[] | Promise<Row[]> {
    // A welcome view appears only over an empty tree.
    if (!row) return this.viewState === 'rows' ? [...this.rows.rows] : [];
    const { poolId } = row;
    if (poolId === undefined) return [];
    const { store } = this.session;
    return this.details
      ? [...this.details.detailRows(store, poolId)]
      : this.loadDetailRows().then(({ detailRows }) => [...detailRows(store, poolId)]);
  }

  private async loadDetailRows(): Promise<typeof details> {
    this.details ??= await import('../../app/detailRows.ts');
    return this.details;
  }

  dispose(): void {
    this.finishProgress?.();
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private refresh(): void {
    const { state, store } = this.session;
    this.rows = poolRows(store, { filter: this.currentFilter, ...(state.failure && { connectionFailure: state.failure }) });
    this.viewState = viewStateOf(state, store.snapshot, this.rows);
    this.contextKeys.set('cognitoReplicas.viewState', this.viewState);
    this.contextKeys.set('cognitoReplicas.connected', state.choice !== undefined);
    this.contextKeys.set(
      'cognitoReplicas.inAws',
      state.choice !== undefined && state.choice.kind !== 'demo' && state.endpointUrl === undefined,
    );
    this.view.description = this.accountDescription();
    // A welcome view has no line above it: there the account stands in the title.
    this.view.title =
      this.viewState === 'rows' || !state.choice
        ? vscode.l10n.t('Pools')
        : vscode.l10n.t('Pools · {account}', { account: choiceTitle(state.choice) });
    // While this is the only view of its container, VS Code merges the two titles and leaves the description out: the account has to stand above
    // the rows as well. Without rows a message would keep the welcome view away.
    this.view.message = this.viewState === 'rows' ? [this.view.description, this.filterMessage()].filter(Boolean).join(' · ') : '';
    this.view.badge = this.badge();
    this.showProgress(state.loading);
    const drawn = this.drawnText();
    // Rows that are drawn anew for nothing close the menu under somebody's mouse.
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.changed.fire(undefined);
  }

  /** What the view shows now, to tell whether anything is different: the top rows, and those under what is expanded. */
  private drawnText(): string {
    const { store } = this.session;
    const rows = [...this.expanded].flatMap((poolId) => this.details?.detailRows(store, poolId) ?? []);
    return JSON.stringify([this.viewState, this.viewState === 'rows' ? this.rows.rows : [], rows]);
  }

  /** The account stands in the description, so that welcome views still appear when there are no rows. */
  private accountDescription(): string {
    const { choice, endpointUrl } = this.session.state;
    if (!choice) return '';
    if (choice.kind === 'demo') return vscode.l10n.t('{demo} · simulated AWS', { demo: choiceTitle(choice) });
    const account = valueOf(this.session.store.snapshot.identity)?.account;
    return [choiceTitle(choice), account, endpointUrl].filter((part) => part !== undefined).join(' · ');
  }

  /** How many pools have errors, on the icon of the view. */
  private badge(): vscode.ViewBadge | undefined {
    const { store } = this.session;
    const value = store.pools.filter((pool) => store.findingsOf(pool).some(({ severity }) => severity === 'error')).length;
    return value === 0 ? undefined : { value, tooltip: vscode.l10n.t('User pools with errors: {value}', { value }) };
  }

  private filterMessage(): string {
    if (this.currentFilter === '') return '';
    const pools = this.rows.rows.filter(({ kind }) => kind === 'pool').length;
    return vscode.l10n.t('filter "{filter}": {shown} of {all} user pools', {
      filter: this.currentFilter,
      shown: pools,
      all: this.rows.all,
    });
  }

  private showProgress(loading: boolean): void {
    if (!loading) {
      this.finishProgress?.();
      this.finishProgress = undefined;
    } else if (!this.finishProgress) {
      const finished = new Promise<void>((resolve) => {
        this.finishProgress = resolve;
      });
      void vscode.window.withProgress({ location: { viewId: poolsViewId } }, () => finished);
    }
  }
}

function choiceTitle(choice: ConnectionChoice): string {
  switch (choice.kind) {
    case 'demo':
      return vscode.l10n.t('demo');
    case 'environment':
      return vscode.l10n.t('environment');
    case 'profile':
      return choice.profile;
  }
}
