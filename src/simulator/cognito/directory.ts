// The users and app clients of a user pool. Cognito synchronizes them from the primary to the replica with the same ids, secrets, `sub` and
// password hashes (facts: sections 1 and 3), so there is one directory for each pool id, which both Regions read, the replica with the replication lag.
import { type Earlier, remember, seenAfterLag } from '../lag.ts';
import type { Call } from '../service.ts';
import { entryOf, regionOf, type RegionState, type World } from '../world.ts';
import type { AppClientSettings } from './appClientSettings.ts';

/** All that is kept of a password: its salt and its salted hash, the `x` of the secure remote password protocol (srp.ts). */
export interface PasswordHash {
  /** Hexadecimal, as `hash`. */
  readonly salt: string;
  readonly hash: string;
}

export type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'RESET_REQUIRED' | 'FORCE_CHANGE_PASSWORD';
export type MfaName = 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP';

/** A code that was sent to nobody: it is read here instead of in a mailbox. */
export interface SentCode {
  readonly purpose: 'confirmSignUp' | 'resetPassword';
  readonly code: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface User {
  /** The user's own name; in a pool whose users sign in with their email or phone number, the same as `sub`. */
  readonly username: string;
  readonly sub: string;
  /** Epoch milliseconds, as `modifiedAt`. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly enabled: boolean;
  readonly status: UserStatus;
  /** Without `sub`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** In the order of their precedence. */
  readonly groups?: readonly string[];
  readonly password?: PasswordHash;
  /** Epoch milliseconds at which a temporary password ends. */
  readonly temporaryUntil?: number;
  readonly sentCode?: SentCode;
  /** Whether a software token was set up. */
  readonly softwareToken?: boolean;
  readonly mfa?: { readonly enabled: readonly MfaName[]; readonly preferred?: MfaName };
  /** Region of a sign-out from everywhere to the world's sequence at that moment: tokens with a smaller number are revoked. */
  readonly signedOut?: Readonly<Record<string, number>>;
}

export interface AppClient {
  /** 26 small letters and digits; no two pools of any account share one. */
  readonly id: string;
  /** In clear, as DescribeUserPoolClient shows it. */
  readonly secret?: string;
  /** Epoch milliseconds, as `modifiedAt`. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly settings: AppClientSettings;
}

/** What the primary hands on to the replica, with the replication lag. */
interface Synchronized {
  /** By username. */
  readonly users: Readonly<Record<string, User>>;
  /** By id. */
  readonly clients: Readonly<Record<string, AppClient>>;
}

export interface Directory extends Synchronized {
  /** What a replica may still see, oldest first. */
  readonly earlier?: readonly Earlier<Synchronized>[];
  /** The origin_jti of each revoked family of tokens to the Region in which it was revoked. */
  readonly revoked: Readonly<Record<string, string>>;
}

const empty: Directory = { users: {}, clients: {}, revoked: {} };

/**
 * The directory of a pool as the Region of the call sees it; empty where nothing was ever written. A replica sees users and app clients as they were
 * when the replication lag began. Revocations are told by Region (revocation.ts): how long they take is not known.
 */
export function directoryOf(
  { world, account, region, now }: Pick<Call, 'world' | 'account' | 'region' | 'now'>,
  userPoolId: string,
): Directory {
  const stored = storedDirectory(world, account, userPoolId);
  const record = entryOf(regionOf(world, account, region).userPools, userPoolId);
  return record?.replica ? { ...stored, ...seenAfterLag(synchronizedPart(stored), stored.earlier, { world, now }) } : stored;
}

/** A World in which the directory of an existing account's pool is what `change` makes of it. */
export function withDirectory(
  { world, account, now }: Pick<Call, 'world' | 'account' | 'now'>,
  userPoolId: string,
  change: (directory: Directory) => Directory,
): World {
  const owner = world.accounts[account];
  // A pool is in an account that exists since its first write.
  if (!owner) return world;
  const before = storedDirectory(world, account, userPoolId);
  const earlier = remember(synchronizedPart(before), before.earlier, { world, now });
  const after: Directory = { ...change(without(before, 'earlier')), ...(earlier.length > 0 && { earlier }) };
  const directories = { ...owner.directories, [userPoolId]: after };
  return { ...world, accounts: { ...world.accounts, [account]: { ...owner, directories } } };
}

const storedDirectory = (world: World, account: string, userPoolId: string): Directory =>
  entryOf(world.accounts[account]?.directories ?? {}, userPoolId) ?? empty;

const synchronizedPart = ({ users, clients }: Directory): Synchronized => ({ users, clients });

export function withUser(call: Pick<Call, 'world' | 'account' | 'now'>, userPoolId: string, user: User): World {
  return withDirectory(call, userPoolId, (directory) => ({
    ...directory,
    users: { ...directory.users, [user.username]: user },
  }));
}

export function withAppClient(call: Pick<Call, 'world' | 'account' | 'now'>, userPoolId: string, client: AppClient): World {
  return withDirectory(call, userPoolId, (directory) => ({
    ...directory,
    clients: { ...directory.clients, [client.id]: client },
  }));
}

/** A copy of an object without some of its members. */
export function without<T extends object, N extends keyof T>(whole: T, ...names: readonly N[]): Omit<T, N> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.some((other) => other === name))) as Omit<T, N>;
}

/** Where something of Cognito's is that has an id no other account has. */
export interface PoolAddress {
  readonly account: string;
  readonly userPoolId: string;
}

/** The pool of an app client, by the client's id. */
export function poolOfClient(world: World, clientId: string): PoolAddress | undefined {
  for (const [account, { directories = {} }] of Object.entries(world.accounts)) {
    for (const [userPoolId, { clients }] of Object.entries(directories)) {
      if (entryOf(clients, clientId)) return { account, userPoolId };
    }
  }
  return undefined;
}

/** The address of a pool of which only the id is known. */
export function poolAddress(world: World, userPoolId: string): PoolAddress | undefined {
  const has = ({ userPools }: RegionState): boolean => entryOf(userPools, userPoolId) !== undefined;
  const account = Object.entries(world.accounts).find(([, { regions }]) => Object.values(regions).some(has))?.[0];
  return account === undefined ? undefined : { account, userPoolId };
}
