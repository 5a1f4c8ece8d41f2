// User pools and domains as the service shows them (wire names of UserPoolType, UserPoolDescriptionType and DomainDescriptionType).
import { userPoolArn } from '../arns.ts';
import { epochSeconds, type Call } from '../service.ts';
import { regionOf, type Domain, type UserPool } from '../world.ts';
import { primaryRegionOf, replicasOf } from './replication.ts';
import { standardAttributes } from './standardAttributes.ts';

/** UserPoolType: everything DescribeUserPool knows of a pool in the Region of the call. */
export function describeUserPool(pool: UserPool, call: Call) {
  const { PoolName, Schema = [], KeyConfiguration, ...settings } = pool.settings;
  return {
    Id: pool.id,
    Name: PoolName,
    Arn: userPoolArn(call.region, call.account, pool.id),
    CreationDate: epochSeconds(pool.createdAt),
    LastModifiedDate: epochSeconds(pool.modifiedAt),
    EstimatedNumberOfUsers: pool.estimatedUsers,
    SchemaAttributes: attributes(Schema),
    ...settings,
    ...keyConfiguration(KeyConfiguration, pool, call),
    ...domainsOf(pool, call),
  };
}

/** UserPoolDescriptionType: a row of ListUserPools. ReplicaRegions stands on replicated pools only. */
export function summarizeUserPool(pool: UserPool, { world, account, now }: Call) {
  const replicaRegions = replicasOf(world, account, pool.id, now).map(({ region }) => region);
  return {
    Id: pool.id,
    Name: pool.settings.PoolName,
    LambdaConfig: pool.settings.LambdaConfig ?? {},
    LastModifiedDate: epochSeconds(pool.modifiedAt),
    CreationDate: epochSeconds(pool.createdAt),
    ...(replicaRegions.length > 0 && { ReplicaRegions: replicaRegions }),
  };
}

/** DomainDescriptionType. A prefix domain has no certificate; only a custom domain can have failover routing. */
export function describeDomain(domain: Domain, account: string) {
  return {
    UserPoolId: domain.userPoolId,
    AWSAccountId: account,
    Domain: domain.name,
    S3Bucket: `aws-cognito-prod-${primaryRegionOf(domain.userPoolId)}-assets`,
    ...(domain.cloudFrontDistribution && { CloudFrontDistribution: domain.cloudFrontDistribution }),
    Version: domain.version,
    Status: 'ACTIVE',
    ...(domain.certificateArn && {
      CustomDomainConfig: {
        CertificateArn: domain.certificateArn,
        ...(domain.securityPolicy && { SecurityPolicy: domain.securityPolicy }),
      },
    }),
    ManagedLoginVersion: domain.managedLoginVersion,
    ...(domain.failover && {
      Routing: {
        Failover: { SecondaryRegion: domain.failover.secondaryRegion, PrimaryRoute53HealthCheckId: domain.failover.healthCheckId },
      },
    }),
  };
}

export const isCustom = (domain: Domain): boolean => domain.name.includes('.');

/** Custom attributes stand behind the standard ones with their prefix; a standard name changes the standard attribute. */
function attributes(schema: NonNullable<UserPool['settings']['Schema']>) {
  const standard = new Set(standardAttributes.map(({ Name }) => Name));
  const changes = new Map(schema.map((attribute) => [attribute.Name, attribute]));
  const custom = schema.filter(({ Name = '' }) => !standard.has(Name));
  return [
    ...standardAttributes.map((attribute) => ({ ...attribute, ...changes.get(attribute.Name) })),
    ...custom.map((attribute) => ({ ...attribute, Name: `custom:${attribute.Name ?? ''}` })),
  ];
}

function keyConfiguration(stored: UserPool['settings']['KeyConfiguration'], pool: UserPool, { world, region }: Call) {
  if (stored?.KeyType !== 'CUSTOMER_MANAGED_KEY') {
    return world.switches.awsOwnedKey === 'explicit' ? { KeyConfiguration: { KeyType: 'AWS_OWNED_KEY' } } : {};
  }
  // Which Region's key ARN the replica shows is unconfirmed (facts: open question 6).
  if (!pool.replica || world.switches.replicaKeyArn === 'primaryRegion') return { KeyConfiguration: stored };
  const KmsKeyArn = stored.KmsKeyArn?.replace(/^(arn:aws:kms:)[^:]+/, `$1${region}`);
  return { KeyConfiguration: { ...stored, ...(KmsKeyArn && { KmsKeyArn }) } };
}

/** A prefix domain belongs to one Region; the custom domain is one object for both (facts: section 3). */
export function domainsOf(pool: UserPool, { world, account, region }: Call) {
  const here = Object.values(regionOf(world, account, region).domains).filter(({ userPoolId }) => userPoolId === pool.id);
  const primary = Object.values(regionOf(world, account, primaryRegionOf(pool.id)).domains).filter(
    ({ userPoolId }) => userPoolId === pool.id,
  );
  const prefix = here.find((domain) => !isCustom(domain));
  const custom = [...here, ...(world.switches.replicaShowsCustomDomain ? primary : [])].find(isCustom);
  return { ...(prefix && { Domain: prefix.name }), ...(custom && { CustomDomain: custom.name }) };
}
