import * as vscode from 'vscode';
import type { UserPool } from '../../domain/userPool.ts';

/** Asks which pool; says so when there is none. Undefined when the user left. */
export async function pickPool(pools: readonly UserPool[]): Promise<UserPool | undefined> {
  if (pools.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No user pools are listed yet. Open the Cognito Replicas view and choose a profile.'),
    );
    return undefined;
  }
  const items = pools.map((pool) => ({ label: pool.name, description: pool.id, pool }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('User Pool'), matchOnDescription: true });
  return picked?.pool;
}
