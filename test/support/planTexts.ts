import type { JsonObject } from '../../src/domain/json.ts';
import { message } from '../../src/domain/message.ts';
import type { Plan, PlannedCall } from '../../src/domain/plans/plan.ts';
import { updateUserPoolInput } from '../../src/domain/writes/userPoolUpdate.ts';

export const account = '111122223333';
export const poolId = 'us-east-1_Ab12Cd34E';
export const replicaArn = `arn:aws:cognito-idp:us-west-2:${account}:userpool/${poolId}`;

/** A plan with these calls left to make, of a pool in us-east-1 and its replica in us-west-2. */
export function planOf(kind: Plan['kind'], calls: readonly PlannedCall[], poolName = 'customer-login'): Plan {
  return {
    kind,
    title: message('Make the Regions of {pool} the same', { pool: poolName }),
    account,
    poolId,
    poolName,
    primaryRegion: 'us-east-1',
    secondaryRegion: 'us-west-2',
    steps: [{ id: 'step', title: message('All of it'), state: 'next', calls }],
    dangers: [],
    blockers: [],
  };
}

/** One call to the secondary Region. */
export function callOf(service: PlannedCall['service'], operation: string, input: JsonObject): PlannedCall {
  return { region: 'us-west-2', service, operation, input, permissions: [] };
}

/** An UpdateUserPool of the replica, which carries everything and changes some of it. */
export function updateOf(changes: Parameters<typeof updateUserPoolInput>[2]): PlannedCall {
  const described = { Name: 'customer-login', MfaConfiguration: 'OFF', UserPoolTags: { team: 'identity' } };
  const [before, after] = [updateUserPoolInput(poolId, described, {}), updateUserPoolInput(poolId, described, changes)];
  return { ...callOf('cognito-idp', 'UpdateUserPool', after), diff: { before, after } };
}

/** What the names of code point at after a plan was copied: one file for each stack, in a folder of its Region, and one Terraform module. */
export function filesOf(cloudFormation: string, terraform: string, plan: Plan): Readonly<Record<string, string>> {
  const templates = cloudFormation.split(/^---$/m).map((text): [string, string] => {
    const region = /^# The stack of ([\w-]+),/m.exec(text)?.[1] ?? plan.primaryRegion;
    return [`${region}/template.yaml`, text];
  });
  const configs = [plan.primaryRegion, plan.secondaryRegion].map((region): [string, string] => [
    `${region}/samconfig.toml`,
    `[default.deploy.parameters]\nregion = "${region}"\n`,
  ]);
  return Object.fromEntries([...templates, ...configs, ['whole/template.yaml', cloudFormation], ['terraform/main.tf', terraform]]);
}

/** CloudFormation as it is when it is fitted into the template of the pool: what has no type gets it. */
export function fittedTemplate(text: string): string {
  return text.replace(
    /^( {2}UserPool:\n {4})Properties:$/m,
    '$1Type: AWS::Cognito::UserPool\n    Properties:\n      DeletionProtection: ACTIVE',
  );
}

/** Terraform as it is when the arguments in the comments are those of the pool. */
export function fittedModule(text: string): string {
  const [, lines = ''] = /^# The user pool [^\n]*\n((?:#[^\n]*\n)+)/m.exec(text) ?? [];
  const provider = 'provider "awscc" {\n  region = "us-east-1"\n}\nprovider "aws" {\n  region = "us-east-1"\n}\n';
  const body = lines.replaceAll(/^# {3}/gm, '  ');
  return `${text}\n${provider}resource "awscc_cognito_user_pool" "user_pool" {\n  deletion_protection = "ACTIVE"\n${body}}\n`;
}
