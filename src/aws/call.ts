import { setMaxListeners } from 'node:events';
import { failed, type Result, success } from '../domain/failure.ts';
import { toFailure } from './failure.ts';

/** The reply has no member that every such reply has: an emulator, or something between. Nothing may be concluded from it. */
export class UnreadableReply extends SyntaxError {
  override readonly name = 'SyntaxError';
}

/** A call's answer, or why there is none. Never throws. */
export async function call<T>(operation: string, region: string, signal: AbortSignal, send: () => Promise<T>): Promise<Result<T>> {
  try {
    signal.throwIfAborted();
    // One signal stops all calls of a load, each with a listener of its own: their number is no leak.
    setMaxListeners(0, signal);
    return success(await send());
  } catch (error) {
    return failed(toFailure(error, operation, region));
  }
}

/** The same for a thing that need not be there: undefined where the service has none. */
export async function callForOptional<T>(
  operation: string,
  region: string,
  signal: AbortSignal,
  send: () => Promise<T | undefined>,
): Promise<Result<T | undefined>> {
  const result = await call(operation, region, signal, send);
  return !result.ok && result.failure.reason === 'notFound' ? success(undefined) : result;
}

/** The token of the next page. An empty one, or the same one again, would list for ever. */
export function nextPage(token: string | undefined, before: string | undefined): string | undefined {
  return token === '' || token === before ? undefined : token;
}
