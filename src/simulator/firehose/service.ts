// Amazon Data Firehose (firehose): whether the delivery streams are there that user pools and web ACLs deliver to. Shapes and limits: SDK
// client-firehose 3.1169.0.
import { Refusal } from '../refusal.ts';
import { epochSeconds, operationsWith, textMember, type Call, type Operation, type Service } from '../service.ts';
import { integer, required, structure, text } from '../shape.ts';
import { awsJson } from '../wire/awsJson.ts';
import { entryOf, regionOf } from '../world.ts';

export interface DeliveryStream {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly status: 'CREATING' | 'CREATING_FAILED' | 'DELETING' | 'DELETING_FAILED' | 'ACTIVE';
  /** The name of the bucket that it fills. */
  readonly bucket: string;
}

const operation = operationsWith('InvalidArgumentException');

const arnOf = (name: string, { region, account }: Pick<Call, 'region' | 'account'>): string =>
  `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;

/** One destination, a bucket. */
const describeDeliveryStream = operation(
  structure({
    DeliveryStreamName: required(text({ min: 1, max: 64, pattern: '[a-zA-Z0-9_.-]+' })),
    Limit: integer({ min: 1, max: 10_000 }),
    ExclusiveStartDestinationId: text({ min: 1, max: 100, pattern: '[a-zA-Z0-9-]+' }),
  }),
  ({ DeliveryStreamName }, call) => {
    const stream = entryOf(regionOf(call.world, call.account, call.region).deliveryStreams ?? {}, DeliveryStreamName);
    // Measured: turbot/steampipe-plugin-aws #759.
    if (!stream) {
      throw new Refusal('ResourceNotFoundException', `Firehose ${DeliveryStreamName} under account ${call.account} not found.`);
    }
    return {
      output: {
        DeliveryStreamDescription: {
          DeliveryStreamName: stream.name,
          DeliveryStreamARN: arnOf(stream.name, call),
          DeliveryStreamStatus: stream.status,
          DeliveryStreamType: 'DirectPut',
          DeliveryStreamEncryptionConfiguration: { Status: 'DISABLED' },
          VersionId: '1',
          CreateTimestamp: epochSeconds(stream.createdAt),
          Destinations: [{ DestinationId: 'destinationId-000000000001', ExtendedS3DestinationDescription: bucketOf(stream, call) }],
          HasMoreDestinations: false,
        },
      },
    };
  },
);

const bucketOf = ({ name, bucket }: DeliveryStream, { account }: Call) => ({
  RoleARN: `arn:aws:iam::${account}:role/${name}`,
  BucketARN: `arn:aws:s3:::${bucket}`,
  BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
  CompressionFormat: 'UNCOMPRESSED',
  EncryptionConfiguration: { NoEncryptionConfig: 'NoEncryption' },
  S3BackupMode: 'Disabled',
});

export const firehose: Service = {
  protocol: awsJson('Firehose_20150804'),
  operations: { DescribeDeliveryStream: describeDeliveryStream } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'ThrottlingException', message: 'Rate exceeded' },
  failed: { code: 'ServiceUnavailableException', message: 'The service is unavailable. Back off and retry the operation.' },
  resourceOf: (input, call) => arnOf(textMember(input, 'DeliveryStreamName') ?? '*', call),
};
