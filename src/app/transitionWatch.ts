import type { Clock } from '../domain/ports.ts';

/** How long to wait before a replica in transition is read again: 5 s at first, then longer, at most a minute. Creation takes minutes to hours. */
const delays = [5_000, 10_000, 20_000, 40_000, 60_000];

export interface TransitionWatchParts {
  readonly clock: Clock;
  readonly isNeeded: () => boolean;
  readonly poll: () => Promise<void>;
}

/** Polls, ever more slowly, while somebody looks and something is on its way to another status. */
export class TransitionWatch {
  private readonly parts: TransitionWatchParts;
  private visible = false;
  private round = 0;
  private cancel: (() => void) | undefined;

  constructor(parts: TransitionWatchParts) {
    this.parts = parts;
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.update();
  }

  /** Starts or ends the watch as it is needed now. */
  update(): void {
    if (!this.visible || !this.parts.isNeeded()) {
      this.stop();
    } else if (!this.cancel) {
      const delay = delays[Math.min(this.round, delays.length - 1)] ?? 60_000;
      this.cancel = this.parts.clock.after(delay, () => void this.pollOnce());
    }
  }

  /** Begins again with the shortest delay. */
  restart(): void {
    this.round = 0;
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  private async pollOnce(): Promise<void> {
    this.cancel = undefined;
    this.round += 1;
    await this.parts.poll();
    this.update();
  }
}
