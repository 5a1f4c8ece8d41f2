import type { Finding } from '../domain/finding.ts';
import type { Message } from '../domain/message.ts';
import type { TextRange } from '../domain/textRange.ts';

/** Another place that a finding is about: the replica, key, policy or authorizer. */
export interface RelatedPlace {
  readonly path: string;
  readonly range: TextRange;
  readonly message: Message;
}

/** A finding about code, and its place. */
export interface CodeFinding {
  readonly finding: Finding;
  readonly path: string;
  readonly range: TextRange;
  readonly related: readonly RelatedPlace[];
}
