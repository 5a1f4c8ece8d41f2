import { keyIdOf } from '../domain/arn.ts';
import { type Fact, valueOf } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { joined, type Message, message } from '../domain/message.ts';
import { originMessage, originOf } from '../domain/poolOrigin.ts';
import { issuerUrl, type KeyDescription, type PoolDescription, type PoolDetails, poolArn, type UserPool } from '../domain/userPool.ts';
import { replicaStatusOf } from './replicaStatus.ts';
import { regionsDown, statusIcon, statusMessage } from './poolRows.ts';
import { type Routing, routingMessages, routingOf } from './failoverRow.ts';
import { differencesMessage } from './parityRow.ts';
import type { PoolStore, Snapshot } from './poolStore.ts';
import { readinessRow } from './readinessRow.ts';
import type { Row, RowIcon, RowKind } from './row.ts';

/** The rows under a pool: primary, replica, issuer, key, domain; one row that says so while they are being read. */
export function detailRows(store: PoolStore, poolId: string): readonly Row[] {
  const pool = store.pools.find(({ id }) => id === poolId);
  if (!pool) return [];
  const details = store.snapshot.details.get(poolId);
  if (!details) return [row(pool, 'reading', message('Reading details'), message(''), 'reading')];
  const account = valueOf(store.snapshot.identity)?.account;
  return [
    regionDownRow(pool, 'primary', store.snapshot, account) ?? primaryRow(pool, details, account),
    regionDownRow(pool, 'replica', store.snapshot, account) ??
      replicaRow(pool, details, account, differencesMessage(store.parityOf(poolId))),
    issuerRow(pool, details.description),
    keyRow(pool, details),
    domainRow(pool, details),
    readinessRow(store, pool),
    ...originRow(pool, details.description),
  ];
}

function row(pool: UserPool, kind: RowKind, label: Message, description: Message, icon: RowIcon, more: Partial<Row> = {}): Row {
  return {
    id: `pool/${pool.id}/${kind}`,
    kind,
    poolId: pool.id,
    label,
    description,
    icon,
    tooltip: [message('{label}: {description}', { label, description })],
    expandable: false,
    identifiers: [],
    ...more,
  };
}

function unknownMessage(fact: Fact<unknown>): Message {
  return fact.state === 'unknown' ? message('unknown: {failure}', { failure: failureMessage(fact.failure) }) : message('unknown');
}

function arnOf(pool: UserPool, region: string, account: string | undefined): Partial<Row> {
  const identifiers =
    account === undefined ? [] : [{ name: message('ARN in {region}', { region }), value: poolArn(pool.id, region, account) }];
  return { region, identifiers, document: 'pool' };
}

/** The primary or replica whose Region does not answer, whatever the other Region says of it. */
function regionDownRow(pool: UserPool, kind: 'primary' | 'replica', snapshot: Snapshot, account: string | undefined): Row | undefined {
  const region = kind === 'primary' ? pool.primaryRegion : pool.secondaryRegion;
  const down = regionsDown(pool, snapshot).find((entry) => entry.region === region);
  if (!down) return undefined;
  const label = kind === 'primary' ? message('Primary') : message('Replica');
  return row(pool, kind, label, down.said, 'problem', arnOf(pool, down.region, account));
}

function primaryRow(pool: UserPool, { replicas }: PoolDetails, account: string | undefined): Row {
  const region = pool.primaryRegion;
  // ListUserPoolReplicas lists the primary too, as active. A pool without a replica may not be listed there at all.
  const status = valueOf(replicas)?.find((replica) => replica.region === region)?.status;
  const description = joined([message('{region}', { region }), ...(status === undefined ? [] : [statusMessage(status)])]);
  return row(pool, 'primary', message('Primary'), description, 'region', arnOf(pool, region, account));
}

function replicaRow(pool: UserPool, details: PoolDetails, account: string | undefined, differences: Message | undefined): Row {
  const label = message('Replica');
  const status = replicaStatusOf(pool, details);
  const region = pool.secondaryRegion;
  if (region === undefined) {
    return status?.state === 'unknown'
      ? row(pool, 'replica', label, unknownMessage(status), 'unknown')
      : row(pool, 'replica', label, message('none'), 'notReplicated');
  }
  const said =
    status?.state === 'known'
      ? statusMessage(status.value)
      : status?.state === 'absent'
        ? message('no replica listed')
        : unknownMessage(details.replicas);
  return row(
    pool,
    'replica',
    label,
    joined([message('{region}', { region }), said, ...(differences ? [differences] : [])]),
    statusIcon(status),
    {
      ...arnOf(pool, region, account),
      comparable: true,
      ...(status?.state === 'known' && { replicaStatus: status.value }),
    },
  );
}

function issuerRow(pool: UserPool, description: Fact<PoolDescription>): Row {
  const label = message('Issuer');
  if (description.state !== 'known') return row(pool, 'issuer', label, unknownMessage(description), 'unknown');
  const { issuerType } = description.value;
  const url = issuerUrl(issuerType, pool.id, pool.primaryRegion);
  if (url === undefined) return row(pool, 'issuer', label, message('{issuerType}', { issuerType }), 'unknown');
  return row(
    pool,
    'issuer',
    label,
    joined([message('{issuerType}', { issuerType }), message('{host}', { host: url.replace('https://', '') })]),
    'issuer',
    {
      tooltip: [message('Issuer type: {issuerType}', { issuerType }), message('Issuer URL, the iss of tokens: {url}', { url })],
      identifiers: [{ name: message('Issuer URL'), value: url }],
    },
  );
}

