import type { LogDelivery } from '../../parity/snapshot.ts';

/** A delivery as SetLogDeliveryConfiguration and AWS::Cognito::LogDeliveryConfiguration have it (SDK: LogConfigurationType). */
export type LogConfiguration = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export function logConfigurations(deliveries: readonly LogDelivery[]): readonly LogConfiguration[] {
  return deliveries.map(({ destination: { arn, kind }, level, source }) => ({
    LogLevel: level,
    EventSource: source,
    ...(kind === 'cloudWatchLogs' && { CloudWatchLogsConfiguration: { LogGroupArn: arn } }),
    ...(kind === 'firehose' && { FirehoseConfiguration: { StreamArn: arn } }),
    ...(kind === 's3' && { S3Configuration: { BucketArn: arn } }),
  }));
}
