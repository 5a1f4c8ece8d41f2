import { type Message, message } from './message.ts';
import { replicationRegions } from './region.ts';
import { awsPage } from './ruleReference.ts';

/** A property of infrastructure code that decides something about replication. */
export interface ReplicationProperty {
  /** The CloudFormation name; other languages have it in their own case. */
  readonly name: string;
  /** The name of the block that it has to be in, where the name alone says too little. */
  readonly within?: string;
  readonly meaning: Message;
  /** What is easily done wrong with it. */
  readonly trap?: Message;
  readonly values?: readonly string[];
  readonly page: string;
}

/** Facts: cognito-replication.md sections 2 and 5.1. */
export const replicationProperties: readonly ReplicationProperty[] = [
  {
    name: 'UserPoolTier',
    meaning: message('The feature plan. Replication needs ESSENTIALS or PLUS.'),
    trap: message('Without it a new user pool is on ESSENTIALS.'),
    values: ['LITE', 'ESSENTIALS', 'PLUS'],
    page: awsPage('replica-tier'),
  },
  {
    name: 'KeyType',
    within: 'KeyConfiguration',
    meaning: message('Who owns the key that encrypts user data. Replication needs CUSTOMER_MANAGED_KEY.'),
    trap: message('On older user pools a change has been seen to have no effect: read it back.'),
    values: ['CUSTOMER_MANAGED_KEY', 'AWS_OWNED_KEY'],
    page: awsPage('replica-key'),
  },
  {
    name: 'KmsKeyArn',
    within: 'KeyConfiguration',
    meaning: message('The key that encrypts user data: the ARN of a symmetric multi-Region key in the Region of the user pool.'),
    trap: message('An alias or a key id is not accepted, and the key of custom senders (KMSKeyID) is another one.'),
    page: awsPage('key-arn'),
  },
  {
    name: 'KeyConfiguration',
    meaning: message(
      'The key that user data is encrypted with. Replication needs a customer managed multi-Region key, with a key replica in the secondary Region.',
    ),
    page: awsPage('replica-key'),
  },
  {
    name: 'Type',
    within: 'IssuerConfiguration',
    meaning: message('Decides the iss of tokens. With UPDATED both Regions issue the same.'),
    trap: message(
      'UPDATED breaks validators that expect the old iss. Application Load Balancers and Cognito authorizers of API Gateway do not accept it.',
    ),
    values: ['UPDATED', 'ORIGINAL'],
    page: awsPage('issuer-type'),
  },
  {
    name: 'IssuerConfiguration',
    meaning: message('Decides the iss of tokens. With UPDATED both Regions issue the same.'),
    trap: message(
      'UPDATED breaks validators that expect the old iss. Application Load Balancers and Cognito authorizers of API Gateway do not accept it.',
    ),
    page: awsPage('issuer-type'),
  },
  {
    name: 'DeletionProtection',
    meaning: message('Keeps the primary user pool from being deleted. Whether it also protects the replica is not confirmed.'),
    trap: message('Without it the protection is off.'),
    values: ['ACTIVE', 'INACTIVE'],
    page: awsPage('deletion-protection'),
  },
  {
    name: 'MultiRegion',
    meaning: message('Whether the key can have key replicas in other Regions.'),
    trap: message('It cannot be changed: another value makes a new key, and what the old one encrypted stays with the old one.'),
    values: ['true', 'false'],
    page: awsPage('key-not-multi-region'),
  },
  {
    name: 'PrimaryKeyArn',
    meaning: message('The multi-Region key that this is the replica of. It is deployed to the secondary Region.'),
    trap: message('The key replica has a key policy of its own: nothing of the primary key’s policy is copied.'),
    page: awsPage('key-replica-missing'),
  },
  {
    name: 'RegionName',
    meaning: message('The secondary Region: where the replica of the user pool is. It is deployed to the primary Region.'),
    trap: message('Another value deletes the replica and makes a new one.'),
    values: replicationRegions,
    page: awsPage('replica-region'),
  },
  {
    name: 'UserPoolTagsAtCreate',
    meaning: message('The tags that the replica begins with. Later ones are set in its own Region.'),
    trap: message('Another value deletes the replica and makes a new one.'),
    page: awsPage('replica-property'),
  },
  {
    name: 'Status',
    within: 'UserPoolRegionalConfigurationAttachment',
    meaning: message('Whether the replica takes sign-ins. It is deployed to the secondary Region, after the replica is there.'),
    trap: message('Without it the replica is INACTIVE.'),
    values: ['ACTIVE', 'INACTIVE'],
    page: awsPage('regional-status'),
  },
  {
    name: 'SecondaryRegion',
    within: 'Failover',
    meaning: message('Where the custom domain leads while the health check says unhealthy: the Region of the replica.'),
    trap: message('The replica has to be ACTIVE, or users are led to a user pool that takes no sign-ins.'),
    values: replicationRegions,
    page: awsPage('failover-routing'),
  },
  {
    name: 'PrimaryRoute53HealthCheckId',
    within: 'Failover',
    meaning: message(
      'The Route 53 health check of the primary Region. While it is unhealthy, the custom domain leads to the secondary Region.',
    ),
    trap: message('What it watches is yours to choose: AWS prescribes nothing.'),
    page: awsPage('failover-routing'),
  },
  {
    name: 'Routing',
    meaning: message(
      'Where the custom domain leads while the Route 53 health check of the primary Region says unhealthy. It leads back by itself.',
    ),
    trap: message('For custom domains only, and with both of its fields.'),
    page: awsPage('failover-routing'),
  },
  {
    name: 'CertificateArn',
    within: 'CustomDomainConfig',
    meaning: message('The certificate of a custom domain has to be in us-east-1, wherever the user pool is.'),
    page: awsPage('certificate-region'),
  },
];

/** A name without what differs between languages: `kms_key_arn`, `kmsKeyArn` and `KmsKeyArn` are one. */
export function plainName(name: string): string {
  return name.replaceAll(/[^A-Za-z\d]/g, '').toLowerCase();
}
