import type { Message } from '../../message.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { DraftStep } from '../plan.ts';
import type { RepairContext } from './repairContext.ts';

/** Text that somebody can use as it is, for this pool. */
export interface Offer {
  readonly title: Message;
  readonly language: 'shellscript' | 'yaml' | 'hcl';
  readonly text: string;
}

/** Something that belongs to a row and that no step of a plan copies, and what can be used instead. */
export interface NotCopied {
  readonly rowId: string;
  readonly reason: Message;
  readonly offers: readonly Offer[];
}

/** What rows of one kind come to. */
export interface KindPlan {
  readonly steps?: readonly DraftStep[];
  readonly notCopied?: readonly NotCopied[];
}

/** How rows of one kind are repaired. */
export interface RepairKind {
  /** Whether a row is of this kind, by its id. */
  readonly takes: (row: ParityRow) => boolean;
  /** Whether there is a step or an offer for a row of this kind that is different or missing; judged by the row alone, for a button. */
  readonly helps: (row: ParityRow) => boolean;
  /** Steps for rows of this kind that are different or missing. Changes of one request are one step. */
  readonly plan: (rows: readonly ParityRow[], context: RepairContext) => KindPlan;
}

/** A row of which nothing is copied and for which there is no text either. */
export function leftAlone({ id }: ParityRow, reason: Message): NotCopied {
  return { rowId: id, reason, offers: [] };
}

/** What a row's id has behind `tags/`, as it was before it became part of the id. */
export function nameBehind(prefix: string, id: string): string {
  return id.slice(prefix.length).replaceAll('%2F', '/').replaceAll('%25', '%');
}
