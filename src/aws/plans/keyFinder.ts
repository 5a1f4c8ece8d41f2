import { DescribeKeyCommand, type KeyMetadata, ListKeysCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { parseArn } from '../../domain/arn.ts';
import { failed, type Failure, type Result, success } from '../../domain/failure.ts';
import type { MultiRegionKey } from '../../domain/ports.ts';
import { call, nextPage } from '../call.ts';
import type { Clients } from '../clients.ts';

/**
 * The multi-Region keys for encryption in a Region, which their ids tell (facts: cognito-replication.md section 2, row 4). A key that may be listed but not described is left out:
 * nobody could put a pool on it.
 */
export async function multiRegionKeys(clients: Clients, region: string, signal: AbortSignal): Promise<Result<readonly MultiRegionKey[]>> {
  const listed = await call('kms:ListKeys', region, signal, async () => {
    const arns: string[] = [];
    let marker: string | undefined;
    do {
      const page = await clients
        .kms(region)
        .send(new ListKeysCommand({ Limit: 1000, ...(marker !== undefined && { Marker: marker }) }), { abortSignal: signal });
      arns.push(...(page.Keys ?? []).flatMap(({ KeyArn }) => KeyArn ?? []));
      marker = nextPage(page.Truncated === true ? page.NextMarker : undefined, marker);
    } while (marker !== undefined);
    return arns.filter((arn) => parseArn(arn)?.resource.startsWith('key/mrk-'));
  });
  if (!listed.ok) return listed;
  const keys: MultiRegionKey[] = [];
  for (const result of await Promise.all(listed.value.map((arn) => described(clients, region, arn, signal)))) {
    if (!result.ok) return failed(result.failure);
    if (result.value) keys.push(result.value);
  }
  return success(keys);
}

async function described(clients: Clients, region: string, arn: string, signal: AbortSignal): Promise<Result<MultiRegionKey | undefined>> {
  const metadata = await call('kms:DescribeKey', region, signal, async () => {
    const { KeyMetadata } = await clients.kms(region).send(new DescribeKeyCommand({ KeyId: arn }), { abortSignal: signal });
    return KeyMetadata;
  });
  if (!metadata.ok) return isOutOfReach(metadata.failure) ? success(undefined) : metadata;
  if (!metadata.value || !isForEncryption(metadata.value)) return success(undefined);
  // Without its tags, nobody can tell whether a plan has made this key: that is no answer, and another one might be made.
  const tags = await call('kms:ListResourceTags', region, signal, async () => {
    const { Tags } = await clients.kms(region).send(new ListResourceTagsCommand({ KeyId: arn }), { abortSignal: signal });
    return Object.fromEntries((Tags ?? []).flatMap(({ TagKey, TagValue }) => (TagKey === undefined ? [] : [[TagKey, TagValue ?? '']])));
  });
  return tags.ok ? success(toKey(arn, metadata.value, tags.value)) : tags;
}

/** A key that is gone meanwhile, or whose policy lets this caller do nothing. */
function isOutOfReach({ reason }: Failure): boolean {
  return reason === 'accessDenied' || reason === 'notFound';
}

function isForEncryption({ KeyManager, KeySpec, KeyUsage, MultiRegion }: KeyMetadata): boolean {
  return MultiRegion === true && KeyManager !== 'AWS' && KeySpec === 'SYMMETRIC_DEFAULT' && KeyUsage === 'ENCRYPT_DECRYPT';
}

function toKey(
  arn: string,
  { Description, KeyState, MultiRegionConfiguration }: KeyMetadata,
  tags: MultiRegionKey['tags'],
): MultiRegionKey {
  const { PrimaryKey, ReplicaKeys } = MultiRegionConfiguration ?? {};
  return {
    arn,
    description: Description ?? '',
    state: KeyState ?? '',
    regions: [PrimaryKey, ...(ReplicaKeys ?? [])].flatMap((key) => key?.Region ?? []),
    tags,
  };
}
