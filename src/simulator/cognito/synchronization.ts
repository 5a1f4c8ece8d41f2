// What the two Regions share, and when the secondary sees it (facts: section 3). Regional settings are the replica's own; everything else is
// the primary's, as it was when the replication lag began.
import { omit } from '../omit.ts';
import type { Call } from '../service.ts';
import { durationOf } from '../timing.ts';
import { entryOf, regionOf, withUserPool, type UserPool, type UserPoolSettings, type World } from '../world.ts';

/** The members of a pool's settings that each Region has of its own. Log, risk mail and web ACL settings, also regional, are not among these. */
export const regionalMembers = ['EmailConfiguration', 'SmsConfiguration', 'LambdaConfig', 'UserPoolTags'] as const;
type Regional = Partial<Pick<UserPoolSettings, (typeof regionalMembers)[number]>>;

export const regionalPart = (settings: UserPoolSettings): Regional =>
  Object.fromEntries(regionalMembers.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]])));

export function synchronizedPart(settings: UserPoolSettings): UserPoolSettings {
  const regional = new Set<string>(regionalMembers);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !regional.has(name))) as unknown as UserPoolSettings;
}

/**
 * A record as its Region shows it. A primary is what it is; a replica has the primary's synchronized settings of `replicationLag` ago under its
 * own regional ones. A replica whose primary nobody has shows its own record.
 */
export function visiblePool(record: UserPool, call: Pick<Call, 'world' | 'account' | 'now'>): UserPool {
  if (!record.replica) return record;
  const primary = entryOf(regionOf(call.world, call.account, record.replica.primaryRegion).userPools, record.id);
  if (!primary) return record;
  const seen = primaryAt(primary, call.now - durationOf('replicationLagMilliseconds', call.world));
  return {
    ...record,
    estimatedUsers: seen.estimatedUsers,
    factors: seen.factors,
    settings: { ...synchronizedPart(seen.settings), ...regionalPart(record.settings) },
    directory: {
      ...seen.directory,
      ...(seen.directory?.risk && { risk: withOwnNotification(seen.directory.risk, record.directory?.risk) }),
      logConfigurations: record.directory?.logConfigurations ?? [],
    },
  };
}

/** The primary as it was at a moment, in epoch milliseconds. */
function primaryAt(primary: UserPool, moment: number): UserPool {
  return primary.earlier?.find(({ until }) => until > moment)?.pool ?? primary;
}

type Risk = NonNullable<NonNullable<UserPool['directory']>['risk']>;

/** The mail settings of threat protection are regional, the rest is synchronized (facts: section 3, regional setting 2). */
function withOwnNotification(seen: Risk, own: Risk = {}): Risk {
  return Object.fromEntries(
    Object.entries(seen).map(([client, risk]) => {
      const takeover = risk.AccountTakeoverRiskConfiguration;
      if (!takeover) return [client, risk];
      const shared = omit(takeover, 'NotifyConfiguration');
      const NotifyConfiguration = own[client]?.AccountTakeoverRiskConfiguration?.NotifyConfiguration;
      return [client, { ...risk, AccountTakeoverRiskConfiguration: { ...shared, ...(NotifyConfiguration && { NotifyConfiguration }) } }];
    }),
  );
}

/**
 * A World in which the pool of the call's Region is changed. A primary remembers what it was for as long as the lag lasts.
 * @param record the pool as `userPoolHere` gave it
 */
export function withChangedPool(record: UserPool, change: Partial<UserPool>, call: Call): World {
  const { earlier = [], ...before } = record;
  const lag = durationOf('replicationLagMilliseconds', call.world);
  const kept =
    !record.replica && lag > 0 ? [...earlier.filter(({ until }) => until > call.now - lag), { until: call.now, pool: before }] : [];
  const after: UserPool = { ...before, ...change, modifiedAt: call.now, ...(kept.length > 0 && { earlier: kept }) };
  return withUserPool(call.world, call.account, call.region, after);
}
