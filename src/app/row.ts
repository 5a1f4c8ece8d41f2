import type { Message } from '../domain/message.ts';
import type { DocumentKind } from './documents/documentPath.ts';

/** What a row says with its icon; ui chooses the codicon. Every meaning is also said in words. */
export type RowIcon =
  | 'active'
  | 'inactive'
  | 'inTransition'
  | 'notReplicated'
  | 'reading'
  | 'unknown'
  | 'problem'
  | 'error'
  | 'passed'
  | 'region'
  | 'issuer'
  | 'key'
  | 'domain'
  | 'readiness'
  | 'origin';

export type RowKind = 'pool' | 'reading' | 'primary' | 'replica' | 'issuer' | 'key' | 'domain' | 'readiness' | 'origin' | 'region';

/** Something worth copying: its name for the list of choices, and the text. */
export interface Identifier {
  readonly name: Message;
  readonly value: string;
}

/** One row of the tree, finished but for the drawing. */
export interface Row {
  /** Stable for the same thing in the same account, so that expansion and selection survive a refresh. */
  readonly id: string;
  readonly kind: RowKind;
  readonly label: Message;
  readonly description: Message;
  readonly tooltip: readonly Message[];
  readonly icon: RowIcon;
  readonly expandable: boolean;
  readonly identifiers: readonly Identifier[];
  readonly poolId?: string;
  /** What a person can do about a row that says what failed, or what nobody asked for yet. */
  readonly action?: 'retry' | 'signIn' | 'check' | 'showInCode';
  /** It is about a pool whose two Regions can be compared. */
  readonly comparable?: boolean;
  /** The status of the replica that it is about, as received, where there is one. */
  readonly replicaStatus?: string;
  /** The traffic of its domain was forced to the replica. */
  readonly failedOver?: boolean;
  /** The document that the row opens. */
  readonly document?: DocumentKind;
  /** The Region to try again (kind `region`) or to open in the console. */
  readonly region?: string;
}
