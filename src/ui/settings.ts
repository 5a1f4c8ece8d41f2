import * as vscode from 'vscode';
import { settingDefaults, type SettingId, type SettingTypes } from '../contributions.ts';

/** One setting: its value now, and an event when it changes. The only place that reads the configuration. */
export class Setting<Id extends SettingId> {
  private readonly id: Id;
  private readonly changed = new vscode.EventEmitter<SettingTypes[Id]>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(id: Id) {
    this.id = id;
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(id)) this.changed.fire(this.value);
    });
  }

  get value(): SettingTypes[Id] {
    return vscode.workspace.getConfiguration().get(this.id, settingDefaults[this.id]);
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

export interface Settings {
  readonly profile: Setting<'cognitoReplicas.profile'>;
  readonly regions: Setting<'cognitoReplicas.regions'>;
  dispose(): void;
}

export function readSettings(): Settings {
  const profile = new Setting('cognitoReplicas.profile');
  const regions = new Setting('cognitoReplicas.regions');
  return {
    profile,
    regions,
    dispose: () => {
      profile.dispose();
      regions.dispose();
    },
  };
}
