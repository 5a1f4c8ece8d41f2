// One pool on one multi-Region key, and the real SDK clients over the request handler, with a clock that the test moves.
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import { omit } from '../../../src/simulator/omit.ts';
import { simulatedRequestHandler } from '../../../src/simulator/requestHandler.ts';
import { parseScenario, scenarioKeyId, scenarioPoolId, worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { Scenario, ScenarioKey, ScenarioPool } from '../../../src/simulator/scenarioShape.ts';
import { startSimulation } from '../../../src/simulator/simulation.ts';
import { answer } from '../../../src/simulator/core.ts';
import type { World } from '../../../src/simulator/world.ts';
import { demoAccessKey, now, requestFor } from './requests.ts';

export const account = '111122223333';
export const primary = 'us-east-1';
export const secondary = 'us-west-2';

type Extras = Pick<Scenario, 'switches' | 'timing' | 'faults' | 'permissions' | 'healthChecks' | 'outages'>;
export interface Parts extends Extras {
  /** The pool has no key of its own. */
  readonly keyless?: true;
  readonly pool?: Partial<ScenarioPool>;
  readonly key?: Partial<ScenarioKey>;
  /** The status of the replica, which is there from the beginning. */
  readonly replica?: 'CREATING' | 'INACTIVE' | 'ACTIVE' | 'DELETING';
}

const key: ScenarioKey = { name: 'data', region: primary, replicas: [{ region: secondary }] };
const pool: ScenarioPool = { name: 'app', region: primary, key: 'data', deletionProtection: false, tags: { team: 'a' } };

function storyOf({ pool: poolChanges, key: keyChanges, replica, keyless, ...extras }: Parts): Scenario {
  const ownPool: Partial<ScenarioPool> = keyless ? omit(pool, 'key') : pool;
  return parseScenario({
    seed: 'story',
    account: { id: account, name: 'story', accessKeys: [demoAccessKey] },
    regions: [primary, secondary, 'eu-west-1', 'ap-northeast-3'],
    keys: [{ ...key, ...keyChanges }],
    pools: [{ ...ownPool, ...poolChanges, ...(replica && { replica: { region: secondary, status: replica } }) }],
    ...extras,
  });
}

export const poolId = scenarioPoolId(storyOf({}), pool);
export const keyId = scenarioKeyId(storyOf({}), key);
export const poolArn = (region: string): string => `arn:aws:cognito-idp:${region}:${account}:userpool/${poolId}`;
export const keyArn = (region: string, id = keyId): string => `arn:aws:kms:${region}:${account}:key/${id}`;

export const storyWorld = (parts: Parts = {}): World => worldFromScenario(storyOf(parts), { now });

/** Starts the story. `wait` moves the clock. */
export function tell(parts: Parts | World = {}) {
  let clock = now;
  const simulation = startSimulation('version' in parts ? parts : storyWorld(parts), { now: () => clock });
  const requestHandler = simulatedRequestHandler(simulation);
  const configuration = (region: string, accessKeyId = demoAccessKey) => ({
    region,
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
    requestHandler,
  });
  return {
    simulation,
    /** For the client of any other service. */
    configuration,
    wait: (milliseconds: number): void => {
      clock += milliseconds;
    },
    cognito: (region = primary, accessKeyId = demoAccessKey) => new CognitoIdentityProviderClient(configuration(region, accessKeyId)),
    kms: (region = primary, accessKeyId = demoAccessKey) => new KMSClient(configuration(region, accessKeyId)),
  };
}

/** The name and message of what a call was refused with; throws where it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<readonly [name: string, message: string]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return [error.name, error.message];
    throw error;
  }
  throw new Error('The call was not refused.');
}

export const notEnabled = ['OperationNotEnabledException', 'This operation is not enabled in this region for this User Pool'] as const;

/** The World after some calls that must succeed, all at the same moment. */
export function after(world: World, ...calls: readonly Parameters<typeof requestFor>[]): World {
  return calls.reduce((before, call) => {
    const { world: next, response } = answer(before, requestFor(...call));
    if (!('status' in response) || response.status !== 200) throw new Error(`${call[1]}: ${JSON.stringify(response)}`);
    return next;
  }, world);
}

/** The pool with one of everything that it can hold besides users and clients. */
export const directoryWorld = (parts: Parts = {}): World => {
  const own = { UserPoolId: poolId };
  const logs = [{ LogLevel: 'ERROR', EventSource: 'userNotification', S3Configuration: { BucketArn: 'arn:aws:s3:::logs' } }];
  const takeover = { Actions: {}, NotifyConfiguration: { SourceArn: `arn:aws:ses:us-east-1:${account}:identity/example.com` } };
  return after(
    storyWorld(parts),
    ['cognito-idp', 'CreateGroup', { ...own, GroupName: 'staff' }],
    [
      'cognito-idp',
      'CreateIdentityProvider',
      { ...own, ProviderName: 'corp', ProviderType: 'OIDC', ProviderDetails: {}, IdpIdentifiers: ['corp'] },
    ],
    ['cognito-idp', 'CreateResourceServer', { ...own, Identifier: 'api', Name: 'API' }],
    ['cognito-idp', 'SetLogDeliveryConfiguration', { ...own, LogConfigurations: logs }],
    ['cognito-idp', 'SetRiskConfiguration', { ...own, AccountTakeoverRiskConfiguration: takeover }],
  );
};

/** Both keys of the pool are on their way out: the primary waits for its replica. */
export const dyingKeyWorld = (): World =>
  after(
    storyWorld(),
    ['kms', 'ScheduleKeyDeletion', { KeyId: keyId, PendingWindowInDays: 7 }, { region: secondary }],
    ['kms', 'ScheduleKeyDeletion', { KeyId: keyId, PendingWindowInDays: 7 }],
  );
