import { describe, expect, it } from 'vitest';
import type { TextRange } from '../../../../src/domain/textRange.ts';
import { cdkConstructOf, findCdkPools } from '../../../../src/iac/declarations/cdkPools.ts';
import { findCloudFormationPools } from '../../../../src/iac/declarations/cloudFormationPools.ts';
import { findTerraformPools } from '../../../../src/iac/declarations/terraformPools.ts';

/** `line:column text`, as an editor counts, of a range within one line. */
function place(text: string, { start, end }: TextRange): string {
  const line = text.split('\n')[start.line] ?? '';
  return `${start.line + 1}:${start.character + 1} ${line.slice(start.character, end.line === start.line ? end.character : undefined)}`;
}

describe('a pool that CloudFormation made, by its logical id', () => {
  const resources = 'Resources:\n  Users:\n    Type: AWS::Cognito::UserPool\n';
  it.each<[string, string, string[]]>([
    ['a template', resources, ['2:3 Users']],
    [
      'short forms',
      `${resources}    Properties:\n      UserPoolName: !Sub "\${AWS::StackName}-users"\n      A: !GetAtt B.Arn\n`,
      ['2:3 Users'],
    ],
    [
      'a Serverless configuration',
      'service: shop\nresources:\n  Resources:\n    Users:\n      Type: AWS::Cognito::UserPool\n',
      ['4:5 Users'],
    ],
    ['a later document of the file', `a: 1\n---\n${resources}`, ['4:3 Users']],
    ['a broken end', `${resources}  Other: [1, "\n`, ['2:3 Users']],
    ['quoted', 'Resources:\n  "Users": { Type: "AWS::Cognito::UserPool" }\n', ['2:3 "Users"']],
    ['JSON', '{\n  "Resources": { "Users": { "Type": "AWS::Cognito::UserPool" } }\n}', ['2:18 "Users"']],
    ['JSON that is not finished', '{ "Resources": { "Users": { "Type": "AWS::Cognito::UserPool"', ['1:18 "Users"']],
    ['another type', 'Resources:\n  Users:\n    Type: AWS::Cognito::UserPoolClient\n# AWS::Cognito::UserPool', []],
    ['another logical id', resources.replace('Users', 'Users2'), []],
    ['an output of that name', `${resources.replace('Users', 'Pool')}Outputs:\n  Users:\n    Value: AWS::Cognito::UserPool`, []],
    ['prose', 'Users is an AWS::Cognito::UserPool', []],
    ['brackets a hundred thousand deep', `Resources: ${'['.repeat(100_000)} Users AWS::Cognito::UserPool`, []],
  ])('%s', (_case, text, expected) => {
    expect(findCloudFormationPools(text, 'Users').map(({ range }) => place(text, range))).toEqual(expected);
  });

  it('has the path of the construct, where AWS CDK made the template', () => {
    const text = JSON.stringify({
      Resources: { Users9A: { Type: 'AWS::Cognito::UserPool', Metadata: { 'aws:cdk:path': 'Identity/Auth/Users/Resource' } } },
    });
    expect(findCloudFormationPools(text, 'Users9A').map(({ cdkPath }) => cdkPath)).toEqual(['Identity/Auth/Users/Resource']);
  });
});

describe('a pool that AWS CDK made, by its construct', () => {
  it.each([
    ['Identity/Auth/Users/Resource', { id: 'Users', name: 'UserPool' }],
    ['Identity/Users', { id: 'Users', name: 'CfnUserPool' }],
    ['Users', undefined],
    ['', undefined],
  ])('%s', (path, construct) => {
    expect(cdkConstructOf(path)).toEqual(construct);
  });

  it.each<[string, string[]]>([
    ["const pool = new UserPool(this, 'Users');", ["1:14 new UserPool(this, 'Users'"]],
    ['const pool = new cognito.UserPool(\n  scope,\n  `Users`, {});', ['1:14 new cognito.UserPool(']],
    ['pool = cognito.UserPool(self, "Users")', ['1:8 cognito.UserPool(self, "Users"']],
    ["new UserPoolClient(this, 'Users')", []],
    ["new UserPool(this, 'Users2')", []],
    ['new UserPool(this, id) // Users', []],
  ])('%s', (text, expected) => {
    expect(findCdkPools(text, { id: 'Users', name: 'UserPool' }).map((range) => place(text, range))).toEqual(expected);
  });
});

describe('a pool that Terraform made', () => {
  const pool = { id: 'us-east-1_Shop1', name: 'shop' };
  const block = (body: string, type = 'aws_cognito_user_pool') => `resource "${type}" "users" {\n${body}\n}\n`;
  const found = '1:1 resource "aws_cognito_user_pool" "users" ';
  it.each<[string, string, string[]]>([
    ['by its name', block('  name = "shop"'), [found]],
    [
      'by its name, of the other provider',
      block('  user_pool_name = "shop"', 'awscc_cognito_user_pool'),
      [found.replace('aws_', 'awscc_')],
    ],
    ['another name', block('  name = "other"'), []],
    ['a name that is put together', block('  name = "${var.name}"'), []],
    ['the name of an attribute inside', block('  name = var.name\n  schema {\n    name = "shop"\n  }'), []],
    ['a name in a comment', block('  # name = "shop"\n  /*\n  name = "shop"\n  */\n  name = var.name'), []],
    ['after a nested block', block('  schema {\n    name = "}"\n  }\n  name = "shop"'), [found]],
    ['an import', `${block('  name = var.name')}import {\n  to = aws_cognito_user_pool.users\n  id = "us-east-1_Shop1"\n}\n`, [found]],
    ['an import alone', 'import {\n  to = aws_cognito_user_pool.users\n  id = "us-east-1_Shop1"\n}\n', ['1:1 import']],
    ['an import of another pool', 'import {\n  to = aws_cognito_user_pool.users\n  id = "us-east-1_Other"\n}\n', []],
    ['a client of that name', 'resource "aws_cognito_user_pool_client" "users" {\n  name = "shop"\n}\n', []],
    ['data', 'data "aws_cognito_user_pool" "users" {\n  name = "shop"\n}\n', []],
    ['blocks without an end', block('  name = "{').repeat(3), []],
  ])('%s', (_case, text, expected) => {
    expect(findTerraformPools(text, pool).map((range) => place(text, range))).toEqual(expected);
  });

  it('by the label that a tag tells', () => {
    const text = block('  name = var.name');
    expect(findTerraformPools(text, { ...pool, resource: 'users' }).map((range) => place(text, range))).toEqual([found]);
  });

  it('a megabyte of blocks without an end comes to its end', () => {
    expect(findTerraformPools('resource "aws_cognito_user_pool" "a" { "\\"/* {'.repeat(25_000), pool)).toEqual([]);
  });
});
