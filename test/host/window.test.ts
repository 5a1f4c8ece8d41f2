import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { ConnectionChoices } from '../../src/ui/connectionChoices.ts';
import { textFile } from '../../src/ui/documents/textFile.ts';
import { isRegionList, readSettings, Setting } from '../../src/ui/settings.ts';

/** A memento as a window has it. */
function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => values.get(key) ?? fallback,
    update: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  } as vscode.Memento;
}

describe('A setting', () => {
  it('has its default, and says when it changes', async () => {
    const setting = new Setting('cognitoReplicas.regions', isRegionList);
    assert.deepEqual(setting.value, []);
    const changed = new Promise<readonly string[]>((resolve) => {
      setting.onDidChange(resolve);
    });
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('cognitoReplicas.regions', ['eu-west-1'], vscode.ConfigurationTarget.Global);
    assert.deepEqual(await changed, ['eu-west-1']);
    // Written by hand, and of no use as Regions.
    await configuration.update('cognitoReplicas.regions', 'us-east-1', vscode.ConfigurationTarget.Global);
    assert.deepEqual(setting.value, []);
    await configuration.update('cognitoReplicas.regions', undefined, vscode.ConfigurationTarget.Global);
    setting.dispose();
  });
});

describe('What a window looks at', () => {
  it('is nothing, the environment, AWS_PROFILE, or what was chosen in this workspace, in this order', async () => {
    const settings = readSettings();
    const choiceWith = (environment: Record<string, string>) => new ConnectionChoices(memento(), settings, environment).choice;
    assert.equal(choiceWith({}), undefined);
    assert.deepEqual(choiceWith({ AWS_ACCESS_KEY_ID: 'AKIA' }), { kind: 'environment' });
    assert.deepEqual(choiceWith({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_PROFILE: 'production' }), { kind: 'profile', profile: 'production' });
    const choices = new ConnectionChoices(memento(), settings, { AWS_PROFILE: 'production' });
    await choices.choose({ kind: 'demo' });
    assert.deepEqual(choices.choice, { kind: 'demo' });
    settings.dispose();
  });

  it('keeps the Regions of each account apart', async () => {
    const settings = readSettings();
    const choices = new ConnectionChoices(memento(), settings, {});
    await choices.chooseRegions({ kind: 'demo' }, ['us-east-1']);
    await choices.chooseRegions({ kind: 'profile', profile: 'production' }, ['eu-west-1', 'eu-central-1']);
    assert.deepEqual(choices.regionsOf({ kind: 'demo' }), ['us-east-1']);
    assert.deepEqual(choices.regionsOf({ kind: 'profile', profile: 'production' }), ['eu-west-1', 'eu-central-1']);
    assert.deepEqual(choices.regionsOf({ kind: 'profile', profile: 'other' }), []);
    settings.dispose();
  });
});

describe('A file of the extension', () => {
  it('is not there at first, then what was written, in a folder that is made for it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-'));
    const file = textFile(vscode.Uri.file(path.join(folder, 'made', 'demo.json')));
    assert.equal(await file.read(), undefined);
    await file.write('{"a":"ü"}');
    assert.equal(await file.read(), '{"a":"ü"}');
  });
});