function keyRow(pool: UserPool, { description, keys }: PoolDetails): Row {
  const label = message('Key');
  if (description.state !== 'known') return row(pool, 'key', label, unknownMessage(description), 'unknown');
  const { arn, type } = description.value.key;
  if (arn === undefined) {
    return row(pool, 'key', label, type === 'AWS_OWNED_KEY' ? message('AWS owned key') : message('{type}', { type }), 'key');
  }
  const keyId = keyIdOf(arn);
  const identity = message('{keyId}', { keyId: keyId.length > 16 ? `${keyId.slice(0, 12)}…` : keyId });
  const kind = keyKindMessage(description.value.key.type, keys);
  const states = keyStatesMessage(pool, keys);
  return row(pool, 'key', label, joined([kind, states, identity]), keyIcon(keys), {
    tooltip: [message('Key: {arn}', { arn }), message('Key type: {type}', { type }), kind, states],
    identifiers: [{ name: message('Key ARN'), value: arn }],
    ...(keys.get(pool.primaryRegion)?.state === 'known' && { document: 'key' as const }),
  });
}

function keyKindMessage(type: string, keys: PoolDetails['keys']): Message {
  const answered = [...keys.values()].map(valueOf).find((key) => key !== undefined);
  if (answered) return answered.multiRegion ? message('multi-Region') : message('single-Region');
  return type === 'CUSTOMER_MANAGED_KEY' ? message('customer managed') : message('{type}', { type });
}

function keyIcon(keys: PoolDetails['keys']): RowIcon {
  const states = [...keys.values()];
  if (states.some((key) => key.state === 'absent' || (key.state === 'known' && key.value.state !== 'Enabled'))) return 'problem';
  return states.some((key) => key.state === 'unknown') ? 'unknown' : 'key';
}

/** The key's state per Region; what is not enabled first, because a narrow side bar cuts off the end. */
function keyStatesMessage({ primaryRegion }: UserPool, keys: PoolDetails['keys']): Message {
  const isEnabled = (key: Fact<KeyDescription>): boolean => valueOf(key)?.state === 'Enabled';
  const states = [...keys].sort(([, a], [, b]) => Number(isEnabled(a)) - Number(isEnabled(b)));
  const everywhereEnabled = states.length === 2 && states.every(([, key]) => isEnabled(key));
  return everywhereEnabled
    ? message('enabled in both Regions')
    : joined(states.map(([region, key]) => keyStateMessage(region, key, region === primaryRegion)));
}

function keyStateMessage(region: string, key: Fact<KeyDescription>, isPrimary: boolean): Message {
  switch (key.state) {
    case 'known':
      return message('{state} in {region}', { state: keyStateWord(key.value.state), region });
    case 'absent':
      return isPrimary ? message('key not found in {region}', { region }) : message('no key replica in {region}', { region });
    case 'unknown':
      return message('{region} unknown: {failure}', { region, failure: failureMessage(key.failure) });
  }
}

/** A key state of KMS in words; one that this product does not know is shown as received. */
function keyStateWord(state: string): Message {
  switch (state) {
    case 'Enabled':
      return message('enabled');
    case 'Disabled':
      return message('disabled');
    case 'Creating':
      return message('creating');
    case 'PendingDeletion':
    case 'PendingReplicaDeletion':
      return message('pending deletion');
    default:
      return message('{state}', { state });
  }
}

/** What manages the pool, where its tags say so. */
function originRow(pool: UserPool, description: Fact<PoolDescription>): Row[] {
  const origin = originOf(valueOf(description)?.tags ?? {});
  return origin ? [row(pool, 'origin', message('Code'), originMessage(origin), 'origin', { action: 'showInCode' })] : [];
}

const routingIcons: Readonly<Record<Routing, RowIcon>> = {
  free: 'domain',
  routingControl: 'domain',
  forcedToSecondary: 'problem',
  heldOnPrimary: 'problem',
  invertedAlone: 'problem',
  threshold: 'problem',
  missing: 'problem',
  unknown: 'unknown',
};

function domainRow(pool: UserPool, { domain, healthCheck }: PoolDetails): Row {
  const label = message('Domain');
  switch (domain.state) {
    case 'unknown':
      return row(pool, 'domain', label, unknownMessage(domain), 'unknown');
    case 'absent':
      return row(pool, 'domain', label, message('none'), 'domain');
    case 'known': {
      const { name, custom, failover } = domain.value;
      const routing = failover
        ? [message('failover to {region}', { region: failover.secondaryRegion }), ...routingMessages(pool, healthCheck)]
        : [custom ? message('no failover routing') : message('prefix domain')];
      const icon = failover ? routingIcons[routingOf(healthCheck)] : 'domain';
      return row(pool, 'domain', label, joined([message('{name}', { name }), ...routing]), icon, {
        identifiers: [{ name: message('Domain'), value: name }],
        document: 'domain',
      });
    }
  }
}
