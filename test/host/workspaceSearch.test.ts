import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PoolOrigin } from '../../src/domain/poolOrigin.ts';
import type { UserPool } from '../../src/domain/userPool.ts';
import { ruleOf } from '../../src/ui/diagnostics/diagnosticSource.ts';
import { findDeclaration } from '../../src/ui/workspace/findDeclaration.ts';
import { findIssuerReferences, type NamedIssuerPool } from '../../src/ui/workspace/findIssuerReferences.ts';
import { issuerDocument } from '../../src/ui/workspace/issuerDocument.ts';
import { IssuerReferenceDiagnostics } from '../../src/ui/workspace/issuerReferenceDiagnostics.ts';
import { IssuerTreeInput, issuerTreeModel } from '../../src/ui/workspace/issuerTree.ts';
import { searchWorkspace } from '../../src/ui/workspace/searchWorkspace.ts';
import { showPoolInCode } from '../../src/ui/workspace/showPoolInCode.ts';
import { readWorkspace } from '../../src/ui/workspace/workspaceFiles.ts';

const pool: NamedIssuerPool = {
  id: 'us-east-1_Shop1',
  name: 'shop',
  primaryRegion: 'us-east-1',
  secondaryRegion: 'us-west-2',
  issuerType: 'ORIGINAL',
};
const switched: NamedIssuerPool = { ...pool, issuerType: 'UPDATED' };
const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop1';
const never = new vscode.CancellationTokenSource().token;

/** A file of the folder that this window has open. Tests use names of their own: VS Code may still hold the text of a file that was deleted just now. */
function fileUri(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the tests open a folder');
  return vscode.Uri.joinPath(folder.uri, 'search', path);
}

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries(files))
    await vscode.workspace.fs.writeFile(fileUri(path), typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`not within 10 s: ${what}`);
}

/** `file:line effect kind` of every place that a search finds. */
async function placesOf(searched: NamedIssuerPool): Promise<string[]> {
  const { references } = await searchWorkspace(searched, never);
  return references.map(
    ({ uri, reference }) =>
      `${vscode.workspace.asRelativePath(uri, false)}:${reference.range.start.line + 1} ${reference.effect} ${reference.kind}`,
  );
}

