import { describe, expect, it } from 'vitest';
import { createClients } from '../../../../src/aws/clients.ts';
import { connectThrough } from '../../../../src/aws/connector.ts';
import { RequestLimits } from '../../../../src/aws/requestLimits.ts';
import { createSignInProver } from '../../../../src/aws/signIn.ts';
import type { SignInProver } from '../../../../src/domain/ports.ts';
import type { SignedIn } from '../../../../src/domain/signIn/outcome.ts';
import { startListeners } from '../../../../src/simulator/http/listeners.ts';
import { reported, type SignInHost, signInHost, testPassword } from '../../../support/signInPool.ts';
import { demoAccessKey, demoClientId, demoPoolId, demoWorld } from '../../simulator/requests.ts';
import { start } from '../../simulator/signIn.ts';

const { signal } = new AbortController();
const ana = 'ana@example.com';
const attempt = {
  poolId: demoPoolId('customer-login'),
  clientId: demoClientId('customer-login', 'web'),
  flow: 'USER_PASSWORD_AUTH',
  username: ana,
  password: testPassword,
  triesWrite: false,
} as const;

const through = async (host: Pick<SignInHost, 'connection'>, region = 'us-west-2', changes: Partial<typeof attempt> = {}) =>
  host.connection.signIns.signIn(region, { ...attempt, ...changes }, signal);

async function signedIn(answer: ReturnType<SignInProver['signIn']>): Promise<SignedIn> {
  const result = await answer;
  if (!result.ok || result.value.kind !== 'signedIn') throw new Error(JSON.stringify(result));
  return result.value;
}

/** Answers like a service that knows one operation, and refuses it. */
function refusing(name: string, message: string) {
  const handle = (request: { readonly headers: Readonly<Record<string, string>> }) => {
    const operation = request.headers['x-amz-target']?.split('.')[1] ?? '';
    const body = operation === 'DescribeUserPoolClient' ? { UserPoolClient: { ClientId: attempt.clientId } } : { __type: name, message };
    return Promise.resolve({
      response: {
        statusCode: operation === 'DescribeUserPoolClient' ? 200 : 400,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: new TextEncoder().encode(JSON.stringify(body)),
      },
    });
  };
  const handler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle,
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
  return { connection: connectThrough(handler, { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }, [], new RequestLimits(10_000)) };
}

describe('at an address that is one for all Regions, as those of emulators are', () => {
  it('each Region is reached, and the keys are read there too', async () => {
    const simulation = start(demoWorld(), () => Date.now());
    const listeners = await startListeners(simulation, { port: 0 });
    const clients = createClients({
      endpoints: () => listeners.url,
      credentials: () => Promise.resolve({ accessKeyId: demoAccessKey, secretAccessKey: 'any' }),
    });
    const signIns = createSignInProver(clients, { appClients: () => Promise.reject(new Error('not asked')) });
    try {
      for (const region of ['us-east-1', 'us-west-2']) {
        const { access, id, write } = await signedIn(signIns.signIn(region, { ...attempt, triesWrite: true }, signal));
        expect([id.verification, access.verification]).toEqual([{ kind: 'verified' }, { kind: 'verified' }]);
        // Only one of them is the replica.
        expect(write?.kind).toBe(region === 'us-west-2' ? 'refused' : 'accepted');
      }
      const regions = simulation.calls().flatMap(({ operation, region }) => (operation === 'InitiateAuth' ? [region] : []));
      expect(regions).toEqual(['us-east-1', 'us-west-2']);
    } finally {
      clients.dispose();
      await listeners.close();
    }
  });
});

