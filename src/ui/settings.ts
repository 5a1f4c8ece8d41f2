import * as vscode from 'vscode';
import { isPrices } from '../domain/prices.ts';
import { isRegionName } from '../domain/region.ts';
import { type RuleSeverities, ruleSeverities } from '../domain/ruleSeverities.ts';
import type { CodeSettings } from '../iac/codeScope.ts';
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

/** The settings about infrastructure code, which change together. */
export class CodeSetting {
  private readonly languages = new Setting('cognitoReplicas.code.languages', isFlags);
  private readonly exclude = new Setting('cognitoReplicas.code.exclude', isTexts);
  private readonly regions = new Setting('cognitoReplicas.code.regions', isRegionByGlob);
  private readonly changed = new vscode.EventEmitter<CodeSettings>();
  readonly onDidChange = this.changed.event;

  constructor() {
    for (const setting of [this.languages, this.exclude, this.regions]) setting.onDidChange(() => this.changed.fire(this.value));
  }

  get value(): CodeSettings {
    return { languages: this.languages.value, exclude: this.exclude.value, regions: this.regions.value };
  }

  dispose(): void {
    for (const setting of [this.languages, this.exclude, this.regions, this.changed]) setting.dispose();
  }
}

export interface Settings {
  readonly profile: Setting<'cognitoReplicas.profile'>;
  readonly regions: Setting<'cognitoReplicas.regions'>;
  readonly readOnly: Setting<'cognitoReplicas.readOnly'>;
  readonly severities: Setting<'cognitoReplicas.rules.severity'>;
  readonly prices: Setting<'cognitoReplicas.prices'>;
  readonly code: CodeSetting;
  dispose(): void;
}

export function readSettings(): Settings {
  const profile = new Setting('cognitoReplicas.profile', isText);
  const regions = new Setting('cognitoReplicas.regions', isRegionList);
  const readOnly = new Setting('cognitoReplicas.readOnly', isFlag);
  const severities = new Setting('cognitoReplicas.rules.severity', isSeverities);
  const prices = new Setting('cognitoReplicas.prices', isPrices);
  const code = new CodeSetting();
  const all = [profile, regions, readOnly, severities, prices, code];
  return { profile, regions, readOnly, severities, prices, code, dispose: () => all.forEach((setting) => setting.dispose()) };
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFlags(value: unknown): value is CodeSettings['languages'] {
  return isRecord(value) && Object.values(value).every((flag) => typeof flag === 'boolean');
}

function isSeverities(value: unknown): value is RuleSeverities {
  return isRecord(value) && Object.values(value).every((severity) => ruleSeverities.some((known) => known === severity));
}

function isRegionByGlob(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((region) => isText(region) && isRegionName(region));
}

/** A list of names that have the form of a Region. */
export function isRegionList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && isRegionName(name));
}
