/** What the use cases need from the outside world. The aws layer implements the readers, extension.ts and the command line hand them in. */
import type { Result } from './failure.ts';
import type { JsonObject } from './json.ts';
import type { DomainDescription, KeyDescription, ListedPool, MfaDescription, PoolDescription, PoolReplica } from './userPool.ts';

export interface Identity {
  readonly account: string;
  readonly arn: string;
}

/** Things that belong to a pool, as AWS describes them. */
export interface SettingsList {
  readonly items: readonly JsonObject[];
  /** Whether there are more than were read. */
  readonly more: boolean;
}

/** Reads user pools and what belongs to them. No call throws: a failure is part of the answer. Each call is bounded in time. */
export interface PoolReader {
  identity(region: string, signal: AbortSignal): Promise<Result<Identity>>;
  /** One result per page; a failed result ends the sequence. */
  listPools(region: string, signal: AbortSignal): AsyncIterable<Result<readonly ListedPool[]>>;
  describePool(region: string, poolId: string, signal: AbortSignal): Promise<Result<PoolDescription>>;
  listReplicas(region: string, poolId: string, signal: AbortSignal): Promise<Result<readonly PoolReplica[]>>;
  describeKey(region: string, keyArn: string, signal: AbortSignal): Promise<Result<KeyDescription>>;
  /** The key policy as text. */
  keyPolicy(region: string, keyArn: string, signal: AbortSignal): Promise<Result<string>>;
  mfa(region: string, poolId: string, signal: AbortSignal): Promise<Result<MfaDescription>>;
  /** App clients without their secrets. A long list is cut. */
  appClients(region: string, poolId: string, signal: AbortSignal): Promise<Result<SettingsList>>;
  /** Identity providers without their secrets, cut in the same way. */
  identityProviders(region: string, poolId: string, signal: AbortSignal): Promise<Result<SettingsList>>;
  /** Undefined when there is no such domain. */
  describeDomain(region: string, domain: string, signal: AbortSignal): Promise<Result<DomainDescription | undefined>>;
}

/** How a profile of the shared config files gets its credentials. */
export type ProfileKind = 'sso' | 'login' | 'assumeRole' | 'process' | 'webIdentity' | 'static' | 'environment' | 'other';

export interface Profile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region?: string;
  /** Where its requests go when not to AWS. */
  readonly endpointUrl?: string;
  /** The profile that a person signs in to, this one or the one its role is assumed from, and with which command of the AWS CLI. */
  readonly signIn?: { readonly profile: string; readonly kind: 'sso' | 'login' };
}

/** Which account is looked at: a profile, the credentials of the environment, or the simulated AWS. */
export type ConnectionChoice =
  { readonly kind: 'profile'; readonly profile: string } | { readonly kind: 'environment' } | { readonly kind: 'demo' };

export interface Connection {
  readonly choice: ConnectionChoice;
  readonly reader: PoolReader;
  /** The Regions to list when none were chosen: that of the profile or environment, if it names one. */
  readonly defaultRegions: readonly string[];
  /** Where requests go when not to AWS. Shown, so that nobody takes an emulator for a real account or the other way round. */
  readonly endpointUrl?: string;
  dispose(): void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after so many milliseconds. The returned function cancels. */
  after(milliseconds: number, callback: () => void): () => void;
}
