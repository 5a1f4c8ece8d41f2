import { failureOf } from '../domain/fact.ts';
import type { Clock, PoolReader, RegionReader, HealthCheckReader } from '../domain/ports.ts';
import type { UserPool } from '../domain/userPool.ts';
import type { ReplicatedPool } from './readSnapshots.ts';
import { type PoolStore, settingsKey } from './poolStore.ts';
import { RowChecks } from './rowChecks.ts';

/** A connection's reader, and the time for which it is the one that is looked at: what one load, retry or poll keeps to. */
export interface Round {
  readonly reader: PoolReader;
  readonly epoch: number;
  readonly signal: AbortSignal;
}

/** Reads single pools into the store. Who asks for what is being read joins that read. */
export class PoolReads {
  private readonly store: PoolStore;
  private readonly clock: Clock;
  private readonly onDidRead: () => void;
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly rowChecks: RowChecks;

  constructor(store: PoolStore, clock: Clock, onDidRead: () => void) {
    this.store = store;
    this.clock = clock;
    this.onDidRead = onDidRead;
    this.rowChecks = new RowChecks(store);
  }

  /** Reads the details of a pool, for the secondary Region that it is judged for. */
  readPool(pool: UserPool, round: Round): Promise<void> {
    const { reader, epoch, signal } = round;
    const secondaryRegion = this.store.secondaryRegionOf(pool);
    // A read that looks at another Region is not joined.
    return this.joined(`${pool.id} ${secondaryRegion ?? ''}`, signal, async () => {
      const { readDetails } = await import('./loadDetails.ts');
      const [details, { assess }] = await Promise.all([
        readDetails(reader, { ...pool, ...(secondaryRegion !== undefined && { secondaryRegion }) }, signal),
        import('./assessment.ts'),
      ]);
      // Nothing could be read: what was known stays, and the Region's row says that it is not refreshed.
      const nothingRead = failureOf(details.description)?.reason === 'expired' && this.store.snapshot.details.has(pool.id);
      if (signal.aborted || nothingRead) return;
      const now = this.store.pools.find(({ id }) => id === pool.id);
      // Somebody asked about another Region meanwhile: these facts are not those that are judged.
      if (now && this.store.secondaryRegionOf(now) !== secondaryRegion) {
        await this.readPool(now, round);
        return;
      }
      this.store.judgeWith(assess);
      this.store.setDetails(epoch, pool.id, details, this.clock.now());
      this.onDidRead();
    });
  }

  /** Reads what one Region says of a pool, for its document. */
  readSettings(region: string, pool: UserPool, { reader, epoch, signal }: Round): Promise<void> {
    return this.joined(settingsKey(region, pool.id), signal, async () => {
      const { readRegionSettings } = await import('./readRegionSettings.ts');
      const settings = await readRegionSettings(reader, region, pool, signal);
      if (!signal.aborted) this.store.setSettings(epoch, region, pool.id, settings);
    });
  }

  /** Compares the two Regions of a pool. Rows of it that are being read again are given up: they are among what is read now. */
  compare(pool: ReplicatedPool, regionReader: RegionReader, { epoch, signal }: Round): Promise<void> {
    return this.joined(comparisonOf(pool), signal, async () => {
      this.rowChecks.giveUp(pool.id);
      const { keepComparison } = await import('./keepComparison.ts');
      await keepComparison(this.store, regionReader, pool, this.clock, epoch, signal);
    });
  }

  /** Reads again what one row of a comparison was computed from. Where the whole pool is being compared, or begins to be meanwhile, that comparison is what is waited for. */
  async checkRow(pool: ReplicatedPool, rowId: string, regionReader: RegionReader, round: Round): Promise<void> {
    const { epoch, signal } = round;
    const comparison = comparisonOf(pool);
    const parity = this.store.parityOf(pool.id);
    if (!parity?.snapshots || parity.checking || this.underWay.has(comparison)) return this.compare(pool, regionReader, round);
    await this.joined(`${comparison} ${rowId}`, signal, () =>
      this.rowChecks.check(pool.id, rowId, epoch, signal, async (own) => {
        const { keepRow } = await import('./keepComparison.ts');
        await keepRow(this.store, regionReader, pool, rowId, this.clock, epoch, own);
      }),
    );
    if (this.underWay.has(comparison)) await this.compare(pool, regionReader, round);
  }

  /** Reads what is seen of the health check that a pool's domain follows, as its details have it. */
  readHealthCheck(poolId: string, reader: HealthCheckReader, { epoch, signal }: Round): Promise<void> {
    return this.joined(`health check ${poolId}`, signal, async () => {
      const { healthCheckFacts } = await import('./readFailover.ts');
      const read = this.store.snapshot.details.get(poolId)?.healthCheck;
      const facts = read && (await healthCheckFacts(reader, read, signal));
      if (!signal.aborted && facts) this.store.setHealthCheck(epoch, poolId, facts);
    });
  }

  /** Joins nothing that was started before. */
  forget(): void {
    this.rowChecks.forget();
    this.underWay.clear();
  }

  /** The read of this name that is under way, or a new one. */
  private joined(name: string, signal: AbortSignal, start: () => Promise<void>): Promise<void> {
    const before = this.underWay.get(name);
    if (before) return before;
    if (signal.aborted) return Promise.resolve();
    const read = start().finally(() => {
      if (this.underWay.get(name) === read) this.underWay.delete(name);
    });
    this.underWay.set(name, read);
    return read;
  }
}

function comparisonOf({ id, secondaryRegion }: ReplicatedPool): string {
  return `compare ${id} ${secondaryRegion}`;
}
