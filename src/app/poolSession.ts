import { failureOf, valueOf } from '../domain/fact.ts';
import type { Failure } from '../domain/failure.ts';
import type { Message } from '../domain/message.ts';
import type { Clock, Connection, ConnectionChoice, PoolReader } from '../domain/ports.ts';
import { factsOf } from '../domain/userPool.ts';
import { coalesce } from './coalesce.ts';
import { forEachBounded, loadPools, loadRegion, readIdentity } from './loadPools.ts';
import { PoolReads, type Round } from './poolReads.ts';
import { PoolStore, settingsKey } from './poolStore.ts';
import type { ReplicatedPool } from './readSnapshots.ts';
import { factsOfSettings } from './regionSettings.ts';
import { sharedKeyReads } from './sharedKeyReads.ts';
import { inTransition, pollTransitions } from './transitions.ts';
import { TransitionWatch } from './transitionWatch.ts';

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
  private readonly reads: PoolReads;
  private readonly watch: TransitionWatch;
  /** The account that answered last: an expired session makes the identity unknown, but the rows are still this account's. */
  private account: string | undefined;

  constructor(parts: SessionParts) {
    this.parts = parts;
    this.watch = new TransitionWatch({
      clock: parts.clock,
      isNeeded: () => this.connection !== undefined && inTransition(this.store).length > 0,
      poll: async () => {
        if (this.connection) await pollTransitions(this.store, this.reads, this.round(this.connection.reader));
      },
    });
    this.reads = new PoolReads(this.store, parts.clock, () => this.watch.update());
    this.store.onDidChange(() => this.changed());
  }

  get state(): SessionState {
    return this.current;
  }

  /** The connection that is open now: a new one takes its place when the session had expired. */
  get connected(): Connection | undefined {
    return this.connection;
  }

  /** Fires when the state or the store changed. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** Whether an answer said that nobody is signed in, or that the session has expired. */
  get needsSignIn(): boolean {
    const { identity, regions, details, parity, settings } = this.store.snapshot;
    const facts = [identity, ...[...details.values()].flatMap(factsOf), ...[...settings.values()].flatMap(factsOfSettings)];
    const own = [...regions.values(), ...parity.values()].map(({ failure }) => failure);
    const failures = [this.current.failure, ...own, ...facts.map(failureOf)];
    return failures.some((failure) => failure?.reason === 'expired');
  }

  /** Looks at another account or other Regions; undefined looks at none. What the account before still answers is dropped. */
  async connect(choice: ConnectionChoice | undefined, chosenRegions: readonly string[]): Promise<void> {
    this.stop();
    this.connection?.dispose();
    this.connection = undefined;
    this.account = undefined;
    this.store.reset();
    this.setState({ choice, regions: chosenRegions, loading: false });
    if (await this.open()) await this.load();
  }

  /**
   * Reads everything again; what is still being read is given up. Old rows stay until the new ones are there. After an expired session the
   * credentials are looked up anew, and if they belong to another account by now, its pools replace the old ones.
   */
  async refresh(): Promise<void> {
    this.stop();
    if (await this.ensureOpen()) await this.load();
  }

  /** Reads one Region's list again, and the details that this Region could not give before. */
  async retry(region: string): Promise<void> {
    if (!this.connection || this.needsSignIn) return this.refresh();
    const round = this.round(sharedKeyReads(this.connection.reader));
    await loadRegion(this.store, round.reader, region, round.signal);
    const { details } = this.store.snapshot;
    const wanted = this.store.pools.filter(({ id }) => factsOf(details.get(id)).some((fact) => failureOf(fact)?.region === region));
    await forEachBounded(wanted, (pool) => this.reads.readPool(pool, round));
    await this.readReplicated(round);
  }

  /** Reads the details of a pool that was expanded, selected or asked for. Reads that are under way are joined. */
  async needDetails(poolId: string): Promise<void> {
    const pool = this.store.pools.find(({ id }) => id === poolId);
    if (pool && this.connection && !this.store.snapshot.details.has(poolId))
      await this.reads.readPool(pool, this.round(this.connection.reader));
  }

  /** Reads the details of a pool anew, whatever was read before. */
  async readAgain(poolId: string): Promise<void> {
    const pool = this.store.pools.find(({ id }) => id === poolId);
    if (pool && this.connection) await this.reads.readPool(pool, this.round(this.connection.reader));
  }

  /** Judges a pool for a secondary Region from now on, by facts that are read now. A replicated pool is judged for the Region of its replica. */
  async check(poolId: string, secondaryRegion: string): Promise<void> {
    this.store.setCheck(this.store.epoch, poolId, secondaryRegion);
    await this.readAgain(poolId);
  }

  /** Compares the two Regions of a replicated pool anew. A comparison that is under way is joined; `store.parityOf` has what is known. */
  async compare(poolId: string): Promise<void> {
    const pool = this.replicated(poolId);
    if (!pool || !this.connection) return;
    const { reader, regionReader } = this.connection;
    await this.reads.compare(pool, regionReader, this.round(reader));
  }

  /** Reads what is seen of the health check that a pool's domain follows, for `store.snapshot.healthChecks`. The details of the pool say which it is. */
  async readHealthCheck(poolId: string): Promise<void> {
    if (!this.connection) return;
    await this.reads.readHealthCheck(poolId, this.connection.healthChecks, this.round(this.connection.reader));
  }

  /** Reads again what one row of a pool's comparison was computed from, and nothing else. A comparison of the whole pool that is under way is joined. */
  async checkRow(poolId: string, rowId: string): Promise<void> {
    const pool = this.replicated(poolId);
    if (!pool || !this.connection) return;
    const { reader, regionReader } = this.connection;
    await this.reads.checkRow(pool, rowId, regionReader, this.round(reader));
  }

  /** What a replicated pool's Regions know of one user's last change, in one sentence. Nothing of it is kept. */
  async probeUser(poolId: string, username: string): Promise<Message | undefined> {
    const pool = this.replicated(poolId);
    if (!pool || !this.connection) return undefined;
    const { reader, regionReader } = this.connection;
    const { probeMessage, probeUser } = await import('./probeUser.ts');
    return probeMessage(await probeUser(regionReader, pool, username, this.round(reader).signal), pool);
  }

  /** Reads what one Region says of a pool, for its document. */
  async readSettings(region: string, poolId: string): Promise<void> {
    const pool = this.store.pools.find(({ id }) => id === poolId);
    if (pool && this.connection) await this.reads.readSettings(region, pool, this.round(this.connection.reader));
  }

  /** Nobody looks at the document any more: it is not read with every refresh. */
  forgetSettings(region: string, poolId: string): void {
    const { settings } = this.store.snapshot;
    const key = settingsKey(region, poolId);
    if (settings.has(key))
      this.store.update(this.store.epoch, () => ({ settings: new Map([...settings].filter(([other]) => other !== key)) }));
  }

  /** Replicas in transition are watched only while the view can be seen. */
  setVisible(visible: boolean): void {
    this.watch.setVisible(visible);
  }

  dispose(): void {
    this.stop();
    this.connection?.dispose();
    this.connection = undefined;
    this.listeners.clear();
  }

  /** An open connection with credentials that were not refused. False when there is none to be had. */
  private async ensureOpen(): Promise<boolean> {
    if (this.connection && !this.needsSignIn) return true;
    if (!(await this.open())) return false;
    const { connection } = this;
    if (!connection || this.account === undefined) return connection !== undefined;
    const identity = await readIdentity(connection.reader, this.current.regions, this.abort.signal);
    if (connection !== this.connection) return false;
    if (identity?.ok && identity.value.account !== this.account) this.store.reset();
    return true;
  }

  /** Opens the connection of the current choice. False when there is none, it failed, or somebody looks at another account by now. */
  private async open(): Promise<boolean> {
    const { choice, regions } = this.current;
    if (!choice) return false;
    const { signal } = this.abort;
    this.setState({ ...this.current, loading: true });
    const opened = await this.parts.open(choice).catch(unforeseen);
    if (signal.aborted) {
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

  private async load(): Promise<void> {
    if (!this.connection) return;
    const round = this.round(sharedKeyReads(this.connection.reader));
    this.watch.restart();
    this.setState({ ...this.current, loading: true });
    const detailed = new Set(this.store.snapshot.details.keys());
    // Details start as soon as a Region's list names a replicated pool; a slow Region does not hold them up.
    const readSoon = coalesce(this.parts.clock, 100, () => void this.readReplicated(round));
    const listening = this.store.onDidChange(readSoon);
    await loadPools(this.store, round.reader, this.current.regions, round.signal);
    listening.dispose();
    readSoon.dispose();
    if (isOver(round)) return;
    this.store.forgetUnlisted();
    this.account = valueOf(this.store.snapshot.identity)?.account ?? this.account;
    const again = this.store.pools.filter(({ id }) => detailed.has(id));
    const opened = this.store.pools.flatMap((pool) =>
      [pool.primaryRegion, pool.secondaryRegion].flatMap((region) =>
        region !== undefined && this.store.snapshot.settings.has(settingsKey(region, pool.id)) ? [{ region, pool }] : [],
      ),
    );
    await Promise.all([
      forEachBounded(again, (pool) => this.reads.readPool(pool, round)),
      forEachBounded(opened, ({ region, pool }) => this.reads.readSettings(region, pool, round)),
    ]);
    await this.readReplicated(round);
    if (isOver(round)) return;
    this.setState({ ...this.current, loading: false });
    this.watch.update();
    await this.compareAgain(round);
  }

  /** Comparisons are as old as the rest: they stand in tree, documents and panels, and one that failed because nobody was signed in would say so for ever. */
  private async compareAgain(round: Round): Promise<void> {
    const compared = this.store.pools.filter(({ id }) => {
      const parity = this.store.parityOf(id);
      return parity?.rows !== undefined || parity?.failure !== undefined;
    });
    await forEachBounded(compared, async ({ id }) => {
      if (!isOver(round)) await this.compare(id);
    });
  }

  private async readReplicated(round: Round): Promise<void> {
    if (isOver(round)) return;
    const { details } = this.store.snapshot;
    const missing = this.store.pools.filter(({ id, secondaryRegion }) => secondaryRegion !== undefined && !details.has(id));
    await forEachBounded(missing, (pool) => this.reads.readPool(pool, round));
  }

  private replicated(poolId: string): ReplicatedPool | undefined {
    const pool = this.store.pools.find(({ id }) => id === poolId);
    return pool?.secondaryRegion === undefined ? undefined : { ...pool, secondaryRegion: pool.secondaryRegion };
  }

  /** What one load, retry or poll keeps to, whatever is connected meanwhile. */
  private round(reader: PoolReader): Round {
    return { reader, epoch: this.store.epoch, signal: this.abort.signal };
  }

  /** Gives up everything that is being read. */
  private stop(): void {
    this.abort.abort();
    this.abort = new AbortController();
    this.watch.stop();
    this.reads.forget();
  }

  private setState(state: SessionState): void {
    this.current = state;
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function isOver({ signal }: Round): boolean {
  return signal.aborted;
}

/** A connection that could not even be tried: a chunk that does not load, a state file that cannot be read. */
function unforeseen(error: unknown): Failure {
  return { reason: 'unknown', operation: 'opening the connection', detail: error instanceof Error ? error.message : String(error) };
}
