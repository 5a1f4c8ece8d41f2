import { type FinalizeRequestMiddleware, type HandlerExecutionContext, type MiddlewareStack, SMITHY_CONTEXT_KEY } from '@smithy/types';
import PQueue from 'p-queue';

/**
 * At most this many control-plane requests a second and Region: half of what AWS allows an account (15 UserPoolRead requests a second, not
 * adjustable), because the other half belongs to the customer's own applications and deployments. Source: Cognito Developer Guide, "Quotas".
 */
export const requestsPerSecond = 8;

/** One attempt ends after so many milliseconds, so that a Region that accepts and never answers is reported within 10 s. It is not repeated. */
export const attemptLimit = 8_000;

/** An attempt that had no answer in time. Its name is none that the SDK's retry knows, so that the next attempt is the user's. */
export class AttemptTimeout extends Error {
  override readonly name = 'AttemptTimeout';
}

/** Request queues of one account, one per Region. */
export class RequestLimits {
  private readonly perSecond: number;
  private readonly queues = new Map<string, PQueue>();

  /** @param perSecond requests a second and Region: more only where there is no AWS behind them */
  constructor(perSecond = requestsPerSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Makes each attempt of the client's requests, retries included, wait for its turn in the Region's queue and end in time. Waiting does not
   * count as time; lists go before details. The attempt is signed after the wait, so that the signature is fresh.
   */
  apply<Input extends object, Output extends object>(
    client: { readonly middlewareStack: MiddlewareStack<Input, Output> },
    region: string,
  ): void {
    const limited: FinalizeRequestMiddleware<Input, Output> = (next, context) => (attempt) => {
      const signal = abortSignalOf(context);
      const priority = context.commandName === 'ListUserPoolsCommand' ? 1 : 0;
      return this.queueOf(region).add(() => inTime(next(attempt), attemptLimit), { priority, ...(signal && { signal }) });
    };
    client.middlewareStack.addRelativeTo(limited, { name: 'requestLimits', relation: 'before', toMiddleware: 'httpSigningMiddleware' });
  }

  private queueOf(region: string): PQueue {
    let queue = this.queues.get(region);
    if (!queue) {
      // In two halves: a burst of all eight, held up on its way, could arrive together with the next one and be over the quota.
      queue = new PQueue({ interval: 500, intervalCap: this.perSecond / 2, strict: true });
      this.queues.set(region, queue);
    }
    return queue;
  }
}

/** The signal that was given to `send`: the SDK keeps it here for its own retry. */
function abortSignalOf(context: HandlerExecutionContext): AbortSignal | undefined {
  const signal: unknown = context[SMITHY_CONTEXT_KEY]?.abortSignal;
  return signal instanceof AbortSignal ? signal : undefined;
}

async function inTime<T>(attempt: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AttemptTimeout(`No answer in ${milliseconds / 1000} s.`)), milliseconds);
  });
  try {
    return await Promise.race([attempt, limit]);
  } finally {
    clearTimeout(timer);
  }
}
