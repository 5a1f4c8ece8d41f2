import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CognitoIdentityProviderClient, CreateUserPoolCommand, ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { maximumBody, startListeners, type Listeners } from '../../../src/simulator/http/listeners.ts';
import { startProgram, UsageError, type RunningProgram } from '../../../src/simulator/http/program.ts';
import { startSimulation } from '../../../src/simulator/simulation.ts';
import { demoAccessKey, demoWorld, now } from './requests.ts';

const listPools = {
  method: 'POST',
  headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools' },
  body: '{"MaxResults":60}',
};
const credentials = { accessKeyId: demoAccessKey, secretAccessKey: 'any' };
const clientOf = (endpoint: string, region = 'us-east-1') =>
  new CognitoIdentityProviderClient({ endpoint, region, credentials, maxAttempts: 1 });
const namesAt = async (endpoint: string): Promise<(string | undefined)[]> => {
  const { UserPools = [] } = await clientOf(endpoint).send(new ListUserPoolsCommand({ MaxResults: 60 }));
  return UserPools.map(({ Name }) => Name).sort();
};

describe('listeners', () => {
  let listeners: Listeners;
  const simulation = startSimulation(demoWorld(), { now: () => now });
  beforeEach(async () => {
    simulation.replace(demoWorld());
    listeners = await startListeners(simulation, { port: 0, regions: ['us-west-2', 'eu-west-1'] });
  });
  afterEach(() => listeners.close());

  test('a Region listener is its Region, whatever the signature says', async () => {
    expect(await namesAt(listeners.regions['us-west-2'] ?? '')).toEqual([
      'admin-console',
      'customer-login',
      'staff-directory',
      'storefront',
    ]);
    expect(await namesAt(listeners.regions['eu-west-1'] ?? '')).toEqual(['bookings', 'legacy-mobile', 'partner-portal']);
  });

  test.each(['the common listener', 'a Region listener'])('%s tells an unsigned call that its token is missing', async (which) => {
    const url = which === 'a Region listener' ? listeners.regions['us-west-2'] : listeners.url;
    const reply = await fetch(url ?? '', listPools);
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({ __type: 'MissingAuthenticationTokenException' });
  });

  test('an unsigned form is meant for STS', async () => {
    const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const reply = await fetch(listeners.url, { method: 'POST', body });
    expect([reply.status, await reply.text()]).toEqual([403, expect.stringContaining('<Code>MissingAuthenticationToken</Code>')]);
  });

  test('a request that is meant for no service is told so', async () => {
    const reply = await fetch(listeners.url);
    expect([reply.status, await reply.json()]).toMatchObject([404, { __type: 'UnknownOperationException' }]);
  });

  test('a body without end is not read to its end', async () => {
    const reply = await fetch(listeners.url, { ...listPools, body: 'x'.repeat(maximumBody + 1) });
    expect(reply.status).toBe(413);
  });

  test('closing ends calls that wait for an answer', async () => {
    simulation.replace({ ...demoWorld(), faults: [{ kind: 'neverAnswers' }] });
    const before = simulation.calls().length;
    const call = fetch(listeners.url, listPools);
    const outcome = expect(call).rejects.toThrow('fetch failed');
    await expect.poll(() => simulation.calls().length).toBe(before + 1);
    await listeners.close();
    await outcome;
  });

  test('listen on this machine only', () => {
    expect([listeners.url, ...Object.values(listeners.regions)]).toEqual(
      Array(3).fill(expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)),
    );
  });
});

describe('the program', () => {
  let folder: string;
  const running: RunningProgram[] = [];
  const start = async (...args: string[]): Promise<RunningProgram> => {
    const program = await startProgram(args);
    if (!program) throw new Error('Only help was asked for.');
    running.push(program);
    return program;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((program) => program.stop()));
    await rm(folder, { recursive: true });
  });

  test('starts the demo and says how to use it', async () => {
    const { greeting, listeners } = await start();
    expect(greeting).toContain('account 111122223333 (demo)');
    expect(greeting).toContain(`AWS_ENDPOINT_URL=${listeners.url} `);
    expect(greeting).toContain(`AWS_ACCESS_KEY_ID=${demoAccessKey} `);
    for (const [region, url] of Object.entries(listeners.regions)) expect(greeting).toMatch(new RegExp(`${region} +${url}\n`));
    const client = new STSClient({ endpoint: listeners.url, region: 'us-east-1', credentials });
    expect(await client.send(new GetCallerIdentityCommand())).toMatchObject({ Account: '111122223333' });
  });

  test('tells another story from a file', async () => {
    const file = join(folder, 'scenario.json');
    const account = { id: '222233334444', name: 'other', accessKeys: [demoAccessKey] };
    await writeFile(file, JSON.stringify({ account, regions: ['us-east-1'], pools: [{ name: 'only', region: 'us-east-1' }] }));
    const { listeners, greeting } = await start('--scenario', file);
    expect(greeting).toContain('account 222233334444 (other)');
    expect(await namesAt(listeners.url)).toEqual(['only']);
  });

  test('continues where its state file ends', async () => {
    const file = join(folder, 'state.json');
    const first = await start('--state', file);
    await clientOf(first.listeners.url).send(new CreateUserPoolCommand({ PoolName: 'created' }));
    await first.stop();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: 1, sequence: 1 });
    const second = await start('--state', file);
    expect(await namesAt(second.listeners.url)).toContain('created');
  });

  test('answers --help with nothing running', async () => {
    expect(await startProgram(['--help'])).toBeUndefined();
  });

  test.each([
    ['an option that it does not have', ['--prot', '1'], /^Unknown option '--prot'[^]*Usage: /],
    ['a port that is none', ['--port', 'http'], '--port: "http" is not a port (0 to 65535).'],
    ['no room for the Regions', ['--port', '65535'], /leaves no ports for 6 Regions/],
    ['a scenario that is not there', ['--scenario', '/nowhere.json'], /^--scenario \/nowhere\.json:\nENOENT/],
  ])('does not start with %s', async (_what, args, message) => {
    const start = startProgram(args);
    await expect(start).rejects.toBeInstanceOf(UsageError);
    await expect(start).rejects.toThrow(message);
  });

  test.each([
    ['--scenario', '{"regions":["us-east-9"]}', /regions\[0\]: "us-east-9" is not a Region [^]*\naccount: is missing$/],
    ['--scenario', '{', /JSON/],
    ['--state', '{', /^--state .*:\nThe saved state is not JSON/],
    ['--state', '{"version":7}', /^--state .*:\nThe saved state is not one that this version of the simulator wrote\.$/],
  ])('does not start with a bad file: %s %s', async (option, content, message) => {
    const file = join(folder, 'bad.json');
    await writeFile(file, content);
    const start = startProgram([option, file]);
    await expect(start).rejects.toBeInstanceOf(UsageError);
    await expect(start).rejects.toThrow(message);
  });

  test('does not start on a port that is taken, and leaves nothing behind', async () => {
    const { listeners } = await start();
    const taken = new URL(listeners.url).port;
    const file = join(folder, 'state.json');
    await expect(startProgram(['--port', taken, '--state', file])).rejects.toThrow(`Port ${taken} is in use. Choose another with --port.`);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });
});
