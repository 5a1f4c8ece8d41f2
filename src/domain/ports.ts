/** What the use cases need from the outside world. The aws layer implements the readers, extension.ts and the command line hand them in. */
import type { DomainAnswer } from './failover/failoverParts.ts';
import type { HealthCheck, HealthObservation } from './failover/healthCheck.ts';
import type { Result } from './failure.ts';
import type { JsonObject } from './json.ts';
import type {
  EmailAccount,
  EmailIdentity,
  FunctionConfiguration,
  LogDelivery,
  LogDestination,
  NamedWebAcl,
  PolicyStatement,
  SmsAccount,
  WebAclContent,
  WebAclSnapshot,
} from './parity/snapshot.ts';
import type { PlannedCall } from './plans/plan.ts';
import type { SignInAttempt, SignInClient, SignInOutcome } from './signIn/outcome.ts';
import type { PermissionDecision, PermissionQuestion } from './plans/permissionCheck.ts';
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
  /** The health check that a domain fails over by, with its tags; undefined where there is no such health check. */
  healthCheck(id: string, signal: AbortSignal): Promise<Result<HealthCheck | undefined>>;
}

/** Things of a pool by id, which have to be asked for one by one. */
export interface ListedThings {
  readonly items: readonly { readonly id: string; readonly name: string }[];
  /** Whether there are more than were listed. */
  readonly more: boolean;
}

/** Where a pool sends one kind of its logs. */
export type LogDeliveryTarget = Pick<LogDelivery, 'source' | 'level'> & Pick<LogDestination, 'kind' | 'arn'>;

/** A web ACL as its association with a pool gives it. */
export type AssociatedWebAcl = Pick<WebAclSnapshot, 'arn' | 'name'> & Omit<WebAclContent, 'references'>;

/**
 * Reads what one Region says of a pool, and of what the pool's settings point to there, one thing at a time: who compares decides what is read, and when. As with PoolReader,
 * no call throws, and each is bounded in time. Undefined: the service says that there is no such thing. Nothing secret is in an answer.
 */
