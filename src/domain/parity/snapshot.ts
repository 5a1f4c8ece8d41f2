import type { Fact } from '../fact.ts';
import type { Json, JsonObject } from '../json.ts';
import type { DomainDescription, MfaDescription, PoolDescription } from '../userPool.ts';

/**
 * One user pool as one of its Regions has it, with what its regional settings point to there. Every part is known, absent or unknown by itself: a call that was refused
 * takes nothing else with it. Facts: cognito-replication.md section 3.
 */
export interface RegionSnapshot {
  readonly region: string;
  /** DescribeUserPool of this Region: `settings` has LambdaConfig, EmailConfiguration, SmsConfiguration, UserPoolTags and everything that is synchronized. */
  readonly pool: Fact<PoolDescription>;
  readonly mfa: Fact<MfaDescription>;
  /** By the trigger's name in the Cognito API (`PreSignUp`, `CustomEmailSender`): the function that it names in this Region. */
  readonly functions: ReadonlyMap<string, FunctionSnapshot>;
  /** Absent: no web ACL is associated. */
  readonly webAcl: Fact<WebAclSnapshot>;
  readonly email: EmailSnapshot;
  readonly sms: SmsSnapshot;
  /** Threat protection as DescribeRiskConfiguration says it for the pool; absent: not set. */
  readonly threatProtection: Fact<JsonObject>;
  /** Absent: nothing is exported. */
  readonly logs: Fact<readonly LogDelivery[]>;
  /** By category of the Cognito API: UserAuthentication, UserCreation, ... In requests a second. */
  readonly requestLimits: ReadonlyMap<string, Fact<number>>;
  readonly domain: Fact<DomainDescription>;
  /** Things that are synchronized, by the name each has in its pool. Values without anything secret. */
  readonly appClients: Fact<NamedSettings>;
  readonly identityProviders: Fact<NamedSettings>;
  readonly groups: Fact<NamedSettings>;
  readonly resourceServers: Fact<NamedSettings>;
  readonly terms: Fact<NamedSettings>;
  /** Managed login branding, by the name of the app client that has it. */
  readonly branding: Fact<NamedSettings>;
}

/** A member of a snapshot that can be read by itself. */
export type SnapshotPart = Exclude<keyof RegionSnapshot, 'region'>;

/** Settings by name, and whether there are more than were read. */
export interface NamedSettings {
  readonly items: ReadonlyMap<string, JsonObject>;
  readonly more: boolean;
}

/** A Lambda function as a trigger of one Region names it. */
export interface FunctionSnapshot {
  /** As the pool names it, with version or alias. */
  readonly arn: string;
  /** The event version of triggers that have one (`V1_0`, `V2_0`, `V3_0`). */
  readonly eventVersion?: string;
  /** GetFunctionConfiguration; absent: there is no such function. A function of another Region is not asked for: unknown is not the word for what is an error already. */
  readonly configuration: Fact<FunctionConfiguration>;
  /** The statements of its resource policy; absent: it has none. */
  readonly policy: Fact<readonly PolicyStatement[]>;
  /** Reserved concurrency; absent: none is reserved. */
  readonly reservedConcurrency: Fact<number>;
}

export interface FunctionConfiguration {
  readonly state: string;
  readonly codeSha256: string;
  readonly runtime: string;
  readonly architectures: readonly string[];
  readonly handler: string;
  readonly memorySize: number;
  readonly timeout: number;
  /** Layer version ARNs in their order, which decides. */
  readonly layers: readonly string[];
  readonly inVpc: boolean;
  /**
   * Environment variables by name. A value is never kept: only a digest that tells whether two are equal once Regions are put aside (salted for this comparison alone), and which
   * Regions it names.
   */
  readonly environment: ReadonlyMap<string, EnvironmentValue>;
}

