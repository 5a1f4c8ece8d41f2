import type { Message } from '../../domain/message.ts';
import type { Clock } from '../../domain/ports.ts';
import { type Rehearsal, type RehearsalCheck, type RehearsalOutcome, withCheck } from '../../domain/rehearsal/rehearsal.ts';
import type { RehearsalStorage } from './rehearsalStorage.ts';

export interface RehearsalLogParts {
  readonly storage: Pick<RehearsalStorage, 'saveRehearsal'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onChange: (rehearsal: Rehearsal) => void;
  readonly onFailed: (error: unknown) => void;
}

/** A rehearsal while it is going on: each change is shown at once, and written down in its order. */
export class RehearsalLog {
  private readonly parts: RehearsalLogParts;
  private current: Rehearsal;
  private written: Promise<void> = Promise.resolve();

  constructor(rehearsal: Rehearsal, parts: RehearsalLogParts) {
    this.current = rehearsal;
    this.parts = parts;
  }

  get rehearsal(): Rehearsal {
    return this.current;
  }

  /** Written down when it resolves. @throws what the storage throws: nothing may be forced then */
  async begin(change: Partial<Rehearsal>): Promise<void> {
    this.set({ ...this.current, ...change });
    await this.parts.storage.saveRehearsal(this.current);
  }

  change(change: Partial<Rehearsal>): void {
    this.set({ ...this.current, ...change });
    const now = this.current;
    // What cannot be written must not keep the traffic away: it is told, and the rehearsal goes on to its fail back.
    this.written = this.written.then(() => this.parts.storage.saveRehearsal(now)).catch(this.parts.onFailed);
  }

  say(what: Message, at = this.parts.clock.now()): void {
    this.change({ timeline: [...this.current.timeline, { at, what }] });
  }

  check(check: RehearsalCheck): void {
    this.change({ checks: withCheck(this.current, check).checks });
  }

  async end(outcome: RehearsalOutcome): Promise<void> {
    this.change({ outcome, endedAt: this.parts.clock.now() });
    await this.written;
  }

  /** Resolves when everything is written down that was said. */
  async flushed(): Promise<void> {
    await this.written;
  }

  private set(rehearsal: Rehearsal): void {
    this.current = rehearsal;
    this.parts.onChange(rehearsal);
  }
}
