import * as vscode from 'vscode';
import { otherRegions, partitionOf, replicationRegions } from '../../domain/region.ts';
import type { UserPool } from '../../domain/userPool.ts';

/** Asks for the Region that a pool would be replicated to; those of the same partition but the primary's own. Undefined when the user left. */
export async function pickSecondaryRegion({ name, primaryRegion }: UserPool, current?: string): Promise<string | undefined> {
  const isOffered = (region: string): boolean => region !== primaryRegion && partitionOf(region).id === partitionOf(primaryRegion).id;
  const item = (region: string): vscode.QuickPickItem => ({
    label: region,
    ...(region === current && { description: vscode.l10n.t('current') }),
  });
  const items: vscode.QuickPickItem[] = [
    ...replicationRegions.filter(isOffered).map(item),
    { label: vscode.l10n.t('Not known to have replication'), kind: vscode.QuickPickItemKind.Separator },
    ...otherRegions.filter(isOffered).map(item),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Secondary Region for {name}', { name }),
    placeHolder: vscode.l10n.t('The Region that the user pool would be replicated to'),
  });
  return picked?.label;
}
