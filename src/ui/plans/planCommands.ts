import * as vscode from 'vscode';
import { valueOf } from '../../domain/fact.ts';
import type { PlanIntent, PlanSubject } from '../../domain/plans/intent.ts';
import { canRepair } from '../../domain/plans/repair/planRepair.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { poolTarget } from '../commands/targets.ts';
import { localized } from '../localize.ts';
import { pickSecondaryRegion } from '../prompts/pickSecondaryRegion.ts';
import { issuerImpact } from './issuerImpact.ts';
import { never, type PlanDesk, subjectOf } from './planDesk.ts';
import { pickIssuer, pickKey, pickRows } from './planPrompts.ts';

/** Commands that ask what a plan needs to know, and show it. Nothing is sent to AWS. */
export class PlanCommands {
  private readonly desk: PlanDesk;

  constructor(desk: PlanDesk) {
    this.desk = desk;
  }

  /** Asks for what the set-up needs to know, and shows its plan. */
  async setUpReplication(given?: unknown): Promise<void> {
    const asked = await poolTarget(this.desk.parts, given);
    if (!asked) return;
    const { pool } = asked;
    const account = await this.desk.account(pool);
    const remembered = account === undefined ? undefined : this.desk.parts.secondaryRegions.of(account, pool.id);
    const region = pool.secondaryRegion ?? asked.document?.secondaryRegion ?? remembered ?? (await pickSecondaryRegion(pool));
    if (region === undefined || account === undefined || !asked.isCurrent()) return;
    if (pool.secondaryRegion === undefined) await this.desk.parts.secondaryRegions.choose(account, pool.id, region);
    const subject = subjectOf(pool, account, region);
    if (this.desk.isWalked(subject, 'setUp')) return this.desk.show(subject, 'setUp');
    // Judged for that Region from now on, so that tree and readiness speak of the same.
    await this.desk.reading(this.desk.parts.session.check(pool.id, region));
    const intent = await this.setUpIntent(subject);
    if (intent && asked.isCurrent()) await this.desk.plan(subject, intent);
  }

  async activateReplica(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (asked) await this.desk.plan(asked.subject, { kind: 'activate' });
  }

  async deactivateReplica(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (asked) await this.desk.plan(asked.subject, { kind: 'deactivate' });
  }

  async deleteReplica(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (!asked) return;
    const { pool, subject } = asked;
    const replicas = valueOf(this.desk.parts.session.store.snapshot.details.get(pool.id)?.replicas);
    const isActive = replicas?.some(({ region, status }) => region === subject.secondaryRegion && status === 'ACTIVE') ?? false;
    const deactivate = vscode.l10n.t('Deactivate, Then Delete');
    if (isActive) {
      const detail = vscode.l10n.t('AWS deletes a replica only while it is INACTIVE. The plan is shown before anything is sent.');
      const said = vscode.l10n.t('The replica of {name} in {region} is ACTIVE.', { name: pool.name, region: subject.secondaryRegion });
      if ((await vscode.window.showWarningMessage(said, { modal: true, detail }, deactivate)) !== deactivate) return;
    }
    if (asked.isCurrent()) await this.desk.plan(subject, { kind: 'delete', deactivatesFirst: isActive });
  }

  async switchIssuer(given?: unknown): Promise<void> {
    const asked = await poolTarget(this.desk.parts, given);
    if (!asked) return;
    const { pool } = asked;
    const account = await this.desk.account(pool);
    const issuerType = valueOf(this.desk.parts.session.store.snapshot.details.get(pool.id)?.description)?.issuerType;
    if (account === undefined || !asked.isCurrent()) return;
    const subject = subjectOf(pool, account, pool.secondaryRegion ?? pool.primaryRegion);
    const to = issuerType === 'UPDATED' ? 'ORIGINAL' : 'UPDATED';
    await this.searchImpact(pool, issuerType);
    await this.desk.plan(subject, { kind: 'switchIssuer', to });
  }

  /** Plans the repair of the rows that it was invoked on, or of those that are chosen from all that differ. */
  async repairDifference(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (!asked) return;
    const rows = asked.target?.rows ?? (await this.chooseRows(asked.subject));
    if (rows && rows.length > 0 && asked.isCurrent()) await this.desk.plan(asked.subject, { kind: 'repair', rowIds: rows });
  }

  private async setUpIntent(subject: PlanSubject): Promise<PlanIntent | undefined> {
    const { plans, session } = this.desk.parts;
    const pool = session.store.pools.find(({ id }) => id === subject.poolId);
    const facts = pool && session.store.assessmentOf(pool)?.facts;
    const key = valueOf(facts?.primaryKey);
    let keyArn: string | undefined;
    if (facts && key?.multiRegion !== true) {
      const keys = await this.desk.reading(plans.keys(subject.primaryRegion, never));
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
    const impact = issuerType === undefined ? undefined : await this.desk.reading(issuerImpact({ ...pool, issuerType }));
    if (impact) this.desk.parts.plans.setIssuerImpact(pool.id, impact);
    return impact && localized(impact);
  }

  private async chooseRows(subject: PlanSubject): Promise<readonly string[] | undefined> {
    const { session } = this.desk.parts;
    if (!session.store.parityOf(subject.poolId)?.rows) await this.desk.reading(session.compare(subject.poolId));
    const rows = (session.store.parityOf(subject.poolId)?.rows ?? []).filter(canRepair);
    if (rows.length > 0) return pickRows(rows, vscode.l10n.t('Repair Differences of {name}', { name: subject.poolName }));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing that differs between the Regions of {name} can be repaired from here.', { name: subject.poolName }),
    );
    return undefined;
  }
}