describe('A search of the workspace', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(fileUri(''), { recursive: true });
  });

  it('finds what knows the issuer, and keeps out of what others wrote, builds, documents and binary files', async () => {
    await write({
      'src/config.ts': `export const region = 'us-east-1';\nexport const issuer = '${issuer}';\n`,
      '.env.production': `ISSUER=${issuer}\n`,
      'package.json': '{ "dependencies": { "aws-jwt-verify": "^4.0.0" } }',
      'README.md': `Tokens of ${issuer}\n`,
      'node_modules/a/index.js': `'${issuer}'`,
      'web/dist/main.js': `'${issuer}'`,
      'cdk.out/a.json': `"${issuer}"`,
      'image.ts': new Uint8Array([0, 1, 2, ...new TextEncoder().encode(issuer)]),
    });
    assert.deepEqual(await placesOf(pool), [
      'search/.env.production:1 breaks issuerUrl',
      'search/package.json:1 breaks verifier',
      'search/src/config.ts:2 breaks issuerUrl',
    ]);
  });

  it('takes the text of a document that is not saved', async () => {
    await write({ 'unsaved.ts': '// Cognito\n' });
    const document = await vscode.workspace.openTextDocument(fileUri('unsaved.ts'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), `'${issuer}'`));
    assert.equal(document.isDirty, true);
    assert.deepEqual(await placesOf(pool), ['search/unsaved.ts:2 breaks issuerUrl']);
  });

  it('leaves out what search.exclude says, and says how many files it could not read', async () => {
    await write({ 'gen/a.ts': `'${issuer}'`, 'other/a.ts': `'${issuer}'`, 'large.json': new Uint8Array(1_000_001).fill(32) });
    const configuration = vscode.workspace.getConfiguration('search');
    await configuration.update('exclude', { '**/{gen,other}': true }, vscode.ConfigurationTarget.Global);
    try {
      const { references, reading } = await searchWorkspace(pool, never);
      assert.deepEqual(references, []);
      assert.deepEqual(
        reading.skipped.map((uri) => vscode.workspace.asRelativePath(uri, false)),
        ['search/large.json'],
      );
    } finally {
      await configuration.update('exclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('says that it was cancelled', async () => {
    await write({ 'a.ts': issuer });
    const source = new vscode.CancellationTokenSource();
    source.cancel();
    const { reading } = await searchWorkspace(pool, source.token);
    assert.equal(reading.cancelled, true);
    assert.equal(reading.read, 0);
  });

  it('is a tree of what breaks and what to check, whose places open with the text selected', async () => {
    await write({ 'tree.ts': `// $(trash)\n  issuer: '${issuer}',\n`, 'treeToo.ts': "const userPoolId = 'us-east-1_Shop1';\n" });
    const model = issuerTreeModel(await searchWorkspace(pool, never), '**shop**');
    const groups = (await model.provider.getChildren(undefined)) ?? [];
    assert.equal(groups.length, 2);
    const items = await Promise.all(groups.map(async (group) => model.provider.getTreeItem(group)));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['Breaks (1)', 'Check (1)'],
    );
    const [place] = (await model.provider.getChildren(groups[0])) ?? [];
    assert.ok(place);
    const item = await model.provider.getTreeItem(place);
    assert.equal(item.label, 'tree.ts:2');
    assert.match(String(item.description), /^knows the issuer/);
    assert.match(item.tooltip as string, /^search\/tree\.ts:2\nissuer: 'https/);
    assert.match(model.message ?? '', /iss https:\/\/cognito-idp\.\S+ becomes https:\/\/issuer-cognito-idp\.\S+\..* Files read: 2\./);
    assert.ok(item.command);
    await vscode.commands.executeCommand(item.command.command, ...(item.command.arguments as unknown[]));
    await until('the place is selected', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.getText(editor.selection) === issuer;
    });
    const next = model.navigation?.next(place);
    assert.ok(next);
    assert.equal(model.navigation?.location(next)?.uri.path.endsWith('treeToo.ts'), true);
    assert.equal(model.navigation.next(next), place);
  });

  it('is shown in the references view', async () => {
    await write({ 'shown.ts': `'${issuer}'` });
    const collection = vscode.languages.createDiagnosticCollection('test');
    const diagnostics = new IssuerReferenceDiagnostics(collection, (rule) => vscode.Uri.parse(`rule:${rule}`));
    const search = await findIssuerReferences(() => pool, diagnostics);
    diagnostics.dispose();
    collection.dispose();
    assert.equal(search?.references.length, 1);
    const view = await vscode.extensions
      .getExtension<{ getInput(): { title: string; contextValue: string } | undefined }>('vscode.references-view')
      ?.activate();
    assert.ok(view);
    await until('the view has the input', () => view.getInput()?.contextValue === 'issuerReferences');
    assert.equal(view.getInput()?.title, 'Issuer References');
  });

  it('is made again when the view is refreshed', async () => {
    await write({ 'again.ts': `'${issuer}'` });
    const search = await searchWorkspace(pool, never);
    let searches = 0;
    const input = new IssuerTreeInput({
      poolName: 'shop',
      search,
      searchAgain: () => {
        searches += 1;
        return searchWorkspace(pool, never);
      },
    });
    assert.equal(input.location.uri.path.endsWith('again.ts'), true);
    await input.resolve();
    assert.equal(searches, 0);
    await vscode.workspace.fs.delete(fileUri('again.ts'));
    assert.equal(await input.resolve(), undefined);
    assert.equal(searches, 1);
  });

  it('reads a bounded number of files, and says that there are more', async () => {
    await write({ 'one.ts': '', 'two.ts': '', 'three.ts': '' });
    const seen: string[] = [];
    const reading = await readWorkspace({ include: '**/*.ts', token: never, limit: 2 }, (uri) => seen.push(uri.path));
    assert.equal(seen.length, 2);
    assert.equal(reading.limitReached, true);
  });

  it('is a document where there is no such view, in which text of files is no markup', async () => {
    await write({ 'listed.ts': `\`\`[x](command:y) '${issuer}'` });
    const text = issuerDocument(await searchWorkspace(pool, never), '<img src=x>');
    assert.match(text, /^## Breaks \(1\)$/m);
    assert.match(text, /^- ` search\/listed\.ts:1:19 `$/m);
    assert.match(text, /^ {2}``` ``\[x\]\(command:y\) .* ```$/m);
  });
});

