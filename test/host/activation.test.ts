import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'cognito-replicas.cognito-replicas';

describe('Activation', () => {
  it('finds the extension under development and activates it', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not among the extensions`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('offers every contributed command that it registers', async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    const manifest = extension?.packageJSON as { contributes: { commands?: { command: string }[] } };
    const contributed = new Set(manifest.contributes.commands?.map(({ command }) => command));
    // VS Code adds `.focus`, `.open` and others of its own for every view.
    const registered = (await vscode.commands.getCommands(true)).filter((command) => /^cognitoReplicas\.\w+$/.test(command));
    assert.deepEqual(registered.sort(), [...contributed].sort());
  });
});
