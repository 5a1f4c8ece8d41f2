import * as vscode from 'vscode';
import { accountOf, documentIdOf } from '../../app/documents/documentIds.ts';
import type { DocumentId, DocumentKind } from '../../app/documents/documentPath.ts';
import { poolsViewId, type Target } from '../../contributions.ts';
import type { RuleId } from '../../domain/finding.ts';
import type { Clock } from '../../domain/ports.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { documentUri } from '../documents/documentUri.ts';
import { pickSecondaryRegion } from '../prompts/pickSecondaryRegion.ts';
import type { SecondaryRegions } from '../secondaryRegions.ts';
import { showRemediesCommand } from './showRemedies.ts';
import { poolTarget, type PoolTarget, type PoolTargetParts } from './targets.ts';

/** A document opens after this time at the latest, and shows what is still being read when it arrives. */
const patience = 1_500;

export interface DocumentCommandParts extends PoolTargetParts {
  readonly clock: Clock;
  readonly secondaryRegions: SecondaryRegions;
  readonly explain: (rule: RuleId) => Promise<void>;
}

/** Opens documents about pools, and reads anew what they show. */
export function documentCommands(parts: DocumentCommandParts) {
  const { session, clock, secondaryRegions, explain } = parts;
  const { store } = session;

  async function openPool(given?: unknown): Promise<void> {
    const asked = await poolTarget(parts, given);
    if (!asked) return;
    const { pool, target, isCurrent } = asked;
    const kind = target?.document ?? 'pool';
    // A pool's own row names its primary Region; the rows below it name theirs.
    const region = target?.region ?? pool.primaryRegion;
    const reads = [session.readAgain(pool.id), ...(kind === 'pool' ? [session.readSettings(region, pool.id)] : [])];
    await reading(Promise.all(reads), store.snapshot.details.has(pool.id));
    if (isCurrent()) await showDocument(pool, kind, region, isRow(target));
  }

  /** Judges a pool for its secondary Region by facts that are read now, and shows the verdicts. */
  async function checkReadiness(given?: unknown): Promise<void> {
    const asked = await poolTarget(parts, given);
    if (!asked) return;
    const { document, pool } = asked;
    const account = accountOf(store, pool.id);
    const remembered = account === undefined ? undefined : secondaryRegions.of(account, pool.id);
    const region = pool.secondaryRegion ?? document?.secondaryRegion ?? remembered ?? (await pickSecondaryRegion(pool));
    if (region !== undefined) await checkFor(asked, region);
  }

  /** Asks for another Region than the one that was chosen before. */
  async function checkForAnotherRegion(asked: PoolTarget): Promise<void> {
    const region = await pickSecondaryRegion(asked.pool, store.secondaryRegionOf(asked.pool));
    if (region !== undefined) await checkFor(asked, region);
  }

  async function checkFor({ isCurrent, pool, target }: PoolTarget, region: string): Promise<void> {
    if (!isCurrent()) return;
    const account = accountOf(store, pool.id);
    if (pool.secondaryRegion === undefined && account !== undefined) await secondaryRegions.choose(account, pool.id, region);
    const isThere = store.assessmentOf(pool)?.facts.secondaryRegion === region;
    await reading(session.check(pool.id, region), isThere);
    if (isCurrent()) await showDocument(pool, 'readiness', pool.primaryRegion, isRow(target));
  }

  async function showDocument(pool: UserPool, kind: DocumentKind, region: string, preserveFocus: boolean): Promise<void> {
    const document = documentIdOf(store, pool, kind, region);
    if (document) {
      await show(document, preserveFocus);
    } else {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is nothing to open of {name} yet: it was not read, or AWS has no such thing.', { name: pool.name }),
      );
    }
  }

  /**
   * Shows where people look that something is read. What is there already opens at once and follows; a document that opens late would take the focus from whatever
   * somebody has begun meanwhile. What is not there is waited for, not for ever.
   */
  async function reading(read: Promise<unknown>, isThere: boolean): Promise<void> {
    void vscode.window.withProgress({ location: { viewId: poolsViewId } }, async () => read);
    if (isThere) return;
    let cancel: (() => void) | undefined;
    const enough = new Promise<void>((resolve) => {
      cancel = clock.after(patience, resolve);
    });
    await Promise.race([read, enough]);
    cancel?.();
  }

  async function show(document: DocumentId, preserveFocus = false): Promise<void> {
    await vscode.window.showTextDocument(documentUri(document), { preview: true, preserveFocus });
  }

  const showRemedies = showRemediesCommand({ ...parts, show, explain, checkForAnotherRegion });
  return { openPool, checkReadiness, showRemedies };
}

/** Whoever walks through the view stays there, as in the Explorer. */
function isRow(target: Target | undefined): boolean {
  return target?.id !== undefined;
}
