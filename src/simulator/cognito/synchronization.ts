// What the two Regions share, and when the secondary sees it (facts: section 3). Regional settings are the replica's own; everything else is
// the primary's, as it was when the replication lag began.
import { remember, seenAfterLag } from '../lag.ts';
import { omit } from '../omit.ts';
import type { Call } from '../service.ts';
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
  const seen = seenAfterLag(primary, primary.earlier, call);
  return {
    ...record,
    estimatedUsers: seen.estimatedUsers,
    factors: seen.factors,
    settings: { ...synchronizedPart(seen.settings), ...regionalPart(record.settings) },
    resources: {
      ...seen.resources,
      ...(seen.resources?.risk && { risk: withOwnNotification(seen.resources.risk, record.resources?.risk) }),
      logConfigurations: record.resources?.logConfigurations ?? [],
    },
  };
}

type Risk = NonNullable<NonNullable<UserPool['resources']>['risk']>;

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
  const before = omit(record, 'earlier');
  const earlier = record.replica ? [] : remember(before, record.earlier, call);
  const after: UserPool = { ...before, ...change, modifiedAt: call.now, ...(earlier.length > 0 && { earlier }) };
  return withUserPool(call.world, call.account, call.region, after);
}
