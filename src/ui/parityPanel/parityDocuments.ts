import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import { needParity } from '../../app/parity/needParity.ts';
import { poolText, rowText } from '../../app/parity/parityText.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { parityScheme } from '../../contributions.ts';
import type { Clock } from '../../domain/ports.ts';
import { parityDocumentOf } from './parityUri.ts';

export interface ParityDocumentParts {
  readonly session: PoolSession;
  readonly clock: Clock;
  readonly needConnection: () => void;
}

/** The read-only texts that the native diff editor compares. They follow the comparison, and after a reload of the window ask for it anew. */
export class ParityDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly parts: ParityDocumentParts;
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: readonly { dispose(): unknown }[];
  readonly onDidChange = this.changed.event;

  constructor(parts: ParityDocumentParts) {
    this.parts = parts;
    const refreshSoon = coalesce(parts.clock, 100, () => this.refresh());
    this.disposables = [
      vscode.workspace.registerTextDocumentContentProvider(parityScheme, this),
      this.changed,
      refreshSoon,
      parts.session.onDidChange(refreshSoon),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const { session, needConnection } = this.parts;
    const id = parityDocumentOf(uri.query);
    if (!id) return '';
    needConnection();
    needParity(session, id);
    const rows = session.store.parityOf(id.poolId)?.rows;
    if (!rows) return `${JSON.stringify(vscode.l10n.t('The Regions have not been compared yet.'))}\n`;
    if (id.rowId === undefined) return poolText(rows, id.side);
    const row = rows.find((one) => one.id === id.rowId);
    return row ? rowText(row, id.side) : `${JSON.stringify(vscode.l10n.t('Neither Region has this setting any more.'))}\n`;
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }

  private refresh(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === parityScheme) this.changed.fire(uri);
  }
}
