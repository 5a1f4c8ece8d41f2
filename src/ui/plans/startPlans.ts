import * as vscode from 'vscode';
import { type DocumentId, planDocuments, planKindOf } from '../../app/documents/documentPath.ts';
import type { PlanState } from '../../app/plans/planState.ts';
import type { RunRecord } from '../../app/plans/runRecord.ts';
import { outcomeMessage } from '../../app/plans/runText.ts';
import { Plans } from '../../app/plans/plans.ts';
import { message } from '../../domain/message.ts';
import { rehearsalVerdict } from '../../domain/rehearsal/rehearsalText.ts';
import { documentUri } from '../documents/documentUri.ts';
import { FailedOverStatus } from '../failover/failedOverStatus.ts';
import { FailoverCommands } from '../failover/failoverCommands.ts';
import { localized } from '../localize.ts';
import { RehearsalCommands } from '../rehearsal/rehearsalCommands.ts';
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
  readonly rehearsal: RehearsalCommands;
  private readonly parts: StartPlansParts;
  private readonly plans: Plans;
  private readonly choices: PlanChoices;
  private readonly progress: WalkProgress;
  private readonly failedOver: FailedOverStatus;
  private readonly recordsAskedFor = new Set<string>();
  private isWalking = false;
  private isRehearsing = false;

  constructor(parts: StartPlansParts) {
    const { clock, context, isReadOnly, log, session } = parts;
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
    this.rehearsal = new RehearsalCommands({ desk, storage, log, isReadOnly, onRehearsing: (isRehearsing) => this.busy({ isRehearsing }) });
    this.progress = new WalkProgress({
      session,
      plans: this.plans,
      log,
      onWalking: (isWalking) => this.busy({ isWalking }),
      runAgain: (state) => this.runs.runPlan(documentUri(planDocumentOf(state))),
      openRecord: (state) => this.openRecord(state),
    });
  }

  /** Plans what a document shows that was open when the window was closed. */
  async need(id: DocumentId): Promise<void> {
    const { session } = this.parts;
    const kind = planKindOf(id.kind);
    if (id.kind === 'run' || id.kind === 'rehearsal') {
      // Once: every change of the store asks again for what an open document shows.
      if (this.recordsAskedFor.has(id.name)) return;
      this.recordsAskedFor.add(id.name);
      await (id.kind === 'run' ? this.plans.loadRecords() : this.rehearsal.rehearsals.load());
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
    this.rehearsal.dispose();
  }

  /** Opens the record of a walk or a rehearsal, of those that this machine has of the account. */
  async pickRecord(): Promise<void> {
    const [records, rehearsals] = await Promise.all([this.plans.records(), this.rehearsal.rehearsals.all()]);
    if (records.length === 0 && rehearsals.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No plan was run for this account from here yet.'));
      return;
    }
    const items = [
      ...records.map((record) => ({
        label: localized(record.approved.title),
        at: record.startedAt,
        detail: localized(record.outcome ? outcomeMessage(record.outcome, record.approved) : message('It has not ended.')),
        open: () => this.open(record),
      })),
      ...rehearsals.map((rehearsal) => ({
        label: vscode.l10n.t('Rehearsal of {name}', { name: rehearsal.subject.poolName }),
        at: rehearsal.startedAt ?? rehearsal.preparedAt,
        detail: localized(rehearsalVerdict(rehearsal)),
        open: () => this.rehearsal.open(rehearsal),
      })),
    ]
      .sort((one, other) => other.at - one.at)
      .map((item) => ({ ...item, description: new Date(item.at).toLocaleString() }));
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Record of a Plan'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    await picked?.open();
  }

  /** A window that is opened again looks after what it has left. */
  private busy(change: { readonly isWalking?: boolean; readonly isRehearsing?: boolean }): void {
    this.isWalking = change.isWalking ?? this.isWalking;
    this.isRehearsing = change.isRehearsing ?? this.isRehearsing;
    this.parts.onWalking(this.isWalking || this.isRehearsing);
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
