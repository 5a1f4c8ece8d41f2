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

describe('Infrastructure code while it is written', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('gets a problem where the mistake is typed, and loses it when it is mended', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: template });
    const editor = await vscode.window.showTextDocument(document);
    const tier = new vscode.Range(4, 20, 4, 24);
    assert.deepEqual(problems(document.uri), []);
    await editor.edit((edit) => edit.replace(tier, 'LITE'));
    await until('the problem', () => problems(document.uri).length === 1);
    assert.deepEqual(problems(document.uri), ['5:21 replica-tier']);
    await editor.edit((edit) => edit.replace(tier, 'PLUS'));
    await until('no problem', () => problems(document.uri).length === 0);
  });
});
