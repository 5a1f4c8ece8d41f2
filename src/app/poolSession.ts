import { valueOf } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import type { Clock, Connection, ConnectionChoice } from '../domain/ports.ts';
import { isInTransition, type UserPool } from '../domain/userPool.ts';
import { coalesce } from './coalesce.ts';
import { forEachBounded, loadPools, loadRegion } from './loadPools.ts';
import { readDetails, replicaStatusOf } from './loadDetails.ts';
import { PoolStore } from './poolStore.ts';

export interface SessionState {
  readonly choice: ConnectionChoice | undefined;
  readonly regions: readonly string[];
  readonly endpointUrl?: string;
  /** Why the connection could not be opened at all: a profile that does not exist, a config file that cannot be read. */
  readonly failure?: Failure;
  readonly loading: boolean;
}

export interface SessionParts {
  readonly open: (choice: ConnectionChoice) => Promise<Connection | Failure>;
  readonly clock: Clock;
}

/** How long to wait before a replica in transition is read again: 5 s at first, then longer, at most a minute. Creation takes minutes to hours. */
const transitionDelays = [5_000, 10_000, 20_000, 40_000, 60_000];

const disconnected: SessionState = { choice: undefined, regions: [], loading: false };

/**
 * One account in view: opens the connection, fills the store, reads details when they are needed, and keeps replicas in transition fresh
 * while somebody looks. A new connection ends everything the one before was doing.
 */
export class PoolSession {
  readonly store = new PoolStore();
  private readonly parts: SessionParts;
  private current: SessionState = disconnected;
  private connection: Connection | undefined;
  private abort = new AbortController();
  private readonly listeners = new Set<() => void>();
  private readonly reading = new Map<string, Promise<void>>();
  private visible = false;
  private cancelWatch: (() => void) | undefined;
  private watchRound = 0;

  constructor(parts: SessionParts) {
    this.parts = parts;
    this.store.onDidChange(() => this.changed());
  }

  get state(): SessionState {
    return this.current;
  }

  /** Fires when the state or the store changed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Looks at another account or other Regions; undefined looks at none. What the account before still answers is dropped. */
  async connect(choice: ConnectionChoice | undefined, chosenRegions: readonly string[]): Promise<void> {
    this.close();
    this.store.reset();
    this.setState({ choice, regions: chosenRegions, loading: false });
    if (await this.open()) await this.load();
  }

  /** Reads everything again. Old rows stay until the new ones are there. After an expired session the credentials are looked up anew. */
  async refresh(): Promise<void> {
    if (this.current.loading) return;
    if ((!this.connection || this.hasExpired()) && !(await this.open())) return;
    this.watchRound = 0;
    await this.load();
  }

  /** Reads one Region's list again. */
  async retry(region: string): Promise<void> {
    if (!this.connection) return this.refresh();
    await loadRegion(this.store, this.connection.reader, region, this.abort.signal);
    await this.readReplicated();
  }

  /** Reads the details of a pool that was expanded, selected or asked for. Reads that are under way are joined. */
  async needDetails(poolId: string): Promise<void> {
    const pool = this.store.pools.find(({ id }) => id === poolId);
    if (pool && !this.store.snapshot.details.has(poolId)) await this.readPool(pool);
  }

  /** Replicas in transition are watched only while the view can be seen. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    this.watchTransitions();
  }

  /** Stops what is being read. What is there stays. */
  cancel(): void {
    this.abort.abort();
    this.abort = new AbortController();
  }

  dispose(): void {
    this.close();
    this.listeners.clear();
  }

