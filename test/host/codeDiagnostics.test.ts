import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ruleOf } from '../../src/ui/diagnostics/diagnosticSource.ts';
import { replicatedTemplate as template } from '../support/iac/replicatedTemplate.ts';

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

function actionsAt(uri: vscode.Uri, range: vscode.Range | undefined): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);
}

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

  for (const [name, text] of [
    ['fixed.yaml', template],
    ['fixed.json', json],
    ['fixed/main.tf', terraform],
    ['fixed.ts', typescript],
  ] as const) {
    it(`is mended by the key for the preferred fix: ${name}`, async () => {
      const uri = fileUri(name);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text.replace('PLUS', 'LITE')));
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      await until('the problem', () => problems(uri).length === 1);
      const at = document.positionAt(document.getText().indexOf('LITE') + 1);
      editor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand('editor.action.autoFix');
      await until('no problem', () => problems(uri).length === 0);
      assert.equal(document.getText(), text.replace('PLUS', 'ESSENTIALS'));
    });
  }

  it('gets a resource that is missing where its author asks for it, in a file of its own where that is deployed elsewhere', async () => {
    const uri = fileUri('written/pool.yaml');
    const key = `  Key:
    Type: AWS::KMS::Key
    Properties:
      MultiRegion: true
      KeyPolicy: !Ref Policy
`;
    const text = template.replace('!ImportValue key', '!GetAtt Key.Arn').replace('Resources:\n', `Resources:\n${key}`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await until('the problem', () => problems(uri).length === 1);
    assert.deepEqual(problems(uri), ['16:54 key-replica-missing']);
    const [diagnostic] = vscode.languages.getDiagnostics(uri);
    const action = (await actionsAt(uri, diagnostic?.range)).find(({ title }) => title === 'Write the key replica in us-west-2');
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    await until('no problem', () => problems(uri).length === 0);
    const written = await vscode.workspace.openTextDocument(fileUri('written/key-replica-us-west-2.yaml'));
    assert.match(written.getText(), /Type: AWS::KMS::ReplicaKey/);
    await written.save();
  });

  it('says what a property means, and completes its values', async () => {
    const uri = fileUri('hover.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const at = (word: string): vscode.Position => document.positionAt(document.getText().indexOf(word) + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, at('UserPoolTier'));
    const said = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join();
    assert.match(said, /The feature plan/);
    const values = async (position: vscode.Position): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position);
      return list.items
        .filter(({ kind }) => kind === vscode.CompletionItemKind.EnumMember)
        .map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.deepEqual(await values(at('PLUS')), ['LITE', 'ESSENTIALS', 'PLUS']);
    assert.deepEqual(await values(at('UPDATED')), ['UPDATED', 'ORIGINAL']);
    assert.ok((await values(at('us-west-2'))).includes('eu-central-1'));
  });

  it('offers readiness above each user pool, and nothing above an ordinary template', async () => {
    const uri = fileUri('lens.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
    const ours = lenses.filter(({ command }) => command?.command.startsWith('cognitoReplicas.'));
    assert.deepEqual(
      ours.map(({ command, range }) => `${range.start.line + 1} ${command?.title ?? ''}`),
      ['2 Check readiness for replication'],
    );
  });

  it('is shown as severe as the settings say, and where they say', async () => {
    const uri = fileUri('settings/pool.yaml');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template.replace('PLUS', 'LITE')));
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const severities = (): vscode.DiagnosticSeverity[] => vscode.languages.getDiagnostics(uri).map(({ severity }) => severity);
    const change = (id: string, value: unknown): Thenable<void> =>
      vscode.workspace.getConfiguration('cognitoReplicas').update(id, value, vscode.ConfigurationTarget.Workspace);
    await until('the error', () => severities().join() === String(vscode.DiagnosticSeverity.Error));
    try {
      await change('rules.severity', { 'replica-tier': 'info' });
      await until('an information', () => severities().join() === String(vscode.DiagnosticSeverity.Information));
      await change('rules.severity', { 'replica-tier': 'off' });
      await until('no problem', () => severities().length === 0);
      await change('rules.severity', undefined);
      await until('the error again', () => severities().length === 1);
      await change('code.exclude', ['code/settings/**']);
      await until('no problem in a file that is left out', () => severities().length === 0);
      await change('code.exclude', undefined);
      await change('code.languages', { cloudformation: false });
      await until('no problem in a language that is off', () => severities().length === 0);
      await change('code.languages', undefined);
      await change('code.regions', { 'code/settings/*.yaml': 'us-west-2' });
      await until('the Region of the setting', () => problems(uri).some((problem) => problem.endsWith('replica-region')));
    } finally {
      for (const id of ['rules.severity', 'code.exclude', 'code.languages', 'code.regions']) await change(id, undefined);
    }
  });

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
      const actions = await actionsAt(uri, problem?.range);
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

  after(async () => {
    await vscode.workspace.fs.delete(fileUri(''), { recursive: true });
    // Where the settings of the folder were.
    await vscode.workspace.fs.delete(fileUri('../.vscode'), { recursive: true });
  });
});
