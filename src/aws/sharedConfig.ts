import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import type { Profile, ProfileKind } from '../domain/ports.ts';

export type Section = Readonly<Record<string, string | undefined>>;

/** The shared config and credentials files (`~/.aws/config`, `~/.aws/credentials`, or where AWS_CONFIG_FILE and its sibling point). */
export interface SharedConfig {
  readonly profiles: ReadonlyMap<string, Section>;
  /** `[services NAME]` sections, keys as `kms.endpoint_url`. */
  readonly services: ReadonlyMap<string, Section>;
}

/** Reads the files afresh, so that an edit or a new login made outside the editor counts. Missing files are empty ones. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles = new Map<string, Section>();
  const services = new Map<string, Section>();
  for (const [name, section] of Object.entries(configFile)) {
    // The parser keeps `[profile x]` as `x`, and the other kinds of section with their kind in front.
    if (name.startsWith('services.')) services.set(name.slice('services.'.length), section);
    else if (!name.startsWith('sso-session.')) profiles.set(name, section);
  }
  for (const [name, section] of Object.entries(credentialsFile)) profiles.set(name, { ...profiles.get(name), ...section });
  return { profiles, services };
}

export function profilesOf(config: SharedConfig): Profile[] {
  return [...config.profiles].map(([name, section]) => {
    const signIn = chainOf(config, name).find((link) => link.kind === 'sso' || link.kind === 'login');
    return {
      name,
      kind: kindOf(section),
      ...(section['region'] !== undefined && { region: section['region'] }),
      ...(section['endpoint_url'] !== undefined && { endpointUrl: displayedUrl(section['endpoint_url']) }),
      ...(signIn && { signIn: { profile: signIn.name, kind: signIn.kind === 'login' ? 'login' : 'sso' } }),
    };
  });
}

/** A profile and the profiles its credentials come from (`source_profile`), each once. */
export function chainOf(config: SharedConfig, profile: string): { readonly name: string; readonly kind: ProfileKind }[] {
  const chain = new Map<string, ProfileKind>();
  for (let name: string | undefined = profile; name !== undefined && !chain.has(name);) {
    const section = config.profiles.get(name);
    if (!section) break;
    chain.set(name, kindOf(section));
    name = section['source_profile'];
  }
  return [...chain].map(([name, kind]) => ({ name, kind }));
}

/** An address as it may be shown: without user name and password. */
export function displayedUrl(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.pathname === '/' && !text.endsWith('/') ? url.href.slice(0, -1) : url.href;
}

function kindOf(section: Section): ProfileKind {
  if (section['sso_session'] !== undefined || section['sso_start_url'] !== undefined) return 'sso';
  if (section['login_session'] !== undefined) return 'login';
  if (section['web_identity_token_file'] !== undefined) return 'webIdentity';
  if (section['role_arn'] !== undefined) return 'assumeRole';
  if (section['credential_process'] !== undefined) return 'process';
  if (section['aws_access_key_id'] !== undefined) return 'static';
  return 'other';
}
