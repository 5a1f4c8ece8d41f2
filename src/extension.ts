import { env as environment } from 'node:process';
import * as vscode from 'vscode';
import { PoolSession } from './app/poolSession.ts';
import type { Connector } from './aws/connector.ts';
import type { Row } from './app/row.ts';
import { parityPanelType } from './contributions.ts';
import type { Failure } from './domain/failure.ts';
import type { Clock, Connection, ConnectionChoice } from './domain/ports.ts';
import type { CodeCommands } from './ui/commands/codeCommands.ts';
import { connectionCommands } from './ui/commands/connectionCommands.ts';
import { startCodeDiagnostics } from './ui/code/startCodeDiagnostics.ts';
import { registerCommands } from './ui/commands/register.ts';
import { ConnectionChoices } from './ui/connectionChoices.ts';
import { ContextKeys } from './ui/contextKeys.ts';
import { CostQuestions } from './ui/costQuestions.ts';
import { PoolDiagnostics } from './ui/diagnostics/poolDiagnostics.ts';
import { PoolFiles } from './ui/documents/poolFiles.ts';
import { RulePages } from './ui/documents/rulePages.ts';
import { textFile } from './ui/documents/textFile.ts';
import { logChanges } from './ui/log.ts';
import { Attendance } from './ui/prompts/attendance.ts';
import { editFilter } from './ui/prompts/editFilter.ts';
import { SecondaryRegions } from './ui/secondaryRegions.ts';
import { registeredSoon } from './ui/registeredSoon.ts';
import { readSettings } from './ui/settings.ts';
import type { StartedPlans } from './ui/plans/startPlans.ts';
import type { ParityPanels } from './ui/parityPanel/parityPanels.ts';
import { PoolTree } from './ui/tree/poolTree.ts';

