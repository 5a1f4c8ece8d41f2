import { type Fact, factOf } from '../domain/fact.ts';
import type { PoolReader, SettingsList } from '../domain/ports.ts';
import type { MfaDescription, PoolDescription, UserPool } from '../domain/userPool.ts';

/** What one Region says of a pool, for its document: each part known, absent or unknown by itself. */
export interface RegionSettings {
  /** Undefined for the primary Region, whose description and second factors are among the pool's details. */
  readonly description?: Fact<PoolDescription>;
  readonly mfa?: Fact<MfaDescription>;
  readonly appClients: Fact<SettingsList>;
  readonly identityProviders: Fact<SettingsList>;
}

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

/** Every fact of a Region's settings, for whoever asks what could not be read. */
export function factsOfSettings({ appClients, description, identityProviders, mfa }: RegionSettings): readonly Fact<unknown>[] {
  return [appClients, identityProviders, ...(description ? [description] : []), ...(mfa ? [mfa] : [])];
}
