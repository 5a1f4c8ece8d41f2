import { partitionOf } from '../region.ts';
import { cognitoServicePrincipals } from '../keyPolicy/keyUse.ts';
import { account, type CodeDocument, type CodeMap, type CodeResource, type CodeValue, document, partition, text } from './codeValue.ts';

/** As the documentation lists them (facts: cognito-replication.md section 2, "Key policy"). */
const use = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKeyWithoutPlaintext'];

/**
 * The statements that a key policy needs for both services of Cognito, and for callers that reach the key through Cognito. Which Region's names Cognito uses
 * in the secondary Region is unconfirmed, so that those of both Regions are let in; the pool's id may not be known yet, so that any pool of the account is.
 *
 * @param regions the primary and the secondary Region, as far as they are known; any Region otherwise
 */
export function cognitoKeyStatements(regions: readonly string[]): readonly CodeMap[] {
  const services = regions.map((region) => `cognito-idp.${region}.${partitionOf(region).dnsSuffix}`);
  const via: CodeMap =
    services.length > 0
      ? { StringEquals: { 'kms:ViaService': services } }
      : { StringLike: { 'kms:ViaService': 'cognito-idp.*.amazonaws.com' } };
  const pool = text('arn:', partition, ':cognito-idp:*:', account, ':userpool/*');
  return [
    {
      Sid: 'CognitoUsesTheKey',
      Effect: 'Allow',
      Principal: { Service: [...cognitoServicePrincipals] },
      Action: [...use, 'kms:DescribeKey'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': text(account) } },
    },
    {
      Sid: 'CallersThroughCognitoDescribeTheKey',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:DescribeKey',
      Resource: '*',
      Condition: via,
    },
    {
      Sid: 'CallersThroughCognitoUseTheKey',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: use,
      Resource: '*',
      Condition: withPool(via, pool),
    },
  ];
}

/** Only what belongs to a pool of the account is encrypted or decrypted for others. */
function withPool(via: CodeMap, pool: CodeValue): CodeMap {
  const like = (via['StringLike'] ?? {}) as CodeMap;
  return { ...via, StringLike: { ...like, 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': pool } };
}

/** A whole key policy: the account keeps the key, Cognito may use it. */
export function cognitoKeyPolicy(regions: readonly string[]): CodeDocument {
  return document({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Account',
        Effect: 'Allow',
        Principal: { AWS: text('arn:', partition, ':iam::', account, ':root') },
        Action: 'kms:*',
        Resource: '*',
      },
      ...cognitoKeyStatements(regions),
    ],
  });
}

/** A multi-Region key for a user pool. */
export function multiRegionKey(name: string, regions: readonly string[]): CodeResource {
  return { name, type: 'AWS::KMS::Key', properties: { MultiRegion: true, KeyPolicy: cognitoKeyPolicy(regions) } };
}

/** The replica of a multi-Region key: it has a policy of its own, and belongs into the secondary Region. */
export function keyReplica(name: string, primaryKeyArn: CodeValue, regions: readonly string[]): CodeResource {
  return { name, type: 'AWS::KMS::ReplicaKey', properties: { PrimaryKeyArn: primaryKeyArn, KeyPolicy: cognitoKeyPolicy(regions) } };
}

/** The replica of a user pool, which belongs into the primary Region. Facts: section 5.1. */
export function userPoolReplica(name: string, poolId: CodeValue, region: CodeValue): CodeResource {
  return { name, type: 'AWS::Cognito::UserPoolReplica', properties: { UserPoolId: poolId, RegionName: region } };
}

/** The settings of a replica, which belong into the secondary Region, after the replica is there. Without a status it is INACTIVE. */
export function regionalAttachment(name: string, poolId: CodeValue): CodeResource {
  return {
    name,
    type: 'AWS::Cognito::UserPoolRegionalConfigurationAttachment',
    properties: { UserPoolId: poolId, Status: 'ACTIVE' },
  };
}

/** A health check of the primary Region, by the keys that Cognito publishes there. What to watch is the owner's choice: AWS prescribes nothing (facts: section 4). */
export function healthCheck(name: string, host: string, path: CodeValue): CodeResource {
  return {
    name,
    type: 'AWS::Route53::HealthCheck',
    properties: {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: host,
        ResourcePath: path,
        RequestInterval: 30,
        FailureThreshold: 3,
      },
    },
  };
}

/** Lets the user pool of a Region call a function. Facts: section 3, "Lambda permission". */
export function triggerPermission(name: string, functionName: CodeValue, poolArn: CodeValue): CodeResource {
  return {
    name,
    type: 'AWS::Lambda::Permission',
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: functionName,
      Principal: 'cognito-idp.amazonaws.com',
      SourceArn: poolArn,
    },
  };
}
