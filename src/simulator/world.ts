// The state of the simulated AWS: plain JSON, so that it can be saved, compared and handed to a test. Nothing here is a timer: what changes
// with time (a replica that is being created, a key that is not usable yet) is a timestamp that is judged with the request's own `now`.
// A World is never changed; the functions below return a new one that shares everything they did not touch.
import type { emailMfaShape, webAuthnShape } from './cognito/mfa.ts';
import type { PoolResources } from './cognito/poolResources.ts';
import type { Fault, FaultMemory } from './faults.ts';
import type { DeliveryStream } from './firehose/service.ts';
import type { Earlier } from './lag.ts';
import type { LambdaFunction } from './lambda/functions.ts';
import type { LogGroup } from './logs/service.ts';
import type { Outage } from './outages.ts';
import type { Permission } from './permissions.ts';
import type { HealthCheck } from './route53/healthChecks.ts';
import type { Bucket } from './s3/service.ts';
import type { EmailAccount, EmailIdentity } from './ses/service.ts';
import type { Shaped } from './shape.ts';
import type { SmsAccount } from './sns/service.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import type { Timing } from './timing.ts';
import type { Directory } from './cognito/directory.ts';
import type { userPoolSettings } from './cognito/userPoolSettings.ts';
import type { Firewall } from './wafv2/firewall.ts';

/** What the service stores of a user pool's settings: the members of CreateUserPool by their wire names. */
export type UserPoolSettings = Shaped<typeof userPoolSettings>;

export type ReplicaStatus = 'CREATING' | 'INACTIVE' | 'ACTIVE' | 'DELETING';

/** Held by the record in the secondary Region, and only there: the one place that knows how far a replica is. */
export interface ReplicaState {
  readonly primaryRegion: string;
  readonly status: ReplicaStatus;
  /** Epoch milliseconds at which CREATING becomes INACTIVE, DELETING becomes nothing, and any status becomes `next`. */
  readonly settlesAt?: number;
  /** What UpdateUserPoolReplica asked for, where that takes time. */
  readonly next?: 'ACTIVE' | 'INACTIVE';
}

/** What SetUserPoolMfaConfig keeps beside the mode and the SMS sender. Passkeys are no second factor, but set by the same call. */
export interface MfaFactors {
  readonly softwareToken: boolean;
  readonly sms: boolean;
  readonly email: boolean;
  readonly emailMessage?: Shaped<typeof emailMfaShape>;
  readonly passkeys?: Shaped<typeof webAuthnShape>;
}

/**
 * One user pool in one Region. A replica is a record of its own under the same id in the secondary Region's state: "separate user pools with
 * a shared user pool ID" (facts: cognito-replication.md section 1).
 */
export interface UserPool {
  readonly id: string;
  /** Epoch milliseconds, as `modifiedAt`. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly estimatedUsers: number;
  readonly settings: UserPoolSettings;
  readonly factors: MfaFactors;
  /** Present on replicas only. */
  readonly replica?: ReplicaState;
  /** Groups, identity providers, resource servers, risk and log settings. */
  readonly resources?: PoolResources;
  /** On the infrastructure from before replication: no API shows it, CreateUserPoolReplica refuses (facts: section 2, "Modern infra"). */
  readonly olderInfrastructure?: boolean;
  /** UpdateUserPool takes a key for this pool and leaves the pool as it was (facts: section 2, "CMK on an existing pool": OASIS). */
  readonly ignoresKey?: boolean;
  /** Of a primary: what its replica may still show, oldest first. */
  readonly earlier?: readonly Earlier<UserPool>[];
}

/** A user pool domain, held by the Region it was created in. A name with a dot is a custom domain. */
export interface Domain {
  readonly name: string;
  readonly userPoolId: string;
  readonly certificateArn?: string;
  readonly securityPolicy?: string;
  readonly managedLoginVersion: number;
  readonly failover?: { readonly secondaryRegion: string; readonly healthCheckId: string };
  readonly cloudFrontDistribution?: string;
  readonly version: string;
}

export type KeyState = 'Creating' | 'Disabled' | 'Enabled' | 'PendingDeletion' | 'PendingImport' | 'PendingReplicaDeletion' | 'Unavailable';

/** One KMS key in one Region. The keys of a multi-Region key are found by their common id; each has its own policy and state. */
export interface Key {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly description: string;
  readonly spec: string;
  readonly usage: string;
  /** The state once the key is usable; until `usableAt` it is Creating. */
  readonly state: KeyState;
  readonly usableAt?: number;
  /** Epoch milliseconds at which a key that is PendingDeletion is gone. */
  readonly deletedAt?: number;
  /** Days between the deletion of the last replica key and that of its primary, which is PendingReplicaDeletion until then. */
  readonly pendingWindowDays?: number;
  /** The key policy document, as the text that GetKeyPolicy returns. */
  readonly policy: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Present on multi-Region keys only. */
  readonly multiRegion?: { readonly primaryRegion: string };
}

export interface RegionState {
  readonly userPools: Readonly<Record<string, UserPool>>;
  readonly domains: Readonly<Record<string, Domain>>;
  readonly keys: Readonly<Record<string, Key>>;
  /** Alias name (with its `alias/`) to key id. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Request rates that were bought, by API category (requests per second). */
  readonly provisionedLimits?: Readonly<Record<string, number>>;
  /** Lambda functions by name. */
  readonly functions?: Readonly<Record<string, LambdaFunction>>;
  /** AWS WAF. */
  readonly firewall?: Firewall;
  /** SES identities by their domain or address. */
  readonly emailIdentities?: Readonly<Record<string, EmailIdentity>>;
  /** What is left out of these two is that of a new account. */
  readonly emailAccount?: EmailAccount;
  readonly smsAccount?: SmsAccount;
  /** Log groups and delivery streams by name. */
  readonly logGroups?: Readonly<Record<string, LogGroup>>;
  readonly deliveryStreams?: Readonly<Record<string, DeliveryStream>>;
  /** Buckets by name, of which there is one in all Regions and accounts. */
  readonly buckets?: Readonly<Record<string, Bucket>>;
}

