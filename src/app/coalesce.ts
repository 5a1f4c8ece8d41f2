import type { Clock } from '../domain/ports.ts';

/** Calls through at most once per interval: the first call of a burst waits the interval out, and all others of the burst ride along. */
export function coalesce(clock: Clock, milliseconds: number, callback: () => void): { (): void; dispose(): void } {
  let cancel: (() => void) | undefined;
  const request = (): void => {
    cancel ??= clock.after(milliseconds, () => {
      cancel = undefined;
      callback();
    });
  };
  return Object.assign(request, {
    dispose: () => {
      cancel?.();
      cancel = undefined;
    },
  });
}