describe('The findings of a search', () => {
  it('are diagnostics that follow edits, files that are written, and deletions, until they are cleared', async () => {
    await write({
      'found.ts': `'${issuer}'`,
      'foundToo.ts': `'${issuer}'`,
      'package.json': '{ "dependencies": { "aws-jwt-verify": "^4.0.0" } }',
    });
    const collection = vscode.languages.createDiagnosticCollection('test');
    const diagnostics = new IssuerReferenceDiagnostics(collection, (rule) => vscode.Uri.parse(`rule:${rule}`));
    const codes = (path: string) => (collection.get(fileUri(path)) ?? []).map((one) => `${one.source ?? ''}: ${ruleOf(one)}`);
    try {
      diagnostics.show(await searchWorkspace(switched, never));
      assert.deepEqual(codes('found.ts'), ['Cognito Replicas: issuer-hard-coded']);
      assert.deepEqual(codes('package.json'), ['Cognito Replicas: jwt-verify-version']);

      const editor = await vscode.window.showTextDocument(fileUri('found.ts'));
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 'https://'.length + 1), 'issuer-'));
      await until('the edited file has no finding', () => codes('found.ts').length === 0);

      await vscode.workspace.fs.delete(fileUri('foundToo.ts'));
      await until('the deleted file has no finding', () => codes('foundToo.ts').length === 0);

      await write({ 'package.json': '{ "dependencies": { "aws-jwt-verify": "^5.2.1" } }' });
      await until('the file that was written by somebody else has no finding', () => codes('package.json').length === 0);

      diagnostics.show(await searchWorkspace(pool, never));
      assert.deepEqual(codes('found.ts'), ['Cognito Replicas: issuer-hard-coded']);
      diagnostics.clear();
      assert.deepEqual(codes('found.ts'), []);
    } finally {
      diagnostics.dispose();
      collection.dispose();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(fileUri(''), { recursive: true });
    }
  });
});

describe('The code of a pool', () => {
  const listed: UserPool = { id: pool.id, name: pool.name, primaryRegion: pool.primaryRegion };
  const stack: PoolOrigin = { kind: 'cloudformation', stackName: 'identity-prod', logicalId: 'Users' };
  const resource = (path: string) => ({ Type: 'AWS::Cognito::UserPool', Metadata: { 'aws:cdk:path': path } });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(fileUri(''), { recursive: true });
  });

  async function found(origin?: PoolOrigin): Promise<string[]> {
    const { certain, places } = await findDeclaration(listed, origin, never);
    return places.map(
      ({ uri, range }) => `${certain ? '' : 'possibly '}${vscode.workspace.asRelativePath(uri, false)}:${range.start.line + 1}`,
    );
  }

  it('is the template with its logical id and name, which opens', async () => {
    const named = (name: string) =>
      `Resources:\n  Users:\n    Type: AWS::Cognito::UserPool\n    Properties:\n      UserPoolName: ${name}\n`;
    await write({ 'template.yaml': named('shop'), 'another.yaml': named('staff'), 'other.yaml': 'Users: {}\n' });
    assert.deepEqual(await found(stack), ['search/template.yaml:2']);
    await showPoolInCode(listed, stack);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), 'Users');
  });

  it('is only possibly a template with its logical id, which stands in many', async () => {
    await write({ 'template.yaml': 'Resources:\n  Users:\n    Type: AWS::Cognito::UserPool\n' });
    assert.deepEqual(await found(stack), ['possibly search/template.yaml:2']);
  });

  it('is the construct of AWS CDK that the synthesized template of its stack names', async () => {
    const template = JSON.stringify({ Resources: { Users: resource('Identity/Customers/Resource') } });
    await write({
      'cdk.out/identity-prod.template.json': template,
      'lib/stack.ts': "class Identity {\n  a = new cognito.UserPool(this, 'Customers', {});\n}\n",
      'lib/stack.js': "class Identity { constructor() { new cognito.UserPool(this, 'Customers', {}); } }\n",
    });
    assert.deepEqual(await found(stack), ['search/lib/stack.ts:2']);
    await write({ 'lib/staff.ts': "new UserPool(this, 'Customers')" });
    assert.deepEqual(await found(stack), ['possibly search/lib/stack.ts:2', 'possibly search/lib/staff.ts:1']);
  });

  it('is the block of Terraform with its name, without a tag as well, or the one that a tag names', async () => {
    await write({
      'infra/main.tf': 'resource "aws_cognito_user_pool" "a" {\n  name = "shop"\n}\n',
      'infra/tagged.tf': '\nresource "aws_cognito_user_pool" "b" {\n  name = var.name\n}\n',
    });
    assert.deepEqual(await found(), ['possibly search/infra/main.tf:1']);
    assert.deepEqual(await found({ kind: 'terraform' }), ['search/infra/main.tf:1']);
    assert.deepEqual(await found({ kind: 'terraform', file: 'infra/tagged.tf', resource: 'b' }), [
      'possibly search/infra/main.tf:1',
      'possibly search/infra/tagged.tf:2',
    ]);
  });
});