export interface Account {
  readonly name: string;
  readonly accessKeys: readonly string[];
  /** Whose the access keys are, as at the end of an IAM ARN; a user where it is left out. */
  readonly identity?: string;
  readonly regions: Readonly<Record<string, RegionState>>;
  /** User pool id to what Cognito synchronizes between its Regions: users and app clients. */
  readonly directories?: Readonly<Record<string, Directory>>;
  /** Health checks of Route 53 by id. */
  readonly healthChecks?: Readonly<Record<string, HealthCheck>>;
  /** Those of deleted health checks, which none can have again. */
  readonly spentCallerReferences?: readonly string[];
}

export interface World {
  readonly version: 1;
  /** Every generated id is derived from the seed and `sequence`, so that the same story gives the same ids. */
  readonly seed: string;
  readonly sequence: number;
  readonly accounts: Readonly<Record<string, Account>>;
  /** In order: the first fault that matches a call decides. */
  readonly faults: readonly Fault[];
  /** Regions that are out, or were of late. */
  readonly outages?: readonly Outage[];
  readonly switches: Switches;
  /** What differs from the default timing. */
  readonly timing?: Partial<Timing>;
  /** Who may do what; whom no entry names may do everything. */
  readonly permissions?: readonly Permission[];
  /** What faults remember from call to call: only those of a rate or a probability do. */
  readonly faultMemory?: FaultMemory;
}

/** The account of every access key that the world does not name, as emulators do. It exists from its first write on. */
export const fallbackAccount = '123456789012';

const emptyRegion: RegionState = { userPools: {}, domains: {}, keys: {}, aliases: {} };
const emptyAccount: Account = { name: 'simulated', accessKeys: [], regions: {} };

/** A World without accounts, with the default switches. */
export function emptyWorld(seed = 'world'): World {
  return { version: 1, seed, sequence: 0, accounts: {}, faults: [], switches: defaultSwitches };
}

/** The account that an access key belongs to; {@link fallbackAccount} for a key that no account names. */
export function accountOfAccessKey(world: World, accessKeyId: string): string {
  return Object.entries(world.accounts).find(([, account]) => account.accessKeys.includes(accessKeyId))?.[0] ?? fallbackAccount;
}

/** Whose the access keys of an account are. */
export function identityOf(world: World, account: string): string {
  return entryOf(world.accounts, account)?.identity ?? 'user/simulated';
}

/** One account's state in one Region; empty where nothing was ever written. */
export function regionOf(world: World, account: string, region: string): RegionState {
  return world.accounts[account]?.regions[region] ?? emptyRegion;
}

/** The entry of a record by a name that a caller chose: `constructor` and its like are in no record. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Every Region of an account that has state, as [Region, state]. */
export function regionsOf(world: World, account: string): (readonly [string, RegionState])[] {
  return Object.entries(world.accounts[account]?.regions ?? {});
}

/** A World in which one account's state in one Region is what `change` makes of it. */
export function withRegion(world: World, account: string, region: string, change: (state: RegionState) => RegionState): World {
  return withAccount(world, account, (owner) => ({
    ...owner,
    regions: { ...owner.regions, [region]: change(regionOf(world, account, region)) },
  }));
}

/** A World in which an account is what `change` makes of it. */
export function withAccount(world: World, account: string, change: (owner: Account) => Account): World {
  return { ...world, accounts: { ...world.accounts, [account]: change(world.accounts[account] ?? emptyAccount) } };
}

/** A custom domain, which no other account or Region can have too. */
export function domainNamed(
  world: World,
  name: string,
): { readonly account: string; readonly region: string; readonly domain: Domain } | undefined {
  for (const account of Object.keys(world.accounts)) {
    for (const [region, { domains }] of regionsOf(world, account)) {
      const domain = name.includes('.') ? entryOf(domains, name) : undefined;
      if (domain) return { account, region, domain };
    }
  }
  return undefined;
}

/** A World in which a user pool record stands in a Region, replacing the one with the same id. */
export function withUserPool(world: World, account: string, region: string, pool: UserPool): World {
  return withRegion(world, account, region, (state) => ({ ...state, userPools: { ...state.userPools, [pool.id]: pool } }));
}

/** A World in which a key stands in a Region, replacing the one with the same id. */
export function withKey(world: World, account: string, region: string, key: Key): World {
  return withRegion(world, account, region, (state) => ({ ...state, keys: { ...state.keys, [key.id]: key } }));
}

/**
 * A World from its saved text.
 * @throws Error with a sentence for a text that is not a World of this version
 */
export function worldFromJson(content: string): World {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw new Error(`The saved state is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const { version, accounts, switches } = (value ?? {}) as Partial<Record<keyof World, unknown>>;
  if (version !== 1 || typeof accounts !== 'object')
    throw new Error('The saved state is not one that this version of the simulator wrote.');
  // A state from before a switch was there has its default.
  return { ...(value as World), switches: { ...defaultSwitches, ...(switches as Partial<Switches>) } };
}
