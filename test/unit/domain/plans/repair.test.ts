// What a repair of each difference comes to: steps that copy, and what is offered where nothing can be copied. The differences are those of the comparison's own tests.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { planDocument } from '../../../../src/app/documents/planDocument.ts';
import { english } from '../../../../src/domain/message.ts';
import { compareRegions } from '../../../../src/domain/parity/compareRegions.ts';
import type { PoolSnapshots } from '../../../../src/domain/parity/snapshot.ts';
import { canRepair, planRepair, type Repair } from '../../../../src/domain/plans/repair/planRepair.ts';
import { awsCliScript } from '../../../../src/domain/render/awsCli.ts';
import { repairText } from '../../../support/repairText.ts';
import { cases } from '../parity/cases.ts';
import { account, equalPair } from '../parity/equalPair.ts';
import { changedPair, repairCases, sides } from './repairCases.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/repair');

/** The repair of everything that differs, or of these rows. */
function repaired(snapshots: PoolSnapshots, rowIds?: readonly string[]): Repair {
  const rows = compareRegions(snapshots);
  return planRepair({ account, snapshots, rows, rowIds: rowIds ?? rows.filter(({ verdict }) => verdict !== 'same').map(({ id }) => id) });
}

it('is nothing where nothing differs', () => {
  const rows = compareRegions(equalPair());
  expect(planRepair({ account, snapshots: equalPair(), rows, rowIds: rows.map(({ id }) => id) })).toMatchObject({
    plan: { steps: [] },
    notCopied: [],
  });
  expect(rows.filter(canRepair)).toEqual([]);
});

const differences = Object.entries(cases).map(([group, ofGroup]) => [
  group,
  Object.fromEntries(Object.entries(ofGroup).map(([name, change]) => [name, changedPair(sides(change))])),
]) as [string, Readonly<Record<string, PoolSnapshots>>][];
const decisions = Object.fromEntries(Object.entries(repairCases).map(([name, change]) => [name, changedPair(change)]));

describe.each([...differences, ['decisions', decisions] as const])('%s', (group, ofGroup) => {
  it('are repaired as the golden file says', async () => {
    const texts = Object.entries(ofGroup).map(([name, pair]) => `# ${name}\n${repairText(repaired(pair))}\n`);
    await expect(texts.join('\n')).toMatchFileSnapshot(path.join(folder, `${group}.txt`));
  });

  it.each(Object.entries(ofGroup))('%s: a button for each row that leads to a step or a text, and for no other', (_name, pair) => {
    const rows = compareRegions(pair);
    expect(rows.filter((row) => row.verdict === 'same' && canRepair(row))).toEqual([]);
    for (const row of rows.filter(({ verdict }) => verdict !== 'same')) {
      const { notCopied, plan } = repaired(pair, [row.id]);
      const leads = plan.steps.length > 0 || notCopied.some(({ offers }) => offers.length > 0);
      expect([row.id, canRepair(row)]).toEqual([row.id, leads]);
      // Whatever is asked for is either done or said why not.
      expect([row.id, plan.steps.length + notCopied.length > 0]).toEqual([row.id, true]);
    }
  });
});

it('is a document and a script as every other plan', () => {
  const { plan } = repaired(decisions['a trigger, a sender, SMS, a web ACL, logs, mails of threat protection, tags and a limit at once']!);
  const text = planDocument({
    state: { subject: plan, intent: { kind: 'repair', rowIds: [] }, plan, readAt: 0, isWalked: false },
    render: english,
  });
  expect(text).toContain('**Nothing has been changed. 7 steps, 0 done.**');
  expect(text).toContain('changes LambdaConfig, EmailConfiguration, SmsConfiguration and nothing else');
  const script = awsCliScript(plan);
  expect(spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('');
  expect([...script.matchAll(/^aws (\S+ \S+) --region us-west-2 --cli-input-json/gm)].map(([, command]) => command)).toEqual([
    'cognito-idp update-user-pool',
    'lambda add-permission',
    'wafv2 associate-web-acl',
    'cognito-idp set-log-delivery-configuration',
    'cognito-idp set-risk-configuration',
    'cognito-idp tag-resource',
    'cognito-idp untag-resource',
    'cognito-idp update-provisioned-limit',
  ]);
});
