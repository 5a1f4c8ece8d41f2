// The repair of everything that differs between the Regions of a pool: planned, sent to the simulated AWS as planned, compared again, until nothing is left to do.
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as lambda from '@aws-sdk/client-lambda';
import * as wafv2 from '@aws-sdk/client-wafv2';
import { beforeAll, expect, it } from 'vitest';
import { type ComparedRegions, comparePool } from '../../../src/app/compareRegions.ts';
import type { ReplicatedPool } from '../../../src/app/readSnapshots.ts';
import { connectThrough } from '../../../src/aws/connector.ts';
import { valueOf } from '../../../src/domain/fact.ts';
import { isJsonObject, type JsonObject } from '../../../src/domain/json.ts';
import { english } from '../../../src/domain/message.ts';
import { differencesOf } from '../../../src/domain/parity/row.ts';
import type { PlannedCall } from '../../../src/domain/plans/plan.ts';
import { planRepair, type Repair } from '../../../src/domain/plans/repair/planRepair.ts';
import { type PoolChanges, proveUpdate, updatableMembers } from '../../../src/domain/writes/userPoolUpdate.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { simulatedRequestHandler } from '../../../src/simulator/requestHandler.ts';
import type { Scenario } from '../../../src/simulator/scenarioShape.ts';
import { realClock, simulated } from '../../support/simulated.ts';
import { demoPoolId } from '../simulator/requests.ts';

const account = demoScenario.account.id;
const accessKeyId = demoScenario.account.accessKeys[0] ?? '';
const packages = { 'cognito-idp': cognito, lambda, wafv2 } as const;
const clients = { 'cognito-idp': cognito.CognitoIdentityProviderClient, lambda: lambda.LambdaClient, wafv2: wafv2.WAFV2Client } as const;

/** A pool of the demo, to compare and to send planned calls to. */
function demoPool(name: string, scenario: Scenario = demoScenario) {
  const told = scenario.pools?.find((each) => each.name === name);
  if (!told?.replica) throw new Error(`${name} has no replica.`);
  const pool: ReplicatedPool = { id: demoPoolId(name), name, primaryRegion: told.region, secondaryRegion: told.replica.region };
  const handler = simulatedRequestHandler(simulated(scenario).simulation);
  const { regionReader } = connectThrough(handler, { accessKeyId, secretAccessKey: 'any' }, scenario.regions);
  return {
    compare: (): Promise<ComparedRegions> => comparePool(regionReader, pool, account, realClock, new AbortController().signal),
    send: async ({ input, operation, region, service }: PlannedCall): Promise<void> => {
      if (service === 'kms' || service === 'route53') throw new Error('a repair touches no key and no health check');
      const client = new clients[service]({ region, requestHandler: handler, credentials: { accessKeyId, secretAccessKey: 'any' } });
      const Command = (packages[service] as unknown as Record<string, new (input: JsonObject) => never>)[`${operation}Command`];
      if (!Command) throw new Error(`no ${operation}`);
      await (client as unknown as { send(command: never): Promise<unknown> }).send(new Command(input));
    },
  };
}

const repairOf = ({ rows, snapshots }: ComparedRegions, rowIds: readonly string[]): Repair =>
  planRepair({ account, snapshots, rows, rowIds });
const differing = ({ rows }: ComparedRegions): string[] => differencesOf(rows).map(({ id }) => id);
const settingsThere = ({ snapshots }: ComparedRegions): JsonObject => valueOf(snapshots.secondary.pool)?.settings ?? {};

/** What an update was to change, from what it says that it changes. */
function changesOf({ diff, input }: PlannedCall): PoolChanges {
  const before = isJsonObject(diff?.before) ? diff.before : {};
  const members = updatableMembers.filter((member) => JSON.stringify(before[member]) !== JSON.stringify(input[member]));
  return Object.fromEntries(members.map((member) => [member, input[member]]));
}

interface Walk {
  readonly first: ComparedRegions;
  readonly last: ComparedRegions;
  readonly steps: readonly string[];
}

/** Walks a repair of these rows: one step, a new comparison, a new plan. */
async function walk(pool: ReturnType<typeof demoPool>, rowIds?: readonly string[]): Promise<Walk> {
  const first = await pool.compare();
  const asked = rowIds ?? differing(first);
  const steps: string[] = [];
  let compared = first;
  for (let round = 0; round < 12; round += 1) {
    const step = repairOf(compared, asked).plan.steps.find(({ state }) => state === 'next');
    if (!step) break;
    steps.push(`${step.id}: ${step.calls.map(({ operation, region, service }) => `${region} ${service} ${operation}`).join(', ')}`);
    for (const call of step.calls) await pool.send(call);
    const before = settingsThere(compared);
    compared = await pool.compare();
    for (const call of step.calls.filter(({ operation }) => operation === 'UpdateUserPool')) {
      expect(proveUpdate(before, settingsThere(compared), changesOf(call))).toEqual({ ignored: [], moved: [] });
    }
  }
  return { first, last: compared, steps };
}

