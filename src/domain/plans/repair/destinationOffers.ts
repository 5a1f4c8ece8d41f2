import { parseArn } from '../../arn.ts';
import { message } from '../../message.ts';
import type { LogDelivery, LogDestination } from '../../parity/snapshot.ts';
import { logConfigurations } from './logConfigurations.ts';
import { aws, codeOffers, shellOffer } from './offers.ts';
import type { RepairContext } from './repairContext.ts';
import type { Offer } from './repairKind.ts';

/** `/aws/vendedlogs/x` of a log group, `sign-ins` of a delivery stream, the name of a bucket. A log group's ARN may end in a star for its streams. */
export function resourceOf(arn: string): string {
  return (parseArn(arn)?.resource ?? arn).replace(/^(log-group:|deliverystream\/)/, '').replace(/:\*$/, '');
}

/** Makes a destination of a Region: its log group whole, of the others what can be said without their owner. */
export function destinationOffers({ arn, kind }: Pick<LogDestination, 'arn' | 'kind'>, region: string): readonly Offer[] {
  const name = resourceOf(arn);
  switch (kind) {
    case 'cloudWatchLogs':
      return [
        shellOffer(message('AWS CLI: make the log group in {region}', { region }), [
          aws('logs create-log-group', region, { 'log-group-name': name }),
        ]),
        ...codeOffers([{ name: 'PoolLogs', type: 'AWS::Logs::LogGroup', properties: { LogGroupName: name } }], region),
      ];
    case 'firehose':
      return [
        shellOffer(message('AWS CLI: make the delivery stream in {region}', { region }), [
          `# ROLE_ARN and BUCKET_ARN: a role that Firehose may take, and a bucket in ${region}.`,
          aws('firehose create-delivery-stream', region, { 'delivery-stream-name': name, 'delivery-stream-type': 'DirectPut' }, [
            '--extended-s3-destination-configuration "RoleARN=${ROLE_ARN:?},BucketARN=${BUCKET_ARN:?}"',
          ]),
        ]),
      ];
    case 's3':
      return [shellOffer(message('AWS CLI: make the bucket in {region}', { region }), [makeBucket(name, region)])];
  }
}

function makeBucket(name: string, region: string): string {
  // us-east-1 is where buckets are without a constraint, and takes none (S3 API reference, CreateBucket).
  const constraint = region === 'us-east-1' ? undefined : `LocationConstraint=${region}`;
  return aws('s3api create-bucket', region, { bucket: name, 'create-bucket-configuration': constraint });
}

/** A delivery to a bucket of the secondary Region, beside the deliveries that stay. */
export function bucketOffers(
  { destination, level, source }: LogDelivery,
  others: readonly LogDelivery[],
  { poolId, region }: RepairContext,
): readonly Offer[] {
  const name = `${resourceOf(destination.arn)}-${region}`;
  const partition = parseArn(destination.arn)?.partition ?? 'aws';
  const list: readonly LogDelivery[] = [
    ...others,
    { level, source, destination: { ...destination, arn: `arn:${partition}:s3:::${name}` } },
  ];
  const configurations = logConfigurations(list);
  return [
    shellOffer(message('AWS CLI: export to a bucket of {region}', { region }), [
      makeBucket(name, region),
      aws('cognito-idp set-log-delivery-configuration', region, {
        'user-pool-id': poolId,
        'log-configurations': JSON.stringify(configurations),
      }),
    ]),
    ...codeOffers(
      [
        {
          name: 'ReplicaLogs',
          type: 'AWS::Cognito::LogDeliveryConfiguration',
          properties: { UserPoolId: poolId, LogConfigurations: configurations },
        },
      ],
      region,
    ),
  ];
}
