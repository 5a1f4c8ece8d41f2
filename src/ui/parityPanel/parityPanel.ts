import * as vscode from 'vscode';
import { needParity } from '../../app/parity/needParity.ts';
import { type ComparedPool, parityAsJson, parityAsMarkdown, rowAsText } from '../../app/parity/parityText.ts';
import { summaryMessage } from '../../app/parity/parityWords.ts';
import type { PoolParity } from '../../app/poolParity.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import type { Target } from '../../contributions.ts';
import { failureMessage } from '../../domain/failure.ts';
import type { ParityRow } from '../../domain/parity/row.ts';
import { type ExportFormat, type Intent, type PanelPool, parseIntent, type ToPage } from '../../webview/protocol.ts';
import { localized } from '../localize.ts';
import { panelHtml, panelOptions } from './panelHtml.ts';
import { panelSnapshot, parityOf } from './panelState.ts';
import { panelStrings } from './panelStrings.ts';
import { parityDocumentUri } from './parityUri.ts';

export interface ParityPanelParts {
  readonly session: PoolSession;
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Opens the page about a rule. */
  readonly explain: (rule: string) => Promise<void>;
  /** Plans the repair of rows, or of those that are chosen then. */
  readonly repair: (target: Target) => Promise<void>;
  /** Whether nothing may be changed in AWS. */
  readonly isReadOnly: () => boolean;
}

