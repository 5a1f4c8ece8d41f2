// The real SDK clients against the simulation, once through the request handler and once over HTTP: both must be AWS to them.
import {
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  InvalidParameterException,
  ListUserPoolReplicasCommand,
  ListUserPoolsCommand,
  paginateListUserPools,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeKeyCommand, KMSClient, NotFoundException, ReplicateKeyCommand } from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/simulator/faults.ts';
import { generateScenario } from '../../../src/simulator/generate.ts';
import { startListeners, type Listeners } from '../../../src/simulator/http/listeners.ts';
import { simulatedRequestHandler, type SimulatedRequestHandler } from '../../../src/simulator/requestHandler.ts';
import { worldFromScenario } from '../../../src/simulator/scenario.ts';
import { startSimulation, type Simulation } from '../../../src/simulator/simulation.ts';
import { fallbackAccount } from '../../../src/simulator/world.ts';
import { demoAccessKey, demoKeyId, demoPoolId, demoWorld, now } from './requests.ts';

const open: Listeners[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((listeners) => listeners.close()));
});

type Transport = (simulation: Simulation) => Promise<{ requestHandler: SimulatedRequestHandler } | { endpoint: string }>;
const transports: Readonly<Record<string, Transport>> = {
  'the request handler': (simulation) => Promise.resolve({ requestHandler: simulatedRequestHandler(simulation) }),
  HTTP: async (simulation) => {
    const listeners = await startListeners(simulation, { port: 0 });
    open.push(listeners);
    return { endpoint: listeners.url };
  },
};

const start = (world = demoWorld()): Simulation => startSimulation(world, { now: () => now });
const withFault = (fault: Fault) => start({ ...demoWorld(), faults: [fault] });

