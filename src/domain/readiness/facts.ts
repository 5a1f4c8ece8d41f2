import type { Fact } from '../fact.ts';
import type { DomainDescription, KeyDescription, MfaDescription, PoolDescription, PoolReplica } from '../userPool.ts';

/** What is known of one pool and one secondary Region for it. Each fact is known, absent or unknown by itself. */
export interface ReadinessFacts {
  readonly poolId: string;
  readonly account: Fact<string>;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly description: Fact<PoolDescription>;
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
