import * as vscode from 'vscode';
import type { IssuerPool } from '../../iac/issuerReferences/issuerPool.ts';
import { issuerDocument } from './issuerDocument.ts';
import type { IssuerReferenceDiagnostics } from './issuerReferenceDiagnostics.ts';
import { IssuerTreeInput } from './issuerTree.ts';
import { referencesView } from './referencesView.ts';
import { elsewhere, extentOf } from './searchSummary.ts';
import { type IssuerSearch, searchWorkspace } from './searchWorkspace.ts';

/** A pool to search for, and the name that people know it by. */
export type NamedIssuerPool = IssuerPool & { readonly name: string };

/**
 * Searches the workspace for what knows a pool's issuer, shows the places in the references view and the problems as diagnostics. Resolves to the
 * search when it is shown; undefined when there is no folder to search, or somebody cancelled it.
 */
export async function findIssuerReferences(
  currentPool: () => NamedIssuerPool | undefined,
  diagnostics: IssuerReferenceDiagnostics,
): Promise<IssuerSearch | undefined> {
  const asked = currentPool();
  if (!asked) return undefined;
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the folder with the code that reads tokens of {pool}: there is nothing to search yet.', { pool: asked.name }),
    );
    return undefined;
  }
  const searchAgain = async () => {
    const pool = currentPool();
    const search = pool && (await searchWithProgress(pool));
    // The pool may be another one by the end of a search: another account, another issuer.
    if (!search || !isSame(pool, currentPool())) return undefined;
    diagnostics.show(search);
    return search;
  };
  const search = await searchAgain();
  if (!search) return undefined;
  if (search.references.length === 0) {
    void vscode.window.showInformationMessage(
      [
        vscode.l10n.t('Nothing in this workspace knows the issuer of {pool}.', { pool: asked.name }),
        extentOf(search.reading),
        elsewhere(),
      ].join(' '),
    );
    return search;
  }
  await showSearch(search, asked.name, searchAgain);
  return search;
}

function isSame(a: NamedIssuerPool, b: NamedIssuerPool | undefined): boolean {
  return a.id === b?.id && a.issuerType === b.issuerType && a.secondaryRegion === b.secondaryRegion;
}

async function searchWithProgress(pool: NamedIssuerPool): Promise<IssuerSearch | undefined> {
  const title = vscode.l10n.t('Searching for the issuer of {pool}', { pool: pool.name });
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const search = await vscode.window.withProgress(options, (_progress, token) => searchWorkspace(pool, token));
  return search.reading.cancelled ? undefined : search;
}

async function showSearch(search: IssuerSearch, poolName: string, searchAgain: () => Promise<IssuerSearch | undefined>): Promise<void> {
  const view = await referencesView();
  if (view) {
    view.setInput(new IssuerTreeInput({ poolName, search, searchAgain }));
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: issuerDocument(search, poolName) });
  await vscode.window.showTextDocument(document);
}
