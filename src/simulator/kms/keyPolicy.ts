// Key policies: the one KMS attaches by itself, and the one AWS documents for Cognito (facts: section 2, "Key policy").
import { userPoolArn } from '../arns.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: Readonly<Record<string, unknown>>;
  readonly Action: string | readonly string[];
  readonly Resource: '*';
  readonly Condition?: Readonly<Record<string, unknown>>;
}

const documentOf = (statements: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);

const enableIam = (account: string): Statement => ({
  Sid: 'Enable IAM User Permissions',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'kms:*',
  Resource: '*',
});

/** The default key policy: the account's IAM policies decide, no service is allowed anything. */
export const defaultKeyPolicy = (account: string): string => documentOf([enableIam(account)]);

/**
 * The policy that AWS documents for a pool on a customer managed key, naming the given pools in all given Regions: which Region's ARN the
 * service uses in the secondary Region is unconfirmed, so both are allowed.
 * @param services Cognito's service principals; leaving out identitystore.amazonaws.com is the well-known mistake
 */
export function cognitoKeyPolicy(
  account: string,
  { regions, userPoolIds, services }: { regions: readonly string[]; userPoolIds: readonly string[]; services: readonly string[] },
): string {
  const pools = userPoolIds.flatMap((id) => regions.map((region) => userPoolArn(region, account, id)));
  // A key that no pool uses yet: the pool id is not known before CreateUserPool, so the account alone is the condition.
  const source = {
    ...(pools.length > 0 && { ArnEquals: { 'aws:SourceArn': pools } }),
    StringEquals: { 'aws:SourceAccount': account },
  };
  const context = pools.length > 0 ? { StringLike: { 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': pools } } : {};
  const viaService = { StringEquals: { 'kms:ViaService': regions.map((region) => `cognito-idp.${region}.amazonaws.com`) } };
  const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKeyWithoutPlainText'];
  const allow = (Sid: string, Principal: Statement['Principal'], Action: Statement['Action'], Condition: object): Statement => ({
    Sid,
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
    Condition: { ...Condition },
  });
  return documentOf([
    allow('Allow Amazon Cognito service access', { Service: services }, use, { ...source, ...context }),
    allow('DescribeKey for Cognito', { Service: services }, 'kms:DescribeKey', source),
    allow('Callers describe via Cognito', { AWS: '*' }, 'kms:DescribeKey', viaService),
    allow('Callers use via Cognito', { AWS: '*' }, use, { ...viaService, ...context }),
    enableIam(account),
  ]);
}
