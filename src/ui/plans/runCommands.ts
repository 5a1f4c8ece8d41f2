import * as vscode from 'vscode';
import { failureMessage } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import { isAsApproved } from '../../domain/plans/approval.ts';
import type { PlanIntent, PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan, PlanKind } from '../../domain/plans/plan.ts';
import { canRepair } from '../../domain/plans/repair/planRepair.ts';
import { choiceName } from '../connectionChoices.ts';
import { localized } from '../localize.ts';
import { type CodeFormat, codeOfPlan, pickFormat } from './planCode.ts';
import { never, type PlanDesk } from './planDesk.ts';
import { confirmPlan, pickRows } from './planPrompts.ts';

/** Runs plans that were shown, and copies them. Nothing is sent to AWS before it was shown and confirmed. */
export class RunCommands {
  private readonly desk: PlanDesk;

  constructor(desk: PlanDesk) {
    this.desk = desk;
  }

  /** Runs the plan in front: reads everything again, checks permissions, asks for the yes, and walks. */
  async runPlan(given?: unknown): Promise<void> {
    const found = await this.desk.planOf(given);
    if (!found) return;
    const { kind, subject } = found;
    const { plans, session } = this.desk.parts;
    if (this.desk.isWalked(subject, kind)) return this.desk.show(subject, kind);
    const shown = plans.stateOf(subject, kind)?.plan;
    const state = await this.desk.reading(plans.look(subject, kind, never));
    const plan = state?.plan;
    if (!plan || state.failure) {
      await this.desk.show(subject, kind);
      if (state?.failure) void vscode.window.showErrorMessage(localized(failureMessage(state.failure)));
      return;
    }
    const next = plan.steps.find((step) => step.state !== 'done');
    if (!next) {
      await this.desk.show(subject, kind);
      void vscode.window.showInformationMessage(vscode.l10n.t('{title}: everything is done.', { title: localized(plan.title) }));
      return;
    }
    if (next.needsLook) return kind === 'failBack' ? this.chooseToFree(subject, next.needsLook) : this.chooseRegional(subject);
    if (!shown || !isSameAs(plan, shown)) {
      await this.desk.show(subject, kind);
      if (shown)
        void vscode.window.showWarningMessage(
          vscode.l10n.t('What is there has changed since the plan was shown. Look at the plan, and run it again.'),
        );
      return;
    }
    const missing = await this.missingPermissions(subject, kind);
    if (missing.length > 0) {
      await this.desk.show(subject, kind);
      void vscode.window.showErrorMessage(
        vscode.l10n.t('Nothing was sent. Your credentials lack what the plan needs: {missing}', { missing: missing.join('; ') }),
      );
      return;
    }
    const { choice } = session.state;
    if (!(await confirmPlan(plan, choice ? choiceName(choice) : ''))) return;
    // Not awaited: it may take hours, and nobody is asked for an MFA code meanwhile.
    void this.walk(subject, plan);
  }

  /** How it ends is shown with its progress; here, that it did not begin. */
  private async walk(subject: PlanSubject, plan: Plan): Promise<void> {
    try {
      const outcome = await this.desk.parts.plans.run(subject, plan);
      if (typeof outcome === 'string') void vscode.window.showWarningMessage(notWalked(outcome));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('{title} stopped: {reason}', { title: localized(plan.title), reason }));
    }
  }

  /** Copies what is left of a plan as a script for the AWS CLI, as a template or as Terraform code. */
  async copyPlan(given?: unknown, format?: CodeFormat): Promise<void> {
    const found = await this.desk.planOf(given);
    if (!found) return;
    const plan = found.state.plan;
    if (!plan) return this.desk.show(found.subject, found.kind);
    const chosen = format ?? (await pickFormat());
    if (!chosen) return;
    const { name, text } = await codeOfPlan(plan, chosen);
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the plan for {name} as {format}', { name: plan.poolName, format: name }), 5000);
  }

  /** What is to be chosen while a set-up is under way: which regional settings are copied. */
  private async chooseRegional(subject: PlanSubject): Promise<void> {
    const { choices, plans } = this.desk.parts;
    const state = plans.stateOf(subject, 'setUp');
    const rows = (state?.compared?.rows ?? []).filter(canRepair);
    const chosen = rows.length === 0 ? [] : await pickRows(rows, vscode.l10n.t('Copy to {region}', { region: subject.secondaryRegion }));
    if (!chosen || state?.intent.kind !== 'setUp') return;
    const intent: PlanIntent = { ...state.intent, regional: chosen };
    await choices.keep(subject, intent);
    await this.desk.plan(subject, intent);
    void vscode.window.showInformationMessage(vscode.l10n.t('The plan shows what is left, call by call. Run it to go on.'));
  }

  /** Nobody has kept what the health check was before: it can be freed, if somebody says so. */
  private async chooseToFree(subject: PlanSubject, why: Message): Promise<void> {
    const free = vscode.l10n.t('Free the Health Check');
    const detail = vscode.l10n.t('The plan then sets Disabled and Inverted to false, and shows it before anything is sent.');
    const chosen = await vscode.window.showWarningMessage(localized(why), { modal: true, detail }, free);
    if (chosen === free) await this.desk.plan(subject, { kind: 'failBack', frees: true });
  }

  private async missingPermissions(subject: PlanSubject, kind: PlanKind): Promise<readonly string[]> {
    const { plans } = this.desk.parts;
    await this.desk.reading(plans.checkPermissions(subject, kind, never));
    return (plans.stateOf(subject, kind)?.missing ?? []).map(localized);
  }
}

/** Whether every call that is left was shown. */
function isSameAs(plan: Plan, shown: Plan): boolean {
  return plan.steps.every((step) => step.state === 'done' || isAsApproved(step, shown, plan.answers));
}

function notWalked(why: 'readOnly' | 'otherWindow' | 'alreadyWalked' | 'notConnected'): string {
  switch (why) {
    case 'readOnly':
      return vscode.l10n.t('Nothing was sent: the setting cognitoReplicas.readOnly is on.');
    case 'otherWindow':
      return vscode.l10n.t('Nothing was sent: another window is running a plan for this user pool.');
    case 'alreadyWalked':
      return vscode.l10n.t('Nothing was sent: a plan for this user pool is being run.');
    case 'notConnected':
      return vscode.l10n.t('Nothing was sent: no account is looked at.');
  }
}
