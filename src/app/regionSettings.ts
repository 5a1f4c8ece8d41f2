import { type Fact, factOf } from '../domain/fact.ts';
import type { PoolReader, SettingsList } from '../domain/ports.ts';
import type { MfaDescription, PoolDescription } from '../domain/userPool.ts';

/** What one Region says of a pool, for its document: each part known, absent or unknown by itself. */
export interface RegionSettings {
  readonly description: Fact<PoolDescription>;
  readonly mfa: Fact<MfaDescription>;
  readonly appClients: Fact<SettingsList>;
  readonly identityProviders: Fact<SettingsList>;
}

/** Reads a pool as one Region has it; a replica allows these reads too, active or not (facts: cognito-replication.md section 1). */
export async function readRegionSettings(reader: PoolReader, region: string, poolId: string, signal: AbortSignal): Promise<RegionSettings> {
  const [description, mfa, appClients, identityProviders] = await Promise.all([
    reader.describePool(region, poolId, signal),
    reader.mfa(region, poolId, signal),
    reader.appClients(region, poolId, signal),
    reader.identityProviders(region, poolId, signal),
  ]);
  return {
    description: factOf(description),
    mfa: factOf(mfa),
    appClients: factOf(appClients),
    identityProviders: factOf(identityProviders),
  };
}
