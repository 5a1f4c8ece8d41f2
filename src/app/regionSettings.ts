import type { Fact } from '../domain/fact.ts';
import type { SettingsList } from '../domain/ports.ts';
import type { MfaDescription, PoolDescription } from '../domain/userPool.ts';

/** What one Region says of a pool, for its document: each part known, absent or unknown by itself. */
export interface RegionSettings {
  /** Undefined for the primary Region, whose description and second factors are among the pool's details. */
  readonly description?: Fact<PoolDescription>;
  readonly mfa?: Fact<MfaDescription>;
  readonly appClients: Fact<SettingsList>;
  readonly identityProviders: Fact<SettingsList>;
}

/** Every fact of a Region's settings, for whoever asks what could not be read. */
export function factsOfSettings({ appClients, description, identityProviders, mfa }: RegionSettings): readonly Fact<unknown>[] {
  return [appClients, identityProviders, ...(description ? [description] : []), ...(mfa ? [mfa] : [])];
}
