import * as vscode from 'vscode';
import { accountOf } from '../../app/documents/documentIds.ts';
import { type DocumentKind, planDocuments, planKindOf } from '../../app/documents/documentPath.ts';
import type { PlanState } from '../../app/plans/planState.ts';
import type { Plans } from '../../app/plans/plans.ts';
import { poolsViewId } from '../../contributions.ts';
import { type PlanIntent, planName, type PlanSubject } from '../../domain/plans/intent.ts';
import type { PlanKind } from '../../domain/plans/plan.ts';
import type { Clock } from '../../domain/ports.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { poolTarget, type PoolTarget, type PoolTargetParts } from '../commands/targets.ts';
import { documentUri } from '../documents/documentUri.ts';
import type { SecondaryRegions } from '../secondaryRegions.ts';
import type { PlanChoices } from './planChoices.ts';

export interface PlanDeskParts extends PoolTargetParts {
  readonly plans: Plans;
  readonly choices: PlanChoices;
  readonly clock: Clock;
  readonly secondaryRegions: SecondaryRegions;
}

/** A plan opens after this time at the latest, and shows what is still being read when it arrives. In milliseconds. */
const patience = 1_500;

/** For what ends by itself in bounded time. */
export const never = new AbortController().signal;

/** A command about a pool that has a replica. */
export type ReplicatedTarget = PoolTarget & { readonly subject: PlanSubject };

/** What the commands of plans have in common: the plan that a command is about, and showing it. */
export class PlanDesk {
  readonly parts: PlanDeskParts;

  constructor(parts: PlanDeskParts) {
    this.parts = parts;
  }

  /** Keeps what is to be done, reads what is there, and shows the plan. */
  async plan(subject: PlanSubject, intent: PlanIntent): Promise<void> {
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

  async show(subject: PlanSubject, kind: PlanKind): Promise<void> {
    await this.open(subject, planDocuments[kind]);
  }

  /** Opens a document about a pool and its secondary Region. */
  async open({ account, poolId, poolName, primaryRegion, secondaryRegion }: PlanSubject, kind: DocumentKind): Promise<void> {
    const uri = documentUri({ kind, account, region: primaryRegion, poolId, name: poolName, secondaryRegion });
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  /** The pool of a command that is about a replica; says so where there is none. */
  async replicated(given: unknown): Promise<ReplicatedTarget | undefined> {
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
  async planOf(given: unknown): Promise<{ readonly kind: PlanKind; readonly subject: PlanSubject; readonly state: PlanState } | undefined> {
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

  isWalked(subject: PlanSubject, kind: PlanKind): boolean {
    return this.parts.plans.stateOf(subject, kind)?.isWalked === true;
  }

  /** The account that a pool is in, read if it has to be. */
  async account(pool: UserPool): Promise<string | undefined> {
    const { session } = this.parts;
    await this.reading(session.needDetails(pool.id));
    return accountOf(session.store, pool.id);
  }

  /** Shows where people look that something is read. */
  async reading<T>(read: Promise<T>): Promise<T> {
    return vscode.window.withProgress({ location: { viewId: poolsViewId } }, async () => read);
  }
}

/** A pool and the Region of its replica. */
export function subjectOf({ id, name, primaryRegion }: UserPool, account: string, secondaryRegion: string): PlanSubject {
  return { account, poolId: id, poolName: name, primaryRegion, secondaryRegion };
}
