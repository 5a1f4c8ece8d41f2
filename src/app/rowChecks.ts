import type { PoolStore } from './poolStore.ts';

/** What the rows of one pool wait for. */
interface Checks {
  readonly abort: AbortController;
  last: Promise<unknown>;
}

/**
 * The rows of comparisons that are read again by themselves: those of one pool one after the other, so that each begins with what the one before has left. A comparison of the
 * whole pool has all of them too.
 */
export class RowChecks {
  private readonly store: PoolStore;
  private readonly underWay = new Map<string, Checks>();

  constructor(store: PoolStore) {
    this.store = store;
  }

  /** Marks a row, reads when its turn has come, and takes the mark away. */
  async check(
    poolId: string,
    rowId: string,
    epoch: number,
    signal: AbortSignal,
    read: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const checks = this.underWay.get(poolId) ?? { abort: new AbortController(), last: Promise.resolve() };
    this.underWay.set(poolId, checks);
    const own = AbortSignal.any([signal, checks.abort.signal]);
    const turn = checks.last.then(() => (own.aborted ? undefined : read(own)));
    // One that fails holds up no other.
    checks.last = turn.catch(() => undefined);
    this.mark(epoch, poolId, rowId, true);
    try {
      await turn;
    } finally {
      this.mark(epoch, poolId, rowId, false);
    }
  }

  /** Gives up the rows of a pool. */
  giveUp(poolId: string): void {
    this.underWay.get(poolId)?.abort.abort();
    this.underWay.delete(poolId);
  }

  /** Waits for nothing that was started before. */
  forget(): void {
    this.underWay.clear();
  }

  private mark(epoch: number, poolId: string, rowId: string, isChecking: boolean): void {
    const parity = this.store.parityOf(poolId);
    if (!parity || parity.checkingRows.includes(rowId) === isChecking) return;
    const others = parity.checkingRows.filter((id) => id !== rowId);
    this.store.setParity(epoch, poolId, { ...parity, checkingRows: isChecking ? [...others, rowId] : others });
  }
}
