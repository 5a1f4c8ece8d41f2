import * as vscode from 'vscode';
import { isRegionName } from '../domain/region.ts';
import { settingDefaults, type SettingId, type SettingTypes } from '../contributions.ts';

/** One setting: its value now, and an event when it changes. The only place that reads the configuration. */
export class Setting<Id extends SettingId> {
  private readonly id: Id;
  private readonly isValid: (value: unknown) => value is SettingTypes[Id];
  private readonly changed = new vscode.EventEmitter<SettingTypes[Id]>();
  private readonly subscription: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(id: Id, isValid: (value: unknown) => value is SettingTypes[Id]) {
    this.id = id;
    this.isValid = isValid;
    this.subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(id)) this.changed.fire(this.value);
    });
  }

  /** The value, or the default where the settings file has something of another form. */
  get value(): SettingTypes[Id] {
    const value = vscode.workspace.getConfiguration().get<unknown>(this.id);
    return this.isValid(value) ? value : settingDefaults[this.id];
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
  const profile = new Setting('cognitoReplicas.profile', isText);
  const regions = new Setting('cognitoReplicas.regions', isRegionList);
  return {
    profile,
    regions,
    dispose: () => {
      profile.dispose();
      regions.dispose();
    },
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A list of names that have the form of a Region. */
export function isRegionList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && isRegionName(name));
}
