// Clients of AWS that are not the JavaScript SDK, unchanged, against the listeners: run where one that knows the replica operations is present.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { awsCliScript } from '../../../src/domain/render/awsCli.ts';
import { type Listeners, startListeners } from '../../../src/simulator/http/listeners.ts';
import type { Simulation } from '../../../src/simulator/simulation.ts';
import { memoryStorage, planHost, simulatedAws } from '../../support/planHost.ts';
import { demoPoolId, demoWorld, now } from './requests.ts';
import { start } from './signIn.ts';

const succeeds = (command: string, ...words: string[]): boolean =>
  spawnSync(command, words, { stdio: 'ignore', timeout: 30_000 }).status === 0;
const hasBoto3 = succeeds(
  'python3',
  '-c',
  "import boto3; boto3.client('cognito-idp', region_name='us-east-1', aws_access_key_id='a', aws_secret_access_key='b').create_user_pool_replica",
);
const hasCommandLine = succeeds('aws', 'cognito-idp', 'create-user-pool-replica', 'help');

let simulation: Simulation;
let listeners: Listeners;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  let time = now;
  // Every request finds that five minutes have gone by: a replica is created, or gone, by the next one.
  simulation = start(demoWorld(), () => (time += 5 * 60_000));
  listeners = await startListeners(simulation, { port: 0 });
  environment = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    AWS_ENDPOINT_URL: listeners.url,
    AWS_ACCESS_KEY_ID: demoScenario.account.accessKeys[0],
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_DEFAULT_REGION: 'us-west-2',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
});
afterAll(() => listeners.close());

const run = async (command: string, ...words: string[]): Promise<string> =>
  (await promisify(execFile)(command, words, { env: environment, timeout: 60_000 })).stdout;

const pool = demoPoolId('staff-directory');

describe('boto3', () => {
  // Skipped where no Python with a boto3 that has create_user_pool_replica is installed.
  test.skipIf(!hasBoto3)('takes a replica through its life', async () => {
    const script = `
import boto3, json
cognito = boto3.client('cognito-idp')
statuses = lambda: [r['Status'] for r in cognito.list_user_pool_replicas(UserPoolId='${pool}')['UserPoolReplicas'] if r['Role'] == 'SECONDARY']
said = [statuses()]
try:
    cognito.create_user_pool_replica(UserPoolId='${pool}', RegionName='us-east-1')
except cognito.exceptions.LimitExceededException as e:
    said.append(e.response['Error']['Message'])
cognito.update_user_pool_replica(UserPoolId='${pool}', RegionName='us-east-1', Status='ACTIVE')
said.append(statuses())
cognito.update_user_pool_replica(UserPoolId='${pool}', RegionName='us-east-1', Status='INACTIVE')
cognito.delete_user_pool_replica(UserPoolId='${pool}', RegionName='us-east-1')
said.append(statuses())
print(json.dumps(said))
`;
    expect(JSON.parse(await run('python3', '-c', script))).toEqual([
      ['INACTIVE'],
      'User pool has reached the maximum allowed number of replicas',
      ['ACTIVE'],
      [],
    ]);
  });
});

describe('the AWS CLI', () => {
  // Skipped where no AWS CLI that has create-user-pool-replica is installed.
  test.skipIf(!hasCommandLine)('lists the replicas of a pool', async () => {
    const output = await run(
      'aws',
      'cognito-idp',
      'list-user-pool-replicas',
      '--user-pool-id',
      demoPoolId('customer-login'),
      '--region',
      'us-east-1',
    );
    expect(JSON.parse(output)).toMatchObject({ UserPoolReplicas: [{ Role: 'PRIMARY' }, { Role: 'SECONDARY', Status: 'ACTIVE' }] });
  });

  test.skipIf(!hasCommandLine)('runs the script of a plan to an ACTIVE replica, with one key', async () => {
    const host = await planHost(simulatedAws(), memoryStorage());
    const script = awsCliScript(await host.look(host.subject('newsletter', 'eu-west-1'), { kind: 'setUp' }));
    host.dispose();
    await run('bash', '-c', script.replaceAll('sleep 30', 'sleep 0'));
    const carriedOut = simulation.calls().map(({ operation }) => operation);
    expect(carriedOut.filter((operation) => operation === 'CreateKey')).toHaveLength(1);
    const output = await run(
      'aws',
      'cognito-idp',
      'list-user-pool-replicas',
      '--user-pool-id',
      demoPoolId('newsletter'),
      '--region',
      'us-east-1',
    );
    expect(JSON.parse(output)).toMatchObject({ UserPoolReplicas: [{ Role: 'PRIMARY' }, { Role: 'SECONDARY', Status: 'ACTIVE' }] });
  });
});
