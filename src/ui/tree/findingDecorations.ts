import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { findingsMessage } from '../../app/findingsMessage.ts';
import type { Clock } from '../../domain/ports.ts';
import { localized } from '../localize.ts';
import { rowScheme } from './treeItem.ts';

/** Marks the rows of pools that have findings as VS Code marks files with problems: a colour and how many. The row says the same in words. */
export class FindingDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  private readonly session: PoolSession;
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly disposables: readonly { dispose(): unknown }[];
  readonly onDidChangeFileDecorations = this.changed.event;

  constructor(session: PoolSession, clock: Clock) {
    this.session = session;
    const changedSoon = coalesce(clock, 100, () => this.changed.fire(undefined));
    this.disposables = [this.changed, changedSoon, session.onDidChange(changedSoon), vscode.window.registerFileDecorationProvider(this)];
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.scheme !== rowScheme) return undefined;
    const { store } = this.session;
    const pool = store.pools.find(({ id }) => uri.path === `/pool/${id}`);
    const findings = pool && store.assessmentOf(pool)?.findings;
    const said = findings && findingsMessage(findings);
    if (!said) return undefined;
    const isError = findings.some(({ severity }) => severity === 'error');
    const badge = findings.length > 9 ? '9+' : String(findings.length);
    const color = new vscode.ThemeColor(isError ? 'list.errorForeground' : 'list.warningForeground');
    return new vscode.FileDecoration(badge, localized(said), color);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}
