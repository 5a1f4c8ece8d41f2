import * as vscode from 'vscode';
import { type DocumentId, planDocuments, planKindOf } from '../../app/documents/documentPath.ts';
import type { PlanState } from '../../app/plans/planState.ts';
import { Plans } from '../../app/plans/plans.ts';
import { documentUri } from '../documents/documentUri.ts';
import { PlanChoices } from './planChoices.ts';
import { PlanCommands, type PlanCommandParts } from './planCommands.ts';
import { RunFiles } from './runFiles.ts';
import { WalkProgress } from './walkProgress.ts';

export interface StartPlansParts extends Omit<PlanCommandParts, 'plans' | 'choices'> {
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'storageUri' | 'workspaceState'>;
  readonly log: vscode.LogOutputChannel;
  readonly isReadOnly: () => boolean;
  readonly onWalking: (walking: boolean) => void;
}

/** What plans need, once an account is connected: what was left unfinished goes on by itself. */
export class StartedPlans implements vscode.Disposable {
  readonly commands: PlanCommands;
  private readonly parts: StartPlansParts;
  private readonly plans: Plans;
  private readonly choices: PlanChoices;
  private readonly progress: WalkProgress;

  constructor(parts: StartPlansParts) {
    const { clock, context, isReadOnly, log, onWalking, session } = parts;
    this.parts = parts;
    const folderOf = (place: string): string => ((place === 'demo' ? context.storageUri : undefined) ?? context.globalStorageUri).fsPath;
    const storage = new RunFiles({ folderOf, onUnreadable: (file, error) => log.warn(`record not read: ${file}`, error) });
    this.choices = new PlanChoices(context.workspaceState);
    this.plans = new Plans({ session, clock, storage, isReadOnly });
    this.commands = new PlanCommands({ ...parts, plans: this.plans, choices: this.choices });
    this.progress = new WalkProgress({
      session,
      plans: this.plans,
      log,
      onWalking,
      runAgain: (state) => this.commands.runPlan(documentUri(planDocumentOf(state))),
      openRecord: (state) => this.openRecord(state),
    });
  }

  /** Plans what a document shows that was open when the window was closed. */
  async need(id: DocumentId): Promise<void> {
    const { session } = this.parts;
    const kind = planKindOf(id.kind);
    if (id.kind === 'run') {
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
    this.plans.dispose();
  }

  private async openRecord({ record }: PlanState): Promise<void> {
    if (!record) return;
    await this.plans.loadRecords();
    const { account, poolId, primaryRegion } = record.subject;
    await vscode.window.showTextDocument(documentUri({ kind: 'run', account, region: primaryRegion, poolId, name: record.id }));
  }
}

function planDocumentOf({ intent, subject }: PlanState): DocumentId {
  const { account, poolId, poolName, primaryRegion, secondaryRegion } = subject;
  return { kind: planDocuments[intent.kind], account, region: primaryRegion, poolId, name: poolName, secondaryRegion };
}