describe('an attempt', () => {
  it('is not repeated where its answer was lost', async () => {
    const host = await signInHost({ faults: [{ kind: 'lostReply', operation: 'InitiateAuth' }] });
    expect(await through(host)).toMatchObject({ ok: false, failure: { reason: 'unreachable', operation: 'cognito-idp:InitiateAuth' } });
    expect(host.simulation.calls().filter(({ operation }) => operation === 'InitiateAuth')).toHaveLength(1);
  });

  it('with a wrong password is refused, with SRP too', async () => {
    const host = await signInHost();
    const wrong = { password: 'Wrong-2026!' as typeof testPassword };
    const refused = { ok: true, value: { kind: 'refused', reason: 'notAuthorized', detail: 'Incorrect username or password.' } };
    expect(await through(host, 'us-west-2', wrong)).toEqual(refused);
    const test = await host.test('customer-login', ana, { clientName: 'ALLOW_USER_SRP_AUTH', ...wrong });
    expect(await reported(host.verify(test))).toMatchObject({ primary: refused, secondary: refused });
  });

  it('without the permission that its flow takes is a failure, and no refusal of the user', async () => {
    const host = await signInHost({ faults: [{ kind: 'accessDenied', operation: 'AdminInitiateAuth' }] });
    const test = await host.test('customer-login', ana, { clientName: 'ALLOW_ADMIN_USER_PASSWORD_AUTH' });
    const { secondary } = await reported(host.verify(test));
    expect(secondary).toMatchObject({ ok: false, failure: { reason: 'accessDenied', operation: 'cognito-idp:AdminInitiateAuth' } });
  });

  it('through an app client that cannot be read is a failure', async () => {
    const host = await signInHost({ faults: [{ kind: 'accessDenied', operation: 'DescribeUserPoolClient' }] });
    expect(await through(host)).toMatchObject({ ok: false, failure: { operation: 'cognito-idp:DescribeUserPoolClient' } });
    const clients = await host.connection.signIns.clients('us-east-1', attempt.poolId, signal);
    expect(clients.ok && clients.value.items.map(({ flows }) => flows)).toEqual(expect.arrayContaining([undefined]));
  });

  it.each([
    ['UserLambdaValidationException', 'trigger'],
    ['ForbiddenException', 'blocked'],
    ['InvalidSmsRoleTrustRelationshipException', 'sender'],
  ])('that ends with %s is a refusal: %s', async (name, reason) => {
    expect(await through(refusing(name, 'said AWS'))).toEqual({ ok: true, value: { kind: 'refused', reason, detail: 'said AWS' } });
  });

  it.each([
    ['UserLambdaValidationException', `no entry for ${ana} with ${testPassword}`],
    ['InvalidParameterException', `Value '${ana}' failed, ${JSON.stringify({ PASSWORD: testPassword })}`],
    // Cut in the middle of the password, if it were cut first.
    ['UserLambdaValidationException', `${'x '.repeat(145)}${testPassword}`],
    ['SomethingNew', `${ana} ${testPassword}`],
  ])('whose refusal quotes user and password gives neither on: %s', async (name, message) => {
    const said = JSON.stringify(await through(refusing(name, message)));
    expect(said).toContain('…');
    for (const value of [ana, testPassword, testPassword.slice(0, 6)]) expect(said).not.toContain(value);
  });
});

describe('tokens', () => {
  it('are unverified where the keys cannot be read, and the rest is known', async () => {
    const host = await signInHost({ faults: [{ kind: 'refusesConnection', operation: 'jwks.json' }] });
    const { access, id } = await signedIn(through(host));
    expect(id).toMatchObject({
      verification: { kind: 'unknown', failure: { reason: 'unreachable' } },
      groups: ['members'],
      lifetime: 3600,
    });
    expect(access.verification.kind).toBe('unknown');
  });

  it.each([
    ['those of another pool', () => demoPoolId('storefront'), { kind: 'refused', fault: 'key' }],
    ['none', () => 'us-east-1_nothing00', { kind: 'unknown', failure: { reason: 'notFound' } }],
  ])('are not verified by keys that are %s', async (_what, poolId, verification) => {
    const host = await signInHost({
      between: (handler) => ({
        ...handler,
        handle: (request, options) =>
          handler.handle({ ...request, path: request.path.replace(/^\/[^/]+\/\.well-known/, `/${poolId()}/.well-known`) }, options),
      }),
    });
    expect((await signedIn(through(host))).id.verification).toMatchObject(verification);
  });

  it('have digests of other claims that are equal for equal values only, and by another salt for each connection', async () => {
    const [one, other] = [await signInHost(), await signInHost()];
    const digestsOf = async (host: SignInHost, region: string) => (await signedIn(through(host, region))).id.others;
    const first = await digestsOf(one, 'us-east-1');
    expect(first).toEqual(await digestsOf(one, 'us-west-2'));
    expect(first['email']).not.toBe(first['email_verified']);
    expect(first['email']).not.toBe((await digestsOf(other, 'us-east-1'))['email']);
  });
});
