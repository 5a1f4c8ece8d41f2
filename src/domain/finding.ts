import type { Message } from './message.ts';

/** The rules of this product. Their ids do not change: settings, comments and other people's scripts name them. */
export type RuleId =
  | 'replica-tier'
  | 'replica-key'
  | 'key-not-multi-region'
  | 'key-arn'
  | 'key-replica-missing'
  | 'key-state'
  | 'key-policy'
  | 'replica-region'
  | 'replica-duplicate'
  | 'failover-routing'
  | 'failover-replica'
  | 'certificate-region'
  | 'issuer-type'
  | 'mfa-totp'
  | 'deletion-protection';

export type Severity = 'error' | 'warning' | 'info';

/** One problem, wherever it was found. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** What was seen and why it matters. */
  readonly message: Message;
  /** What to do about it. */
  readonly remedy: Message;
  /** What it is about: the ARN of a pool or key, or a name. */
  readonly subject: string;
}
