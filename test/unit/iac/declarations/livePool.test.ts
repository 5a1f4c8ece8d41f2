import { describe, expect, it } from 'vitest';
import type { PoolOrigin } from '../../../../src/domain/poolOrigin.ts';
import { livePoolOf } from '../../../../src/iac/declarations/livePool.ts';
import { analysisOfFiles } from '../../../support/iac/matrix/findingsOfFiles.ts';

const stack: PoolOrigin = { kind: 'cloudformation', stackName: 'identity-prod', logicalId: 'Login' };
const live = (name: string, origin: PoolOrigin | undefined, id = 'us-east-1_Ab12Cd34E') => ({ id, name, origin });

async function declared(path: string, text: string) {
  const pool = (await analysisOfFiles(new Map([[path, text]]))).resourcesOf(path).find(({ kind }) => kind === 'pool');
  if (pool?.kind !== 'pool') throw new Error('no pool');
  return pool;
}

const template = 'Resources:\n  Login:\n    Type: AWS::Cognito::UserPool\n    Properties: { UserPoolName: login }\n';
const terraform = 'resource "awscc_cognito_user_pool" "login" {\n  user_pool_name = "login"\n}\n';

describe('the live pool of a declaration', () => {
  it.each<[string, string, string, ReturnType<typeof live>[], boolean]>([
    ['the pool of this logical id and name', 't.yaml', template, [live('login', stack)], true],
    ['another logical id', 't.yaml', template, [live('login', { ...stack, logicalId: 'Other' })], false],
    ['another name', 't.yaml', template, [live('logins', stack)], false],
    ['two pools of the name', 't.yaml', template, [live('login', stack), live('login', stack, 'eu-west-1_Other1234')], false],
    ['nothing says what made it', 't.yaml', template, [live('login', undefined)], false],
    ['a declaration without a name', 't.yaml', template.replace('UserPoolName: login', ''), [live('login', stack)], false],
    ['a name that a parameter gives', 't.yaml', template.replace('login }', '!Ref Name }'), [live('login', stack)], false],
    ['made by Terraform', 'main.tf', terraform, [live('login', { kind: 'terraform' })], true],
    ['made by a stack, declared in Terraform', 'main.tf', terraform, [live('login', stack)], false],
  ])('%s', async (_what, path, text, pools, isCertain) => {
    expect(livePoolOf(await declared(path, text), pools)?.id).toBe(isCertain ? 'us-east-1_Ab12Cd34E' : undefined);
  });
});
