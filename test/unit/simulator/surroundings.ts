// A replicated pool with what surrounds it in both Regions: functions, web ACLs, senders and log destinations.
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { parseScenario, scenarioPoolId, worldFromScenario } from '../../../src/simulator/scenario.ts';
import type { World } from '../../../src/simulator/world.ts';
import { account, primary, secondary } from './story.ts';
import { demoAccessKey, now } from './requests.ts';

const both = [primary, secondary] as const;

const story = {
  seed: 'surroundings',
  account: { id: account, name: 'surroundings', accessKeys: [demoAccessKey] },
  regions: [primary, secondary],
  keys: [{ name: 'data', region: primary, replicas: [{ region: secondary }] }],
  pools: [
    {
      name: 'app',
      region: primary,
      key: 'data',
      clients: [{ name: 'web' }, { name: 'backend' }],
      triggers: { PreSignUp: 'check', PostConfirmation: 'welcome:live' },
      replica: { region: secondary, status: 'ACTIVE' },
    },
    { name: 'alone', region: primary },
  ],
  functions: [
    {
      name: 'check',
      regions: both,
      code: 'check 1',
      memory: 256,
      timeout: 3,
      architecture: 'x86_64',
      layers: ['shared:3'],
      environment: { TABLE_ARN: 'arn:aws:dynamodb:{region}:{account}:table/check' },
      concurrency: 20,
      vpc: { id: 'vpc-1', subnets: ['subnet-1'], securityGroups: ['sg-1'] },
      tags: { team: 'a' },
      differs: {
        [secondary]: { code: 'check 2', environment: { TABLE_ARN: `arn:aws:dynamodb:${primary}:{account}:table/check` } },
      },
    },
    { name: 'welcome', regions: both, versions: { '1': { code: 'one' }, '2': { code: 'two' } }, aliases: { live: '2' } },
    { name: 'unused', regions: [primary] },
    {
      name: 'mistaken',
      regions: [secondary],
      permissions: ['app', { pool: 'app', region: primary, id: 'mistake' }],
      state: 'Failed',
      stateReason: 'No code.',
    },
    {
      name: 'called',
      regions: [primary],
      permissions: [
        { principal: 'events.amazonaws.com', sourceArn: 'arn:aws:events:{region}:{account}:rule/x', qualifier: 'live', id: 'rule' },
      ],
      versions: { '1': {} },
      aliases: { live: '1' },
    },
  ],
} as const satisfies Scenario;

export const surroundings: Scenario = parseScenario(story);
export const surroundingWorld = (changes: Partial<Scenario> = {}): World =>
  worldFromScenario(parseScenario({ ...story, ...changes }), { now });
export const appId = scenarioPoolId(surroundings, { name: 'app', region: primary });
export const aloneId = scenarioPoolId(surroundings, { name: 'alone', region: primary });
export const appArn = (region: string, id = appId): string => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
