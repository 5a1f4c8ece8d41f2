import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import strings from '../../package.nls.json' with { type: 'json' };
import {
  commandIds,
  contextKeyIds,
  parityPanelType,
  poolsViewId,
  rowAbilities,
  settingDefaults,
  viewContainerId,
} from '../../src/contributions.ts';

const { contributes } = manifest;
const sources = globSync('src/**/*.ts').map((file) => readFileSync(file, 'utf8'));

describe('contributions.ts and package.json name the same things', () => {
  it('commands', () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...commandIds].sort());
  });

  it('settings, with their defaults', () => {
    const declared = Object.entries(contributes.configuration.properties).map(([id, { default: value }]) => [id, value]);
    expect(Object.fromEntries(declared)).toEqual(settingDefaults);
  });

  it('views and their container', () => {
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([viewContainerId]);
    expect(contributes.views[viewContainerId].map(({ id }) => id)).toEqual([poolsViewId]);
  });

  it('the panel that VS Code restores with the window', () => {
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${parityPanelType}`);
  });

  it('every context key that a when clause reads is one that is set, and every one that is set is read', () => {
    const read = new Set(clauses().flatMap((clause) => clause.match(/cognitoReplicas\.\w+/g) ?? []));
    read.delete(poolsViewId);
    expect([...read].sort()).toEqual([...contextKeyIds].sort());
  });

  it('every row ability that a when clause looks for is one that rows have', () => {
    const read = new Set(clauses().flatMap((clause) => [...clause.matchAll(/viewItem =~ \/\\b(\w+)\\b\//g)].map(([, ability]) => ability)));
    expect([...read].sort()).toEqual([...rowAbilities].sort());
  });

  it('menus, keybindings and welcome views run only declared commands', () => {
    const used = [
      ...Object.values(contributes.menus).flatMap((items) => items.flatMap((item) => ('command' in item ? [item.command] : []))),
      ...Object.values(strings).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command)),
    ];
    expect(used.filter((command) => !(commandIds as readonly string[]).includes(command ?? ''))).toEqual([]);
  });

  it('every welcome view is for a state that the view has, and every state without rows has one', () => {
    const source = readFileSync('src/app/viewState.ts', 'utf8');
    const states = [...(/type ViewState =([^;]+);/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, state]) => state);
    const welcomed = contributes.viewsWelcome.map(({ when }) => /viewState == (\w+)/.exec(when)?.[1]);
    expect([...welcomed, 'rows'].sort()).toEqual(states.sort());
  });

  it('every %string% is there, and none is left over', () => {
    const used = new Set([...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key));
    expect([...used].sort()).toEqual(Object.keys(strings).sort());
  });

  it('restricts every setting that decides where requests go', () => {
    // What is about code, the severity of rules and prices decides only what is shown, in Restricted Mode too.
    const aboutRequests = Object.keys(settingDefaults).filter((id) => !/^cognitoReplicas\.(?:code\.|rules\.|prices$)/.test(id));
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted()).toEqual(aboutRequests.sort());
  });

  it('every id in the source is a declared one', () => {
    const quoted = sources.flatMap((source) => [...source.matchAll(/['"`](cognitoReplicas\.[\w.]+)['"`]/g)].map(([, id]) => id ?? ''));
    const declared: readonly string[] = [...commandIds, ...Object.keys(settingDefaults), ...contextKeyIds, poolsViewId, parityPanelType];
    expect(quoted.length).toBeGreaterThan(declared.length);
    expect(quoted.filter((id) => !declared.includes(id))).toEqual([]);
  });
});

/** Every when and enablement clause of the manifest. */
function clauses(): string[] {
  return [
    ...contributes.commands.map((command) => ('enablement' in command ? command.enablement : '')),
    ...contributes.viewsWelcome.map(({ when }) => when),
    ...Object.values(contributes.menus).flatMap((items) => items.map((item) => ('when' in item ? item.when : ''))),
  ];
}
