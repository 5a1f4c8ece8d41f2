// The one place that holds a World and lets time pass: everything else is a function. A host gives the clock.
import { accountOf, answer, operationOf, regionFor } from './core.ts';
import { withOutage, type OutageKind } from './outages.ts';
import type { AwsRequest, HttpReply, NoReply, UnstampedRequest } from './service.ts';
import type { World } from './world.ts';

/** One request that arrived, as tests and logs want to see it. */
export interface RecordedCall {
  readonly service: string;
  /** Undefined where the request named none that its service's format knows. */
  readonly operation: string | undefined;
  readonly region: string;
  readonly account: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Simulation {
  readonly world: () => World;
  /** Puts another World in place; requests that wait for their latency still get the answer of the old one. */
  readonly replace: (world: World) => void;
  /** Takes a Region out from now on, or, without a kind, brings it back. */
  readonly setOutage: (region: string, kind: OutageKind | undefined) => void;
  /**
   * Answers a request after its latency; a call that is never answered stays pending.
   * @param signal rejects with an AbortError; what the service did until then stays done
   */
  readonly send: (request: UnstampedRequest, signal?: AbortSignal) => Promise<HttpReply | NoReply>;
  /** The latest calls, oldest first, at most {@link rememberedCalls}. */
  readonly calls: () => readonly RecordedCall[];
}

export const rememberedCalls = 10_000;

/**
 * Starts a simulated AWS in this process.
 * @param now the clock, in epoch milliseconds
 * @param onDidChange is called with every new World that a request or `replace` made
 */
export function startSimulation(
  initial: World,
  { now, onDidChange }: { now: () => number; onDidChange?: (world: World) => void },
): Simulation {
  let current = initial;
  const recorded: RecordedCall[] = [];
  const replace = (next: World): void => {
    if (next === current) return;
    current = next;
    onDidChange?.(next);
  };
  return {
    world: () => current,
    replace,
    setOutage: (region, kind) => {
      replace(withOutage(current, region, kind, now()));
    },
    calls: () => [...recorded],
    async send(unstamped, signal) {
      if (signal?.aborted) throw abortError();
      const stamped = { ...unstamped, now: now() };
      const request: AwsRequest = { ...stamped, region: regionFor(current, stamped) };
      const account = accountOf(current, request);
      const { service, region } = request;
      recorded.push({ service, operation: operationOf(request), region, account, at: request.now });
      if (recorded.length > rememberedCalls) recorded.shift();
      const { world, response, delay } = answer(current, request);
      replace(world);
      if ('never' in response) return await pause(undefined, signal);
      if (delay > 0) await pause(delay, signal);
      return response;
    },
  };
}

/** Resolves after `milliseconds`, never where there are none, and rejects as soon as the signal aborts. */
function pause(milliseconds: undefined, signal: AbortSignal | undefined): Promise<never>;
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
function pause(milliseconds: number | undefined, signal: AbortSignal | undefined): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(abortError());
    };
    const timer =
      milliseconds === undefined
        ? undefined
        : setTimeout(() => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          }, milliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** The error that the SDK's own handlers reject with. */
function abortError(): Error {
  const error = new Error('Request aborted');
  error.name = 'AbortError';
  return error;
}
