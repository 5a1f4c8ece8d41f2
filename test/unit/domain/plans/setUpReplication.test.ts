import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { planDocument } from '../../../../src/app/documents/planDocument.ts';
import { english } from '../../../../src/domain/message.ts';
import { keyTag } from '../../../../src/domain/plans/keySteps.ts';
import type { Plan } from '../../../../src/domain/plans/plan.ts';
import { awsCliScript } from '../../../../src/domain/render/awsCli.ts';
import { memoryStorage, planHost, simulatedAws } from '../../../support/planHost.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

/** The plan of a demo pool. */
async function planned(name: string, to: string): Promise<Plan> {
  const host = await planHost(simulatedAws(), memoryStorage());
  ended.push(host.dispose);
  return host.look(host.subject(name, to), { kind: 'setUp' });
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
      'next tier, later key, later keyReplica, keyPolicy, later poolKey, later replica, later issuer, later regional, later activate',
    ],
  ])('%s to %s', async (name, to, steps) => {
    expect(outline(await planned(name, to))).toBe(steps);
  });

  it('sends nothing while a replica is being created, and tags the key that it makes', async () => {
    const creating = await planned('partner-portal', 'eu-central-1');
    expect(creating.steps.find(({ id }) => id === 'replica')).toMatchObject({ state: 'next', calls: [] });
    const made = (await planned('newsletter', 'eu-west-1')).steps.find(({ id }) => id === 'key')?.calls[0];
    expect(made?.input['Tags']).toEqual([{ TagKey: keyTag, TagValue: expect.stringContaining('_') as string }]);
  });

  it('carries what earlier steps change in the inputs of later ones: an update resets what it is not given', async () => {
    const { steps } = await planned('newsletter', 'eu-west-1');
    const inputOf = (id: string) => steps.find((step) => step.id === id)?.calls[0]?.input;
    expect(inputOf('poolKey')).toMatchObject({ UserPoolTier: 'ESSENTIALS', KeyConfiguration: { KmsKeyArn: '${KEY_ARN}' } });
    expect(inputOf('issuer')).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      KeyConfiguration: { KmsKeyArn: '${KEY_ARN}' },
      IssuerConfiguration: { Type: 'UPDATED' },
    });
  });

  it('keeps the statements of a key policy that are there', async () => {
    const plan = await planned('newsletter', 'eu-west-1');
    const policies = plan.steps.flatMap(({ calls }) =>
      calls.flatMap(({ input }) => (typeof input['Policy'] === 'string' ? [input['Policy']] : [])),
    );
    expect(policies).toHaveLength(2);
    for (const policy of policies) expect(policy).toContain('identitystore.amazonaws.com');
  });
});

describe('a plan to read and to send', () => {
  it('is a document that says that nothing has been changed, and what each step does', async () => {
    const plan = await planned('newsletter', 'eu-west-1');
    const { account, poolId, poolName, primaryRegion, secondaryRegion } = plan;
    const subject = { account, poolId, poolName, primaryRegion, secondaryRegion };
    const text = planDocument({ state: { subject, intent: { kind: 'setUp' }, plan, readAt: 0, isWalked: false }, render: english });
    expect(text).toContain('**Nothing has been changed. 9 steps, 1 done.**');
    expect(text).toContain('## → 1. Feature plan that can be replicated');
    expect(text).toContain(
      '- → 1. Feature plan that can be replicated · cognito-idp UpdateUserPool · every active user of the month costs more',
    );
    expect(text).toContain('- ✓ 4. Let Cognito use both keys · the new keys are made with it');
    expect(text).toContain('`cognito-idp UpdateUserPool` · us-east-1 · changes UserPoolTier and nothing else');
  });

  it('is a script that the shell can read, for every pool of the demo, whatever it is called', async () => {
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
