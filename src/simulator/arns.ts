// ARNs of the `aws` partition.

/** ARN of a user pool as one Region knows it: the replica's differs from the primary's in the Region field only (facts: section 1). */
export const userPoolArn = (region: string, account: string, id: string): string =>
  `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
export const keyArn = (region: string, account: string, id: string): string => `arn:aws:kms:${region}:${account}:key/${id}`;
export const aliasArn = (region: string, account: string, name: string): string => `arn:aws:kms:${region}:${account}:${name}`;
export const functionArn = (region: string, account: string, name: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}`;
export const identityArn = (region: string, account: string, name: string): string => `arn:aws:ses:${region}:${account}:identity/${name}`;
export const certificateArn = (region: string, account: string, id: string): string => `arn:aws:acm:${region}:${account}:certificate/${id}`;
export const iamArn = (account: string, resource: string): string => `arn:aws:iam::${account}:${resource}`;

/**
 * The ARN by which every access key of an account calls. An identity is written as at the end of an IAM ARN: `user/NAME`, `role/PATH/NAME`, `root`, or `federated-user/NAME`.
 * A role is called in by a session, whose ARN lacks the path (IAM User Guide, "IAM identifiers").
 */
export function callerArn(account: string, identity: string): string {
  const name = identity.split('/').at(-1) ?? '';
  if (identity.startsWith('role/')) return `arn:aws:sts::${account}:assumed-role/${name}/simulated`;
  if (identity.startsWith('federated-user/')) return `arn:aws:sts::${account}:${identity}`;
  return iamArn(account, identity);
}
