import * as vscode from 'vscode';
import { coalesce } from '../../app/coalesce.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { differencesMessage } from '../../app/parityRow.ts';
import { findingsMessage } from '../../app/readinessRow.ts';
import type { Severity } from '../../domain/finding.ts';
import type { Message } from '../../domain/message.ts';
import { differencesOf } from '../../domain/parity/row.ts';
import type { Clock } from '../../domain/ports.ts';
import { localized } from '../localize.ts';
import { rowScheme } from './treeItem.ts';

/** Marks the rows of pools that have findings, and of replicas that differ from their primary, as VS Code marks files with problems: a colour and how many. The row says the same in words. */
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
    const [, kind, poolId, part] = uri.path.split('/');
    const pool = kind === 'pool' ? store.pools.find(({ id }) => id === poolId) : undefined;
    if (!pool) return undefined;
    if (part === 'replica') {
      const differences = differencesOf(store.parityOf(pool.id)?.rows ?? []);
      const said = differencesMessage(store.parityOf(pool.id));
      return said && decoration(differences, said);
    }
    const findings = part === undefined ? store.findingsOf(pool) : [];
    const said = findingsMessage(findings);
    return said && decoration(findings, said);
  }

  dispose(): void {
    vscode.Disposable.from(...this.disposables).dispose();
  }
}

/** Nothing for what is only said: a difference that no sign-in would meet. */
function decoration(problems: readonly { readonly severity?: Severity }[], said: Message): vscode.FileDecoration | undefined {
  const isError = problems.some(({ severity }) => severity === 'error');
  if (!isError && !problems.some(({ severity }) => severity === 'warning')) return undefined;
  const badge = problems.length > 9 ? '9+' : String(problems.length);
  const color = new vscode.ThemeColor(isError ? 'list.errorForeground' : 'list.warningForeground');
  return new vscode.FileDecoration(badge, localized(said), color);
}
