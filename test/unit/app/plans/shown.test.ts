import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { planDocument } from '../../../../src/app/documents/planDocument.ts';
import { runDocument } from '../../../../src/app/documents/runDocument.ts';
import { english } from '../../../../src/domain/message.ts';
import type { PlanIntent } from '../../../../src/domain/plans/intent.ts';
import { awsCliScript } from '../../../../src/domain/render/awsCli.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { memoryStorage, type PlanHost, planHost, simulatedAws } from '../../../support/planHost.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

async function host(aws = simulatedAws(), storage = memoryStorage()): Promise<PlanHost> {
  const made = await planHost(aws, storage);
  ended.push(made.dispose);
  return made;
}

const plans: readonly (readonly [pool: string, to: string, intent: PlanIntent])[] = [
  ['newsletter', 'eu-west-1', { kind: 'setUp' }],
  ['newsletter', 'eu-west-1', { kind: 'setUp', keepsIssuer: true }],
  ['bookings', 'eu-west-1', { kind: 'activate' }],
  ['customer-login', 'us-west-2', { kind: 'deactivate' }],
  ['customer-login', 'us-west-2', { kind: 'delete', deactivatesFirst: true }],
  ['customer-login', 'us-west-2', { kind: 'delete', deactivatesFirst: false }],
  ['legacy-mobile', 'eu-central-1', { kind: 'switchIssuer', to: 'UPDATED' }],
  ['customer-login', 'us-west-2', { kind: 'switchIssuer', to: 'ORIGINAL' }],
  ['storefront', 'us-west-2', { kind: 'repair', rowIds: ['triggers/CustomMessage', 'waf/webAcl', 'tags/stage', 'logs'] }],
];

describe.each(plans)('the plan of %s to %s: %j', (pool, to, intent) => {
  it('is a document without a place that was not filled, and a script that the shell can read', async () => {
    const { look, plans: known, subject } = await host();
    const plan = await look(subject(pool, to), intent);
    const state = known.stateOf(subject(pool, to), intent.kind);
    const text = state && planDocument({ state, render: english });
    expect(text).toMatch(/^# .+\n\n.+ · account 111122223333 · read at /);
    // Templates of messages have places of their own.
    const prose = text?.replaceAll(/^```[^]*?^```$/gm, '');
    expect(prose).not.toMatch(/\{[a-z]\w*\}|undefined|\[object/);
    const { status, stderr } = spawnSync('bash', ['-n'], { input: awsCliScript(plan), encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('what speaks against a plan', () => {
  it('of an activation: what fails for those who sign in there, and not the domain that waits for it', async () => {
    const { look, subject } = await host();
    const plan = await look(subject('bookings', 'eu-west-1'), { kind: 'activate' });
    expect(plan.blockers.map(english)).toEqual([expect.stringMatching(/key in eu-west-1 is Disabled/) as string]);
  });

  it('of a deletion: that the replica is ACTIVE, where it is not deactivated first', async () => {
    const { look, subject } = await host();
    const about = subject('customer-login', 'us-west-2');
    const kept = await look(about, { kind: 'delete', deactivatesFirst: false });
    expect(kept.blockers.map(english)).toEqual(['The replica is ACTIVE: AWS deletes a replica only while it is INACTIVE.']);
    const told = await look(about, { kind: 'delete', deactivatesFirst: true });
    expect(told.blockers).toEqual([]);
    expect(told.dangers.map(english)).toContain('Nobody can sign in through us-west-2 any more.');
  });
});

describe('the check before the first call', () => {
  it.each(['cognito-idp:UpdateUserPool', 'kms:CreateKey', 'kms:ReplicateKey', 'cognito-idp:CreateUserPoolReplica'])(
    'names %s where it is missing, in the document too, and writes nothing',
    async (action) => {
      const allowed = ['cognito-idp:*', 'kms:*', 'iam:*', 'sts:*', 'lambda:*', 'wafv2:*', 'ses:*', 'sns:*', 'logs:*', 'firehose:*'];
      const [service = '', operation = ''] = action.split(':');
      const others = operationsOf(service).filter((name) => name !== operation);
      const only = [...allowed.filter((pattern) => pattern !== `${service}:*`), ...others.map((name) => `${service}:${name}`)];
      const aws = simulatedAws({ ...demoScenario, faults: [], permissions: [{ only }] });
      const { look, plans: known, subject } = await host(aws);
      const about = subject('newsletter', 'eu-west-1');
      await look(about, { kind: 'setUp' });
      const before = aws.simulation.world();
      await known.checkPermissions(about, 'setUp', new AbortController().signal);
      const state = known.stateOf(about, 'setUp');
      expect((state?.missing ?? []).map(english).join('\n')).toContain(`no permission ${action} `);
      expect(state && planDocument({ state, render: english })).toContain('What your credentials lack:');
      expect(aws.simulation.world()).toBe(before);
    },
  );
});

/** The operations that the plan of a set-up and the reads before it take. */
function operationsOf(service: string): readonly string[] {
  return service === 'kms'
    ? ['CreateKey', 'ReplicateKey', 'PutKeyPolicy', 'TagResource', 'DescribeKey', 'GetKeyPolicy', 'ListKeys', 'ListResourceTags']
    : [
        ...[
          'UpdateUserPool',
          'CreateUserPoolReplica',
          'UpdateUserPoolReplica',
          'CreateUserPool',
          'DescribeUserPool',
          'DescribeUserPoolDomain',
        ],
        ...['ListUserPools', 'ListUserPoolReplicas', 'GetUserPoolMfaConfig', 'TagResource'],
      ];
}

describe('the record of a walk', () => {
  it('says who did what and when, with each input and what was there before, and has no secret', async () => {
    const storage = memoryStorage();
    const { run, subject } = await host(simulatedAws(), storage);
    await run(subject('newsletter', 'eu-west-1'), { kind: 'setUp' });
    const [record] = storage.saved.values();
    const text = record ? runDocument(record, english) : '';
    expect(text).toContain('# Record: Set up replication of newsletter to eu-west-1');
    expect(text).toMatch(/- By arn:aws:[^\n]+111122223333/);
    expect(text).toMatch(/Feature plan that can be replicated: read back, UserPoolTier changed and nothing else/);
    expect(text.match(/^What was there before:$/gm)).toHaveLength(3);
    expect(text).not.toMatch(/ClientSecret|Replicas-2026|eyJ/);
  });
});
