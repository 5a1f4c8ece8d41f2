// The simulation over HTTP on this machine only: one listener for all Regions, and one for each Region of the scenario.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulation } from '../simulation.ts';
import { addressOf } from '../wire/address.ts';
import { controlOutage } from './outageControl.ts';

const host = '127.0.0.1';
/** Bytes of a request body that are taken; the largest real input, a key policy, has 128 KiB. */
export const maximumBody = 1024 * 1024;

export interface Listeners {
  /** Takes every Region: the signature tells which. */
  readonly url: string;
  /** Region to the address of the listener that is this Region, whatever the signature says. */
  readonly regions: Readonly<Record<string, string>>;
  /** Ends every connection, also those that wait for an answer. */
  readonly close: () => Promise<void>;
}

/**
 * Starts the listeners of a simulation.
 * @param port of the common listener; the Regions get the ports after it, in their order. 0 lets the system pick all of them.
 * @throws the error of `listen` (code EADDRINUSE for a port that is taken); nothing is left open then
 */
export async function startListeners(
  simulation: Simulation,
  { port, regions = [] }: { port: number; regions?: readonly string[] },
): Promise<Listeners> {
  const opened: Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map(closeServer));
  };
  const open = async (region: string | undefined, index: number): Promise<string> => {
    const server = createServer((request, response) => void serve(simulation, region, request, response));
    await listen(server, port === 0 ? 0 : port + index);
    opened.push(server);
    return `http://${host}:${(server.address() as AddressInfo).port}`;
  };
  try {
    const url = await open(undefined, 0);
    const addresses: Record<string, string> = {};
    for (const [index, region] of regions.entries()) addresses[region] = await open(region, index + 1);
    return { url, regions: addresses, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serve(
  simulation: Simulation,
  fixedRegion: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  try {
    const body = await readBody(request);
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end();
      return;
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const { method = 'GET', url: path = '/' } = request;
    const { region, service = '', accessKeyId } = addressOf(headers, path);
    const reply =
      controlOutage(simulation, { method, path, body }) ??
      (await simulation.send({ method, path, headers, body, region: fixedRegion ?? region, service, accessKeyId }, gone.signal));
    if ('refuse' in reply || 'drop' in reply) {
      // The port is open, so the nearest thing to a refused connection is one that breaks off before an answer.
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { ...reply.headers, 'content-length': new TextEncoder().encode(reply.body).length }).end(reply.body);
  } catch (error) {
    // A caller that has gone away ends its request with an AbortError: nobody is left to answer.
    if (gone.signal.aborted) return;
    response.writeHead(500, { 'content-type': 'text/plain' }).end(`The simulator failed: ${String(error)}\n`);
  }
}

/** The body as text, undefined where it is larger than {@link maximumBody}. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maximumBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
