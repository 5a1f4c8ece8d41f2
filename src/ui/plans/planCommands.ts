import * as vscode from 'vscode';
import { accountOf } from '../../app/documents/documentIds.ts';
import { planDocuments, planKindOf } from '../../app/documents/documentPath.ts';
import type { Plans } from '../../app/plans/plans.ts';
import { poolsViewId } from '../../contributions.ts';
import { valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { isAsApproved } from '../../domain/plans/approval.ts';
import { type PlanIntent, planName, type PlanSubject } from '../../domain/plans/intent.ts';
import type { Plan, PlanKind } from '../../domain/plans/plan.ts';
import { canRepair } from '../../domain/plans/repair/planRepair.ts';
import type { Clock } from '../../domain/ports.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { poolTarget, type PoolTarget, type PoolTargetParts } from '../commands/targets.ts';
import { choiceName } from '../connectionChoices.ts';
import { documentUri } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { pickSecondaryRegion } from '../prompts/pickSecondaryRegion.ts';
import type { SecondaryRegions } from '../secondaryRegions.ts';
import { issuerImpact } from './issuerImpact.ts';
import type { PlanChoices } from './planChoices.ts';
import { type CodeFormat, codeOfPlan, pickFormat } from './planCode.ts';
import { confirmPlan, pickIssuer, pickKey, pickRows } from './planPrompts.ts';

export interface PlanCommandParts extends PoolTargetParts {
  readonly plans: Plans;
  readonly choices: PlanChoices;
  readonly clock: Clock;
  readonly secondaryRegions: SecondaryRegions;
}

/** A plan opens after this time at the latest, and shows what is still being read when it arrives. In milliseconds. */
const patience = 1_500;

const never = new AbortController().signal;

/** Commands that plan, show plans and run them. Nothing is sent to AWS before a plan was shown and confirmed. */
export class PlanCommands {
  private readonly parts: PlanCommandParts;

  constructor(parts: PlanCommandParts) {
    this.parts = parts;
  }

  /** Asks for what the set-up needs to know, and shows its plan. */
  async setUpReplication(given?: unknown): Promise<void> {
    const asked = await poolTarget(this.parts, given);
    if (!asked) return;
    const { pool } = asked;
    const account = await this.account(pool);
    const remembered = account === undefined ? undefined : this.parts.secondaryRegions.of(account, pool.id);
    const region = pool.secondaryRegion ?? asked.document?.secondaryRegion ?? remembered ?? (await pickSecondaryRegion(pool));
    if (region === undefined || account === undefined || !asked.isCurrent()) return;
    if (pool.secondaryRegion === undefined) await this.parts.secondaryRegions.choose(account, pool.id, region);
    const subject = subjectOf(pool, account, region);
    if (this.isWalked(subject, 'setUp')) return this.show(subject, 'setUp');
    // Judged for that Region from now on, so that tree and readiness speak of the same.
    await this.reading(this.parts.session.check(pool.id, region));
    const intent = await this.setUpIntent(subject);
    if (intent && asked.isCurrent()) await this.plan(subject, intent);
  }

  async activateReplica(given?: unknown): Promise<void> {
    const asked = await this.replicated(given);
    if (asked) await this.plan(asked.subject, { kind: 'activate' });
  }

  async deactivateReplica(given?: unknown): Promise<void> {
    const asked = await this.replicated(given);
    if (asked) await this.plan(asked.subject, { kind: 'deactivate' });
  }

  async deleteReplica(given?: unknown): Promise<void> {
    const asked = await this.replicated(given);
    if (!asked) return;
    const { pool, subject } = asked;
    const replicas = valueOf(this.parts.session.store.snapshot.details.get(pool.id)?.replicas);
    const isActive = replicas?.some(({ region, status }) => region === subject.secondaryRegion && status === 'ACTIVE') ?? false;
    const deactivate = vscode.l10n.t('Deactivate, Then Delete');
    if (isActive) {
      const detail = vscode.l10n.t('AWS deletes a replica only while it is INACTIVE. The plan is shown before anything is sent.');
      const said = vscode.l10n.t('The replica of {name} in {region} is ACTIVE.', { name: pool.name, region: subject.secondaryRegion });
      if ((await vscode.window.showWarningMessage(said, { modal: true, detail }, deactivate)) !== deactivate) return;
    }
    if (asked.isCurrent()) await this.plan(subject, { kind: 'delete', deactivatesFirst: isActive });
  }

  async switchIssuer(given?: unknown): Promise<void> {
    const asked = await poolTarget(this.parts, given);
    if (!asked) return;
    const { pool } = asked;
    const account = await this.account(pool);
    const issuerType = valueOf(this.parts.session.store.snapshot.details.get(pool.id)?.description)?.issuerType;
    if (account === undefined || !asked.isCurrent()) return;
    const subject = subjectOf(pool, account, pool.secondaryRegion ?? pool.primaryRegion);
    const to = issuerType === 'UPDATED' ? 'ORIGINAL' : 'UPDATED';
    await this.searchImpact(pool, issuerType);
    await this.plan(subject, { kind: 'switchIssuer', to });
  }

  /** Plans the repair of the rows that it was invoked on, or of those that are chosen from all that differ. */
  async repairDifference(given?: unknown): Promise<void> {
    const asked = await this.replicated(given);
    if (!asked) return;
    const rows = asked.target?.rows ?? (await this.chooseRows(asked.subject));
    if (rows && rows.length > 0 && asked.isCurrent()) await this.plan(asked.subject, { kind: 'repair', rowIds: rows });
  }

  /** Runs the plan in front: reads everything again, checks permissions, asks for the yes, and walks. */
  async runPlan(given?: unknown): Promise<void> {
    const found = await this.planOf(given);
    if (!found) return;
    const { kind, subject } = found;
    const { plans, session } = this.parts;
    if (this.isWalked(subject, kind)) return this.show(subject, kind);
    const shown = plans.stateOf(subject, kind)?.plan;
    const state = await this.reading(plans.look(subject, kind, never));
    const plan = state?.plan;
    if (!plan || state.failure) {
      await this.show(subject, kind);
      if (state?.failure) void vscode.window.showErrorMessage(localized(failureMessage(state.failure)));
      return;
    }
    const next = plan.steps.find((step) => step.state !== 'done');
    if (!next) {
      await this.show(subject, kind);
      void vscode.window.showInformationMessage(vscode.l10n.t('{title}: everything is done.', { title: localized(plan.title) }));
      return;
    }
    if (next.needsLook) return this.chooseRegional(subject);
    if (!shown || !isSameAs(plan, shown)) {
      await this.show(subject, kind);
      if (shown)
        void vscode.window.showWarningMessage(
          vscode.l10n.t('What is there has changed since the plan was shown. Look at the plan, and run it again.'),
        );
      return;
    }
    const missing = await this.missingPermissions(subject, kind);
    if (missing.length > 0) {
      await this.show(subject, kind);
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
      const outcome = await this.parts.plans.run(subject, plan);
      if (typeof outcome === 'string') void vscode.window.showWarningMessage(notWalked(outcome));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('{title} stopped: {reason}', { title: localized(plan.title), reason }));
    }
  }

  /** Copies what is left of a plan as a script for the AWS CLI, as a template or as Terraform code. */
  async copyPlan(given?: unknown, format?: CodeFormat): Promise<void> {
    const found = await this.planOf(given);
    if (!found) return;
    const plan = found.state.plan;
    if (!plan) return this.show(found.subject, found.kind);
    const chosen = format ?? (await pickFormat());
    if (!chosen) return;
    const { name, text } = await codeOfPlan(plan, chosen);
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the plan for {name} as {format}', { name: plan.poolName, format: name }), 5000);
  }

  /** What is to be chosen while a set-up is under way: which regional settings are copied. */
  private async chooseRegional(subject: PlanSubject): Promise<void> {
    const { choices, plans } = this.parts;
    const state = plans.stateOf(subject, 'setUp');
    const rows = (state?.compared?.rows ?? []).filter(canRepair);
    const chosen = rows.length === 0 ? [] : await pickRows(rows, vscode.l10n.t('Copy to {region}', { region: subject.secondaryRegion }));
    if (!chosen || state?.intent.kind !== 'setUp') return;
    const intent: PlanIntent = { ...state.intent, regional: chosen };
    await choices.keep(subject, intent);
    await this.plan(subject, intent);
    void vscode.window.showInformationMessage(vscode.l10n.t('The plan shows what is left, call by call. Run it to go on.'));
  }

  private async setUpIntent(subject: PlanSubject): Promise<PlanIntent | undefined> {
    const { plans, session } = this.parts;
    const pool = session.store.pools.find(({ id }) => id === subject.poolId);
    const facts = pool && session.store.assessmentOf(pool)?.facts;
    const key = valueOf(facts?.primaryKey);
    let keyArn: string | undefined;
    if (facts && key?.multiRegion !== true) {
      const keys = await this.reading(plans.keys(subject.primaryRegion, never));
      // Without a list, there is nothing to choose from; the plan says why.
      const picked = keys.ok ? await pickKey(keys.value, subject.poolName, subject.secondaryRegion) : null;
      if (picked === undefined) return undefined;
      keyArn = picked ?? undefined;
    }
    const issuerType = valueOf(facts?.issuerType);
    let keepsIssuer = false;
    if (pool && issuerType === 'ORIGINAL') {
      const impact = await this.searchImpact(pool, issuerType);
      const picked = await pickIssuer(subject.poolName, impact);
      if (!picked) return undefined;
      keepsIssuer = picked === 'ORIGINAL';
    }
    return { kind: 'setUp', keepsIssuer, ...(keyArn !== undefined && { keyArn }) };
  }

  private async searchImpact(pool: UserPool, issuerType: string | undefined): Promise<string | undefined> {
    const impact = issuerType === undefined ? undefined : await this.reading(issuerImpact({ ...pool, issuerType }));
    if (impact) this.parts.plans.setIssuerImpact(pool.id, impact);
    return impact && localized(impact);
  }

  private async chooseRows(subject: PlanSubject): Promise<readonly string[] | undefined> {
    const { session } = this.parts;
    if (!session.store.parityOf(subject.poolId)?.rows) await this.reading(session.compare(subject.poolId));
    const rows = (session.store.parityOf(subject.poolId)?.rows ?? []).filter(canRepair);
    if (rows.length > 0) return pickRows(rows, vscode.l10n.t('Repair Differences of {name}', { name: subject.poolName }));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing that differs between the Regions of {name} can be repaired from here.', { name: subject.poolName }),
    );
    return undefined;
  }

  private async missingPermissions(subject: PlanSubject, kind: PlanKind): Promise<readonly string[]> {
    const { plans } = this.parts;
    await this.reading(plans.checkPermissions(subject, kind, never));
    return (plans.stateOf(subject, kind)?.missing ?? []).map(localized);
  }

  /** Keeps what is to be done, reads what is there, and shows the plan. */
  private async plan(subject: PlanSubject, intent: PlanIntent): Promise<void> {
    const { choices, clock, plans } = this.parts;
    if (!this.isWalked(subject, intent.kind)) {
      plans.choose(subject, intent);
      await choices.keep(subject, intent);
      const looked = this.reading(plans.look(subject, intent.kind, never));
      let cancel: (() => void) | undefined;
      await Promise.race([looked, new Promise<void>((resolve) => (cancel = clock.after(patience, resolve)))]);
      cancel?.();
    }
    await this.show(subject, intent.kind);
  }

  private async show(subject: PlanSubject, kind: PlanKind): Promise<void> {
    const { account, poolId, poolName, primaryRegion, secondaryRegion } = subject;
    const uri = documentUri({ kind: planDocuments[kind], account, region: primaryRegion, poolId, name: poolName, secondaryRegion });
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  /** The pool of a command that is about a replica; says so where there is none. */
  private async replicated(given: unknown): Promise<(PoolTarget & { readonly subject: PlanSubject }) | undefined> {
    const asked = await poolTarget(this.parts, given);
    if (!asked) return undefined;
    const { pool } = asked;
    const account = await this.account(pool);
    if (account === undefined || !asked.isCurrent()) return undefined;
    if (pool.secondaryRegion !== undefined) return { ...asked, subject: subjectOf(pool, account, pool.secondaryRegion) };
    void vscode.window.showInformationMessage(vscode.l10n.t('{name} has no replica.', { name: pool.name }));
    return undefined;
  }

  /** The plan of the document in front, or the one that the pool has. */
  private async planOf(given: unknown) {
    const asked = await poolTarget(this.parts, given);
    if (!asked) return undefined;
    const { document, pool } = asked;
    const account = document?.account ?? (await this.account(pool));
    if (account === undefined || !asked.isCurrent()) return undefined;
    const { plans, session } = this.parts;
    const prefix = planName({ account, poolId: pool.id }, '');
    const states = [...session.store.snapshot.plans].filter(([name]) => name.startsWith(prefix)).map(([, state]) => state);
    const kind = (document && planKindOf(document.kind)) ?? states.at(-1)?.intent.kind;
    const state = kind && plans.stateOf({ account, poolId: pool.id }, kind);
    if (state) return { kind, subject: state.subject, state };
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no plan for {name} yet.', { name: pool.name }));
    return undefined;
  }

  private isWalked(subject: PlanSubject, kind: PlanKind): boolean {
    return this.parts.plans.stateOf(subject, kind)?.isWalked === true;
  }

  /** The account that a pool is in, read if it has to be. */
  private async account(pool: UserPool): Promise<string | undefined> {
    const { session } = this.parts;
    await this.reading(session.needDetails(pool.id));
    return accountOf(session.store, pool.id);
  }

  /** Shows where people look that something is read. */
  private async reading<T>(read: Promise<T>): Promise<T> {
    return vscode.window.withProgress({ location: { viewId: poolsViewId } }, async () => read);
  }
}

function subjectOf({ id, name, primaryRegion }: UserPool, account: string, secondaryRegion: string): PlanSubject {
  return { account, poolId: id, poolName: name, primaryRegion, secondaryRegion };
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
