import * as vscode from 'vscode';
import { type DocumentId, planDocuments, planKindOf } from '../../app/documents/documentPath.ts';
import type { PlanState } from '../../app/plans/planState.ts';
import type { RunRecord } from '../../app/plans/runRecord.ts';
import { outcomeMessage } from '../../app/plans/runText.ts';
import { Plans } from '../../app/plans/plans.ts';
import { message } from '../../domain/message.ts';
import { documentUri } from '../documents/documentUri.ts';
import { FailedOverStatus } from '../failover/failedOverStatus.ts';
import { FailoverCommands } from '../failover/failoverCommands.ts';
import { localized } from '../localize.ts';
import { PlanChoices } from './planChoices.ts';
import { PlanCommands } from './planCommands.ts';
import { PlanDesk, type PlanDeskParts } from './planDesk.ts';
import { RunCommands } from './runCommands.ts';
import { RunFiles } from './runFiles.ts';
import { WalkProgress } from './walkProgress.ts';

export interface StartPlansParts extends Omit<PlanDeskParts, 'plans' | 'choices'> {
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'storageUri' | 'workspaceState'>;
  readonly log: vscode.LogOutputChannel;
  readonly isReadOnly: () => boolean;
  readonly onWalking: (walking: boolean) => void;
}

/** What plans need, once an account is connected: what was left unfinished goes on by itself. */
export class StartedPlans implements vscode.Disposable {
  readonly commands: PlanCommands;
  readonly runs: RunCommands;
  readonly failover: FailoverCommands;
  private readonly parts: StartPlansParts;
  private readonly plans: Plans;
  private readonly choices: PlanChoices;
  private readonly progress: WalkProgress;
  private readonly failedOver: FailedOverStatus;
  private readonly recordsAskedFor = new Set<string>();

  constructor(parts: StartPlansParts) {
    const { clock, context, isReadOnly, log, onWalking, session } = parts;
    this.parts = parts;
    const folderOf = (place: string): string => ((place === 'demo' ? context.storageUri : undefined) ?? context.globalStorageUri).fsPath;
    const storage = new RunFiles({ folderOf, onUnreadable: (file, error) => log.warn(`record not read: ${file}`, error) });
    this.choices = new PlanChoices(context.workspaceState);
    this.plans = new Plans({
      session,
      clock,
      storage,
      isReadOnly,
      onFailed: (error) => log.error('plan not resumed', error instanceof Error ? error : String(error)),
    });
    const desk = new PlanDesk({ ...parts, plans: this.plans, choices: this.choices });
    this.commands = new PlanCommands(desk);
    this.runs = new RunCommands(desk);
    this.failover = new FailoverCommands(desk);
    this.failedOver = new FailedOverStatus(session);
    this.progress = new WalkProgress({
      session,
      plans: this.plans,
      log,
      onWalking,
      runAgain: (state) => this.runs.runPlan(documentUri(planDocumentOf(state))),
      openRecord: (state) => this.openRecord(state),
    });
  }

  /** Plans what a document shows that was open when the window was closed. */
  async need(id: DocumentId): Promise<void> {
    const { session } = this.parts;
    const kind = planKindOf(id.kind);
    if (id.kind === 'run') {
      // Once: every change of the store asks again for what an open document shows.
      if (this.recordsAskedFor.has(id.name)) return;
      this.recordsAskedFor.add(id.name);
      await this.plans.loadRecords();
      return;
    }
    if (!kind || id.secondaryRegion === undefined || this.plans.stateOf(id, kind)) return;
    const intent = this.choices.of(id, kind);
    const pool = session.store.pools.find(({ id: poolId }) => poolId === id.poolId);
    if (!intent || !pool) return;
    const { name, primaryRegion } = pool;
    const subject = { account: id.account, poolId: id.poolId, poolName: name, primaryRegion, secondaryRegion: id.secondaryRegion };
    this.plans.choose(subject, intent);
    await this.plans.look(subject, kind, new AbortController().signal);
  }

  dispose(): void {
    this.progress.dispose();
    this.failedOver.dispose();
    this.plans.dispose();
  }

  /** Opens the record of a walk, of those that this machine has of the account. */
  async pickRecord(): Promise<void> {
    const records = await this.plans.records();
    if (records.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No plan was run for this account from here yet.'));
      return;
    }
    const items = records.map((record) => ({
      label: localized(record.approved.title),
      description: new Date(record.startedAt).toLocaleString(),
      detail: localized(record.outcome ? outcomeMessage(record.outcome, record.approved) : message('It has not ended.')),
      record,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Record of a Plan'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked) await this.open(picked.record);
  }

  private async openRecord({ record }: PlanState): Promise<void> {
    if (record) await this.open(record);
  }

  private async open(record: RunRecord): Promise<void> {
    await this.plans.loadRecords();
    const { account, poolId, primaryRegion } = record.subject;
    await vscode.window.showTextDocument(documentUri({ kind: 'run', account, region: primaryRegion, poolId, name: record.id }));
  }
}

function planDocumentOf({ intent, subject }: PlanState): DocumentId {
  const { account, poolId, poolName, primaryRegion, secondaryRegion } = subject;
  return { kind: planDocuments[intent.kind], account, region: primaryRegion, poolId, name: poolName, secondaryRegion };
}
