import { type Fact, factOf, failureOf, valueOf } from '../domain/fact.ts';
import { failureMessage } from '../domain/failure.ts';
import { type Message, message } from '../domain/message.ts';
import type { RegionReader } from '../domain/ports.ts';
import { utcTime } from './utcTime.ts';
import type { ReplicatedPool } from './readSnapshots.ts';

/** When one user was last changed, as each Region knows it, in milliseconds since the epoch; absent: the Region has no such user. */
export interface UserProbe {
  readonly primary: Fact<number>;
  readonly secondary: Fact<number>;
}

/**
 * Asks both Regions when one user was last changed. It is the only estimate of the lag that there is: AWS publishes no metric (facts: cognito-replication.md section 6). Nothing
 * else of the user is kept.
 */
export async function probeUser(reader: RegionReader, pool: ReplicatedPool, username: string, signal: AbortSignal): Promise<UserProbe> {
  const changedAt = async (region: string): Promise<Fact<number>> => factOf(await reader.userChangedAt(region, pool.id, username, signal));
  const [primary, secondary] = await Promise.all([changedAt(pool.primaryRegion), changedAt(pool.secondaryRegion)]);
  return { primary, secondary };
}

/** What a probe says of the replica, in one sentence. */
export function probeMessage({ primary, secondary }: UserProbe, { primaryRegion, secondaryRegion }: ReplicatedPool): Message {
  const unknown = [
    { fact: primary, region: primaryRegion },
    { fact: secondary, region: secondaryRegion },
  ].find((one) => one.fact.state === 'unknown');
  const failure = failureOf(unknown?.fact);
  if (unknown && failure) return message('unknown in {region}: {reason}', { region: unknown.region, reason: failureMessage(failure) });
  const [before, after] = [valueOf(primary), valueOf(secondary)];
  if (before === undefined) return message('{region} has no such user', { region: primaryRegion });
  if (after === undefined) return message('{region} does not have this user yet', { region: secondaryRegion });
  const time = utcTime(before);
  if (before === after) return message('the replica has the last change of this user, of {time} UTC', { time });
  return message('the replica has this user as of {seconds} s before the last change, of {time} UTC', {
    seconds: Math.max(1, Math.round((before - after) / 1000)),
    time,
  });
}
