import { failed, type Failure, isRegionDown, type Result } from '../../domain/failure.ts';
import type { Clock, PoolReader } from '../../domain/ports.ts';

type Read = Pick<PoolReader, 'describePool' | 'listReplicas' | 'describeKey' | 'keyPolicy' | 'mfa' | 'describeDomain'>;

/** How long a Region that did not answer is not asked again. In milliseconds. */
const askedAgainAfter = 5 * 60_000;

/**
 * Remembers which Regions did not answer, so that a plan waits on one that is down once and not with every call: the other Region serves what it needs (facts: cognito-replication.md
 * section 1, "Operations accepted by a secondary").
 */
export class RegionsDown {
  private readonly clock: Pick<Clock, 'now'>;
  private readonly failures = new Map<string, { readonly failure: Failure; readonly at: number }>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.clock = clock;
  }

  /** Why a Region is not asked at the moment. */
  failureOf(region: string): Failure | undefined {
    const down = this.failures.get(region);
    return down && this.clock.now() - down.at < askedAgainAfter ? down.failure : undefined;
  }

  /** The same reads, without those that would wait for a Region that is down. */
  reading(reader: PoolReader): PoolReader {
    const guarded: Read = {
      describePool: (region, ...rest) => this.ask(region, () => reader.describePool(region, ...rest)),
      listReplicas: (region, ...rest) => this.ask(region, () => reader.listReplicas(region, ...rest)),
      describeKey: (region, ...rest) => this.ask(region, () => reader.describeKey(region, ...rest)),
      keyPolicy: (region, ...rest) => this.ask(region, () => reader.keyPolicy(region, ...rest)),
      mfa: (region, ...rest) => this.ask(region, () => reader.mfa(region, ...rest)),
      describeDomain: (region, ...rest) => this.ask(region, () => reader.describeDomain(region, ...rest)),
    };
    return { ...reader, ...guarded };
  }

  private async ask<T>(region: string, read: () => Promise<Result<T>>): Promise<Result<T>> {
    const known = this.failureOf(region);
    if (known) return failed(known);
    const result = await read();
    if (result.ok) this.failures.delete(region);
    else if (isRegionDown(result.failure)) this.failures.set(region, { failure: result.failure, at: this.clock.now() });
    return result;
  }
}
