import * as vscode from 'vscode';
import type { ParityOf } from '../../app/parity/needParity.ts';
import type { Side } from '../../app/parity/parityText.ts';
import { parityScheme } from '../../contributions.ts';

/** One side of a diff: what a Region has of one row, or of the whole pool. */
export interface ParityDocumentId extends ParityOf {
  readonly side: Side;
  readonly rowId?: string;
}

/** Ids stand in the query, where their letters and slashes stay as they are; the path is the name that a tab shows. */
export function parityDocumentUri(id: ParityDocumentId, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: parityScheme, path: `/${name.replaceAll(/[/\\?#]/g, '-')}.json`, query: JSON.stringify(id) });
}

/** The document that a query names; undefined for anything else: links and other extensions may open any address. */
export function parityDocumentOf(query: string): ParityDocumentId | undefined {
  let value: unknown;
  try {
    value = JSON.parse(query);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { account, poolId, primaryRegion, rowId, side } = value as Record<string, unknown>;
  if (typeof account !== 'string' || typeof poolId !== 'string' || typeof primaryRegion !== 'string') return undefined;
  if (side !== 'primary' && side !== 'secondary') return undefined;
  if (rowId !== undefined && typeof rowId !== 'string') return undefined;
  return { account, poolId, primaryRegion, side, ...(rowId !== undefined && { rowId }) };
}
