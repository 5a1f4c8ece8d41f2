import * as vscode from 'vscode';
import { documentIdOf } from '../../app/documents/documentIds.ts';
import { runbook } from '../../app/runbook/runbook.ts';
import { runbookFactsOf } from '../../app/runbook/runbookFacts.ts';
import { poolsViewId } from '../../contributions.ts';
import { documentUri } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { poolTarget, type PoolTarget, type PoolTargetParts } from './targets.ts';

/** What is written about a pool and its replica, for those who develop against it and those who are on call. */
export function replicaCommands(parts: PoolTargetParts) {
  const { session } = parts;
  const { store } = session;

  /** Shows what applications can do on the replica, and how they send the rest to the primary. */
  async function showReplicaOperations(given?: unknown): Promise<void> {
    const asked = await replicated(given);
    if (!asked) return;
    await reading(session.readAgain(asked.pool.id));
    const document = documentIdOf(store, asked.pool, 'replicaOperations');
    if (!asked.isCurrent()) return;
    if (document) await vscode.window.showTextDocument(documentUri(document), { preview: true });
    else tellUnread(asked);
  }

  /** Opens the runbook of what is read now, to be completed and saved where those on call find it. */
  async function exportRunbook(given?: unknown): Promise<void> {
    const asked = await replicated(given);
    if (!asked) return;
    await reading(session.readAgain(asked.pool.id));
    if (!asked.isCurrent()) return;
    const facts = runbookFactsOf(store, asked.pool);
    if (!facts) {
      tellUnread(asked);
      return;
    }
    const content = runbook(facts, localized);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  }

  async function replicated(given: unknown): Promise<PoolTarget | undefined> {
    const asked = await poolTarget(parts, given);
    if (!asked || asked.pool.secondaryRegion !== undefined) return asked;
    void vscode.window.showInformationMessage(vscode.l10n.t('{name} has no replica.', { name: asked.pool.name }));
    return undefined;
  }

  return { showReplicaOperations, exportRunbook };
}

function tellUnread({ pool }: PoolTarget): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('There is nothing to open of {name} yet: it was not read, or AWS has no such thing.', { name: pool.name }),
  );
}

async function reading(read: Promise<void>): Promise<void> {
  await vscode.window.withProgress({ location: { viewId: poolsViewId } }, async () => read);
}
