import type { HttpHandlerOptions, HttpRequest, HttpResponse } from '@smithy/types';
import { AttemptTimeout, attemptLimit } from './requestLimits.ts';
import type { RequestHandler } from './clients.ts';

export interface PublicDocument {
  readonly status: number;
  readonly text: string;
}

/** Bytes of a document that are taken: two keys of a pool are two thousand. */
const sizeLimit = 256 * 1024;

interface Handler {
  handle(request: HttpRequest, options: HttpHandlerOptions): Promise<{ readonly response: HttpResponse }>;
}

/**
 * Asks for a document that nobody signs for, through the handler of the SDK's clients: the same proxy settings, connections and limits, and the simulated AWS where that stands in
 * place of the network.
 * @throws what the handler throws, AttemptTimeout, and RangeError for a document that is too long
 */
export async function readPublicDocument(handler: RequestHandler, url: URL, signal: AbortSignal): Promise<PublicDocument> {
  if (!('handle' in handler)) throw new TypeError('The SDK was given no handler of requests.');
  const late = AbortSignal.timeout(attemptLimit);
  const request: HttpRequest = {
    protocol: url.protocol,
    method: 'GET',
    hostname: url.hostname,
    ...(url.port !== '' && { port: Number(url.port) }),
    path: url.pathname,
    // As every HTTP client sends it: which pools are answered for depends on the host (facts: cognito-replication.md section 4, "Issuer / JWKS").
    headers: { host: url.host },
  };
  try {
    const { response } = await (handler as Handler).handle(request, { abortSignal: AbortSignal.any([signal, late]) });
    return { status: response.statusCode, text: await textOf(response.body) };
  } catch (error) {
    throw late.aborted ? new AttemptTimeout(`No answer in ${attemptLimit / 1000} s.`) : error;
  }
}

/** A stream of Node's handler, or all bytes at once. */
async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > sizeLimit) throw new RangeError('The document is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