/** The panel of one pool: sends snapshots to its page, and does what the page asks for. */
export class ParityPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  private readonly parts: ParityPanelParts;
  private readonly disposables: vscode.Disposable;
  private pool: PanelPool;
  private isReady = false;
  /** What the page has, so that a change elsewhere in the account draws nothing anew. */
  private sent = '';

  constructor(panel: vscode.WebviewPanel, pool: PanelPool, parts: ParityPanelParts) {
    this.panel = panel;
    this.pool = pool;
    this.parts = parts;
    const { webview } = panel;
    panel.title = vscode.l10n.t('{name}: Regions', { name: pool.name });
    panel.iconPath = {
      light: vscode.Uri.joinPath(parts.extensionUri, 'media', 'compare-light.svg'),
      dark: vscode.Uri.joinPath(parts.extensionUri, 'media', 'compare-dark.svg'),
    };
    this.disposables = webview.onDidReceiveMessage((message: unknown) => void this.receive(message));
    webview.options = panelOptions(parts.extensionUri);
    webview.html = panelHtml(webview, parts.extensionUri);
    this.update();
  }

  get poolId(): string {
    return this.pool.id;
  }

  /** Follows what is known of the pool. */
  update(): void {
    const { session } = this.parts;
    needParity(session, parityOf(this.pool));
    const snapshot = panelSnapshot(session, this.pool, localized, !this.parts.isReadOnly());
    this.pool = snapshot.pool;
    const text = JSON.stringify(snapshot);
    if (!this.isReady || text === this.sent) return;
    this.sent = text;
    this.post({ type: 'snapshot', snapshot, strings: panelStrings() });
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  private say(text: string): void {
    this.post({ type: 'said', text });
  }

  private async receive(message: unknown): Promise<void> {
    const intent = parseIntent(message);
    if (!intent) {
      this.parts.log.warn('parity panel: a message that is none of its own was refused');
      return;
    }
    try {
      await this.act(intent);
    } catch (error) {
      this.parts.log.error(`parity panel: ${intent.type} failed`, error instanceof Error ? error : String(error));
      this.say(vscode.l10n.t('Cognito Replicas: {reason}', { reason: error instanceof Error ? error.message : String(error) }));
    }
  }

  private async act(intent: Intent): Promise<void> {
    switch (intent.type) {
      case 'ready':
        this.isReady = true;
        this.sent = '';
        this.update();
        return;
      case 'check':
        return this.check(intent.rowId);
      case 'openDiff':
        return this.openDiff(intent.rowId);
      case 'copy':
        return this.copy(intent.rowId);
      case 'exportAs':
        return this.exportAs(intent.format);
      case 'repair':
        return this.repair(intent.rowId);
      case 'probeUser':
        return this.probeUser();
      case 'showRule':
        // Only what a row names: the page cannot open any file it likes.
        return this.rows().some(({ rule }) => rule === intent.rule) ? this.parts.explain(intent.rule) : undefined;
    }
  }

  private async check(rowId: string | undefined): Promise<void> {
    const { session } = this.parts;
    if (rowId === undefined) {
      if (this.parity()?.checking === true) return;
      await session.compare(this.poolId);
    } else {
      if (!this.row(rowId)) return;
      await session.checkRow(this.poolId, rowId);
    }
    const parity = this.parity();
    const row = rowId === undefined ? undefined : this.row(rowId);
    if (parity?.failure) this.say(localized(failureMessage(parity.failure)));
    else if (row) this.say(rowAsText(this.rows(), row, this.compared(), localized));
    else this.say(localized(summaryMessage(this.rows())));
  }

  private async repair(rowId: string | undefined): Promise<void> {
    if (this.parts.isReadOnly() || (rowId !== undefined && !this.row(rowId))) return;
    await this.parts.repair({ poolId: this.poolId, ...(rowId !== undefined && { rows: [rowId] }) });
  }

  private async openDiff(rowId: string | undefined): Promise<void> {
    const row = rowId === undefined ? undefined : this.row(rowId);
    if (rowId !== undefined && !row) return;
    const { name, primaryRegion, secondaryRegion } = this.pool;
    const what = row ? localized(row.setting) : name;
    const uri = (side: 'primary' | 'secondary'): vscode.Uri =>
      parityDocumentUri({ ...parityOf(this.pool), side, ...(row && { rowId: row.id }) }, what);
    const title = vscode.l10n.t('{what}: {primaryRegion} ↔ {secondaryRegion}', { what, primaryRegion, secondaryRegion });
    await vscode.commands.executeCommand('vscode.diff', uri('primary'), uri('secondary'), title, { preview: true });
  }

  private async copy(rowId: string): Promise<void> {
    const row = this.row(rowId);
    if (!row) return;
    await vscode.env.clipboard.writeText(rowAsText(this.rows(), row, this.compared(), localized));
    const copied = vscode.l10n.t('Copied: {value}', { value: localized(row.setting) });
    vscode.window.setStatusBarMessage(copied, 3000);
    this.say(copied);
  }

  private async exportAs(format: ExportFormat): Promise<void> {
    const rows = this.rows();
    const content = format === 'json' ? parityAsJson(rows, this.compared()) : parityAsMarkdown(rows, this.compared(), localized);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: format, content }));
  }

  private async probeUser(): Promise<void> {
    const { name, primaryRegion, secondaryRegion } = this.pool;
    const username = await vscode.window.showInputBox({
      title: vscode.l10n.t('A User of {name}', { name }),
      prompt: vscode.l10n.t(
        'Asks {primaryRegion} and {secondaryRegion} when this user was last changed. No attribute is read, and the name is not kept.',
        {
          primaryRegion,
          secondaryRegion,
        },
      ),
      placeHolder: vscode.l10n.t('User name'),
      ignoreFocusOut: true,
    });
    if (!username) return;
    const said = await this.parts.session.probeUser(this.poolId, username);
    if (!said) return;
    const text = localized(said);
    this.say(text);
    void vscode.window.showInformationMessage(vscode.l10n.t('{name}: {said}', { name, said: text }));
  }

  private parity(): PoolParity | undefined {
    return this.parts.session.store.parityOf(this.poolId);
  }

  private rows(): readonly ParityRow[] {
    return this.parity()?.rows ?? [];
  }

  private row(rowId: string): ParityRow | undefined {
    return this.rows().find(({ id }) => id === rowId);
  }

  private compared(): ComparedPool {
    return { ...this.pool, readAt: this.parity()?.readAt ?? 0 };
  }
}
