import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as kms from '@aws-sdk/client-kms';
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { planDocument } from '../../../../src/app/documents/planDocument.ts';
import { PoolSession } from '../../../../src/app/poolSession.ts';
import { connectThrough } from '../../../../src/aws/connector.ts';
import { absent, type Fact, factOf, failureOf, valueOf } from '../../../../src/domain/fact.ts';
import type { Json } from '../../../../src/domain/json.ts';
import { english } from '../../../../src/domain/message.ts';
import type { Plan, PlannedCall } from '../../../../src/domain/plans/plan.ts';
import { type ChosenKey, keyTag, planSetUp } from '../../../../src/domain/plans/setUpReplication.ts';
import { awsCliScript } from '../../../../src/domain/render/awsCli.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { simulatedRequestHandler } from '../../../../src/simulator/requestHandler.ts';
import { worldFromScenario } from '../../../../src/simulator/scenario.ts';
import { startSimulation } from '../../../../src/simulator/simulation.ts';
import { realClock } from '../../../support/simulated.ts';

const accessKeyId = demoScenario.account.accessKeys[0] ?? '';
const minutes = 60_000;
const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

/** The demo, whose time passes when a test says so. */
async function demo() {
  let now = Date.now();
  const simulation = startSimulation(worldFromScenario(demoScenario, { now }), { now: () => now });
  const handler = simulatedRequestHandler(simulation);
  const connection = connectThrough(handler, { accessKeyId, secretAccessKey: 'any' }, demoScenario.regions);
  const session = new PoolSession({ open: () => Promise.resolve(connection), clock: realClock });
  ended.push(() => session.dispose());
  await session.connect({ kind: 'demo' }, []);
  const idOf = (name: string): string => session.store.pools.find((pool) => pool.name === name)?.id ?? '';

  const keyOf = async (arn: string, [primary, secondary]: readonly [string, string]): Promise<ChosenKey> => {
    const { reader } = connection;
    const never = new AbortController().signal;
    const there = arn.replace(primary, secondary);
    return {
      arn,
      primaryKey: factOf(await reader.describeKey(primary, arn, never)),
      primaryKeyPolicy: factOf(await reader.keyPolicy(primary, arn, never)),
      secondaryKey: orAbsent(factOf(await reader.describeKey(secondary, there, never))),
      secondaryKeyPolicy: factOf(await reader.keyPolicy(secondary, there, never)),
    };
  };

  /** The plan by what is there now. */
  const planned = async (name: string, to: string, keyArn?: string): Promise<Plan> => {
    const poolId = idOf(name);
    await session.check(poolId, to);
    const pool = session.store.pools.find(({ id }) => id === poolId);
    const assessment = pool && session.store.assessmentOf(pool);
    const description = valueOf(session.store.snapshot.details.get(poolId)?.description);
    if (!assessment || !description) throw new Error(`nothing was read of ${name}`);
    return planSetUp({
      facts: assessment.facts,
      account: demoScenario.account.id,
      poolName: name,
      described: description.settings,
      ...(keyArn !== undefined && { chosenKey: await keyOf(keyArn, [pool.primaryRegion, to]) }),
    });
  };
  const send = async ({ input, operation, region, service }: PlannedCall): Promise<Json> => {
    const settings = { region, requestHandler: handler, credentials: { accessKeyId, secretAccessKey: 'any' } };
    const client = service === 'kms' ? new kms.KMSClient(settings) : new cognito.CognitoIdentityProviderClient(settings);
    const commands = { ...kms, ...cognito } as unknown as Record<string, new (of: unknown) => never>;
    const Command = commands[`${operation}Command`];
    if (!Command) throw new Error(`no ${operation}`);
    return (await (client as { send(command: never): Promise<unknown> }).send(new Command(input))) as Json;
  };
  return { simulation, planned, send, pass: (milliseconds: number) => (now += milliseconds) };
}

/** A key that is not found is not there. */
function orAbsent<T>(fact: Fact<T>): Fact<T> {
  return failureOf(fact)?.reason === 'notFound' ? absent : fact;
}

/** `✓ tier`, `→ key`, `· replica`. */
const outline = ({ steps }: Plan): string => steps.map(({ id, state }) => `${state === 'done' ? '' : `${state} `}${id}`).join(', ');

