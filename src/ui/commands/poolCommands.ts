import * as vscode from 'vscode';
import { poolRow } from '../../app/poolRows.ts';
import type { Identifier } from '../../app/row.ts';
import { poolConsoleUrl, type UserPool } from '../../domain/userPool.ts';
import { detailRows } from '../../app/detailRows.ts';
import { localized } from '../localize.ts';
import { poolTarget, type PoolTargetParts } from './targets.ts';

/** Commands about one pool. Each works from a row without asking, and from the palette by asking which pool. */
export function poolCommands(parts: PoolTargetParts) {
  const { session } = parts;

  async function copyIdentifier(given?: unknown): Promise<void> {
    const asked = await poolTarget(parts, given);
    if (!asked) return;
    const { pool, target } = asked;
    const own = detailRows(session.store, pool.id).find(({ id }) => id === target?.id)?.identifiers;
    const offered = own && own.length > 0 ? own : poolRow(session.store, pool).identifiers;
    const chosen = await pickIdentifier(offered, pool.name);
    if (!chosen) return;
    await vscode.env.clipboard.writeText(chosen.value);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {value}', { value: chosen.value }), 3000);
  }

  async function openInConsole(given?: unknown): Promise<void> {
    const { choice, endpointUrl } = session.state;
    if (choice?.kind === 'demo' || endpointUrl !== undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('These user pools are not in AWS: there is nothing to open in its console.'));
      return;
    }
    const asked = await poolTarget(parts, given);
    if (!asked) return;
    const { pool, target } = asked;
    const isDetailRow = target?.id !== undefined && target.id !== `pool/${pool.id}`;
    const region = (isDetailRow ? target.region : undefined) ?? (await pickRegion(pool));
    if (region !== undefined) await vscode.env.openExternal(vscode.Uri.parse(poolConsoleUrl(pool.id, region)));
  }

  return { copyIdentifier, openInConsole };
}

async function pickIdentifier(identifiers: readonly Identifier[], poolName: string): Promise<Identifier | undefined> {
  if (identifiers.length <= 1) return identifiers[0];
  const items = identifiers.map((identifier) => ({ label: localized(identifier.name), detail: identifier.value, identifier }));
  const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Copy an identifier of {poolName}', { poolName }) });
  return picked?.identifier;
}

async function pickRegion({ primaryRegion, secondaryRegion }: UserPool): Promise<string | undefined> {
  if (secondaryRegion === undefined) return primaryRegion;
  const items = [
    { label: primaryRegion, description: vscode.l10n.t('primary') },
    { label: secondaryRegion, description: vscode.l10n.t('replica') },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Open in the AWS Console') }))?.label;
}
