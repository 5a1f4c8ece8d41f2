import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/aws/connector.ts';
import { PoolSession } from '../../../src/app/poolSession.ts';
import { factsOf } from '../../../src/domain/userPool.ts';
import { generateScenario } from '../../../src/simulator/generate.ts';
import { type HttpServer, startHttpServer } from '../../support/httpServer.ts';
import { realClock, simulated } from '../../support/simulated.ts';

/** Reads of user pools that AWS allows an account per second and Region, not adjustable (Cognito Developer Guide, "Quotas"). */
const quota = 15;

let server: HttpServer | undefined;
afterEach(() => server?.close());

describe('requests are limited', () => {
  it('to less than the quota in any second, however many are wanted at once', async () => {
    const { simulation, connection } = simulated(generateScenario({ poolsPerRegion: 30, regions: ['us-east-1', 'eu-west-1'] }));
    const { signal } = new AbortController();
    const pools = Object.entries(simulation.world().accounts)
      .flatMap(([, account]) => Object.entries(account.regions))
      .flatMap(([region, state]) => Object.keys(state.userPools).map((id) => [region, id] as const));
    await Promise.all(pools.map(([region, id]) => connection.reader.describePool(region, id, signal)));
    for (const region of ['us-east-1', 'eu-west-1']) {
      const times = simulation
        .calls()
        .filter((call) => call.region === region)
        .map(({ at }) => at);
      expect(times.length).toBeGreaterThan(quota);
      const busiest = Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));
      expect(busiest).toBeLessThan(quota);
    }
  });

  it('so that a service that holds its real quotas refuses none of them', async () => {
    const scenario = generateScenario({ poolsPerRegion: 60, regions: ['us-east-1', 'eu-west-1'], replicateEvery: 3 });
    const { simulation, connection } = simulated(scenario, [{ kind: 'rateLimit' }]);
    const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
    await session.connect({ kind: 'demo' }, []);
    const { details, regions } = session.store.snapshot;
    const facts = [...details.values()].flatMap(factsOf);
    expect(simulation.calls().length).toBeGreaterThan(100);
    expect(facts.filter(({ state }) => state === 'unknown')).toEqual([]);
    expect([...regions.values()].map(({ failure }) => failure)).toEqual([undefined, undefined]);
    // A refused call would have been made again: none was.
    expect(simulation.calls().filter(({ operation }) => operation === 'ListUserPoolReplicas')).toHaveLength(details.size);
  });

  it('and those that wait are given up at once when the user cancels', async () => {
    const { simulation, connection } = simulated(generateScenario({ poolsPerRegion: 1, regions: ['us-east-1'] }));
    const abort = new AbortController();
    const calls = Array.from({ length: 60 }, () => connection.reader.describePool('us-east-1', 'us-east-1_000000000', abort.signal));
    setTimeout(() => abort.abort(), 20);
    const results = await Promise.all(calls);
    expect(results.filter((result) => !result.ok && result.failure.reason === 'cancelled').length).toBeGreaterThan(40);
    expect(simulation.calls().length).toBeLessThan(quota);
  });

  it('in time: an address that accepts and never answers is a timeout, after one attempt', async () => {
    server = await startHttpServer(() => undefined);
    const connection = await connect(
      { kind: 'environment' },
      {
        environment: {},
        askForMfaCode: () => Promise.resolve(undefined),
        endpointUrl: server.url,
      },
    );
    if ('reason' in connection) throw new Error(connection.detail);
    process.env['AWS_ACCESS_KEY_ID'] = 'AKIATEST';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    try {
      const result = await connection.reader.identity('us-east-1', new AbortController().signal);
      expect(result).toMatchObject({ ok: false, failure: { reason: 'timeout', region: 'us-east-1' } });
      expect(server.requests).toHaveLength(1);
    } finally {
      delete process.env['AWS_ACCESS_KEY_ID'];
      delete process.env['AWS_SECRET_ACCESS_KEY'];
      connection.dispose();
    }
  });
});
