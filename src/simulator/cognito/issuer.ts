import type { Call } from '../service.ts';
import type { UserPool } from '../world.ts';
import { primaryRegionOf } from './replication.ts';

export type IssuerForm = 'ORIGINAL' | 'UPDATED';

export const issuerFormOf = ({ settings }: UserPool): IssuerForm => settings.IssuerConfiguration?.Type ?? 'ORIGINAL';

/**
 * The `iss` of a pool's tokens (facts: section 4, "Issuer / JWKS"). UPDATED is the same from both Regions. ORIGINAL on a replica is the
 * primary's host since July 2026; before, it was the secondary's (aws-jwt-verify #282), which the switch originalIssuerOfReplica brings back.
 */
export function issuerOf(pool: UserPool, { world, region }: Pick<Call, 'world' | 'region'>): string {
  const primaryRegion = primaryRegionOf(pool.id);
  if (issuerFormOf(pool) === 'UPDATED') return `https://issuer-cognito-idp.${primaryRegion}.amazonaws.com/${pool.id}`;
  const host = world.switches.originalIssuerOfReplica === 'secondaryRegion' ? region : primaryRegion;
  return `https://cognito-idp.${host}.amazonaws.com/${pool.id}`;
}
