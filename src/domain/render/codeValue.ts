/**
 * Infrastructure code before it is written in a language. Names of resources and properties are those of CloudFormation: the AWSCC provider and the L1 constructs of AWS CDK
 * are generated from the same schema, so that one description serves all of them.
 */

/** The languages that code is written in. Python and TypeScript are AWS CDK's. */
export type CodeLanguage = 'yaml' | 'json' | 'terraform' | 'typescript' | 'python';

/** A value of code: plain data, a text with places that only the deployment knows, a reference, a policy document, or tags. */
export type CodeValue =
  string | number | boolean | CodeText | CodeReference | CodeExpression | CodeDocument | CodeTags | readonly CodeValue[] | CodeMap;

/** Properties by their CloudFormation names. */
export interface CodeMap {
  readonly [name: string]: CodeValue;
}

/** Text that is put together when it is deployed: `['arn:aws:iam::', account, ':root']`. */
export interface CodeText {
  readonly kind: 'text';
  readonly parts: readonly (string | DeploymentValue)[];
}

/** What only a deployment knows. */
export type DeploymentValue = typeof account | typeof partition;
export const account = Symbol('account');
export const partition = Symbol('partition');

/** An attribute of another resource that is written with it, by its name there. */
export interface CodeReference {
  readonly kind: 'reference';
  readonly resource: CodeResource;
  readonly attribute: string;
}

/** What is written already in the language: a reference to something that is there. */
export interface CodeExpression {
  readonly kind: 'expression';
  readonly code: string;
}

/** Data whose names are not properties: a policy document. They are the same in every language; Terraform takes it as JSON text. */
export interface CodeDocument {
  readonly kind: 'document';
  readonly members: CodeMap;
}

/** Names and values that people have chosen. They are the same in every language, and a map in each of them. */
export interface CodeTags {
  readonly kind: 'tags';
  readonly members: CodeMap;
}

export interface CodeResource {
  /** A name of capital words: `KeyReplica`. Each language makes its own of it. */
  readonly name: string;
  /** The CloudFormation type, `AWS::Cognito::UserPoolReplica`, or the Terraform type of another provider than AWSCC: `aws_kms_key`. */
  readonly type: string;
  readonly properties: CodeMap;
  /** Terraform: the provider configuration of the resource's Region, such as `aws.secondary`; its type decides whether it is one of AWSCC. */
  readonly provider?: string;
  /** What a reader of the code has to know, in front of it. */
  readonly comment?: string;
}

/** How the code around looks. */
export interface CodeStyle {
  /** One level. */
  readonly indent: string;
  readonly newLine: string;
  /** The quotes of TypeScript and YAML. */
  readonly quote: "'" | '"';
}

export function text(...parts: CodeText['parts']): CodeText {
  return { kind: 'text', parts };
}

export function document(members: CodeMap): CodeDocument {
  return { kind: 'document', members };
}

export function tags(members: CodeMap): CodeTags {
  return { kind: 'tags', members };
}

export function expression(code: string): CodeExpression {
  return { kind: 'expression', code };
}

type Special = CodeText | CodeReference | CodeExpression | CodeDocument | CodeTags;

/** A value that is no plain data. No property of CloudFormation is called `kind`. */
export function isSpecial(value: CodeValue): value is Special {
  return typeof value === 'object' && 'kind' in value;
}

/** Whether a value is a list. `Array.isArray` does not narrow a list that cannot be changed. */
export function isList(value: CodeValue): value is readonly CodeValue[] {
  return Array.isArray(value);
}