/** What is left, and why. */
function leftOver({ last }: Walk): string[] {
  const { notCopied } = repairOf(last, differing(last));
  return notCopied.map(
    ({ offers, reason, rowId }) => `${rowId}: ${english(reason)}${offers.length > 0 ? ` (${offers.length} offered)` : ''}`,
  );
}

/** customer-login, whose replica has what a Region can have that nobody has set up for it, with what is unconfirmed the other way round. */
const neglected: Scenario = {
  ...demoScenario,
  pools: (demoScenario.pools ?? []).map((pool) =>
    pool.name === 'customer-login' && pool.replica
      ? {
          ...pool,
          replica: {
            ...pool.replica,
            differs: {
              triggers: {},
              email: { from: 'hello@example.com', identityRegion: 'us-east-1' },
              sms: { role: 'cognito-sms', region: 'us-east-1' },
              notificationEmail: { from: 'alarm@example.com', identityRegion: 'us-east-1' },
              logs: [{ source: 'userNotification', logGroup: '/aws/vendedlogs/cognito/storefront', level: 'INFO' }],
              tags: { stage: 'standby', owner: 'nobody' },
            },
          },
        }
      : pool,
  ),
  provisionedLimits: { ...demoScenario.provisionedLimits, 'us-west-2': { UserAuthentication: 150 } },
  switches: { replicaKeyArn: 'primaryRegion', omittedSettings: 'documented', reservedTagsSentBack: 'kept' },
};

const walks = new Map<string, Walk>();
const walked = (name: string): Walk => walks.get(name)!;

beforeAll(async () => {
  const started: Readonly<Record<string, Promise<Walk>>> = {
    storefront: walk(demoPool('storefront')),
    'legacy-mobile': walk(demoPool('legacy-mobile')),
    'one row': walk(demoPool('storefront'), ['triggers/CustomMessage']),
    neglected: walk(demoPool('customer-login', neglected)),
  };
  for (const [name, walking] of Object.entries(started)) walks.set(name, await walking);
}, 120_000);

it('storefront: everything that can be copied is, and the rest says why not', () => {
  expect(walked('storefront').steps).toEqual([
    'regionalSettings: us-west-2 cognito-idp UpdateUserPool',
    'permissions: us-west-2 lambda AddPermission, us-west-2 lambda AddPermission',
    'webAcl: us-west-2 wafv2 AssociateWebACL',
    'logs: us-west-2 cognito-idp SetLogDeliveryConfiguration',
    'tags: us-west-2 cognito-idp TagResource',
  ]);
  expect(leftOver(walked('storefront'))).toEqual([
    'triggers/PreSignUp: there is no function invitation-check in us-west-2: deploy it there first (1 offered)',
    'triggers/PostConfirmation/code: the function open-cart in us-west-2 is changed by whoever deploys it (1 offered)',
    'triggers/PostConfirmation/environment/TABLE_ARN: the function open-cart in us-west-2 is changed by whoever deploys it (1 offered)',
    'templates/verification: Cognito synchronizes it from the primary Region: there is nothing to copy',
  ]);
});

it('legacy-mobile: a lower limit is raised, and the rules of a web ACL are not changed from here', () => {
  expect(walked('legacy-mobile').steps).toEqual(['requestLimits: eu-central-1 cognito-idp UpdateProvisionedLimit']);
  expect(leftOver(walked('legacy-mobile'))).toEqual([
    'waf/rules/rate/action: what a web ACL of eu-central-1 does is not changed from here: it may protect more than this user pool (1 offered)',
  ]);
});

it('a neglected replica becomes like its primary in everything', () => {
  expect(walked('neglected').steps).toEqual([
    'regionalSettings: us-west-2 cognito-idp UpdateUserPool',
    'permissions: us-west-2 lambda AddPermission, us-west-2 lambda AddPermission, us-west-2 lambda AddPermission',
    'logs: us-west-2 cognito-idp SetLogDeliveryConfiguration',
    'threatProtection: us-west-2 cognito-idp SetRiskConfiguration',
    'tags: us-west-2 cognito-idp TagResource, us-west-2 cognito-idp UntagResource',
    'requestLimits: us-west-2 cognito-idp UpdateProvisionedLimit, us-west-2 cognito-idp UpdateProvisionedLimit',
  ]);
  expect(leftOver(walked('neglected'))).toEqual([]);
});

it('one row alone: a trigger comes with its permission, and no other difference goes', () => {
  const { first, last, steps } = walked('one row');
  expect(steps).toEqual(['regionalSettings: us-west-2 cognito-idp UpdateUserPool', 'permissions: us-west-2 lambda AddPermission']);
  expect(differing(last)).toEqual(differing(first).filter((id) => id !== 'triggers/CustomMessage'));
});

it.each(['storefront', 'legacy-mobile', 'neglected', 'one row'])(
  '%s: what was the same is the same, and the primary Region is as it was',
  (name) => {
    const { first, last } = walked(name);
    const same = new Set(first.rows.filter(({ verdict }) => verdict === 'same').map(({ id }) => id));
    expect(last.rows.filter(({ id, verdict }) => same.has(id) && verdict !== 'same').map(({ id }) => id)).toEqual([]);
    expect(last.snapshots.primary.pool).toEqual(first.snapshots.primary.pool);
  },
);
