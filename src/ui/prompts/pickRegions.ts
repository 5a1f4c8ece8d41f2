import * as vscode from 'vscode';
import { otherRegions, replicationRegions } from '../../domain/region.ts';

/** Asks for the Regions to list, the current ones picked. Undefined when the user left; an empty choice is not accepted. */
export async function pickRegions(current: readonly string[]): Promise<readonly string[] | undefined> {
  const item = (region: string): vscode.QuickPickItem => ({ label: region, picked: current.includes(region) });
  const known = new Set([...replicationRegions, ...otherRegions]);
  const items: vscode.QuickPickItem[] = [
    ...current.filter((region) => !known.has(region)).map(item),
    { label: vscode.l10n.t('Multi-Region replication'), kind: vscode.QuickPickItemKind.Separator },
    ...replicationRegions.map(item),
    { label: vscode.l10n.t('Other Regions'), kind: vscode.QuickPickItemKind.Separator },
    ...otherRegions.map(item),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select Regions'),
    placeHolder: vscode.l10n.t('Regions whose user pools are listed'),
    canPickMany: true,
  });
  if (picked?.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('No Region was selected, so nothing has changed.'));
  return picked && picked.length > 0 ? picked.map(({ label }) => label) : undefined;
}
