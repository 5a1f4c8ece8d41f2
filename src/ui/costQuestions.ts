import type * as vscode from 'vscode';
import type { PoolStore } from '../app/poolStore.ts';
import type { CostQuestion } from '../domain/cost.ts';

/** What somebody wanted the cost of: kept for this workspace, so that its document survives a reload. */
export class CostQuestions {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  of(account: string, poolId: string): CostQuestion | undefined {
    const kept = this.state.get<unknown>(keyOf(account, poolId));
    return isCostQuestion(kept) ? kept : undefined;
  }

  async keep(account: string, poolId: string, question: CostQuestion): Promise<void> {
    await this.state.update(keyOf(account, poolId), question);
  }

  /** Brings what was asked before a reload back for the document that shows it. */
  need(store: PoolStore, account: string, poolId: string): void {
    const question = store.snapshot.costs.has(poolId) ? undefined : this.of(account, poolId);
    if (question) store.setCost(store.epoch, poolId, question);
  }
}

function keyOf(account: string, poolId: string): string {
  return `cost/${account}/${poolId}`;
}

/** State of a workspace may be of another version. */
function isCostQuestion(value: unknown): value is CostQuestion {
  if (typeof value !== 'object' || value === null) return false;
  const { freeOnPlus, plan, ...counts } = value as Readonly<Record<string, unknown>>;
  const isCount = (name: string): boolean => Number.isSafeInteger(counts[name]) && Number(counts[name]) >= 0;
  return (
    (plan === 'ESSENTIALS' || plan === 'PLUS') &&
    typeof freeOnPlus === 'boolean' &&
    ['activeUsers', 'federatedPercent', 'machineTokens', 'keys'].every(isCount)
  );
}
