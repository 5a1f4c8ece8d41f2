// Where a domain's traffic goes: through the request handler by its host name, and over listeners by the Host header.
import { DescribeUserPoolCommand, UpdateUserPoolReplicaCommand } from '@aws-sdk/client-cognito-identity-provider';
import {
  GetHealthCheckCommand,
  Route53Client,
  UpdateHealthCheckCommand,
  type UpdateHealthCheckCommandInput,
} from '@aws-sdk/client-route-53';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startListeners, type Listeners } from '../../../src/simulator/http/listeners.ts';
import { simulatedRequestHandler } from '../../../src/simulator/requestHandler.ts';
import { startSimulation } from '../../../src/simulator/simulation.ts';
import type { ChosenSwitches } from '../../../src/simulator/switches.ts';
import { checksWorld } from './failoverExamples.ts';
import { demoClientId, demoPoolId, demoWorld, now } from './requests.ts';
import { poolId, tell } from './story.ts';

const second = 1000;
const domain = 'auth.example.com';

/** The demo's way to be: one pool with an ACTIVE replica and a domain that follows the health check `probe`. */
function story(switches: ChosenSwitches = {}) {
  const told = tell({ ...checksWorld, switches: { ...checksWorld.switches, ...switches } });
  const handler = simulatedRequestHandler(told.simulation);
  const route53 = new Route53Client(told.configuration('us-east-1'));
  const get = async (hostname: string, path: string, signal?: AbortSignal) => {
    const { response } = await handler.handle(
      { method: 'GET', path, hostname, headers: { host: hostname } },
      signal && { abortSignal: signal },
    );
    return { status: response.statusCode, region: response.headers['x-simulated-region'] };
  };
  return {
    ...told,
    route53,
    get,
    /** The Region that a page comes from. */
    region: async () => (await get(domain, '/oauth2/userInfo')).region,
    update: (input: Partial<UpdateHealthCheckCommandInput>) =>
      route53.send(new UpdateHealthCheckCommand({ HealthCheckId: 'probe', ...input })),
  };
}

