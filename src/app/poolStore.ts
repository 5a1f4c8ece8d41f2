import type { Fact } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import type { Identity } from '../domain/ports.ts';
import { type ListedPool, type PoolDetails, poolsOf, type UserPool } from '../domain/userPool.ts';

/** One Region's list. Old pools stay until new ones are there; a failure stands beside them. */
export interface RegionList {
  readonly loading: boolean;
  readonly pools: readonly ListedPool[];
  readonly failure?: Failure;
}

export interface Snapshot {
  /** The account looked at. Undefined while it has not answered yet. */
  readonly identity: Fact<Identity> | undefined;
  /** In the order in which the Regions were chosen. */
  readonly regions: ReadonlyMap<string, RegionList>;
  readonly details: ReadonlyMap<string, PoolDetails>;
}

const empty: Snapshot = { identity: undefined, regions: new Map(), details: new Map() };

/**
 * What is known of the account's pools. Snapshots are replaced, never edited. Each connection has its own epoch: an answer that belongs to an
 * earlier one (another profile, other Regions) is dropped, so that no account's rows appear under another account's name.
 */
export class PoolStore {
  private current: Snapshot = empty;
  private currentEpoch = 0;
  private folded: readonly UserPool[] | undefined;
  private readonly listeners = new Set<() => void>();

  get snapshot(): Snapshot {
    return this.current;
  }

  get epoch(): number {
    return this.currentEpoch;
  }

  /** The pools of all Regions, a replicated one once. Computed on first use after a change. */
  get pools(): readonly UserPool[] {
    this.folded ??= poolsOf(
      [...this.current.regions.values()].flatMap(({ pools }) => pools),
      this.current.details,
    );
    return this.folded;
  }

  /** Forgets everything and starts a new epoch. */
  reset(): number {
    this.currentEpoch += 1;
    this.replace(empty);
    return this.currentEpoch;
  }

  /** Applies a change of the given epoch; a change of an earlier one does nothing. */
  update(epoch: number, change: (snapshot: Snapshot) => Partial<Snapshot>): void {
    if (epoch !== this.currentEpoch) return;
    this.replace({ ...this.current, ...change(this.current) });
  }

  setRegion(epoch: number, region: string, list: RegionList): void {
    this.update(epoch, ({ regions }) => ({ regions: new Map(regions).set(region, list) }));
  }

  setDetails(epoch: number, poolId: string, details: PoolDetails): void {
    this.update(epoch, (snapshot) => ({ details: new Map(snapshot.details).set(poolId, details) }));
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  private replace(snapshot: Snapshot): void {
    if (snapshot.regions !== this.current.regions || snapshot.details !== this.current.details) this.folded = undefined;
    this.current = snapshot;
    for (const listener of this.listeners) listener();
  }
}
