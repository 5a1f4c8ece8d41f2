import * as vscode from 'vscode';
import type { DocumentId } from '../../app/documents/documentPath.ts';
import { isShown } from '../../app/documents/shown.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import type { Row } from '../../app/row.ts';
import type { Target } from '../../contributions.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { documentOf } from '../documents/documentUri.ts';
import { pickPool } from '../prompts/pickPool.ts';

/** What a command is about. */
export interface PoolTarget {
  readonly pool: UserPool;
  /** The row or link that it was invoked on, when that is about this pool. */
  readonly target: Target | undefined;
  /** The document that it was invoked on or that is in front, when that is about this pool. */
  readonly document: DocumentId | undefined;
  /** Whether the account is still the one that was looked at when the command began: whatever waits has to ask before it goes on. */
  readonly isCurrent: () => boolean;
}

export interface PoolTargetParts {
  readonly session: PoolSession;
  /** The row that is selected in the view. */
  readonly selected: () => Row | undefined;
}

/**
 * Finds out which pool a command is about: the row, document or link that it was invoked on, the pool document in front, the selected row; otherwise it asks.
 * Undefined when the user left, or when the document belongs to an account that is not looked at.
 */
export async function poolTarget({ session, selected }: PoolTargetParts, given?: unknown): Promise<PoolTarget | undefined> {
  const { store } = session;
  const { epoch } = store;
  const isCurrent = (): boolean => store.epoch === epoch;
  const target = targetOf(given);
  const isFromPalette = given === undefined;
  const document = documentOf(resourceOf(given) ?? (isFromPalette ? vscode.window.activeTextEditor?.document.uri : undefined));
  if (document && !isShown(session, document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This document is about account {account}, which the Cognito Replicas view does not show.', {
        account: document.account,
      }),
    );
    return undefined;
  }
  const about = target ?? (document ? { poolId: document.poolId } : isFromPalette ? selected() : undefined);
  const pool = store.pools.find(({ id }) => id === about?.poolId) ?? (await pickPool(store.pools));
  if (!pool || !isCurrent()) return undefined;
  return { pool, document, isCurrent, target: about && 'id' in about && about.poolId === pool.id ? about : target };
}

/** The uri of an editor whose title was clicked. */
function resourceOf(given: unknown): { readonly scheme: string; readonly path: string } | undefined {
  return given instanceof vscode.Uri ? given : undefined;
}

/** A row, or what a link or keybinding gives; anything else is none. */
function targetOf(given: unknown): Target | undefined {
  const isTarget = typeof given === 'object' && given !== null && !(given instanceof vscode.Uri) && 'poolId' in given;
  return isTarget && typeof given.poolId === 'string' ? (given as Target) : undefined;
}
