import * as vscode from 'vscode';
import { accountOf, documentIdOf } from '../../app/documents/documentIds.ts';
import { poolsViewId } from '../../contributions.ts';
import { valueOf } from '../../domain/fact.ts';
import type { CostQuestions } from '../costQuestions.ts';
import { documentUri } from '../documents/documentUri.ts';
import { askCost } from '../prompts/askCost.ts';
import { poolTarget, type PoolTargetParts } from './targets.ts';

export interface EstimateCostParts extends PoolTargetParts {
  readonly costQuestions: CostQuestions;
}

/** Asks for what decides the cost of a pool with a replica, and shows the estimate. Nothing is billed or read for it. */
export async function estimateCost({ costQuestions, ...parts }: EstimateCostParts, given?: unknown): Promise<void> {
  const { session } = parts;
  const { store } = session;
  const asked = await poolTarget(parts, given);
  if (!asked) return;
  const { isCurrent, pool } = asked;
  await vscode.window.withProgress({ location: { viewId: poolsViewId } }, async () => session.needDetails(pool.id));
  const account = accountOf(store, pool.id);
  const document = documentIdOf(store, pool, 'cost');
  if (!isCurrent()) return;
  if (account === undefined || !document) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to open of {name} yet: it was not read, or AWS has no such thing.', { name: pool.name }),
    );
    return;
  }
  const description = valueOf(store.snapshot.details.get(pool.id)?.description);
  const estimatedUsers = description?.settings['EstimatedNumberOfUsers'];
  const before = costQuestions.of(account, pool.id);
  const question = await askCost({
    name: pool.name,
    ...(description?.tier !== undefined && { tier: description.tier }),
    ...(typeof estimatedUsers === 'number' && { estimatedUsers }),
    ...(before && { before }),
  });
  if (!question || !isCurrent()) return;
  await costQuestions.keep(account, pool.id, question);
  store.setCost(store.epoch, pool.id, question);
  await vscode.window.showTextDocument(documentUri(document), { preview: true });
}