describe('the plan of a replication', () => {
  it.each<[string, string, string]>([
    ['customer-login', 'us-west-2', 'tier, key, keyReplica, keyPolicy, poolKey, replica, issuer, activate'],
    ['legacy-mobile', 'eu-central-1', 'tier, key, keyReplica, keyPolicy, poolKey, replica, next issuer, activate'],
    [
      'newsletter',
      'eu-west-1',
      'next tier, later key, later keyReplica, keyPolicy, later poolKey, later replica, later issuer, later activate',
    ],
  ])('%s to %s', async (name, to, steps) => {
    expect(outline(await (await demo()).planned(name, to))).toBe(steps);
  });

  it('leads to an ACTIVE replica, step by step from what is there, with one key and one replica', async () => {
    const { pass, planned, send, simulation } = await demo();
    const walked: string[] = [];
    let key: string | undefined;
    for (let round = 0; round < 20; round += 1) {
      const plan = await planned('newsletter', 'eu-west-1', key);
      const step = plan.steps.find(({ state }) => state !== 'done');
      if (!step) break;
      expect(step.state).toBe('next');
      walked.push(step.id);
      for (const call of step.calls) {
        const answer = (await send(call)) as { readonly KeyMetadata?: { readonly Arn: string } };
        if (call.answers) key = answer.KeyMetadata?.Arn;
      }
      pass(30 * minutes);
    }
    expect(walked).toEqual(['tier', 'key', 'keyReplica', 'poolKey', 'replica', 'issuer', 'activate']);
    const operations = simulation.calls().map(({ operation }) => operation);
    for (const once of ['CreateKey', 'ReplicateKey', 'CreateUserPoolReplica']) {
      expect(operations.filter((operation) => operation === once)).toHaveLength(1);
    }
    expect(outline(await planned('newsletter', 'eu-west-1'))).not.toContain('next');
  });

  it('sends nothing while a replica is being created, and tags the key that it makes', async () => {
    const { planned } = await demo();
    const creating = await planned('partner-portal', 'eu-central-1');
    expect(creating.steps.find(({ id }) => id === 'replica')).toMatchObject({ state: 'next', calls: [] });
    const made = (await planned('newsletter', 'eu-west-1')).steps.find(({ id }) => id === 'key')?.calls[0];
    expect(made?.input['Tags']).toEqual([{ TagKey: keyTag, TagValue: expect.stringContaining('_') as string }]);
  });

  it('carries what earlier steps change in the inputs of later ones: an update resets what it is not given', async () => {
    const { steps } = await (await demo()).planned('newsletter', 'eu-west-1');
    const inputOf = (id: string) => steps.find((step) => step.id === id)?.calls[0]?.input;
    expect(inputOf('poolKey')).toMatchObject({ UserPoolTier: 'ESSENTIALS', KeyConfiguration: { KmsKeyArn: '${KEY_ARN}' } });
    expect(inputOf('issuer')).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      KeyConfiguration: { KmsKeyArn: '${KEY_ARN}' },
      IssuerConfiguration: { Type: 'UPDATED' },
    });
  });

  it('keeps the statements of a key policy that are there', async () => {
    const plan = await (await demo()).planned('newsletter', 'eu-west-1');
    const policies = plan.steps.flatMap(({ calls }) =>
      calls.flatMap(({ input }) => (typeof input['Policy'] === 'string' ? [input['Policy']] : [])),
    );
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policy).toContain('identitystore.amazonaws.com');
  });
});

describe('a plan to read and to send', () => {
  it('is a document that says that nothing has been changed, and what each step does', async () => {
    const plan = await (await demo()).planned('newsletter', 'eu-west-1');
    const text = planDocument({ plan, readAt: 0, render: english });
    expect(text).toContain('**Nothing has been changed. 8 steps, 1 done.**');
    expect(text).toContain('## → 1. Feature plan that can be replicated');
    expect(text).toContain(
      '- → 1. Feature plan that can be replicated · cognito-idp UpdateUserPool · every active user of the month costs more',
    );
    expect(text).toContain('- ✓ 4. Let Cognito use both keys · the new keys are made with it');
    expect(text).toContain('`cognito-idp UpdateUserPool` · us-east-1 · changes UserPoolTier and nothing else');
  });

  it('is a script that the shell can read, for every pool of the demo, whatever it is called', async () => {
    const { planned } = await demo();
    const plan = await planned('newsletter', 'eu-west-1');
    for (const poolName of ['newsletter', "it's `$(rm -rf)` \n # $HOME"]) {
      const script = awsCliScript({ ...plan, poolName });
      const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(script.split('\n')[1]).toMatch(/^# /);
    }
    expect(awsCliScript(plan)).toContain(`KEY_ARN=$(aws kms create-key --region`);
    expect(awsCliScript(plan)).toContain(`{"KeyId":"'"\${KEY_ARN}"'","ReplicaRegion":"eu-west-1"`);
  });
});
