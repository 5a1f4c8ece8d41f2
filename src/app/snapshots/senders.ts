import { parseArn } from '../../domain/arn.ts';
import { absent, type Fact, factOf, known, unknown } from '../../domain/fact.ts';
import { isJsonObject } from '../../domain/json.ts';
import type { EmailSnapshot, LogDelivery, LogDestination, SmsSnapshot } from '../../domain/parity/snapshot.ts';
import type { LogDeliveryTarget } from '../../domain/ports.ts';
import type { PoolDescription } from '../../domain/userPool.ts';
import { type Asking, elsewhere } from './asking.ts';

/** Reads who sends a pool's mails, where that is. Both Regions may send through one identity; it is read once. */
export async function readEmail({ settings }: PoolDescription, asking: Asking): Promise<EmailSnapshot> {
  const configuration = settings['EmailConfiguration'];
  const sourceArn = isJsonObject(configuration) ? configuration['SourceArn'] : undefined;
  const identity = typeof sourceArn === 'string' ? parseArn(sourceArn) : undefined;
  if (!identity || !isJsonObject(configuration)) return { identity: absent, account: absent };
  const { once, reader } = asking;
  const { account, region, resource } = identity;
  const name = resource.replace(/^identity\//, '');
  const isOurs = asking.account === undefined || asking.account === account;
  const sendsItself = configuration['EmailSendingAccount'] !== 'DEVELOPER';
  const [found, sending] = await Promise.all([
    isOurs ? once(`identity ${region} ${name}`, (signal) => reader.emailIdentity(region, name, signal)) : undefined,
    isOurs && !sendsItself ? once(`mail ${region}`, (signal) => reader.emailAccount(region, signal)) : undefined,
  ]);
  return {
    identity: found ? factOf(found) : elsewhere('ses:GetEmailIdentity', region, account),
    account: sendsItself ? absent : sending ? factOf(sending) : elsewhere('ses:GetAccount', region, account),
  };
}

/** Reads what stands in the way of a pool's text messages. */
export async function readSms({ settings }: PoolDescription, { once, reader, region }: Asking): Promise<SmsSnapshot> {
  const configuration = settings['SmsConfiguration'];
  if (!isJsonObject(configuration)) return { account: absent };
  // Without a Region of its own, text messages leave from the pool's (SDK: SmsConfigurationType.SnsRegion).
  const place = typeof configuration['SnsRegion'] === 'string' ? configuration['SnsRegion'] : region;
  return { account: factOf(await once(`messages ${place}`, (signal) => reader.smsAccount(place, signal))) };
}

/** Reads whether the destinations of a pool's logs are there. */
export async function readDestinations(targets: readonly LogDeliveryTarget[], asking: Asking): Promise<Fact<readonly LogDelivery[]>> {
  if (targets.length === 0) return absent;
  return known(
    await Promise.all(
      targets.map(async ({ arn, kind, level, source }) => ({
        source,
        level,
        destination: { kind, arn, ...(await (kind === 's3' ? bucket(arn, asking) : namedByRegion(kind, arn, asking))) },
      })),
    ),
  );
}

type Found = Pick<LogDestination, 'exists' | 'bucketRegion'>;

/** A log group or a delivery stream: its ARN says in which Region and account to ask. */
async function namedByRegion(
  kind: Exclude<LogDestination['kind'], 's3'>,
  arn: string,
  { account: ours, once, reader }: Asking,
): Promise<Found> {
  const parsed = parseArn(arn);
  const operation = { cloudWatchLogs: 'logs:DescribeLogGroups', firehose: 'firehose:DescribeDeliveryStream' }[kind];
  if (!parsed) return { exists: unknown({ reason: 'notAsked', operation, detail: '' }) };
  const { account, region, resource } = parsed;
  if (ours !== undefined && ours !== account) return { exists: elsewhere(operation, region, account) };
  // `log-group:name`, sometimes with `:*` behind it; `deliverystream/name`.
  const name = resource.replace(/^(log-group:|deliverystream\/)/, '').replace(/:\*$/, '');
  const exists = await once(`${kind} ${region} ${name}`, (signal) =>
    kind === 'firehose' ? reader.deliveryStreamExists(region, name, signal) : reader.logGroupExists(region, name, signal),
  );
  return { exists: factOf(exists) };
}

/** A bucket: its ARN has neither Region nor account, and every Region knows where it is. The Region that asks first for one of both does so for both. */
async function bucket(arn: string, { once, reader, region }: Asking): Promise<Found> {
  // `name`, or `name/prefix`.
  const name = parseArn(arn)?.resource.split('/')[0];
  if (!name) return { exists: unknown({ reason: 'notAsked', operation: 's3:ListBucket', detail: '' }) };
  const found = await once(`bucket ${name}`, (signal) => reader.bucketRegion(region, name, signal));
  if (!found.ok) return { exists: unknown(found.failure) };
  const { value: bucketRegion } = found;
  return { exists: known(bucketRegion !== undefined), ...(bucketRegion !== undefined && { bucketRegion }) };
}