describe.each(Object.entries(transports))('SDK clients over %s', (_name, transport) => {
  async function configurationFor(simulation: Simulation, region = 'us-east-1', accessKeyId = demoAccessKey) {
    return { region, credentials: { accessKeyId, secretAccessKey: 'any' }, maxAttempts: 1, ...(await transport(simulation)) };
  }
  const cognito = async (...parts: Parameters<typeof configurationFor>) =>
    new CognitoIdentityProviderClient(await configurationFor(...parts));
  const kms = async (...parts: Parameters<typeof configurationFor>) => new KMSClient(await configurationFor(...parts));
  const sts = async (...parts: Parameters<typeof configurationFor>) => new STSClient(await configurationFor(...parts));

  test('list 130 pools in pages, each once', async () => {
    const scenario = generateScenario({ regions: ['us-east-1'], poolsPerRegion: 130 });
    const simulation = start(worldFromScenario(scenario, { now }));
    const client = await cognito(simulation, 'us-east-1', scenario.account.accessKeys[0]);
    const pages: number[] = [];
    const names = new Set<string>();
    for await (const { UserPools = [] } of paginateListUserPools({ client, pageSize: 60 }, { MaxResults: 60 })) {
      pages.push(UserPools.length);
      for (const { Name = '' } of UserPools) names.add(Name);
    }
    expect(pages).toEqual([60, 60, 10]);
    expect(names.size).toBe(130);
    expect(simulation.calls()).toEqual(
      pages.map(() => ({ service: 'cognito-idp', operation: 'ListUserPools', region: 'us-east-1', account: scenario.account.id, at: now })),
    );
  });

  test('list replicated pools with the Regions of their replicas', async () => {
    const { UserPools } = await (await cognito(start())).send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools?.find(({ Name }) => Name === 'customer-login')).toMatchObject({
      Id: demoPoolId('customer-login'),
      ReplicaRegions: ['us-west-2'],
      CreationDate: expect.any(Date) as Date,
    });
    expect(UserPools?.find(({ Name }) => Name === 'newsletter')?.ReplicaRegions).toBeUndefined();
  });

  test('describe a pool in its secondary Region', async () => {
    const client = await cognito(start(), 'us-west-2');
    const UserPoolId = demoPoolId('customer-login');
    const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
    expect(UserPool).toMatchObject({ Id: UserPoolId, UserPoolTier: 'PLUS', IssuerConfiguration: { Type: 'UPDATED' } });
    const { UserPoolReplicas } = await client.send(new ListUserPoolReplicasCommand({ UserPoolId }));
    expect(UserPoolReplicas?.map(({ Role, Status }) => [Role, Status])).toEqual([
      ['PRIMARY', 'ACTIVE'],
      ['SECONDARY', 'ACTIVE'],
    ]);
  });

  test('describe and replicate a key', async () => {
    const simulation = start();
    const KeyId = demoKeyId('customer-data');
    const { ReplicaKeyMetadata } = await (await kms(simulation)).send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: 'eu-west-1' }));
    expect(ReplicaKeyMetadata?.KeyState).toBe('Creating');
    const { KeyMetadata } = await (await kms(simulation, 'eu-west-1')).send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.MultiRegionConfiguration?.ReplicaKeys?.map(({ Region }) => Region)).toEqual(['us-west-2', 'eu-west-1']);
  });

  test('tell who is calling; an unknown access key is the account of emulators', async () => {
    expect(await (await sts(start())).send(new GetCallerIdentityCommand())).toMatchObject({
      Account: '111122223333',
      Arn: 'arn:aws:iam::111122223333:user/simulated',
    });
    const stranger = await sts(start(), 'us-east-1', 'AKIASTRANGER00000000');
    expect((await stranger.send(new GetCallerIdentityCommand())).Account).toBe(fallbackAccount);
  });

  test('get errors as the exceptions of their service', async () => {
    const [pools, keys] = [await cognito(start()), await kms(start())];
    const missing = pools.send(new DescribeUserPoolCommand({ UserPoolId: 'us-east-1_AAAAAAAAA' }));
    await expect(missing).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(missing).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'User pool us-east-1_AAAAAAAAA does not exist.',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string },
    });
    await expect(pools.send(new ListUserPoolsCommand({ MaxResults: 61 }))).rejects.toBeInstanceOf(InvalidParameterException);
    await expect(keys.send(new DescribeKeyCommand({ KeyId: 'nothing' }))).rejects.toBeInstanceOf(NotFoundException);
  });

  test.each([
    ['accessDenied', { name: 'AccessDeniedException', message: expect.stringContaining('cognito-idp:ListUserPools') as string }],
    ['throttled', { name: 'TooManyRequestsException' }],
    ['expiredToken', { name: 'ExpiredTokenException' }],
    ['regionDisabled', { name: 'UnrecognizedClientException', message: 'The security token included in the request is invalid.' }],
    ['regionNotEnabled', { name: 'OptInRequired', $metadata: { httpStatusCode: 403 } }],
    ['serverError', { name: 'InternalErrorException', $metadata: { httpStatusCode: 500 } }],
    ['html', { name: 'SyntaxError', $metadata: { httpStatusCode: 500 } }],
    ['truncated', { name: 'SyntaxError' }],
  ] as const)('get the fault %s as an error', async (kind, error) => {
    const client = await cognito(withFault({ kind }));
    await expect(client.send(new ListUserPoolsCommand({ MaxResults: 60 }))).rejects.toMatchObject(error);
  });

  test('get denied in the Region that the demo denies, and nowhere else', async () => {
    const simulation = start();
    const denied = (await cognito(simulation, 'sa-east-1')).send(new ListUserPoolsCommand({ MaxResults: 60 }));
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const identity = (await sts(simulation, 'sa-east-1')).send(new GetCallerIdentityCommand());
    await expect(identity).resolves.toMatchObject({ Account: '111122223333' });
  });

  test('can give up a call that is never answered', async () => {
    const simulation = withFault({ kind: 'neverAnswers' });
    const client = await cognito(simulation);
    const caller = new AbortController();
    const call = client.send(new ListUserPoolsCommand({ MaxResults: 60 }), { abortSignal: caller.signal });
    const outcome = expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => simulation.calls().length).toBe(1);
    caller.abort();
    await outcome;
  });

  test('do not wait for a Region that never answers', async () => {
    const simulation = withFault({ kind: 'neverAnswers', region: 'us-west-2' });
    const caller = new AbortController();
    const hanging = (await cognito(simulation, 'us-west-2')).send(new ListUserPoolsCommand({ MaxResults: 60 }), {
      abortSignal: caller.signal,
    });
    const outcome = expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    await expect((await cognito(simulation)).send(new ListUserPoolsCommand({ MaxResults: 60 }))).resolves.toHaveProperty('UserPools');
    caller.abort();
    await outcome;
  });

  test('get the answer after the latency', async () => {
    const client = await cognito(withFault({ kind: 'latency', milliseconds: 5 }));
    await expect(client.send(new ListUserPoolsCommand({ MaxResults: 60 }))).resolves.toHaveProperty('UserPools');
  });

  test('get no reply where it is lost, although the work is done', async () => {
    const simulation = withFault({ kind: 'lostReply', operation: 'CreateUserPool' });
    const client = await cognito(simulation);
    await expect(client.send(new CreateUserPoolCommand({ PoolName: 'lost' }))).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { UserPools } = await client.send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(UserPools?.map(({ Name }) => Name)).toContain('lost');
  });

  test('correct their clock by the time that a refusal tells', async () => {
    // A signature carries the time of this machine, so the service's clock is set by it too.
    const simulation = startSimulation({ ...demoWorld(), faults: [{ kind: 'clockSkew', milliseconds: 3_600_000 }] }, { now: Date.now });
    const configuration = await configurationFor(simulation);
    const once = new CognitoIdentityProviderClient(configuration).send(new ListUserPoolsCommand({ MaxResults: 60 }));
    await expect(once).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    const patient = new CognitoIdentityProviderClient({ ...configuration, maxAttempts: 3 });
    await expect(patient.send(new ListUserPoolsCommand({ MaxResults: 60 }))).resolves.toHaveProperty('UserPools');
  });

  test('get no connection where it is refused', async () => {
    const client = await cognito(withFault({ kind: 'refusesConnection' }));
    await expect(client.send(new ListUserPoolsCommand({ MaxResults: 60 }))).rejects.toMatchObject({
      code: expect.stringMatching(/^(ECONNREFUSED|ECONNRESET)$/) as string,
    });
  });
});
