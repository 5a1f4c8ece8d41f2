import { type Fact, valueOf } from './fact.ts';
import type { HealthCheck } from './failover/healthCheck.ts';
import type { JsonObject } from './json.ts';
import { partitionOf, primaryRegionOf } from './region.ts';

/** A user pool as ListUserPools of one Region returns it. A replicated pool may be listed in both of its Regions, under the same id. */
export interface ListedPool {
  readonly id: string;
  readonly name: string;
  /** The Region whose list it was in. */
  readonly region: string;
  /** Regions in which replicas exist; empty when the list named none. */
  readonly replicaRegions: readonly string[];
}

/** Status and role are kept as received: AWS may add to both. Facts: cognito-replication.md section 1. */
export interface PoolReplica {
  readonly region: string;
  readonly role: string;
  readonly status: string;
}

export interface PoolKey {
  /** AWS_OWNED_KEY or CUSTOMER_MANAGED_KEY, or as received. A pool without a key configuration is on an AWS owned key. */
  readonly type: string;
  readonly arn?: string;
}

/** What DescribeUserPool of one Region says, as far as this product uses it. */
export interface PoolDescription {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** LITE, ESSENTIALS or PLUS, or as received; undefined when the reply has none (older emulators). */
  readonly tier?: string;
  readonly issuerType: string;
  readonly key: PoolKey;
  /** Undefined when the reply does not say. */
  readonly deletionProtection?: boolean;
  readonly prefixDomain?: string;
  readonly customDomain?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Everything the reply says, for a document to show. */
  readonly settings: JsonObject;
}

/** A KMS key in one Region. */
export interface KeyDescription {
  readonly arn: string;
  readonly region: string;
  readonly multiRegion: boolean;
  /** KeySpec and KeyUsage of KMS; undefined when the reply does not say. */
  readonly spec?: string;
  readonly usage?: string;
  /** KeyState of KMS: Enabled, Disabled, PendingDeletion ... */
  readonly state: string;
  /** The Regions of a multi-Region key, primary key first; only its own Region otherwise. */
  readonly regions: readonly string[];
  readonly settings: JsonObject;
}

export interface DomainDescription {
  readonly name: string;
  readonly custom: boolean;
  readonly status?: string;
  readonly certificateArn?: string;
  readonly failover?: { readonly secondaryRegion: string; readonly healthCheckId: string };
  readonly settings: JsonObject;
}

/** How users of a pool prove a second factor, as GetUserPoolMfaConfig says. */
export interface MfaDescription {
  /** OFF, ON or OPTIONAL, or as received. */
  readonly mode: string;
  readonly totp: boolean;
  readonly sms: boolean;
  readonly email: boolean;
  readonly settings: JsonObject;
}

/** Everything that is read of one pool beyond the list, each part known, absent or unknown by itself. */
export interface PoolDetails {
  readonly description: Fact<PoolDescription>;
  readonly replicas: Fact<readonly PoolReplica[]>;
  /** Per Region: the key the pool is encrypted with. Empty for an AWS owned key. */
  readonly keys: ReadonlyMap<string, Fact<KeyDescription>>;
  /** Per Region: the policy of that key, as text. Empty for a pool whose replication nobody asked about. */
  readonly keyPolicies: ReadonlyMap<string, Fact<string>>;
  readonly domain: Fact<DomainDescription>;
  /** What the domain fails over by; absent where it does not fail over. */
  readonly healthCheck: Fact<HealthCheck>;
  /** Undefined for a pool whose replication nobody asked about. */
  readonly mfa?: Fact<MfaDescription>;
}

/** Every fact of a pool's details, for whoever asks what could not be read; none for details that were not read yet. */
export function factsOf(details: PoolDetails | undefined): readonly Fact<unknown>[] {
  if (!details) return [];
  const { description, domain, healthCheck, keyPolicies, keys, mfa, replicas } = details;
  return [description, replicas, domain, healthCheck, ...(mfa ? [mfa] : []), ...keys.values(), ...keyPolicies.values()];
}

