import { type Fact, valueOf } from '../domain/fact.ts';
import { type Failure, failureMessage, isRegionDown } from '../domain/failure.ts';
import { joined, type Message, message } from '../domain/message.ts';
import { isInTransition, issuerUrl, poolArn, type PoolDetails, type UserPool } from '../domain/userPool.ts';
import type { PlanKind } from '../domain/plans/plan.ts';
import { progressOf } from './plans/progress.ts';
import { isFailedOver } from './failoverRow.ts';
import { replicaStatusOf } from './replicaStatus.ts';
import { matchesFilter } from './poolFilter.ts';
import type { PoolStore, RegionList, Snapshot } from './poolStore.ts';
import { findingsMessage } from './findingsMessage.ts';
import type { Identifier, Row, RowIcon } from './row.ts';

export interface PoolRows {
  readonly rows: readonly Row[];
  /** Pool rows before and after filtering. */
  readonly all: number;
  readonly shown: number;
}

export interface RowOptions {
  readonly filter?: string;
  /** Why the connection could not be opened. */
  readonly connectionFailure?: Failure;
}

/** The top rows: pools that match the filter, replicated ones first, then Regions that are still listing or did not answer. */
export function poolRows(store: PoolStore, { filter = '', connectionFailure }: RowOptions = {}): PoolRows {
  const { snapshot, pools } = store;
  const matching = pools.filter((pool) => matchesFilter(filter, pool, snapshot.details.get(pool.id)));
  const problems = [
    ...(connectionFailure && connectionFailure.reason !== 'expired' ? [connectionRow(connectionFailure)] : []),
    ...[...snapshot.regions].flatMap(([region, list]) => regionRow(region, list, pools.length > 0) ?? []),
  ];
  const rows = [...matching.map((pool) => poolRow(store, pool)), ...problems];
  return { rows, all: pools.length, shown: rows.length };
}

/** The row of one pool: what, where and how it is, in one line. */
export function poolRow(store: PoolStore, pool: UserPool): Row {
  const { snapshot } = store;
  const details = snapshot.details.get(pool.id);
  const status = replicaStatusOf(pool, details);
  const down = regionsDown(pool, snapshot);
  const findings = findingsMessage(store.findingsOf(pool));
  return {
    id: `pool/${pool.id}`,
    kind: 'pool',
    poolId: pool.id,
    region: pool.primaryRegion,
    label: message('{name}', { name: pool.name }),
    // The status first: a narrow side bar cuts off the end.
    description: joined([
      ...walkMessages(snapshot, pool),
      ...(isFailedOver(details) ? [message('failed over')] : []),
      ...down.map(({ said }) => said),
      ...(down.length > 0 ? [] : [replicationMessage(pool, status)]),
      ...(findings ? [findings] : []),
      regionsMessage(pool),
    ]),
    tooltip: poolTooltip(pool, status, details),
    icon: down.length > 0 || isFailedOver(details) ? 'problem' : replicationIcon(pool, status),
    expandable: true,
    comparable: pool.secondaryRegion !== undefined,
    ...(status?.state === 'known' && { replicaStatus: status.value }),
    ...(isFailedOver(details) && { failedOver: true }),
    identifiers: poolIdentifiers(pool, snapshot, details),
  };
}

/** The plans of the pool that are being run, and how far they are. */
function walkMessages({ plans }: Snapshot, { id }: UserPool): readonly Message[] {
  return [...plans.values()].flatMap((state) => {
    const at = state.isWalked && state.subject.poolId === id ? progressOf(state) : undefined;
    return at
      ? [message('{plan}, step {number} of {count}', { plan: walkName(state.intent.kind), number: at.number, count: at.count })]
      : [];
  });
}

function walkName(kind: PlanKind): Message {
  switch (kind) {
    case 'setUp':
      return message('setting up');
    case 'activate':
      return message('activating');
    case 'deactivate':
      return message('deactivating');
    case 'delete':
      return message('deleting the replica');
    case 'switchIssuer':
      return message('switching the issuer');
    case 'repair':
      return message('repairing');
    case 'failOver':
      return message('failing over');
    case 'failBack':
      return message('failing back');
    case 'configureFailover':
      return message('configuring failover routing');
  }
}

function regionsMessage({ primaryRegion, secondaryRegion }: UserPool): Message {
  return secondaryRegion === undefined
    ? message('{primaryRegion}', { primaryRegion })
    : message('{primaryRegion} → {secondaryRegion}', { primaryRegion, secondaryRegion });
}

/**
 * The Regions of the pool that do not answer. What the other Region says of them is no status that anybody could rely on: during an outage the list of
 * replicas still calls the primary active.
 */
export function regionsDown({ primaryRegion, secondaryRegion }: UserPool, { regions }: Snapshot): { region: string; said: Message }[] {
  return [primaryRegion, secondaryRegion].flatMap((region) => {
    const failure = region === undefined ? undefined : regions.get(region)?.failure;
    if (region === undefined || !failure || !isRegionDown(failure)) return [];
    return [{ region, said: message('{region} {failure}', { region, failure: failureMessage(failure) }) }];
  });
}