export interface EnvironmentValue {
  /** Equal for equal values. */
  readonly digest: string;
  /** Equal for values that differ in nothing but the names of the two Regions of the pool. */
  readonly regionlessDigest: string;
  /** Region names that are in the value. */
  readonly regions: readonly string[];
}

/** A statement of a function's resource policy, as far as it decides whether Cognito may call. */
export interface PolicyStatement {
  readonly effect: string;
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly sourceArns: readonly string[];
  readonly sourceAccounts: readonly string[];
  /** Conditions that are not read: whether the statement applies is unknown then. */
  readonly hasOtherConditions: boolean;
}

export interface WebAclSnapshot {
  readonly arn: string;
  readonly name: string;
  /** The whole web ACL as GetWebACL gives it; unknown where only the association could be read. */
  readonly content: Fact<WebAclContent>;
  /** Absent: nothing is logged. */
  readonly logging: Fact<JsonObject>;
}

export interface WebAclContent {
  /** `Allow` or `Block`. */
  readonly defaultAction: JsonObject;
  readonly rules: readonly WebAclRule[];
  /** What rules refer to, by ARN: rule groups, IP sets, regex pattern sets, with their content. */
  readonly references: ReadonlyMap<string, Fact<JsonObject>>;
}

export interface WebAclRule {
  readonly name: string;
  readonly priority: number;
  /** `Action` or `OverrideAction`. */
  readonly action: Json;
  readonly statement: JsonObject;
}

export interface EmailSnapshot {
  /** The SES identity of EmailConfiguration.SourceArn, in the Region of that ARN; absent: no such identity, or Cognito sends by itself. */
  readonly identity: Fact<EmailIdentity>;
  /** The SES account in the Region of the identity; absent where Cognito sends by itself. */
  readonly account: Fact<EmailAccount>;
}

export interface EmailIdentity {
  readonly region: string;
  readonly name: string;
  readonly verified: boolean;
  readonly sendingEnabled: boolean;
}

export interface EmailAccount {
  readonly region: string;
  readonly sendingEnabled: boolean;
  /** False: in the sandbox, where only verified addresses get mail. */
  readonly productionAccess: boolean;
}

export interface SmsSnapshot {
  /** The SNS account in SmsConfiguration.SnsRegion; absent where no SMS is sent. */
  readonly account: Fact<SmsAccount>;
}

export interface SmsAccount {
  readonly region: string;
  readonly inSandbox: boolean;
}

export interface LogDelivery {
  /** `userNotification`, `userAuthEvents`. */
  readonly source: string;
  readonly level: string;
  readonly destination: LogDestination;
}

export interface LogDestination {
  readonly kind: 'cloudWatchLogs' | 'firehose' | 's3';
  readonly arn: string;
  /** Whether it is there. */
  readonly exists: Fact<boolean>;
  /** The Region where a bucket is, which its ARN does not say; undefined for one that is not there or could not be asked for. */
  readonly bucketRegion?: string;
}

/** Both Regions of a replicated pool, read together. */
export interface PoolSnapshots {
  readonly poolId: string;
  readonly poolName: string;
  readonly account: string;
  readonly primary: RegionSnapshot;
  readonly secondary: RegionSnapshot;
  /** Undefined where nobody has looked for them. */
  readonly namesakes?: Namesakes;
  /** When both were read as a whole, in milliseconds since the epoch. */
  readonly readAt: number;
  /** When single parts were read again since then, in both Regions. */
  readonly partsReadAt?: ReadonlyMap<SnapshotPart, number>;
}

/** What the secondary Region has under the names of the primary Region, where the replica does not point to it: a repair can point it there. */
export interface Namesakes {
  /** Absent: the Region has no web ACL of the name. Undefined where the replica has a web ACL, or the primary none. */
  readonly webAcl?: Fact<NamedWebAcl>;
  /** By the trigger's name: the function of the same name. */
  readonly functions: ReadonlyMap<string, FunctionSnapshot>;
}

export type NamedWebAcl = Pick<WebAclSnapshot, 'arn' | 'name'>;
