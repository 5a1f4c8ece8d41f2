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
/** The identity that every simulated access key belongs to. */
export const callerArn = (account: string): string => `arn:aws:iam::${account}:user/simulated`;
