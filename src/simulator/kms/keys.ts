// KMS keys: their state, how a caller may name them, and how the service shows them.
import { aliasArn, keyArn } from '../arns.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call } from '../service.ts';
import { entryOf, regionOf, regionsOf, type Key, type KeyState, type World } from '../world.ts';

/** The state of a key at `now` (epoch milliseconds): a new replica key is Creating until it becomes usable (facts: section 2, "ReplicateKey"). */
export const keyStateAt = ({ state, usableAt }: Key, now: number): KeyState =>
  usableAt !== undefined && now < usableAt ? 'Creating' : state;

/** Milliseconds of a day, in which KMS counts the waiting period of a deletion. */
export const day = 24 * 60 * 60_000;

/**
 * A key as it is at `now`; undefined once it is deleted. The primary of a multi-Region key waits for its replicas: its own waiting period begins
 * when the last of them is gone (SDK, ScheduleKeyDeletion).
 */
export function keyAt(world: World, account: string, region: string, id: string, now: number): Key | undefined {
  const stored = entryOf(regionOf(world, account, region).keys, id);
  const key = stored?.state === 'PendingReplicaDeletion' ? afterReplicas(stored, world, account, region, now) : stored;
  return key?.deletedAt !== undefined && now >= key.deletedAt ? undefined : key;
}

function afterReplicas(key: Key, world: World, account: string, region: string, now: number): Key {
  const replicas = replicaRegionsOf(world, account, region, key.id, now);
  if (replicas.length > 0) return key;
  const ends = regionsOf(world, account).map(([other, { keys }]) => (other === region ? 0 : (entryOf(keys, key.id)?.deletedAt ?? 0)));
  return {
    ...key,
    state: 'PendingDeletion',
    deletedAt: Math.max(...ends) + ((key.pendingWindowDays ?? 30) * day) / (world.timing?.speed ?? 1),
  };
}

/** The Regions other than `region` that hold a key of this id. */
export function replicaRegionsOf(world: World, account: string, region: string, id: string, now: number): string[] {
  return regionsOf(world, account).flatMap(([other, { keys }]) => {
    const key = other === region ? undefined : entryOf(keys, id);
    return key && (key.deletedAt === undefined || now < key.deletedAt) ? [other] : [];
  });
}

/** The keys of a Region as they are at `now`. */
export const keysAt = (world: World, account: string, region: string, now: number): Key[] =>
  Object.keys(regionOf(world, account, region).keys).flatMap((id) => keyAt(world, account, region, id, now) ?? []);

/**
 * The key of this Region that a key id or key ARN names; with `aliases`, also an alias name or alias ARN.
 * @throws Refusal NotFoundException, InvalidArnException
 */
export function findKey(name: string, call: Call, { aliases = false } = {}): Key {
  const { aliases: known } = regionOf(call.world, call.account, call.region);
  const keyOf = (id: string) => keyAt(call.world, call.account, call.region, id, call.now);
  const [, region, account, resource = name] = /^arn:aws:kms:([^:]*):([^:]*):(.+)$/.exec(name) ?? [];
  if (name.startsWith('arn:') && region === undefined) throw new Refusal('InvalidArnException', `Invalid arn ${name}`);
  if (region !== undefined && region !== call.region) throw new Refusal('NotFoundException', `Invalid arn ${region}`);
  if (account !== undefined && account !== call.account) throw new Refusal('NotFoundException', `Key '${name}' does not exist`);
  if (resource.startsWith('alias/')) {
    if (!aliases) throw new Refusal('NotFoundException', `Invalid keyId '${resource}'`);
    const key = keyOf(entryOf(known, resource) ?? '');
    if (!key) throw new Refusal('NotFoundException', `Alias ${aliasArn(call.region, call.account, resource)} is not found.`);
    return key;
  }
  const id = resource.replace(/^key\//, '');
  const key = keyOf(id);
  if (key) return key;
  const wellFormed = /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(id);
  throw new Refusal(
    'NotFoundException',
    wellFormed ? `Key '${keyArn(call.region, call.account, id)}' does not exist` : `Invalid keyId '${id}'`,
  );
}

/** KeyMetadata of a key in a Region. A multi-Region key names its primary and all replicas, whichever of them is asked. */
export function describeKey(key: Key, { world, account, region, now }: Pick<Call, 'world' | 'account' | 'region' | 'now'>) {
  const state = keyStateAt(key, now);
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: keyArn(region, account, key.id),
    CreationDate: epochSeconds(key.createdAt),
    Enabled: state === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: state,
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: key.spec,
    KeySpec: key.spec,
    ...(key.deletedAt !== undefined && { DeletionDate: epochSeconds(key.deletedAt) }),
    ...(state === 'PendingReplicaDeletion' && { PendingDeletionWindowInDays: key.pendingWindowDays ?? 30 }),
    ...(key.spec === 'SYMMETRIC_DEFAULT' && { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] }),
    MultiRegion: key.multiRegion !== undefined,
    ...(key.multiRegion && { MultiRegionConfiguration: multiRegionConfiguration(key, key.multiRegion.primaryRegion) }),
  };

  function multiRegionConfiguration({ id }: Key, primaryRegion: string) {
    const entry = (Region: string) => ({ Arn: keyArn(Region, account, id), Region });
    return {
      MultiRegionKeyType: region === primaryRegion ? 'PRIMARY' : 'REPLICA',
      PrimaryKey: entry(primaryRegion),
      ReplicaKeys: replicaRegionsOf(world, account, primaryRegion, id, now).map(entry),
    };
  }
}
