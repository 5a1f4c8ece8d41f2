import * as vscode from 'vscode';
import { accountOf, documentIdOf } from '../../app/documents/documentIds.ts';
import type { DocumentId } from '../../app/documents/documentPath.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import { poolsViewId, type ResourceTarget, type Target } from '../../contributions.ts';
import type { Clock } from '../../domain/ports.ts';
import type { RuleId } from '../../domain/finding.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { resourceOf, targetOf } from './targets.ts';
import { documentOf, documentUri } from '../documents/documentUri.ts';
import { pickPool } from '../prompts/pickPool.ts';
import { pickSecondaryRegion } from '../prompts/pickSecondaryRegion.ts';
import { showRemediesCommand } from './showRemedies.ts';
import type { SecondaryRegions } from '../secondaryRegions.ts';

/** A document opens after this time at the latest, and shows what is still being read when it arrives. */
const patience = 1_500;

export interface DocumentCommandParts {
  readonly session: PoolSession;
  readonly clock: Clock;
  readonly secondaryRegions: SecondaryRegions;
  /** The row that is selected in the view. */
  readonly selected: () => Target | undefined;
  readonly explain: (rule: RuleId) => Promise<void>;
}

/** Opens documents about pools, and reads anew what they show. */
export function documentCommands({ session, clock, secondaryRegions, selected, explain }: DocumentCommandParts) {
  const { store } = session;

  async function openPool(given?: Target): Promise<void> {
    const target = given ?? selected();
    const pool = await poolOf(target);
    if (!pool) return;
    const isDetail = target?.id !== undefined && target.id !== `pool/${pool.id}`;
    const region = (isDetail ? target.region : undefined) ?? pool.primaryRegion;
    await patiently(Promise.all([session.readAgain(pool.id), session.readSettings(region, pool.id)]));
    const document = documentIdOf(store, pool, target?.document ?? 'pool', region);
    if (document) await show(document);
  }

  /** Judges a pool for its secondary Region by facts that are read now, and shows the verdicts. */
  async function checkReadiness(given?: Target | ResourceTarget): Promise<void> {
    const open = documentOf(resourceOf(given));
    const pool = await poolOf(open ?? targetOf(given) ?? selected());
    if (!pool) return;
    const account = accountOf(store, pool.id);
    const region =
      pool.secondaryRegion ?? open?.secondaryRegion ?? secondaryRegions.of(account, pool.id) ?? (await pickSecondaryRegion(pool));
    if (region !== undefined) await checkFor(pool, region);
  }

  /** Asks for another Region than the one that was chosen before. */
  async function checkForAnotherRegion(pool: UserPool): Promise<void> {
    const region = await pickSecondaryRegion(pool, store.secondaryRegionOf(pool));
    if (region !== undefined) await checkFor(pool, region);
  }

  async function checkFor(pool: UserPool, region: string): Promise<void> {
    if (pool.secondaryRegion === undefined) await secondaryRegions.choose(accountOf(store, pool.id), pool.id, region);
    await patiently(session.check(pool.id, region));
    const document = documentIdOf(store, pool, 'readiness');
    if (document) await show(document);
  }

  async function poolOf(target: { readonly poolId?: string } | undefined): Promise<UserPool | undefined> {
    const { pools } = store;
    return pools.find(({ id }) => id === target?.poolId) ?? (await pickPool(pools));
  }

  /** Waits for a read, and shows that it does where people look; not for ever. */
  async function patiently(read: Promise<unknown>): Promise<void> {
    let cancel: (() => void) | undefined;
    const enough = new Promise<void>((resolve) => {
      cancel = clock.after(patience, resolve);
    });
    void vscode.window.withProgress({ location: { viewId: poolsViewId } }, async () => read);
    await Promise.race([read, enough]);
    cancel?.();
  }

  async function show(document: DocumentId): Promise<void> {
    await vscode.window.showTextDocument(documentUri(document), { preview: true });
  }

  const showRemedies = showRemediesCommand({ session, selected, show, explain, checkForAnotherRegion });
  return { openPool, checkReadiness, showRemedies };
}
