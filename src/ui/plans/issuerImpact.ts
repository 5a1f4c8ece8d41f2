import * as vscode from 'vscode';
import { type Message, message } from '../../domain/message.ts';
import type { IssuerPool } from '../../iac/issuerReferences/issuerPool.ts';
import { searchWorkspace } from '../workspace/searchWorkspace.ts';

/** How many places of the workspace a switch of the issuer concerns. Undefined where there is nothing to search. */
export async function issuerImpact(pool: IssuerPool): Promise<Message | undefined> {
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) return undefined;
  const { references, reading } = await searchWorkspace(pool, new vscode.CancellationTokenSource().token);
  const count = references.filter(({ reference }) => reference.effect !== 'unaffected').length;
  if (count === 0 && (reading.limitReached || reading.skipped.length > 0))
    return message('Nothing was found in this workspace that knows the issuer, and not all of it could be read.');
  return count === 0
    ? message('Nothing in this workspace knows the issuer. Other repositories and mobile apps are not covered.')
    : message('{count} places in this workspace have to change, or be looked at: Find Issuer References lists them.', { count });
}
