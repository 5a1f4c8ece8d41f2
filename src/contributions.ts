/** Every id that package.json contributes, once, with its types. test/unit/contributions.test.ts holds the two to each other. */

import type { DocumentKind } from './app/documents/documentPath.ts';
import { defaultPrices, type Prices } from './domain/prices.ts';
import type { RuleSeverities } from './domain/ruleSeverities.ts';
import type { CodeSettings } from './iac/codeScope.ts';

/** What a command is about: a row of the tree, or as much of it as a keybinding or a link gives. A command asks for what it lacks. */
export interface Target {
  /** The id of a row. */
  readonly id?: string;
  readonly poolId?: string;
  readonly region?: string;
  /** Which of the pool's documents. */
  readonly document?: DocumentKind;
  /** The rule whose finding it is about. */
  readonly rule?: string;
  /** Rows of the comparison of the pool's Regions. */
  readonly rows?: readonly string[];
}

/** A document, as VS Code hands it to a command in an editor's title. */
export interface ResourceTarget {
  readonly scheme: string;
  readonly path: string;
}

/** The scheme of the read-only documents about pools. */
export const documentScheme = 'cognito-pool';

/** The scheme of the two sides of a comparison in the diff editor. */
export const parityScheme = 'cognito-parity';

/** The panel that shows the two Regions of a pool beside each other. */
export const parityPanelType = 'cognitoReplicas.parityPanel';

export interface CommandArguments {
  'cognitoReplicas.refresh': [];
  'cognitoReplicas.retry': [target?: Target];
  'cognitoReplicas.filter': [];
  'cognitoReplicas.signIn': [];
  'cognitoReplicas.selectProfile': [];
  'cognitoReplicas.selectRegions': [];
  'cognitoReplicas.exploreDemo': [];
  'cognitoReplicas.showLog': [];
  'cognitoReplicas.openPool': [target?: Target];
  'cognitoReplicas.checkReadiness': [target?: Target | ResourceTarget];
  'cognitoReplicas.setUpReplication': [target?: Target | ResourceTarget];
  'cognitoReplicas.openRecord': [];
  'cognitoReplicas.copyPlan': [target?: Target | ResourceTarget];
  'cognitoReplicas.runPlan': [target?: Target | ResourceTarget];
  'cognitoReplicas.activateReplica': [target?: Target | ResourceTarget];
  'cognitoReplicas.deactivateReplica': [target?: Target | ResourceTarget];
  'cognitoReplicas.deleteReplica': [target?: Target | ResourceTarget];
  'cognitoReplicas.switchIssuer': [target?: Target | ResourceTarget];
  'cognitoReplicas.configureFailover': [target?: Target | ResourceTarget];
  'cognitoReplicas.preflight': [target?: Target | ResourceTarget];
  'cognitoReplicas.failOver': [target?: Target | ResourceTarget];
  'cognitoReplicas.failBack': [target?: Target | ResourceTarget];
  'cognitoReplicas.rehearseFailover': [target?: Target | ResourceTarget];
  'cognitoReplicas.repairDifference': [target?: Target | ResourceTarget];
  'cognitoReplicas.copyPlanAsAwsCli': [target?: Target | ResourceTarget];
  'cognitoReplicas.copyPlanAsCloudFormation': [target?: Target | ResourceTarget];
  'cognitoReplicas.copyPlanAsTerraform': [target?: Target | ResourceTarget];
  'cognitoReplicas.showRemedies': [target?: Target | ResourceTarget];
  'cognitoReplicas.compareRegions': [target?: Target | ResourceTarget];
  'cognitoReplicas.verifySignIn': [target?: Target | ResourceTarget];
  'cognitoReplicas.findIssuerReferences': [target?: Target | ResourceTarget];
  'cognitoReplicas.showInCode': [target?: Target | ResourceTarget];
  'cognitoReplicas.estimateCost': [target?: Target | ResourceTarget];
  'cognitoReplicas.showReplicaOperations': [target?: Target | ResourceTarget];
  'cognitoReplicas.exportRunbook': [target?: Target | ResourceTarget];
  'cognitoReplicas.copyIdentifier': [target?: Target];
  'cognitoReplicas.openInConsole': [target?: Target];
}

export type CommandId = keyof CommandArguments;