export interface RegionReader extends Pick<PoolReader, 'describePool' | 'mfa' | 'describeDomain'> {
  /** Undefined where threat protection is not set. */
  threatProtection(region: string, poolId: string, signal: AbortSignal): Promise<Result<JsonObject | undefined>>;
  logDeliveries(region: string, poolId: string, signal: AbortSignal): Promise<Result<readonly LogDeliveryTarget[]>>;
  /** The requests a second that the account may make of a category in the Region; undefined for a category that has no such limit. */
  requestLimit(region: string, category: string, signal: AbortSignal): Promise<Result<number | undefined>>;
  listAppClients(region: string, poolId: string, signal: AbortSignal): Promise<Result<ListedThings>>;
  appClient(region: string, poolId: string, clientId: string, signal: AbortSignal): Promise<Result<JsonObject | undefined>>;
  /** Managed login as an app client has it for itself. */
  branding(region: string, poolId: string, clientId: string, signal: AbortSignal): Promise<Result<JsonObject | undefined>>;
  listIdentityProviders(region: string, poolId: string, signal: AbortSignal): Promise<Result<ListedThings>>;
  identityProvider(region: string, poolId: string, name: string, signal: AbortSignal): Promise<Result<JsonObject | undefined>>;
  groups(region: string, poolId: string, signal: AbortSignal): Promise<Result<SettingsList>>;
  resourceServers(region: string, poolId: string, signal: AbortSignal): Promise<Result<SettingsList>>;
  /** When a user was last changed, in milliseconds since the epoch, and nothing else of the user; undefined for one that is not there. */
  userChangedAt(region: string, poolId: string, username: string, signal: AbortSignal): Promise<Result<number | undefined>>;
  listTerms(region: string, poolId: string, signal: AbortSignal): Promise<Result<ListedThings>>;
  terms(region: string, poolId: string, termsId: string, signal: AbortSignal): Promise<Result<JsonObject | undefined>>;
  webAcl(region: string, poolArn: string, signal: AbortSignal): Promise<Result<AssociatedWebAcl | undefined>>;
  /** The web ACL of a name among those of the Region; undefined where there is none. */
  webAclNamed(region: string, name: string, signal: AbortSignal): Promise<Result<NamedWebAcl | undefined>>;
  webAclLogging(region: string, webAclArn: string, signal: AbortSignal): Promise<Result<JsonObject | undefined>>;
  /** A rule group, IP set or regex pattern set. */
  webAclReference(region: string, arn: string, signal: AbortSignal): Promise<Result<JsonObject>>;
  /** Digests of environment variables put the names of `poolRegions` aside. */
  functionConfiguration(
    region: string,
    functionArn: string,
    poolRegions: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<FunctionConfiguration | undefined>>;
  functionPolicy(region: string, functionArn: string, signal: AbortSignal): Promise<Result<readonly PolicyStatement[] | undefined>>;
  /** Of the whole function: an ARN without version or alias. */
  reservedConcurrency(region: string, functionArn: string, signal: AbortSignal): Promise<Result<number | undefined>>;
  emailIdentity(region: string, name: string, signal: AbortSignal): Promise<Result<EmailIdentity | undefined>>;
  emailAccount(region: string, signal: AbortSignal): Promise<Result<EmailAccount>>;
  smsAccount(region: string, signal: AbortSignal): Promise<Result<SmsAccount>>;
  logGroupExists(region: string, name: string, signal: AbortSignal): Promise<Result<boolean>>;
  deliveryStreamExists(region: string, name: string, signal: AbortSignal): Promise<Result<boolean>>;
  /** The Region where a bucket is, whichever Region is asked. */
  bucketRegion(region: string, name: string, signal: AbortSignal): Promise<Result<string | undefined>>;
}

/** A multi-Region key of an account, for a pool to be put on. */
export interface MultiRegionKey {
  readonly arn: string;
  readonly description: string;
  readonly state: string;
  /** Where it is, its primary Region first. */
  readonly regions: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Finds keys that a pool can be put on, or that a plan has made. */
export interface KeyFinder {
  /** The multi-Region keys for encryption that the account has in a Region. */
  multiRegionKeys(region: string, signal: AbortSignal): Promise<Result<readonly MultiRegionKey[]>>;
}

/**
 * Sends the calls of plans, the only ones that change anything. No call throws, each is bounded in time, and none is repeated: a call without an answer may have been carried out,
 * and whoever sent it looks.
 */
export interface CallSender {
  send(call: Pick<PlannedCall, 'region' | 'service' | 'operation' | 'input'>, signal: AbortSignal): Promise<Result<JsonObject>>;
}

/** Asks IAM what somebody may do, without doing it. As with PoolReader, no call throws, and each is bounded in time. */
export interface PermissionReader {
  /** The ARN of a role of the caller's account, with the path that the ARN of a session lacks. */
  roleArn(partition: string, name: string, signal: AbortSignal): Promise<Result<string>>;
  /** @param principalArn of a user or role */
  simulate(principalArn: string, question: PermissionQuestion, signal: AbortSignal): Promise<Result<readonly PermissionDecision[]>>;
}

/** The app clients of a pool that a test can sign in through. */
export interface SignInClients {
  readonly items: readonly SignInClient[];
  /** Whether there are more than were read. */
  readonly more: boolean;
}

/**
 * Signs a test user in, in one Region. Tokens, secrets and what was computed from them stay inside: they are looked at, and revoked again. As with PoolReader, no call throws, and
 * each is bounded in time; none is repeated, because each Region counts failed attempts.
 */
export interface SignInProver {
  clients(region: string, poolId: string, signal: AbortSignal): Promise<Result<SignInClients>>;
  signIn(region: string, attempt: SignInAttempt, signal: AbortSignal): Promise<Result<SignInOutcome>>;
}

/**
 * Reads the health checks of Route 53, which are one list for all Regions of an account. As with PoolReader, no call throws, and each is bounded in time. What is changed of them is
 * changed by the calls of plans.
 */
export interface HealthCheckReader {
  /** Every health check of the account, without its tags. */
  list(signal: AbortSignal): Promise<Result<readonly HealthCheck[]>>;
  /** With its tags, where they can be read; undefined where there is no such health check. */
  get(id: string, signal: AbortSignal): Promise<Result<HealthCheck | undefined>>;
  /** What Route 53 has seen of late. The kind of the health check decides who can be asked. */
  observed(id: string, kind: string, signal: AbortSignal): Promise<Result<HealthObservation>>;
  tags(id: string, signal: AbortSignal): Promise<Result<Readonly<Record<string, string>>>>;
}

/** Asks a domain of a user pool as a browser does, without a sign-in. */
export interface DomainProbe {
  /** Whether it answers, and from which Region where that can be told. Fails where it does not answer in time; `notAsked` where asking it would say nothing. */
  answeredBy(domain: string, signal: AbortSignal): Promise<Result<DomainAnswer>>;
}

/** What an issuer publishes under `/.well-known/` for those who verify tokens. */
export interface IssuerReader {
  /** The ids of the keys; `notFound` where the host does not publish those of this pool. */
  keyIds(baseUrl: string, signal: AbortSignal): Promise<Result<readonly string[]>>;
  /** The issuer that the discovery document names. */
  discovery(baseUrl: string, signal: AbortSignal): Promise<Result<string>>;
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
  readonly regionReader: RegionReader;
  readonly keyFinder: KeyFinder;
  readonly sender: CallSender;
  readonly permissions: PermissionReader;
  readonly signIns: SignInProver;
  readonly healthChecks: HealthCheckReader;
  readonly domainProbe: DomainProbe;
  readonly issuers: IssuerReader;
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
