import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { CheckReport } from '../../../../src/cli/checkedAsJson.ts';
import type { PlanIntent } from '../../../../src/domain/plans/intent.ts';
import type { Plan } from '../../../../src/domain/plans/plan.ts';
import { planAsCloudFormation } from '../../../../src/domain/render/planCloudFormation.ts';
import { planAsTerraform } from '../../../../src/domain/render/planTerraform.ts';
import { runCommandLine } from '../../../support/commandLine.ts';
import { folderWith } from '../../../support/folderWith.ts';
import { memoryStorage, planHost, simulatedAws } from '../../../support/planHost.ts';
import {
  account,
  callOf,
  filesOf,
  fittedModule,
  fittedTemplate,
  planOf,
  poolId,
  replicaArn,
  updateOf,
} from '../../../support/planTexts.ts';

const goldens = path.join(import.meta.dirname, '..', '..', '..', 'fixtures', 'plans');

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

/** The plan of a demo pool. */
async function planned(name: string, to: string, intent: PlanIntent): Promise<Plan> {
  const host = await planHost(simulatedAws(), memoryStorage());
  ended.push(host.dispose);
  return host.look(host.subject(name, to), intent);
}

/** What `check` says of files, as `error replica-tier`. */
async function findingsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { printed } = await runCommandLine(['check', '--format', 'json', await folderWith(files)], {});
  const { findings, skipped } = JSON.parse(printed) as CheckReport;
  expect(skipped).toEqual([]);
  return findings.map(({ rule, severity }) => `${severity} ${rule}`);
}

const functionArn = `arn:aws:lambda:us-west-2:${account}:function:claims`;
const repair = planOf('repair', [
  updateOf({
    LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: functionArn, LambdaVersion: 'V2_0' }, CustomMessage: functionArn },
    EmailConfiguration: {
      EmailSendingAccount: 'DEVELOPER',
      SourceArn: `arn:aws:ses:us-west-2:${account}:identity/example.com`,
      From: '"Login" <login@example.com>',
    },
  }),
  callOf('cognito-idp', 'TagResource', { ResourceArn: replicaArn, Tags: { team: 'identity', 'cost:center': '0042' } }),
  callOf('cognito-idp', 'SetLogDeliveryConfiguration', {
    UserPoolId: poolId,
    LogConfigurations: [
      {
        LogLevel: 'INFO',
        EventSource: 'userAuthEvents',
        FirehoseConfiguration: { StreamArn: `arn:aws:firehose:us-west-2:${account}:deliverystream/sign-ins` },
      },
    ],
  }),
  callOf('lambda', 'AddPermission', {
    FunctionName: functionArn,
    StatementId: 'cognito-replicas',
    Action: 'lambda:InvokeFunction',
    Principal: 'cognito-idp.amazonaws.com',
    SourceArn: replicaArn,
  }),
  callOf('lambda', 'AddPermission', {
    FunctionName: functionArn,
    Qualifier: 'live',
    StatementId: 'cognito-replicas',
    Action: 'lambda:InvokeFunction',
    Principal: 'cognito-idp.amazonaws.com',
    SourceArn: replicaArn,
  }),
  callOf('wafv2', 'AssociateWebACL', {
    ResourceArn: replicaArn,
    WebACLArn: `arn:aws:wafv2:us-west-2:${account}:regional/webacl/login/1`,
  }),
  callOf('cognito-idp', 'UpdateProvisionedLimit', { RequestedLimitValue: 200 }),
  callOf('cognito-idp', 'SetRiskConfiguration', { UserPoolId: poolId }),
]);

/** Plans by the names of their goldens: what is left in every state that the demo has, and of each kind. */
const plans: readonly (readonly [string, () => Promise<Plan>])[] = [
  ['setUp-everything', () => planned('newsletter', 'eu-west-1', { kind: 'setUp' })],
  ['setUp-issuer', () => planned('legacy-mobile', 'eu-central-1', { kind: 'setUp' })],
  ['setUp-creating', () => planned('partner-portal', 'eu-central-1', { kind: 'setUp' })],
  ['setUp-nothing', () => planned('customer-login', 'us-west-2', { kind: 'setUp' })],
  ['deactivate', () => planned('customer-login', 'us-west-2', { kind: 'deactivate' })],
  ['delete', () => planned('customer-login', 'us-west-2', { kind: 'delete', deactivatesFirst: true })],
  ['switchIssuer', () => planned('customer-login', 'us-west-2', { kind: 'switchIssuer', to: 'ORIGINAL' })],
  ['repair', () => Promise.resolve(repair)],
];

describe('what is left of a plan as code', () => {
  it.each(plans)('%s is what somebody copies, and nothing that check would complain of', async (name, plan) => {
    const left = await plan();
    const [cloudFormation, terraform] = [planAsCloudFormation(left), planAsTerraform(left)];
    await expect(cloudFormation).toMatchFileSnapshot(path.join(goldens, `${name}.yaml.golden`));
    await expect(terraform).toMatchFileSnapshot(path.join(goldens, `${name}.tf.golden`));
    expect(await findingsOf(filesOf(cloudFormation, terraform, left))).toEqual([]);
  });

  it('has a golden for each of these plans and no other', () => {
    const names = plans.flatMap(([name]) => [`${name}.tf.golden`, `${name}.yaml.golden`]);
    expect(readdirSync(goldens).sort()).toEqual(names.sort());
  });

  it('says ACTIVE or INACTIVE only where the plan does', () => {
    for (const [kind, status] of [
      ['activate', 'ACTIVE'],
      ['deactivate', 'INACTIVE'],
    ] as const) {
      const plan = planOf(kind, [
        callOf('cognito-idp', 'UpdateUserPoolReplica', { UserPoolId: poolId, RegionName: 'us-west-2', Status: status }),
      ]);
      expect(planAsCloudFormation(plan)).toContain(`      Status: ${status}\n`);
      expect(planAsTerraform(plan)).toContain(`  status = "${status}"\n`);
    }
    expect(planAsCloudFormation(repair)).toContain('Status: !Ref ReplicaStatus');
    expect(planAsTerraform(repair)).toContain('status = var.replica_status');
  });

  it('is nothing but comments where nothing is left, or where there is only something to remove', async () => {
    for (const plan of [
      await planned('customer-login', 'us-west-2', { kind: 'setUp' }),
      await planned('customer-login', 'us-west-2', { kind: 'delete', deactivatesFirst: true }),
    ]) {
      for (const text of [planAsCloudFormation(plan), planAsTerraform(plan)])
        expect(
          text
            .trim()
            .split('\n')
            .filter((line) => !line.startsWith('#')),
        ).toEqual([]);
    }
    expect(planAsCloudFormation(await planned('customer-login', 'us-west-2', { kind: 'setUp' }))).toContain('nothing is left of it');
  });
});