function replicationMessage(pool: UserPool, status: Fact<string> | undefined): Message {
  if (pool.secondaryRegion === undefined) {
    return status?.state === 'unknown'
      ? message('replication unknown: {failure}', { failure: failureMessage(status.failure) })
      : message('not replicated');
  }
  if (!status) return message('reading status');
  switch (status.state) {
    case 'known':
      return statusMessage(status.value);
    case 'absent':
      return message('no replica listed');
    case 'unknown':
      return message('status unknown: {failure}', { failure: failureMessage(status.failure) });
  }
}

/** A status in words. One that this product does not know is shown as received. */
export function statusMessage(status: string): Message {
  switch (status) {
    case 'ACTIVE':
      return message('active');
    case 'INACTIVE':
      return message('inactive');
    case 'CREATING':
      return message('creating');
    case 'DELETING':
      return message('deleting');
    default:
      return message('{status}', { status });
  }
}

export function statusIcon(status: Fact<string> | undefined): RowIcon {
  if (!status) return 'reading';
  if (status.state !== 'known') return 'unknown';
  if (isInTransition(status.value)) return 'inTransition';
  if (status.value === 'ACTIVE') return 'active';
  return status.value === 'INACTIVE' ? 'inactive' : 'unknown';
}

function replicationIcon(pool: UserPool, status: Fact<string> | undefined): RowIcon {
  if (pool.secondaryRegion === undefined) return status?.state === 'unknown' ? 'unknown' : 'notReplicated';
  return statusIcon(status);
}

function poolTooltip(pool: UserPool, status: Fact<string> | undefined, details: PoolDetails | undefined): Message[] {
  const description = valueOf(details?.description);
  return [
    message('User pool {name}', { name: pool.name }),
    message('Id: {id}', { id: pool.id }),
    message('Primary Region: {primaryRegion}', { primaryRegion: pool.primaryRegion }),
    pool.secondaryRegion === undefined
      ? replicationMessage(pool, status)
      : message('Replica: {secondaryRegion}, {status}', {
          secondaryRegion: pool.secondaryRegion,
          status: replicationMessage(pool, status),
        }),
    ...(description?.tier === undefined ? [] : [message('Feature plan: {tier}', { tier: description.tier })]),
  ];
}

function poolIdentifiers(pool: UserPool, { identity }: Snapshot, details: PoolDetails | undefined): Identifier[] {
  const account = valueOf(identity)?.account;
  const issuerType = valueOf(details?.description)?.issuerType;
  const issuer = issuerType === undefined ? undefined : issuerUrl(issuerType, pool.id, pool.primaryRegion);
  const arns = account === undefined ? [] : [pool.primaryRegion, pool.secondaryRegion].filter((region) => region !== undefined);
  return [
    { name: message('User pool id'), value: pool.id },
    ...arns.map((region) => ({
      name: message('ARN in {region}', { region }),
      value: poolArn(pool.id, region, account ?? ''),
    })),
    ...(issuer === undefined ? [] : [{ name: message('Issuer URL'), value: issuer }]),
  ];
}

/** A row for a Region that is still listing (once other rows are there) or that did not answer. */
function regionRow(region: string, { failure, loading, pools }: RegionList, othersAreThere: boolean): Row | undefined {
  const common = {
    id: `region/${region}`,
    kind: 'region',
    region,
    label: message('{region}', { region }),
    expandable: false,
    identifiers: [],
  } as const;
  if (loading && (failure || othersAreThere) && pools.length === 0) {
    return {
      ...common,
      description: message('listing user pools'),
      icon: 'reading',
      tooltip: [message('Listing the user pools of {region}', { region })],
    };
  }
  if (!failure) return undefined;
  const said = failureMessage(failure);
  return {
    ...common,
    description: pools.length === 0 ? said : message('not refreshed: {failure}', { failure: said }),
    icon: 'problem',
    action: failure.reason === 'expired' ? 'signIn' : 'retry',
    tooltip: [
      message('{region}: {failure}', { region, failure: said }),
      ...(failure.detail === '' ? [] : [message('{detail}', { detail: failure.detail })]),
      failure.reason === 'expired' ? message('Sign In lists all Regions again.') : message('Retry lists this Region again.'),
    ],
  };
}

/** A row for a connection that could not be opened: a profile that is gone, a config file that cannot be read. */
function connectionRow(failure: Failure): Row {
  const said = failureMessage(failure);
  return {
    id: 'connection',
    kind: 'region',
    label: message('No connection'),
    description: said,
    tooltip: [said, message("Retry reads the AWS config files again. Another profile can be chosen from the view's menu.")],
    icon: 'problem',
    action: 'retry',
    expandable: false,
    identifiers: [],
  };
}