/** One pool of the account, whichever Regions it was listed in. */
export interface UserPool {
  readonly id: string;
  readonly name: string;
  readonly primaryRegion: string;
  /** Undefined when the pool is not replicated as far as the lists say. AWS allows one replica. */
  readonly secondaryRegion?: string;
}

/**
 * Folds the lists of all Regions into pools: a replicated pool once, replicated pools first, then by name. Details count as well: they may know of a
 * replica that no list named.
 */
export function poolsOf(listed: Iterable<ListedPool>, details: ReadonlyMap<string, PoolDetails> = new Map()): UserPool[] {
  const byId = new Map<string, UserPool>();
  for (const entry of listed) {
    const primaryRegion = primaryRegionOf(entry.id) ?? entry.region;
    const secondaryRegion = [...entry.replicaRegions, entry.region].find((region) => region !== primaryRegion);
    const before = byId.get(entry.id);
    if (before && (before.secondaryRegion !== undefined || secondaryRegion === undefined)) continue;
    byId.set(entry.id, { id: entry.id, name: entry.name, primaryRegion, ...(secondaryRegion !== undefined && { secondaryRegion }) });
  }
  return [...byId.values()].map((pool) => withReplica(pool, details.get(pool.id))).sort(comparePools);
}

function withReplica(pool: UserPool, details: PoolDetails | undefined): UserPool {
  if (pool.secondaryRegion !== undefined) return pool;
  const replica = secondaryOf(valueOf(details?.replicas) ?? [], pool.primaryRegion);
  return replica ? { ...pool, secondaryRegion: replica.region } : pool;
}

const collator = new Intl.Collator('en', { numeric: true });

function comparePools(a: UserPool, b: UserPool): number {
  const replicatedFirst = Number(b.secondaryRegion !== undefined) - Number(a.secondaryRegion !== undefined);
  return replicatedFirst || collator.compare(a.name, b.name) || collator.compare(a.id, b.id);
}

/** The replica row of ListUserPoolReplicas: the one that is not the primary, by role, or by Region where the role is missing. */
export function secondaryOf(replicas: readonly PoolReplica[], primaryRegion: string): PoolReplica | undefined {
  return replicas.find(({ role, region }) => (role ? role === 'SECONDARY' : region !== primaryRegion));
}

/** Whether a status is on its way to another one by itself. Unknown statuses count as settled. */
export function isInTransition(status: string): boolean {
  return status === 'CREATING' || status === 'DELETING' || status === 'PENDING_CREATE';
}

/**
 * The exact `iss` of the pool's tokens, which is also the base of its JWKS and discovery documents.
 * Facts: cognito-replication.md section 4, "Issuer / JWKS": both forms name the primary Region.
 */
export function issuerUrl(issuerType: string, poolId: string, primaryRegion: string): string | undefined {
  const { dnsSuffix } = partitionOf(primaryRegion);
  switch (issuerType) {
    case 'ORIGINAL':
      return `https://cognito-idp.${primaryRegion}.${dnsSuffix}/${poolId}`;
    case 'UPDATED':
      return `https://issuer-cognito-idp.${primaryRegion}.${dnsSuffix}/${poolId}`;
    default:
      return undefined;
  }
}

/** The ARN of the pool in one of its Regions: only the Region field differs between primary and replica. */
export function poolArn(poolId: string, region: string, account: string): string {
  return `arn:${partitionOf(region).id}:cognito-idp:${region}:${account}:userpool/${poolId}`;
}

/** The pool in the AWS console, in one of its Regions. */
export function poolConsoleUrl(poolId: string, region: string): string {
  const { consoleHost } = partitionOf(region);
  return `https://${region}.${consoleHost}/cognito/v2/idp/user-pools/${poolId}/overview?region=${region}`;
}
