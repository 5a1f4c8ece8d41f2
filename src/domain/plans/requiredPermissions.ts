import { inRegion } from '../arn.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { partitionOf } from '../region.ts';
import { poolArn } from '../userPool.ts';
import type { PlannedCall, RequiredPermission } from './plan.ts';

/** The permissions of a call as a plan writes them, `kms:ReplicateKey, kms:CreateKey in us-west-2`: the Region only where it is not the call's own. */
export function permissionList({ permissions, region: own }: Pick<PlannedCall, 'permissions' | 'region'>): string {
  return permissions.map(({ action, region }) => (region === own ? action : `${action} in ${region}`)).join(', ');
}

/**
 * A multi-Region key that is not made yet. Its id is not known, so the star stands in the ARN as it does in a policy: what is allowed for all keys, or for all multi-Region
 * keys, is allowed for it.
 */
function newKeyArn(region: string, account: string): string {
  return `arn:${partitionOf(region).id}:kms:${region}:${account}:key/mrk-*`;
}

/** CreateKey with tags and a policy: the caller has to be able to change the policy afterwards, or KMS refuses it (KMS API reference, CreateKey). */
export function createKeyPermissions(region: string, account: string): readonly RequiredPermission[] {
  const resource = newKeyArn(region, account);
  return [
    { action: 'kms:CreateKey', region, resource: '*' },
    { action: 'kms:TagResource', region, resource },
    { action: 'kms:PutKeyPolicy', region, resource },
  ];
}

/**
 * ReplicateKey in the Region of the key, and what it does in the Region of the replica, which has the key's id (KMS API reference, ReplicateKey).
 *
 * @param existing the ARN of the key, where it is there already
 */
export function replicateKeyPermissions(
  existing: string | undefined,
  { account, region, replicaRegion }: { readonly account: string; readonly region: string; readonly replicaRegion: string },
): readonly RequiredPermission[] {
  const resource = existing ?? newKeyArn(region, account);
  const replica = inRegion(resource, replicaRegion);
  return [
    { action: 'kms:ReplicateKey', region, resource, ...(existing !== undefined && { hasOwnPolicy: true }) },
    { action: 'kms:CreateKey', region: replicaRegion, resource: '*' },
    { action: 'kms:TagResource', region: replicaRegion, ...(replica !== undefined && { resource: replica }) },
  ];
}

/** CreateUserPoolReplica, and the pool that it makes in the other Region. Facts: cognito-replication.md section 2, "IAM for the caller". */
export function createReplicaPermissions(
  poolId: string,
  account: string,
  { primaryRegion, secondaryRegion }: { readonly primaryRegion: string; readonly secondaryRegion: string },
): readonly RequiredPermission[] {
  return [
    { action: 'cognito-idp:CreateUserPoolReplica', region: primaryRegion, resource: poolArn(poolId, primaryRegion, account) },
    { action: 'cognito-idp:CreateUserPool', region: secondaryRegion, resource: '*' },
  ];
}

/**
 * UpdateUserPool, the reads around it, and the roles that are handed to Cognito with it: an update carries the whole pool, the roles of its text messages included.
 * Facts: cognito-replication.md section 2, "IAM for the caller"; SDK: SmsConfigurationType, EumsSmsConfigurationType.
 */
export function updatePoolPermissions(arn: string, region: string, input: JsonObject): readonly RequiredPermission[] {
  return [
    { action: 'cognito-idp:UpdateUserPool', region, resource: arn },
    { action: 'cognito-idp:DescribeUserPool', region, resource: arn },
    ...smsRoles(input).map((role) => ({ action: 'iam:PassRole', region, resource: role })),
  ];
}

function smsRoles({ SmsConfiguration: sms }: JsonObject): readonly string[] {
  if (!isJsonObject(sms)) return [];
  const { EumsSms: endUserMessaging, SnsCallerArn: sns } = sms;
  const roles = [sns, isJsonObject(endUserMessaging) ? endUserMessaging['CallerArn'] : undefined];
  return [...new Set(roles.filter((role) => typeof role === 'string'))];
}
