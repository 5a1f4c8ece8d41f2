// The simulation as the HTTP handler of an AWS SDK client: no socket, no port. Written against the shape of the SDK's handlers, not its package.
import type { Simulation } from './simulation.ts';
import { addressOf } from './wire/address.ts';

/** The parts of the SDK's HttpRequest that matter here. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  /** Beside the path, not in it. A name without a value has null. */
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** The SDK's abort signal may be one of its own older kind, which has no addEventListener. */
interface SdkAbortSignal {
  readonly aborted: boolean;
}

export interface SimulatedRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  readonly handle: (request: SdkRequest, options?: { abortSignal?: SdkAbortSignal }) => Promise<{ response: SdkResponse }>;
  readonly destroy: () => void;
  readonly updateHttpClientConfig: () => void;
  readonly httpHandlerConfigs: () => Record<string, never>;
}

/**
 * A `requestHandler` for SDK clients that asks a simulation. Region and service come from the signature's credential scope.
 * `handle` rejects with an AbortError when aborted, and with an Error of code ECONNREFUSED or
 * ECONNRESET where a fault refuses or drops the connection.
 */
export function simulatedRequestHandler(simulation: Simulation): SimulatedRequestHandler {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle({ method, path: bare, query, hostname, headers: given, body }, { abortSignal } = {}) {
      const path = withQuery(bare, query);
      const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
      const { region, service = '', accessKeyId } = addressOf(headers, path, hostname);
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const reply = await simulation.send({ method, path, headers, body: textOf(body), region, service, accessKeyId }, signal);
      if ('refuse' in reply) {
        throw Object.assign(new Error(`connect ECONNREFUSED ${hostname}`), { code: 'ECONNREFUSED', syscall: 'connect' });
      }
      if ('drop' in reply) throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return { response: { statusCode: reply.status, headers: { ...reply.headers }, body: new TextEncoder().encode(reply.body) } };
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

/** The path as HTTP carries it. */
function withQuery(path: string, query: SdkRequest['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === 'object' && value !== null ? value : [value]).map((one) =>
      one === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(one)}`,
    ),
  );
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

/** The bodies that the JSON and Query protocols of the SDK send. */
function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array || body instanceof ArrayBuffer) return new TextDecoder().decode(body);
  return '';
}