  /** Opens the connection of the current choice. False when there is none, it failed, or somebody looks at another account by now. */
  private async open(): Promise<boolean> {
    const { choice, regions } = this.current;
    if (!choice) return false;
    const { epoch } = this.store;
    this.setState({ ...this.current, loading: true });
    const opened = await this.parts.open(choice);
    if (epoch !== this.store.epoch) {
      if (!('reason' in opened)) opened.dispose();
      return false;
    }
    if ('reason' in opened) {
      this.setState({ choice, regions, failure: opened, loading: false });
      return false;
    }
    this.connection?.dispose();
    this.connection = opened;
    const { defaultRegions, endpointUrl } = opened;
    this.setState({
      choice,
      regions: regions.length === 0 ? defaultRegions : regions,
      loading: true,
      ...(endpointUrl !== undefined && { endpointUrl }),
    });
    return true;
  }

  private hasExpired(): boolean {
    const { identity, regions } = this.store.snapshot;
    const failures = [identity?.state === 'unknown' ? identity.failure : undefined, ...[...regions.values()].map(({ failure }) => failure)];
    return failures.some((failure) => failure?.reason === 'expired');
  }

  private async load(): Promise<void> {
    const { connection } = this;
    if (!connection) return;
    const { epoch } = this.store;
    const { signal } = this.abort;
    this.setState({ ...this.current, loading: true });
    const detailed = [...this.store.snapshot.details.keys()];
    // Details start as soon as a Region's list names a replicated pool; a slow Region does not hold them up.
    const readSoon = coalesce(this.parts.clock, 100, () => void this.readReplicated());
    const listening = this.store.onDidChange(readSoon);
    await loadPools(this.store, connection.reader, this.current.regions, signal);
    listening.dispose();
    readSoon.dispose();
    if (epoch !== this.store.epoch) return;
    const wanted = this.store.pools.filter(({ id, secondaryRegion }) => secondaryRegion !== undefined || detailed.includes(id));
    await forEachBounded(wanted, (pool) => (detailed.includes(pool.id) ? this.readPool(pool) : this.needDetails(pool.id)));
    if (epoch !== this.store.epoch) return;
    this.setState({ ...this.current, loading: false });
    this.watchTransitions();
  }

  private async readReplicated(): Promise<void> {
    const { details } = this.store.snapshot;
    const missing = this.store.pools.filter(
      ({ id, secondaryRegion }) => secondaryRegion !== undefined && !details.has(id) && !this.reading.has(id),
    );
    await forEachBounded(missing, (pool) => this.readPool(pool));
  }

  private readPool(pool: UserPool): Promise<void> {
    const underWay = this.reading.get(pool.id);
    if (underWay) return underWay;
    const { connection } = this;
    if (!connection) return Promise.resolve();
    const { epoch } = this.store;
    const { signal } = this.abort;
    const read = readDetails(connection.reader, pool, signal)
      .then((details) => {
        if (!signal.aborted) this.store.setDetails(epoch, pool.id, details);
      })
      .finally(() => {
        if (this.reading.get(pool.id) === read) this.reading.delete(pool.id);
      });
    this.reading.set(pool.id, read);
    return read;
  }

  private watchTransitions(): void {
    this.cancelWatch?.();
    this.cancelWatch = undefined;
    if (!this.visible || !this.connection) return;
    const inTransition = this.store.pools.filter((pool) => {
      const status = valueOf(replicaStatusOf(pool, this.store.snapshot.details.get(pool.id)));
      return status !== undefined && isInTransition(status);
    });
    if (inTransition.length === 0) return;
    const delay = transitionDelays[Math.min(this.watchRound, transitionDelays.length - 1)] ?? 60_000;
    this.cancelWatch = this.parts.clock.after(delay, () => {
      this.watchRound += 1;
      void forEachBounded(inTransition, (pool) => this.readPool(pool)).then(() => this.watchTransitions());
    });
  }

  private close(): void {
    this.cancel();
    this.cancelWatch?.();
    this.cancelWatch = undefined;
    this.watchRound = 0;
    this.reading.clear();
    this.connection?.dispose();
    this.connection = undefined;
  }

  private setState(state: SessionState): void {
    this.current = state;
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}