describe('a custom domain', () => {
  test('goes to the secondary Region some time after its health check is unhealthy, and back some time after it is healthy', async () => {
    const { region, simulation, wait } = story();
    expect(await region()).toBe('us-east-1');
    simulation.setOutage('us-east-1', 'refuses');
    // Three looks of ten seconds until the health check is unhealthy, a minute until the traffic follows.
    wait(89 * second);
    await expect(region()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    wait(second);
    expect(await region()).toBe('us-west-2');
    simulation.setOutage('us-east-1', undefined);
    wait(89 * second);
    expect(await region()).toBe('us-west-2');
    wait(second);
    expect(await region()).toBe('us-east-1');
  });

  test('goes there when the health check is forced unhealthy, and comes back when it is as before', async () => {
    const { region, update, wait } = story();
    await update({ Disabled: true, Inverted: true });
    wait(59 * second);
    expect(await region()).toBe('us-east-1');
    wait(second);
    expect(await region()).toBe('us-west-2');
    await update({ Disabled: false, Inverted: false });
    wait(60 * second);
    expect(await region()).toBe('us-east-1');
  });

  test('goes back to a primary Region that is out when the health check is only inverted', async () => {
    const { region, simulation, update, wait } = story();
    simulation.setOutage('us-east-1', 'refuses');
    wait(90 * second);
    expect(await region()).toBe('us-west-2');
    await update({ Inverted: true });
    wait(60 * second);
    await expect(region()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test.each(['403', '404', '503'] as const)('is refused there with %s while the replica is not ACTIVE', async (inactiveReplicaDomain) => {
    const { cognito, get, update, wait } = story({ inactiveReplicaDomain });
    await cognito().send(new UpdateUserPoolReplicaCommand({ UserPoolId: poolId, RegionName: 'us-west-2', Status: 'INACTIVE' }));
    await update({ Disabled: true, Inverted: true });
    wait(60 * second);
    expect(await get(domain, '/oauth2/userInfo')).toEqual({ status: Number(inactiveReplicaDomain), region: 'us-west-2' });
  });

  test('shows what managed login shows to somebody without a session', async () => {
    const { get } = story();
    const clientId = Object.keys(checksWorld.accounts['111122223333']?.directories?.[poolId]?.clients ?? {})[0] ?? '';
    const statuses = ['/login', `/login?client_id=${clientId}`, `/oauth2/authorize?client_id=${clientId}`, '/oauth2/userInfo', '/health'];
    expect(await Promise.all(statuses.map(async (path) => (await get(domain, path)).status))).toEqual([400, 200, 302, 401, 404]);
    expect((await get('auth.example.org', '/login')).status).toBe(404);
  });
});

describe('a Region that is out', () => {
  test('takes everything with it but the services that are one for all Regions', async () => {
    const { cognito, configuration, route53, simulation } = story();
    simulation.setOutage('us-east-1', 'refuses');
    const describePool = (region: string) => cognito(region).send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
    await expect(describePool('us-east-1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(new STSClient(configuration('us-east-1')).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect((await describePool('us-west-2')).UserPool?.Id).toBe(poolId);
    expect((await route53.send(new GetHealthCheckCommand({ HealthCheckId: 'probe' }))).HealthCheck?.Id).toBe('probe');
    const globalSts = new STSClient({ ...configuration('us-east-1'), endpoint: 'https://sts.amazonaws.com' });
    expect((await globalSts.send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
  });

  test('never answers where it hangs', async () => {
    const { cognito, simulation } = story();
    simulation.setOutage('us-east-1', 'hangs');
    const abortSignal = AbortSignal.timeout(50);
    await expect(cognito().send(new DescribeUserPoolCommand({ UserPoolId: poolId }), { abortSignal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('takes the control planes of us-east-1 too, with globalControlPlane isOut', async () => {
    const { route53, simulation } = story({ globalControlPlane: 'isOut' });
    const get = () => route53.send(new GetHealthCheckCommand({ HealthCheckId: 'probe' }));
    simulation.setOutage('us-west-2', 'refuses');
    expect((await get()).HealthCheck?.Id).toBe('probe');
    simulation.setOutage('us-east-1', 'refuses');
    await expect(get()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('over HTTP', () => {
  let clock = now;
  let listeners: Listeners;
  const simulation = startSimulation(demoWorld(), { now: () => clock });
  beforeEach(async () => {
    clock = now;
    simulation.replace(demoWorld());
    listeners = await startListeners(simulation, { port: 0, regions: ['us-east-1', 'us-west-2'] });
  });
  afterEach(() => listeners.close());

  /** Status and Region of a GET with a Host header of the caller's choice, which `fetch` does not let one have. */
  const get = (path: string, host: string, base = listeners.url): Promise<{ status: number | undefined; region: unknown }> =>
    new Promise((resolve, reject) => {
      request(new URL(path, base), { headers: { host } }, (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode, region: response.headers['x-simulated-region'] }));
      })
        .on('error', reject)
        .end();
    });
  const control = async (region: string, init: RequestInit) => {
    const reply = await fetch(`${listeners.url}/simulated-outages/${region}`, init);
    return [reply.status, await reply.text()];
  };
  const login = `/login?client_id=${demoClientId('customer-login', 'web')}`;

  test('a domain is found by its Host header or by the first part of the path, at every listener', async () => {
    const there = { status: 200, region: 'us-east-1' };
    expect(await get(login, domain)).toEqual(there);
    expect(await get(login, `${domain}:443`, listeners.regions['us-west-2'])).toEqual(there);
    expect(await get(`/${domain}${login}`, '127.0.0.1')).toEqual(there);
    expect(await get('/oauth2/userInfo', 'internal-tools-demo.auth.us-east-1.amazoncognito.com')).toEqual({
      status: 401,
      region: 'us-east-1',
    });
    expect((await get('/oauth2/userInfo', 'internal-tools-demo.auth.us-west-2.amazoncognito.com')).status).toBe(404);
  });

  test('a Region is taken out and brought back while the simulator runs', async () => {
    expect(await control('us-east-1', { method: 'PUT', body: 'refuses' })).toEqual([200, 'us-east-1 refuses.\n']);
    await expect(get(login, domain)).rejects.toMatchObject({ code: 'ECONNRESET' });
    clock += 150 * second;
    expect(await get(login, domain)).toEqual({ status: 200, region: 'us-west-2' });
    expect(await control('us-east-1', { method: 'DELETE' })).toEqual([200, 'us-east-1 answers again.\n']);
    clock += 150 * second;
    expect(await get(login, domain)).toEqual({ status: 200, region: 'us-east-1' });
    expect(await control('us-east-1', { method: 'PUT', body: 'burns' })).toEqual([400, 'PUT one of hangs, refuses, or DELETE.\n']);
    expect(await control('mars-east-1', { method: 'DELETE' })).toEqual([404, 'There is no Region mars-east-1.\n']);
  });

  test('the keys of a pool on UPDATED are still served, from its other Region', async () => {
    const keys = `/${demoPoolId('customer-login')}/.well-known/jwks.json`;
    await control('us-east-1', { method: 'PUT', body: 'refuses' });
    expect((await get(keys, 'issuer-cognito-idp.us-east-1.amazonaws.com')).status).toBe(200);
    await expect(get(keys, 'cognito-idp.us-east-1.amazonaws.com')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
