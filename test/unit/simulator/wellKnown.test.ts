// The documents of a pool over real listeners, by the host name that the caller believes to talk to.
import { request } from 'node:http';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startListeners, type Listeners } from '../../../src/simulator/http/listeners.ts';
import { startSimulation } from '../../../src/simulator/simulation.ts';
import { demoClientId, demoPassword, demoPoolId, demoWorld, replyOf, requestFor } from './requests.ts';
import { signIn, withSwitches } from './signIn.ts';

const updated = demoPoolId('customer-login');
const original = demoPoolId('legacy-mobile');
const unreplicated = demoPoolId('newsletter');
const issuerHost = (region: string): string => `issuer-cognito-idp.${region}.amazonaws.com`;
const regionHost = (region: string): string => `cognito-idp.${region}.amazonaws.com`;

let listeners: Listeners;
const simulation = startSimulation(demoWorld(), { now: () => Date.now() });
beforeEach(async () => {
  simulation.replace(demoWorld());
  listeners = await startListeners(simulation, { port: 0, regions: ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'] });
});
afterEach(() => listeners.close());

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A GET with a Host header of the caller's choice, which `fetch` does not let one have. */
function get(path: string, { host, region }: { host?: string; region?: string } = {}): Promise<Reply> {
  const url = new URL(path, region === undefined ? listeners.url : listeners.regions[region]);
  return new Promise((resolve, reject) => {
    request(url, { headers: host === undefined ? {} : { host } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as unknown }));
    })
      .on('error', reject)
      .end();
  });
}

const jwks = (id: string): string => `/${id}/.well-known/jwks.json`;
const discovery = (id: string): string => `/${id}/.well-known/openid-configuration`;

describe('keys', () => {
  test('are two RSA keys, the same from both Regions and under every address', async () => {
    const first = await get(jwks(updated), { host: issuerHost('us-east-1') });
    expect(first).toEqual({
      status: 200,
      body: {
        keys: Array(2).fill({
          alg: 'RS256',
          kty: 'RSA',
          use: 'sig',
          e: 'AQAB',
          kid: expect.any(String) as string,
          n: expect.any(String) as string,
        }),
      },
    });
    for (const region of ['us-east-1', 'us-west-2']) {
      expect(await get(jwks(updated), { host: issuerHost('us-east-1'), region })).toEqual(first);
      expect(await get(`/${issuerHost('us-east-1')}${jwks(updated)}`, { region })).toEqual(first);
      expect(await get(jwks(updated), { region })).toEqual(first);
    }
    expect(await get(jwks(updated))).toEqual(first);
  });

  test('of two pools are different', async () => {
    expect((await get(jwks(original))).body).not.toEqual((await get(jwks(updated))).body);
  });

  test('verify the tokens of the pool', async () => {
    const { IdToken } = await signIn(simulation, { region: 'us-west-2' });
    const verifier = CognitoJwtVerifier.create({ userPoolId: updated, clientId: demoClientId('customer-login', 'web'), tokenUse: 'id' });
    const { body } = await get(jwks(updated), { region: 'us-east-1' });
    verifier.cacheJwks(body as Parameters<typeof verifier.cacheJwks>[0]);
    expect((await verifier.verify(IdToken)).iss).toBe(`https://${issuerHost('us-east-1')}/${updated}`);
  });
});

