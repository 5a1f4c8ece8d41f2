import * as vscode from 'vscode';
import type { PlanState } from '../../app/plans/planState.ts';
import type { Plans } from '../../app/plans/plans.ts';
import { progressOf } from '../../app/plans/progress.ts';
import type { RunOutcome } from '../../app/plans/runRecord.ts';
import { outcomeMessage } from '../../app/plans/runText.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { planName } from '../../domain/plans/intent.ts';
import { localized } from '../localize.ts';

export interface WalkProgressParts {
  readonly session: PoolSession;
  readonly plans: Plans;
  readonly log: vscode.LogOutputChannel;
  /** Runs a plan that has ended before its end, and opens what a walk has written down. */
  readonly runAgain: (state: PlanState) => Promise<void>;
  readonly openRecord: (state: PlanState) => Promise<void>;
  /** Whether any plan is walked: kept, so that a window that is opened again goes on with it. */
  readonly onWalking: (walking: boolean) => void;
}

/** Shows each walk in a notification that can be cancelled, and how it ended; also one that goes on after a reload. */
export class WalkProgress implements vscode.Disposable {
  private readonly parts: WalkProgressParts;
  private readonly shown = new Map<string, (state: PlanState | undefined) => void>();
  private readonly listening: { dispose(): void };
  private isClosing = false;

  constructor(parts: WalkProgressParts) {
    this.parts = parts;
    this.listening = parts.session.onDidChange(() => this.update());
    this.update();
  }

  dispose(): void {
    // The window closes in the middle: it is to go on in the next one.
    this.isClosing = true;
    this.listening.dispose();
    for (const tell of this.shown.values()) tell(undefined);
    this.shown.clear();
  }

  private update(): void {
    const { plans } = this.parts.session.store.snapshot;
    for (const [name, state] of plans) {
      const tell = this.shown.get(name);
      if (tell) tell(state);
      else if (state.isWalked) this.begin(name, state);
    }
    // Another account: its walks are left, and taken up again with it.
    for (const [name, tell] of this.shown) if (!plans.has(name)) tell(undefined);
  }

  private begin(name: string, first: PlanState): void {
    const { log, onWalking, plans } = this.parts;
    const title = first.plan ? localized(first.plan.title) : first.subject.poolName;
    log.info(`plan begun: ${planName(first.subject, first.intent.kind)}`);
    onWalking(true);
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => plans.cancel(first.subject, first.intent.kind));
      return new Promise<void>((resolve) => {
        let said = '';
        this.shown.set(name, (state) => {
          if (state?.isWalked) {
            const message = stepText(state);
            if (message !== said) progress.report({ message });
            said = message;
            return;
          }
          this.shown.delete(name);
          if (!this.isClosing) onWalking(this.shown.size > 0);
          resolve();
          if (state?.record?.outcome) void this.tell(state, state.record.outcome);
        });
        this.shown.get(name)?.(first);
      });
    });
  }

  private async tell(state: PlanState, outcome: RunOutcome): Promise<void> {
    const { log, openRecord, runAgain } = this.parts;
    log.info(`plan ended: ${planName(state.subject, state.intent.kind)} ${outcome.kind}`);
    if (!state.record || outcome.kind === 'cancelled') return;
    const title = localized(state.record.approved.title);
    const text = vscode.l10n.t('{title}: {outcome}', { title, outcome: localized(outcomeMessage(outcome, state.record.approved)) });
    const record = vscode.l10n.t('Open Record');
    const goOn = outcome.kind === 'look' ? vscode.l10n.t('Choose') : vscode.l10n.t('Run Again');
    const actions = outcome.kind === 'done' ? [record] : [goOn, record];
    const show =
      outcome.kind === 'done' || outcome.kind === 'look' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const chosen = await show(text, ...actions);
    if (chosen === record) await openRecord(state);
    if (chosen === goOn) await runAgain(state);
  }
}

function stepText(state: PlanState): string {
  const at = progressOf(state);
  return at
    ? vscode.l10n.t('step {number} of {count}: {step}', { number: at.number, count: at.count, step: localized(at.step.title) })
    : vscode.l10n.t('reading back');
}
