import type { Message } from './message.ts';

/** Rules about one user pool and a secondary Region for it. */
export type ReadinessRuleId =
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

/** Rules about the code around a user pool: what reads its tokens. */
export type WorkspaceRuleId = 'issuer-hard-coded' | 'jwt-verify-version';

/** Rules about code that declares pools and what belongs to them. */
export type CodeRuleId =
  | 'replica-property'
  | 'regional-status'
  | 'regional-arn'
  | 'issuer-authorizer'
  | 'trigger-permission'
  | 'terraform-provider'
  | 'sender-key';

/** Rules about the two Regions of a replicated pool, side by side. Two of them are rules of code as well, and one is of readiness. */
export type ParityRuleId = 'trigger-missing' | 'quota-parity' | 'trigger-permission' | 'regional-arn' | 'mfa-totp';

/** The rules of this product. Their ids do not change: settings, comments and other people's scripts name them. */
export type RuleId = ReadinessRuleId | WorkspaceRuleId | CodeRuleId | ParityRuleId;

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

export interface ReadinessFinding extends Finding {
  readonly rule: ReadinessRuleId;
}

export interface ParityFinding extends Finding {
  readonly rule: ParityRuleId;
  /** The id of the row that it was seen in. */
  readonly row: string;
}
