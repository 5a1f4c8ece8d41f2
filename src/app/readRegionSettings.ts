import { factOf } from '../domain/fact.ts';
import type { PoolReader } from '../domain/ports.ts';
import type { UserPool } from '../domain/userPool.ts';
import type { RegionSettings } from './regionSettings.ts';

/** Reads a pool as one Region has it; a replica allows these reads too, active or not (facts: cognito-replication.md section 1). */
export async function readRegionSettings(reader: PoolReader, region: string, pool: UserPool, signal: AbortSignal): Promise<RegionSettings> {
  const isPrimary = region === pool.primaryRegion;
  const [description, mfa, appClients, identityProviders] = await Promise.all([
    isPrimary ? undefined : reader.describePool(region, pool.id, signal),
    isPrimary ? undefined : reader.mfa(region, pool.id, signal),
    reader.appClients(region, pool.id, signal),
    reader.identityProviders(region, pool.id, signal),
  ]);
  return {
    ...(description && { description: factOf(description) }),
    ...(mfa && { mfa: factOf(mfa) }),
    appClients: factOf(appClients),
    identityProviders: factOf(identityProviders),
  };
}
