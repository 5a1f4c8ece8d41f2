import type { Fact } from '../fact.ts';
import type { DomainDescription, KeyDescription, MfaDescription, PoolReplica } from '../userPool.ts';

/**
 * What is known of one pool and one secondary Region for it, whether AWS says it or code: what a rule judges. Each fact is known, absent or unknown by itself.
 */
export interface RuleFacts {
  readonly poolId: string;
  readonly account: Fact<string>;
  /** Undefined when code does not say where it is deployed. */
  readonly primaryRegion: string | undefined;
  readonly secondaryRegion: string | undefined;
  /** How findings name the pool: its ARN, or what a template calls it. */
  readonly subject: string;
  /** LITE, ESSENTIALS, PLUS, or as received; absent when the service does not say. */
  readonly tier: Fact<string>;
  readonly issuerType: Fact<string>;
  /** AWS_OWNED_KEY or CUSTOMER_MANAGED_KEY, or as received. */
  readonly keyType: Fact<string>;
  /** The key as the pool in the primary Region names it; absent for a key that AWS owns. */
  readonly keyArn: Fact<string>;
  /** Absent when the service does not say. */
  readonly deletionProtection: Fact<boolean>;
  readonly replicas: Fact<readonly PoolReplica[]>;
  /** The pool's key in the primary Region; absent for a key that AWS owns or that is not there. */
  readonly primaryKey: Fact<KeyDescription>;
  readonly secondaryKey: Fact<KeyDescription>;
  /** The key policy as text, per Region. */
  readonly primaryKeyPolicy: Fact<string>;
  readonly secondaryKeyPolicy: Fact<string>;
  readonly domain: Fact<DomainDescription>;
  readonly mfa: Fact<MfaDescription>;
}

/** The facts of a pool that AWS has: its Regions are known. */
export interface ReadinessFacts extends RuleFacts {
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
}
