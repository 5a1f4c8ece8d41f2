// Tokens that are no longer good although their time is not over: a family of tokens that was revoked, a user who was signed out everywhere.
import type { Call } from '../service.ts';
import { entryOf, type UserPool } from '../world.ts';
import { directoryOf, withDirectory, type User } from './directory.ts';
import { primaryRegionOf } from './replication.ts';

/** The number in the last part of an id that tokens.ts made. */
const numberIn = (id: string): number => Number.parseInt(id.slice(id.lastIndexOf('-') + 1), 16);

/**
 * Whether a token was revoked, as far as the Region of the call knows: what the primary revokes reaches the replica as everything does; whether
 * it also goes the other way is unconfirmed (facts: section 4, "Replication lag for revocations"; switch signOutReachesPrimary).
 * @param id the token's own
 * @param originJti its family, where the app client has token revocation
 */
export function isRevoked(id: string, originJti: string | undefined, user: User, pool: UserPool, call: Call): boolean {
  const { world, region } = call;
  const knows = (where: string): boolean => where === region || where === primaryRegionOf(pool.id) || world.switches.signOutReachesPrimary;
  const where = originJti === undefined ? undefined : entryOf(directoryOf(call, pool.id).revoked, originJti);
  if (where !== undefined && knows(where)) return true;
  return Object.entries(user.signedOut ?? {}).some(([signedOutIn, sequence]) => numberIn(id) <= sequence && knows(signedOutIn));
}

export function revoke(originJti: string, pool: UserPool, call: Call) {
  return withDirectory(call, pool.id, (directory) => ({
    ...directory,
    revoked: { ...directory.revoked, [originJti]: call.region },
  }));
}

export function signOutEverywhere(user: User, pool: UserPool, call: Call) {
  const signedOut = { ...user.signedOut, [call.region]: call.world.sequence };
  // Only this of the user: what a secondary knows of a user may be older than what the primary has.
  return withDirectory(call, pool.id, (directory) => ({
    ...directory,
    users: { ...directory.users, [user.username]: { ...(entryOf(directory.users, user.username) ?? user), signedOut } },
  }));
}