const clock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Builds the parts and wires them. The SDK, the simulator and their chunks load when an account or the demo is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Cognito Replicas', { log: true });
  const settings = readSettings();
  const attendance = new Attendance();
  const demoFile = textFile(vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'demo.json'));

  let opened: Promise<Connector> | undefined;
  const connector = (): Promise<Connector> =>
    (opened ??= import('./aws/connector.ts').then(({ createConnector }) =>
      createConnector({ environment, askForMfaCode: (serialNumber) => attendance.askForMfaCode(serialNumber) }),
    ));
  const open = async (choice: ConnectionChoice): Promise<Connection | Failure> => {
    if (choice.kind === 'demo')
      return (await import('./demoConnection.ts')).openDemo(demoFile, clock, (error) => log.warn('demo not saved', error));
    return (await connector()).connect(choice);
  };

  const session = new PoolSession({ open, clock });
  session.store.severities = settings.severities.value;
  session.store.prices = settings.prices.value;
  const choices = new ConnectionChoices(context.workspaceState, settings, environment);
  const connection = connectionCommands({
    session,
    choices,
    log,
    listProfiles: async () => (await connector()).listProfiles(),
    tokenFolders: async () => (await connector()).tokenFolders(),
    attended: (act) => attendance.attended(act),
  });
  const contextKeys = new ContextKeys();
  contextKeys.set('cognitoReplicas.canWrite', !settings.readOnly.value);
  const tree = new PoolTree({
    session,
    contextKeys,
    clock,
    // Infrastructure code activates the extension too: AWS is asked when somebody looks at the view, a document of a pool, or runs a command.
    needConnection: () => void connection.connectOnce(),
    needDetails: (poolId) => void attendance.attended(() => session.needDetails(poolId)),
  });
  const rulePages = new RulePages(context.extensionUri);
  const selected = (): Row | undefined => tree.selection[0];
  const pool = async () => (await import('./ui/commands/poolCommands.ts')).poolCommands({ session, selected });
  const secondaryRegions = new SecondaryRegions(context.workspaceState);
  const costQuestions = new CostQuestions(context.workspaceState);
  const replica = async () => (await import('./ui/commands/replicaCommands.ts')).replicaCommands({ session, selected });
  const documents = async () =>
    (await import('./ui/commands/documentCommands.ts')).documentCommands({
      session,
      clock,
      secondaryRegions,
      selected,
      explain: (rule) => rulePages.open(rule),
    });
  let codeCommands: Promise<CodeCommands> | undefined;
  const code = (): Promise<CodeCommands> =>
    (codeCommands ??= import('./ui/commands/codeCommands.ts').then(({ CodeCommands: Commands }) => {
      const made = new Commands({ session, selected, rulePage: (rule) => rulePages.uriOf(rule) });
      context.subscriptions.push(made);
      return made;
    }));
  let startedPlans: Promise<StartedPlans> | undefined;
  /** Loads with the first account: a plan that was left unfinished goes on by itself. */
  const plans = (): Promise<StartedPlans> =>
    (startedPlans ??= import('./ui/plans/startPlans.ts').then(({ StartedPlans: Started }) => {
      const made = new Started({
        session,
        clock,
        context,
        log,
        secondaryRegions,
        selected,
        isReadOnly: () => settings.readOnly.value,
        onWalking: (walking) => void context.workspaceState.update(walkingKey, walking),
      });
      context.subscriptions.push(made);
      return made;
    }));
  const planning = (act: (started: StartedPlans) => Promise<void>): Promise<void> => attendance.attended(async () => act(await plans()));
  let panels: Promise<ParityPanels> | undefined;
  const parityPanels = (): Promise<ParityPanels> =>
    (panels ??= import('./ui/parityPanel/parityPanels.ts').then(({ ParityPanels: Panels }) => {
      const made = new Panels({
        session,
        clock,
        log,
        selected,
        extensionUri: context.extensionUri,
        needConnection: () => void connection.connectOnce(),
        explain: (rule) => rulePages.open(rule),
        repair: (target) => planning(({ commands }) => commands.repairDifference(target)),
        isReadOnly: () => settings.readOnly.value,
      });
      context.subscriptions.push(made);
      return made;
    }));
  const commands = registerCommands(
    {
      'cognitoReplicas.refresh': () => attendance.attended(() => session.refresh()),
      'cognitoReplicas.retry': (target) =>
        attendance.attended(() => (target?.region === undefined ? session.refresh() : session.retry(target.region))),
      'cognitoReplicas.filter': () => editFilter(tree.filter, (filter) => (tree.filter = filter)),
      'cognitoReplicas.signIn': connection.signIn,
      'cognitoReplicas.selectProfile': connection.selectProfile,
      'cognitoReplicas.selectRegions': connection.selectRegions,
      'cognitoReplicas.exploreDemo': connection.exploreDemo,
      'cognitoReplicas.showLog': () => log.show(),
      'cognitoReplicas.openPool': (target) => attendance.attended(async () => (await documents()).openPool(target)),
      'cognitoReplicas.checkReadiness': (target) => attendance.attended(async () => (await documents()).checkReadiness(target)),
      'cognitoReplicas.setUpReplication': (target) => planning(({ commands }) => commands.setUpReplication(target)),
      'cognitoReplicas.activateReplica': (target) => planning(({ commands }) => commands.activateReplica(target)),
      'cognitoReplicas.deactivateReplica': (target) => planning(({ commands }) => commands.deactivateReplica(target)),
      'cognitoReplicas.deleteReplica': (target) => planning(({ commands }) => commands.deleteReplica(target)),
      'cognitoReplicas.switchIssuer': (target) => planning(({ commands }) => commands.switchIssuer(target)),
      'cognitoReplicas.repairDifference': (target) => planning(({ commands }) => commands.repairDifference(target)),
      'cognitoReplicas.configureFailover': (target) => planning(({ failover }) => failover.configureFailover(target)),
      'cognitoReplicas.preflight': (target) => planning(({ failover }) => failover.preflight(target)),
      'cognitoReplicas.failOver': (target) => planning(({ failover }) => failover.failOver(target)),
      'cognitoReplicas.failBack': (target) => planning(({ failover }) => failover.failBack(target)),
      'cognitoReplicas.rehearseFailover': (target) => planning(({ rehearsal }) => rehearsal.rehearseFailover(target)),
      'cognitoReplicas.runPlan': (target) => planning(({ runs }) => runs.runPlan(target)),
      'cognitoReplicas.openRecord': () => planning((started) => started.pickRecord()),
      'cognitoReplicas.copyPlan': (target) => planning(({ runs }) => runs.copyPlan(target)),
      'cognitoReplicas.copyPlanAsAwsCli': (target) => planning(({ runs }) => runs.copyPlan(target, 'awsCli')),
      'cognitoReplicas.copyPlanAsCloudFormation': (target) => planning(({ runs }) => runs.copyPlan(target, 'cloudFormation')),
      'cognitoReplicas.copyPlanAsTerraform': (target) => planning(({ runs }) => runs.copyPlan(target, 'terraform')),
      'cognitoReplicas.showRemedies': (target) => attendance.attended(async () => (await documents()).showRemedies(target)),
      'cognitoReplicas.compareRegions': (target) => attendance.attended(async () => (await parityPanels()).compareRegions(target)),
      'cognitoReplicas.verifySignIn': (target) =>
        attendance.attended(async () => {
          const { verifySignInCommand } = await import('./ui/signIn/verifySignIn.ts');
          await verifySignInCommand({ session, clock, log, selected, isReadOnly: () => settings.readOnly.value }, target);
        }),
      'cognitoReplicas.findIssuerReferences': (target) => attendance.attended(async () => (await code()).findIssuerReferences(target)),
      'cognitoReplicas.showInCode': (target) => attendance.attended(async () => (await code()).showInCode(target)),
      'cognitoReplicas.estimateCost': (target) =>
        attendance.attended(async () =>
          (await import('./ui/commands/estimateCost.ts')).estimateCost({ session, selected, costQuestions }, target),
        ),
      'cognitoReplicas.showReplicaOperations': (target) => attendance.attended(async () => (await replica()).showReplicaOperations(target)),
      'cognitoReplicas.exportRunbook': (target) => attendance.attended(async () => (await replica()).exportRunbook(target)),
      'cognitoReplicas.copyIdentifier': async (target) => (await pool()).copyIdentifier(target),
      'cognitoReplicas.openInConsole': async (target) => (await pool()).openInConsole(target),
    },
    { log, needConnection: () => connection.connectOnce() },
  );

  context.subscriptions.push(
    log,
    settings,
    session,
    tree,
    commands,
    logChanges(session, log),
    new PoolFiles({
      session,
      clock,
      needConnection: () => void connection.connectOnce(),
      needPlan: (id) => void plans().then((started) => started.need(id)),
      needCost: ({ account, poolId }) => costQuestions.need(session.store, account, poolId),
    }),
    session.onDidChange(() => {
      if (session.connected) void plans();
    }),
    new PoolDiagnostics({ session, clock, rulePage: (rule) => rulePages.uriOf(rule) }),
    registeredSoon(async () => (await import('./ui/documents/poolHover.ts')).registerPoolHover()),
    startCodeDiagnostics({
      log,
      rulePage: (rule) => rulePages.uriOf(rule),
      settings,
      clock,
      session,
      loadWasm: async (name) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, 'dist', name)),
    }),
    registeredSoon(async () => (await import('./ui/documents/poolCodeActions.ts')).registerPoolCodeActions()),
    registeredSoon(async () => (await import('./ui/code/issuerActions.ts')).registerIssuerActions()),
    vscode.window.registerWebviewPanelSerializer(parityPanelType, {
      deserializeWebviewPanel: async (panel, state: unknown) => (await parityPanels()).restore(panel, state),
    }),
    rulePages,
    settings.readOnly.onDidChange((readOnly) => contextKeys.set('cognitoReplicas.canWrite', !readOnly)),
    settings.severities.onDidChange((severities) => (session.store.severities = severities)),
    settings.prices.onDidChange((prices) => (session.store.prices = prices)),
    settings.profile.onDidChange(() => void connection.settingsChanged()),
    settings.regions.onDidChange(() => void connection.settingsChanged()),
  );
  // Infrastructure for sign-in is being changed: what was left unfinished is not left until somebody opens the view.
  if (context.workspaceState.get(walkingKey) === true) void connection.connectOnce();
}

/** Of the state of a workspace: whether a plan is being walked in its window. */
const walkingKey = 'plans.walking';