describe('code that is fitted in', () => {
  it.each([
    ['CloudFormation', 'UserPoolTier: ESSENTIALS', 'UserPoolTier: LITE'],
    ['Terraform', 'user_pool_tier = "ESSENTIALS"', 'user_pool_tier = "LITE"'],
  ])('has everything that check asks of a replicated pool: %s', async (language, right, wrong) => {
    const plan = await planned('newsletter', 'eu-west-1', { kind: 'setUp' });
    const fitted = (change: (text: string) => string): Promise<string[]> =>
      findingsOf(
        language === 'Terraform'
          ? { 'main.tf': fittedModule(change(planAsTerraform(plan))) }
          : filesOf(fittedTemplate(change(planAsCloudFormation(plan))), '', plan),
      );
    expect(await fitted((text) => text)).toEqual([]);
    // It is read: a mistake in it is found, in the text as a whole and in its parts.
    expect(new Set(await fitted((text) => text.replace(right, wrong)))).toEqual(new Set(['error replica-tier']));
  });
});

describe('code of a key that is there', () => {
  const key = `arn:aws:kms:us-east-1:${account}:key/mrk-1234`;
  const statement = (sid: string) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'kms:*',
    Resource: '*',
  });
  const before = { Version: '2012-10-17', Statement: [statement('Before')] };
  const after = { ...before, Statement: [...before.Statement, statement('Added')] };
  const plan: Plan = {
    ...planOf('setUp', [
      {
        ...callOf('kms', 'PutKeyPolicy', { KeyId: key, PolicyName: 'default', Policy: JSON.stringify(after) }),
        region: 'us-east-1',
        diff: { before, after },
      },
      callOf('kms', 'ReplicateKey', { KeyId: '${KEY_ARN}', ReplicaRegion: 'us-west-2', Policy: JSON.stringify(before) }),
    ]),
    answers: { KEY_ARN: key },
  };

  it('adds the statements that its policy lacks, and names its ARN', async () => {
    const [cloudFormation, terraform] = [planAsCloudFormation(plan), planAsTerraform(plan)];
    const [primary] = cloudFormation.split('---');
    expect(primary).toContain('Sid: Added');
    expect(primary).not.toContain('Sid: Before');
    expect(primary).not.toContain('Type: AWS::KMS::Key');
    expect(cloudFormation).toContain(`PrimaryKeyArn: ${key}`);
    expect(terraform).toContain(`#   policy = jsonencode({`);
    expect(terraform).toContain(`primary_key_arn = "${key}"`);
    expect(await findingsOf(filesOf(cloudFormation, terraform, plan))).toEqual([]);
  });
});

describe('names and values that people have chosen', () => {
  const hostile = [
    `it's "quoted"`,
    'two\nlines\r\nand \u0085 more\u2028lines',
    '${AWS::AccountId} ${var.secret} %{ if true } $${x} %%{y}',
    '{{resolve:secretsmanager:passwords}}',
    '!Ref Key',
    '- item: [a, {b: c}] # comment',
    '*/ EOT\n\\ \b\f\t',
    'true',
    'for',
  ];

  it.each(hostile)('are data and nothing else: %j', async (value) => {
    // Beside a long one, each tag has a line.
    const filler = 'x'.repeat(80);
    const tagged = (key: string): Plan =>
      planOf('activate', [callOf('cognito-idp', 'TagResource', { ResourceArn: replicaArn, Tags: { filler, [key]: key } })], key);
    const [plan, harmless] = [tagged(value), tagged('name')];
    const [cloudFormation, terraform] = [planAsCloudFormation(plan), planAsTerraform(plan)];
    // Names stay on the lines of their comments.
    const code = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '' && !/^ *#/.test(line));
    expect(code(cloudFormation)).toHaveLength(code(planAsCloudFormation(harmless)).length);
    expect(code(terraform)).toHaveLength(code(planAsTerraform(harmless)).length);
    const [document] = parseAllDocuments(cloudFormation, { logLevel: 'silent' });
    expect(document?.errors).toEqual([]);
    const { Resources } = document?.toJS() as { Resources: Record<string, { Properties: { UserPoolTags: Record<string, string> } }> };
    // No text of a template can say that this is no dynamic reference.
    const written = value.replaceAll('{{', '{ {');
    expect(Resources['RegionalSettings']?.Properties.UserPoolTags).toEqual({ filler, [written]: written });
    expect(
      code(terraform)
        .join('\n')
        .replaceAll(/[$%]{2}\{/g, ''),
    ).not.toMatch(/[$%]\{/);
    expect(await findingsOf(filesOf(cloudFormation, terraform, plan))).toEqual([]);
  });
});
