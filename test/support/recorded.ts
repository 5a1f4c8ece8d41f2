import { connectThrough } from '../../src/aws/connector.ts';
import { RequestLimits } from '../../src/aws/requestLimits.ts';
import type { Connection } from '../../src/domain/ports.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import { simulatedRequestHandler } from '../../src/simulator/requestHandler.ts';
import { type Simulation, startSimulation } from '../../src/simulator/simulation.ts';
import type { World } from '../../src/simulator/world.ts';

/** A request that reached the simulated AWS. */
export interface Sent {
  /** With everything that is in it, so that two equal ones are the same question. */
  readonly request: string;
  readonly call: string;
  readonly region: string;
  /** Milliseconds after the start. */
  readonly after: number;
}

export interface Recorded {
  readonly simulation: Simulation;
  readonly connection: Connection;
  readonly sent: readonly Sent[];
}

/** The product's own SDK clients over a world of the demo's account, with everything that they send. */
export function recorded(world: World): Recorded {
  const simulation = startSimulation(world, { now: () => Date.now() });
  const handler = simulatedRequestHandler(simulation);
  const sent: Sent[] = [];
  const start = Date.now();
  const handle: typeof handler.handle = async (request, options) => {
    const reply = handler.handle(request, options);
    const { operation = '', region, service } = simulation.calls().at(-1) ?? { region: '', service: '' };
    const { hostname, method, path, query } = request;
    const body = request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : request.body;
    const text = JSON.stringify([hostname, method, path, query, request.headers['x-amz-target'], body]);
    sent.push({ request: text, call: `${service}:${operation}`, region, after: Date.now() - start });
    return reply;
  };
  const accessKeyId = demoScenario.account.accessKeys[0] ?? '';
  // Fast enough that what waits for an answer is told from what waits for its turn, on a busy machine too.
  const limits = new RequestLimits(12);
  const connection = connectThrough({ ...handler, handle }, { accessKeyId, secretAccessKey: 'any' }, [], limits);
  return { simulation, connection, sent };
}