// Built as a record, so that a command without an entry does not compile.
const commandTable: Record<CommandId, null> = {
  'cognitoReplicas.refresh': null,
  'cognitoReplicas.retry': null,
  'cognitoReplicas.filter': null,
  'cognitoReplicas.signIn': null,
  'cognitoReplicas.selectProfile': null,
  'cognitoReplicas.selectRegions': null,
  'cognitoReplicas.exploreDemo': null,
  'cognitoReplicas.showLog': null,
  'cognitoReplicas.openPool': null,
  'cognitoReplicas.checkReadiness': null,
  'cognitoReplicas.setUpReplication': null,
  'cognitoReplicas.openRecord': null,
  'cognitoReplicas.copyPlan': null,
  'cognitoReplicas.runPlan': null,
  'cognitoReplicas.activateReplica': null,
  'cognitoReplicas.deactivateReplica': null,
  'cognitoReplicas.deleteReplica': null,
  'cognitoReplicas.switchIssuer': null,
  'cognitoReplicas.configureFailover': null,
  'cognitoReplicas.preflight': null,
  'cognitoReplicas.failOver': null,
  'cognitoReplicas.failBack': null,
  'cognitoReplicas.rehearseFailover': null,
  'cognitoReplicas.repairDifference': null,
  'cognitoReplicas.copyPlanAsAwsCli': null,
  'cognitoReplicas.copyPlanAsCloudFormation': null,
  'cognitoReplicas.copyPlanAsTerraform': null,
  'cognitoReplicas.showRemedies': null,
  'cognitoReplicas.compareRegions': null,
  'cognitoReplicas.verifySignIn': null,
  'cognitoReplicas.findIssuerReferences': null,
  'cognitoReplicas.showInCode': null,
  'cognitoReplicas.estimateCost': null,
  'cognitoReplicas.showReplicaOperations': null,
  'cognitoReplicas.exportRunbook': null,
  'cognitoReplicas.copyIdentifier': null,
  'cognitoReplicas.openInConsole': null,
};

export const commandIds = Object.keys(commandTable) as readonly CommandId[];

export interface SettingTypes {
  'cognitoReplicas.profile': string;
  'cognitoReplicas.regions': readonly string[];
  'cognitoReplicas.readOnly': boolean;
  'cognitoReplicas.rules.severity': RuleSeverities;
  'cognitoReplicas.prices': Prices;
  'cognitoReplicas.code.languages': CodeSettings['languages'];
  'cognitoReplicas.code.exclude': readonly string[];
  'cognitoReplicas.code.regions': Readonly<Record<string, string>>;
}

export type SettingId = keyof SettingTypes;

export const settingDefaults: { readonly [Id in SettingId]: SettingTypes[Id] } = {
  'cognitoReplicas.profile': '',
  'cognitoReplicas.regions': [],
  'cognitoReplicas.readOnly': false,
  'cognitoReplicas.rules.severity': {},
  'cognitoReplicas.prices': defaultPrices,
  'cognitoReplicas.code.languages': { cloudformation: true, terraform: true, cdk: true },
  'cognitoReplicas.code.exclude': [],
  'cognitoReplicas.code.regions': {},
};

/** Context keys that `when` clauses of package.json read. */
export interface ContextKeyTypes {
  /** Which welcome view the pools view shows, or `rows`. */
  'cognitoReplicas.viewState': string;
  /** An account or the demo was chosen, signed in or not. */
  'cognitoReplicas.connected': boolean;
  /** What was chosen is in AWS: not the demo, not an emulator. */
  'cognitoReplicas.inAws': boolean;
  /** The setting cognitoReplicas.readOnly is off. */
  'cognitoReplicas.canWrite': boolean;
}

export type ContextKeyId = keyof ContextKeyTypes;

const contextKeyTable: Record<ContextKeyId, null> = {
  'cognitoReplicas.viewState': null,
  'cognitoReplicas.connected': null,
  'cognitoReplicas.inAws': null,
  'cognitoReplicas.canWrite': null,
};

export const contextKeyIds = Object.keys(contextKeyTable) as readonly ContextKeyId[];

export const viewContainerId = 'cognitoReplicas';
export const poolsViewId = 'cognitoReplicas.pools';

/** Words in a row's `contextValue`, which `when` clauses of package.json look for. */
export const rowAbilities = [
  'retry',
  'signIn',
  'check',
  'compare',
  'showInCode',
  'copyable',
  'console',
  'activeReplica',
  'inactiveReplica',
  'someReplica',
  'failedOver',
] as const;
export type RowAbility = (typeof rowAbilities)[number];
