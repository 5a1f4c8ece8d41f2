import * as vscode from 'vscode';
import { isFailedOver } from '../../app/failoverRow.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import type { CommandId, Target } from '../../contributions.ts';

/** While traffic is forced to a replica: an item in the status bar that leads to fail back, whatever else is on the screen. */
export class FailedOverStatus implements vscode.Disposable {
  private readonly session: PoolSession;
  private readonly item: vscode.StatusBarItem;
  private readonly listening: { dispose(): void };

  constructor(session: PoolSession) {
    this.session = session;
    this.item = vscode.window.createStatusBarItem('failedOver', vscode.StatusBarAlignment.Left, 50);
    this.item.name = vscode.l10n.t('Failed Over User Pools');
    this.item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.listening = session.onDidChange(() => this.update());
    this.update();
  }

  dispose(): void {
    this.listening.dispose();
    this.item.dispose();
  }

  private update(): void {
    const { pools, snapshot } = this.session.store;
    const [first, ...others] = pools.filter(({ id }) => isFailedOver(snapshot.details.get(id)));
    if (!first) {
      this.item.hide();
      return;
    }
    const text = others.length === 0 ? first.name : vscode.l10n.t('{count} user pools', { count: others.length + 1 });
    this.item.text = `$(warning) ${vscode.l10n.t('Failed over: {name}', { name: text })}`;
    this.item.tooltip = vscode.l10n.t('Traffic is forced to the replica. Select to fail back.');
    const command: CommandId = 'cognitoReplicas.failBack';
    const target: Target = { poolId: first.id };
    this.item.command = { command, title: vscode.l10n.t('Fail Back'), ...(others.length === 0 && { arguments: [target] }) };
    this.item.show();
  }
}
