import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ruleOf } from '../../src/ui/diagnostics/diagnosticSource.ts';

const template = `Resources:
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolTier: PLUS
      DeletionProtection: ACTIVE
      IssuerConfiguration: { Type: UPDATED }
      KeyConfiguration: { KmsKeyArn: !ImportValue key }
  Replica:
    Type: AWS::Cognito::UserPoolReplica
    Properties: { UserPoolId: !Ref Pool, RegionName: us-west-2 }
`;

/** `line:column rule` of what the extension says about a document. */
function problems(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'Cognito Replicas')
    .map((one) => `${one.range.start.line + 1}:${one.range.start.character + 1} ${ruleOf(one)}`);
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`not within 10 s: ${what}`);
}

/** A file of the folder that this window has open. */
function fileUri(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests open a folder');
  return vscode.Uri.joinPath(folder.uri, 'code', name);
}

const terraform = `resource "awscc_cognito_user_pool" "login" {
  user_pool_tier       = "PLUS"
  deletion_protection  = "ACTIVE"
  key_configuration    = { key_type = "CUSTOMER_MANAGED_KEY", kms_key_arn = var.key }
  issuer_configuration = { type = "UPDATED" }
}

resource "awscc_cognito_user_pool_replica" "login" {
  user_pool_id = awscc_cognito_user_pool.login.user_pool_id
  region_name  = "us-west-2"
}
`;
const json = JSON.stringify(
  {
    Resources: {
      Pool: {
        Type: 'AWS::Cognito::UserPool',
        Properties: {
          UserPoolTier: 'PLUS',
          DeletionProtection: 'ACTIVE',
          IssuerConfiguration: { Type: 'UPDATED' },
          KeyConfiguration: { KmsKeyArn: { 'Fn::ImportValue': 'key' } },
        },
      },
      Replica: { Type: 'AWS::Cognito::UserPoolReplica', Properties: { UserPoolId: { Ref: 'Pool' }, RegionName: 'us-west-2' } },
    },
  },
  null,
  2,
);
const typescript = `import * as cognito from 'aws-cdk-lib/aws-cognito';
const pool = new cognito.CfnUserPool(this, 'Pool', {
  userPoolTier: 'PLUS',
  deletionProtection: 'ACTIVE',
  issuerConfiguration: { type: 'UPDATED' },
  keyConfiguration: { kmsKeyArn: process.env.KEY },
});
new cognito.CfnUserPoolReplica(this, 'Replica', { userPoolId: pool.attrUserPoolId, regionName: 'us-west-2' });
`;

describe('Infrastructure code while it is written', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [name, text] of [
    ['pool.yaml', template],
    ['pool.json', json],
    ['pool.tf', terraform],
    ['pool.ts', typescript],
  ] as const) {
    it(`gets a problem where the mistake is typed, and loses it when it is mended: ${name}`, async () => {
      const uri = fileUri(name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      const at = document.positionAt(text.indexOf('PLUS'));
      const tier = new vscode.Range(at, at.translate(0, 4));
      await editor.edit((edit) => edit.replace(tier, 'LITE'));
      await until('the problem', () => problems(uri).length > 0);
      assert.deepEqual(
        problems(uri).map((problem) => problem.replace(/:\d+/, '')),
        [`${at.line + 1} replica-tier`],
      );
      await editor.edit((edit) => edit.replace(tier, 'PLUS'));
      await until('no problem', () => problems(uri).length === 0);
    });
  }

  for (const [name, text, comment] of [
    ['suppressed.yaml', template, '      # cognito-replicas-ignore: replica-tier'],
    ['suppressed/main.tf', terraform, '  # cognito-replicas-ignore: replica-tier'],
    ['suppressed.ts', typescript, '  // cognito-replicas-ignore: replica-tier'],
  ] as const) {
    it(`is left alone where its quick fix says so: ${name}`, async () => {
      const uri = fileUri(name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text.replace('PLUS', 'LITE')));
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      await until('the problem', () => problems(uri).length === 1);
      const [problem] = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Cognito Replicas');
      const line = problem?.range.start.line ?? 0;
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, problem?.range);
      const suppress = actions.find(({ title }) => title === 'Suppress replica-tier on this line');
      assert.ok(suppress?.edit);
      await vscode.workspace.applyEdit(suppress.edit);
      assert.equal(document.lineAt(line).text, comment);
      await until('no problem', () => problems(uri).length === 0);
    });
  }

  it('is judged before it has a name', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: template.replace('PLUS', 'LITE') });
    await vscode.window.showTextDocument(document);
    await until('the problem', () => problems(document.uri).length === 1);
    assert.deepEqual(problems(document.uri), ['5:21 replica-tier']);
  });

  it('is joined across files, and follows their deletion', async () => {
    const [pool = '', replica = ''] = template
      .split('  Replica:\n')
      .map((part, index) => (index === 0 ? part : `Resources:\n  Replica:\n${part}`));
    const exported = `${pool.replace('PLUS', 'LITE')}Outputs:\n  Pool: { Value: !Ref Pool, Export: { Name: joined-pool } }\n`;
    await vscode.workspace.fs.writeFile(fileUri('a.yaml'), new TextEncoder().encode(exported));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri('a.yaml')));
    assert.deepEqual(problems(fileUri('a.yaml')), []);
    await vscode.workspace.fs.writeFile(
      fileUri('b.yaml'),
      new TextEncoder().encode(replica.replace('!Ref Pool', '!ImportValue joined-pool')),
    );
    await until('the problem of the pool', () => problems(fileUri('a.yaml')).length === 1);
    await vscode.workspace.fs.delete(fileUri('b.yaml'));
    await until('no problem without the replica', () => problems(fileUri('a.yaml')).length === 0);
  });

  after(() => vscode.workspace.fs.delete(fileUri(''), { recursive: true }));
});