describe('a host answers for the pools of its issuer type', () => {
  test.each([
    ['a pool on UPDATED at the issuer host', updated, issuerHost('us-east-1'), 200],
    ['a pool on ORIGINAL at the issuer host', original, issuerHost('eu-west-1'), 403],
    ['a pool on ORIGINAL that is not replicated', unreplicated, issuerHost('us-east-1'), 403],
    ['a pool that does not exist at the issuer host', 'us-east-1_AAAAAAAAA', issuerHost('us-east-1'), 403],
    ["a pool on UPDATED at the secondary's issuer host", updated, issuerHost('us-west-2'), 403],
    ['a pool on ORIGINAL at its Region', original, regionHost('eu-west-1'), 200],
    ['a pool on ORIGINAL at its secondary Region', original, regionHost('eu-central-1'), 200],
    ['a pool at a Region that does not have it', original, regionHost('us-east-1'), 404],
    ['a pool that does not exist', 'us-east-1_AAAAAAAAA', regionHost('us-east-1'), 404],
  ])('%s', async (_what, id, host, status) => {
    for (const path of [jwks(id), discovery(id)]) {
      expect((await get(path, { host })).status).toBe(status);
      expect((await get(`/${host}${path}`)).status).toBe(status);
    }
  });

  test.each([
    [false, 404],
    [true, 200],
  ])('with oldHostServesUpdated %s the old host answers %s for a pool on UPDATED', async (oldHostServesUpdated, status) => {
    simulation.replace(withSwitches({ oldHostServesUpdated }));
    expect((await get(jwks(updated), { host: regionHost('us-east-1') })).status).toBe(status);
  });
});

describe('discovery', () => {
  test('names the issuer, its keys and the endpoints of managed login', async () => {
    const issuer = `https://${issuerHost('us-east-1')}/${updated}`;
    for (const region of ['us-east-1', 'us-west-2']) {
      expect((await get(discovery(updated), { host: issuerHost('us-east-1'), region })).body).toMatchObject({
        issuer,
        jwks_uri: `${issuer}/.well-known/jwks.json`,
        token_endpoint: 'https://auth.example.com/oauth2/token',
      });
    }
  });

  test.each([
    ['primaryRegion', 'eu-west-1'],
    ['secondaryRegion', 'eu-central-1'],
  ] as const)('of a replica on ORIGINAL names what its tokens name: %s', async (originalIssuerOfReplica, region) => {
    simulation.replace(withSwitches({ originalIssuerOfReplica }));
    const { body } = await get(discovery(original), { host: regionHost('eu-central-1') });
    expect(body).toMatchObject({ issuer: `https://${regionHost(region)}/${original}` });
    expect(body).not.toHaveProperty('token_endpoint');
  });
});

describe('what users call is not signed', () => {
  const input = {
    ClientId: demoClientId('legacy-mobile', 'mobile'),
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: 'emil@example.com', PASSWORD: demoPassword },
  };
  const post = (url = '') =>
    fetch(url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.InitiateAuth' },
      body: JSON.stringify(input),
    });

  test.each([
    ['the common listener takes it for the primary', undefined, 200, 'eu-west-1'],
    ['the listener of the secondary Region', 'eu-central-1', 200, 'eu-central-1'],
    ['the listener of another Region', 'us-east-1', 400, 'us-east-1'],
  ])('%s', async (_what, region, status, expected) => {
    const reply = await post(region === undefined ? listeners.url : listeners.regions[region]);
    expect(reply.status).toBe(status);
    expect(simulation.calls().at(-1)).toMatchObject({ operation: 'InitiateAuth', region: expected, account: '111122223333' });
  });
});

describe('a document is not an operation', () => {
  test('it is recorded by its name', async () => {
    const before = simulation.calls().length;
    await get(jwks(updated), { host: issuerHost('us-east-1') });
    expect(simulation.calls().slice(before)).toMatchObject([
      { service: 'cognito-idp', operation: 'jwks.json', region: 'us-east-1', account: '111122223333' },
    ]);
  });

  test('faults of the network hold for it, those of credentials do not', () => {
    const document = requestFor('cognito-idp', '', {}, { method: 'GET', path: jwks(updated), headers: {}, accessKeyId: undefined });
    const statusWith = (kind: 'accessDenied' | 'expiredToken' | 'regionDisabled' | 'serverError') =>
      replyOf({ ...demoWorld(), faults: [{ kind }] }, document).status;
    expect(statusWith('serverError')).toBe(500);
    for (const kind of ['accessDenied', 'expiredToken', 'regionDisabled'] as const) expect(statusWith(kind)).toBe(200);
  });

  test('it is only read', () => {
    const post = requestFor('cognito-idp', '', {}, { path: jwks(updated), headers: {} });
    expect(replyOf(demoWorld(), post).status).toBe(400);
  });
});
