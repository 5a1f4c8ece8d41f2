import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromEnv, fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { RequestHandler } from './clients.ts';
import type { Endpoints } from './endpoints.ts';
import { chainOf, type SharedConfig } from './sharedConfig.ts';

/** Asks a person for the code of their MFA device. Undefined when they did not give one. */
export type AskForMfaCode = (serialNumber: string) => Promise<string | undefined>;

export interface CredentialParts {
  readonly config: SharedConfig;
  /** Undefined: the environment (variables, container or instance). */
  readonly profile?: string;
  /** Where a role of the profile is assumed. */
  readonly region: string;
  readonly endpoints: Endpoints;
  readonly requestHandler: RequestHandler;
  readonly askForMfaCode: AskForMfaCode;
  /** Whether the environment has an access key. */
  readonly hasEnvironmentKeys: boolean;
}

/** How long a credential process or a metadata endpoint may take. The time a person needs for an MFA code does not count. */
const credentialsLimit = 20_000;

/** For how long a failure answers everybody who asks: seventeen Regions ask at once, and none of them shall ask for an MFA code again. */
const failureLifetime = 2_000;

/** Nobody is signed in, or the login has run out. */
class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/** The profile gave no credentials, for a reason that signing in does not mend. */
class CredentialsFailed extends Error {
  override readonly name = 'CredentialsFailed';
}

class CredentialsTimeout extends Error {
  override readonly name = 'CredentialsTimeout';
}

/**
 * Credentials of a profile or of the environment, through the SDK's own providers: SSO, assumed roles with MFA, credential_process, web identity,
 * static keys. They stay in memory, inside the provider. All clients share what this returns: one MFA question and one login for all Regions.
 */
export function credentialsOf(parts: CredentialParts): AwsCredentialIdentityProvider {
  const clock = new AttendedLimit();
  const provider = providerOf(parts, async (serialNumber) => {
    const code = await clock.paused(parts.askForMfaCode(serialNumber));
    if (code === undefined || code === '') throw new SignInNeeded(`The profile needs the code of the MFA device ${serialNumber}.`);
    return code;
  });
  return shared(async () => {
    try {
      return await clock.within(provider());
    } catch (error) {
      throw understood(error, parts);
    }
  });
}

function providerOf(parts: CredentialParts, mfaCodeProvider: (serialNumber: string) => Promise<string>): AwsCredentialIdentityProvider {
  const { config, profile, region, endpoints, requestHandler, hasEnvironmentKeys } = parts;
  const configuration = (endpoint: string | undefined) => ({
    ignoreConfiguredEndpointUrls: true,
    requestHandler,
    ...(endpoint !== undefined && { endpoint }),
  });
  const sts = { ...configuration(endpoints('sts')), region };
  const init = {
    ignoreCache: true,
    mfaCodeProvider,
    clientConfig: configuration(endpoints('sso')),
    // The SDK would give the STS client inside the endpoint of AWS_PROFILE, not of this profile.
    roleAssumer: getDefaultRoleAssumer(sts),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
  };
  if (profile === undefined) {
    // The chain would prefer AWS_PROFILE to the keys beside it.
    return hasEnvironmentKeys ? fromEnv() : fromNodeProviderChain({ ...init, timeout: 2_000, maxRetries: 0 });
  }
  const section = config.profiles.get(profile);
  const source = section?.['mfa_serial'] === undefined ? undefined : section['source_profile'];
  return async () => {
    // The SDK asks for the code while the source's credentials are still under way, and nobody handles their failure then. They come first, so that
    // no code is asked for in vain. A source that is the profile itself has static keys.
    if (source !== undefined && source !== profile) await fromIni({ ...init, profile: source })();
    return fromIni({ ...init, profile })();
  };
}

/**
 * A failure of the credentials in our words. The providers' own texts may hold the command line and the output of a credential process, with
 * whatever secrets are in them, so they go no further.
 */
function understood(error: unknown, { config, profile }: CredentialParts): unknown {
  const isProviderError = error instanceof Error && /^(CredentialsProviderError|TokenProviderError|ProviderError|Error)$/.test(error.name);
  if (!isProviderError || typeof (error as { code?: unknown }).code === 'string') return error;
  if (profile === undefined) return new SignInNeeded('The environment has no credentials.');
  const kinds = chainOf(config, profile).map(({ kind }) => kind);
  if (kinds.includes('process')) return new CredentialsFailed(`the credential process of the profile ${profile} failed`);
  if (kinds.some((kind) => kind === 'sso' || kind === 'login'))
    return new SignInNeeded(`The login of the profile ${profile} is missing or has expired.`);
  return new CredentialsFailed(`the profile ${profile} has no usable credentials`);
}

/** One answer for everybody who asks: good ones until they are about to run out, failures for a moment. */
function shared(provide: () => Promise<AwsCredentialIdentity>): AwsCredentialIdentityProvider {
  let answer: Promise<AwsCredentialIdentity> | undefined;
  let usableUntil = Infinity;
  return () => {
    if (!answer || Date.now() >= usableUntil) {
      usableUntil = Infinity;
      answer = provide();
      answer.then(
        ({ expiration }) => (usableUntil = expiration ? expiration.getTime() - 5 * 60_000 : Infinity),
        () => (usableUntil = Date.now() + failureLifetime),
      );
    }
    return answer;
  };
}

/** A time limit that stands still while a person is asked, and starts anew when they have answered. */
class AttendedLimit {
  private isAsking = false;
  private restart: (() => void) | undefined;

  async paused<T>(question: Promise<T>): Promise<T> {
    this.isAsking = true;
    try {
      return await question;
    } finally {
      this.isAsking = false;
      this.restart?.();
    }
  }

  async within<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      this.restart = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          if (!this.isAsking) reject(new CredentialsTimeout(`The credentials were not there after ${credentialsLimit / 1000} s.`));
        }, credentialsLimit);
      };
      this.restart();
    });
    try {
      return await Promise.race([answer, limit]);
    } finally {
      this.restart = undefined;
      clearTimeout(timer);
    }
  }
}
