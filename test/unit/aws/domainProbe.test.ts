import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { domainProbe } from '../../../src/aws/failover/domainProbe.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { demoOverHttp } from '../../support/commandLine.ts';
import { answerAsOldEmulator, startHttpServer } from '../../support/httpServer.ts';
import { simulated } from '../../support/simulated.ts';

const never = new AbortController().signal;

describe('asking a domain', () => {
  it('of the simulated AWS tells the Region, over a request handler and over HTTP', async () => {
    const { connection } = simulated();
    expect(await connection.domainProbe.answeredBy('auth.example.com', never)).toEqual({ ok: true, value: { region: 'us-east-1' } });
    const demo = await demoOverHttp();
    expect(await domainProbe(demo.listeners.url).answeredBy('auth.example.com', never)).toEqual({
      ok: true,
      value: { region: 'us-east-1' },
    });
    await demo.close();
  });

  it('fails while its Region is out', async () => {
    const { connection, simulation } = simulated(demoScenario);
    simulation.setOutage('us-east-1', 'refuses');
    expect(await connection.domainProbe.answeredBy('auth.example.com', never)).toMatchObject({
      ok: false,
      failure: { reason: 'unreachable' },
    });
  });

  it('is not asked where requests go to something that serves no domains', async () => {
    const emulator = await startHttpServer(answerAsOldEmulator);
    expect(await domainProbe(emulator.url).answeredBy('auth.example.com', never)).toMatchObject({
      ok: false,
      failure: { reason: 'notAsked' },
    });
    await emulator.close();
  });

  it('fails where nobody listens, and in a few seconds where nobody answers', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    expect(await domainProbe().answeredBy(`127.0.0.1:${port}`, never)).toMatchObject({ ok: false, failure: { reason: 'timeout' } });
    await new Promise<void>((resolve) => {
      silent.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
    expect(await domainProbe().answeredBy(`127.0.0.1:${port}`, never)).toMatchObject({ ok: false, failure: { reason: 'unreachable' } });
  }, 10_000);

  it('is stopped with whoever asks', async () => {
    const stopped = AbortSignal.abort();
    expect(await domainProbe().answeredBy('127.0.0.1:1', stopped)).toMatchObject({ ok: false, failure: { reason: 'cancelled' } });
  });
});
