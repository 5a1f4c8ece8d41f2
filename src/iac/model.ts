/**
 * What infrastructure code says about user pools and what belongs to them, whichever language it is written in. Readers turn text into this; rules read nothing
 * else. Every value has a place: where it stands, or, for a value that is not there, where that is worth saying (the name of the nearest block around it that is
 * there, the type of the resource where no such block is).
 */
import type { TextRange } from '../domain/textRange.ts';
import type { Refusal } from './refusal.ts';

/** A value in a text. Unknown: it is there and cannot be told from the text, or whether it is there cannot be told. Unknown never makes a finding. */
export type Value<T> =
  | { readonly state: 'known'; readonly value: T; readonly range: TextRange }
  | { readonly state: 'absent'; readonly range: TextRange }
  | { readonly state: 'unknown'; readonly range: TextRange };

/** Text that a template puts together: literal, an attribute of a resource of the same reading, or a value that another stack exports. */
export type Text =
  | { readonly kind: 'literal'; readonly text: string }
  /** `attribute` is `id` or `arn` for what every reader knows by these names, and as written for anything else. */
  | { readonly kind: 'attribute'; readonly resource: string; readonly attribute: string }
  | { readonly kind: 'import'; readonly name: string };

/** The language and provider that a resource is written for: what a fix would have to write. */
export type Dialect = 'cloudformation' | 'awscc' | 'aws' | 'cdk';

interface ResourceBase {
  /** Unique in its reading, and how values refer to it: a logical id, a Terraform address, the name of a variable. */
  readonly id: string;
  readonly dialect: Dialect;
  /** The type as written: `AWS::Cognito::UserPool`, `awscc_cognito_user_pool`, `CfnUserPool`. */
  readonly type: string;
  readonly path: string;
  /** The place of the type, where a missing block is reported. */
  readonly typeRange: TextRange;
  /** The whole declaration. */
  readonly range: TextRange;
  /** The Region it is deployed to, as far as the code says (provider alias, CDK `env`, or what the caller knows of the file). */
  readonly region: Value<string>;
}

/** A Lambda trigger, by the name that the Cognito API has for it: `PreSignUp`, `PreTokenGeneration`, ... */
export interface Trigger {
  readonly name: string;
  readonly functionArn: Value<Text>;
}

export interface Pool extends ResourceBase {
  readonly kind: 'pool';
  readonly name: Value<Text>;
  readonly tier: Value<string>;
  readonly keyType: Value<string>;
  /** What encrypts user data (KeyConfiguration). */
  readonly keyArn: Value<Text>;
  readonly issuerType: Value<string>;
  readonly deletionProtection: Value<boolean>;
  /** OFF, ON or OPTIONAL. */
  readonly mfa: Value<string>;
  readonly totp: Value<boolean>;
  readonly smsFactor: Value<boolean>;
  readonly emailFactor: Value<boolean>;
  readonly triggers: readonly Trigger[];
  /** The key of custom senders inside the Lambda configuration, which is not the one that encrypts user data. */
  readonly senderKey: Value<Text>;
  /** Terraform: whether `lifecycle.ignore_changes` keeps updates away from the key. Absent elsewhere. */
  readonly ignoresKey: Value<boolean>;
}

export interface Replica extends ResourceBase {
  readonly kind: 'replica';
  readonly pool: Value<Text>;
  readonly secondaryRegion: Value<string>;
  /** Properties that the type does not have, such as `Status`. */
  readonly unexpected: readonly { readonly name: string; readonly range: TextRange }[];
}

/** The settings of one Region of a pool: AWS::Cognito::UserPoolRegionalConfigurationAttachment. */
export interface Attachment extends ResourceBase {
  readonly kind: 'attachment';
  readonly pool: Value<Text>;
  readonly status: Value<string>;
  readonly triggers: readonly Trigger[];
  readonly emailSourceArn: Value<Text>;
  readonly snsRegion: Value<string>;
}

export interface Key extends ResourceBase {
  readonly kind: 'key';
  readonly multiRegion: Value<boolean>;
  /**
   * The key policy as JSON text. What cannot be told stands in it as text with `${`, which no account, ARN or action has, so that an evaluation can say
   * unknown there; a policy of which even the statements cannot be told is unknown.
   */
  readonly policy: Value<string>;
}

export interface KeyReplica extends ResourceBase {
  readonly kind: 'keyReplica';
  readonly primaryKey: Value<Text>;
  readonly policy: Value<string>;
}

export interface Domain extends ResourceBase {
  readonly kind: 'domain';
  readonly pool: Value<Text>;
  readonly name: Value<string>;
  readonly certificateArn: Value<Text>;
  /** Known true when there is a failover routing, whatever is in it. */
  readonly routing: Value<boolean>;
  readonly secondaryRegion: Value<string>;
  readonly healthCheckId: Value<Text>;
}

/** What accepts or makes sign-ins with a pool and does not work with the UPDATED issuer. */
export interface Authorizer extends ResourceBase {
  readonly kind: 'authorizer';
  readonly form: 'apiGateway' | 'loadBalancer';
  readonly pools: readonly Value<Text>[];
}

/** A statement of a function's resource policy: AWS::Lambda::Permission. Only those for Cognito are read. */
export interface Permission extends ResourceBase {
  readonly kind: 'permission';
  readonly functionName: Value<Text>;
  readonly sourceArn: Value<Text>;
}

/** A value that other stacks may import by name. */
export interface Export extends ResourceBase {
  readonly kind: 'export';
  readonly name: Value<string>;
  readonly value: Value<Text>;
}

export type Resource = Pool | Replica | Attachment | Key | KeyReplica | Domain | Authorizer | Permission | Export;

/** A file as it is read. */
export interface SourceFile {
  /** Unique: a path or URI. Its ending tells the language where the text does not. */
  readonly path: string;
  readonly text: string;
  /** Where it is deployed, when that is known from outside: a setting, samconfig. */
  readonly region?: string;
}

/**
 * What one unit of code says: a template, the files of a Terraform module directory, a CDK source file. A template with conditions says different things
 * in different cases: each scenario is one that can happen, with all values as they are in it. Code without conditions has one.
 */
export interface Reading {
  readonly scenarios: readonly (readonly Resource[])[];
  /** Files of the unit that are not read, or not all of them. What they would say is not in the scenarios. */
  readonly refusals?: readonly Refusal[];
}
