import { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from '@aws-sdk/client-sts';
import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { httpHandler } from './clients.ts';
import type { Endpoints } from './endpoints.ts';

/** Asks a person for the code of their MFA device. Undefined when they did not give one. */
export type AskForMfaCode = (serialNumber: string) => Promise<string | undefined>;

export interface CredentialParts {
  /** Undefined: the environment (variables, container or instance). */
  readonly profile?: string;
  readonly region?: string;
  readonly endpoints: Endpoints;
  readonly askForMfaCode: AskForMfaCode;
}

/** How long a credential process or a metadata endpoint may take. The time a person needs for an MFA code does not count. */
const credentialsLimit = 20_000;

/** Nobody is signed in: the reader maps this name to the reason `expired`. */
class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

class CredentialsTimeout extends Error {
  override readonly name = 'CredentialsTimeout';
}

/**
 * Credentials of a profile or of the environment, through the SDK's own providers: SSO, assumed roles with MFA, credential_process, web identity,
 * static keys. They stay in memory, inside the provider.
 *
 * All clients share what this returns: one MFA question and one login for all Regions. A failure is kept too, so that seventeen Regions do not
 * ask seventeen times; signing in again opens a new connection.
 */
export function credentialsOf({ profile, region, endpoints, askForMfaCode }: CredentialParts): AwsCredentialIdentityProvider {
  let isAsking = false;
  const mfaCodeProvider = async (serialNumber: string): Promise<string> => {
    isAsking = true;
    try {
      const code = await askForMfaCode(serialNumber);
      if (code === undefined || code === '') throw new SignInNeeded(`The profile needs the code of the MFA device ${serialNumber}.`);
      return code;
    } finally {
      isAsking = false;
    }
  };
  const sts = clientConfiguration(endpoints('sts'), region);
  const sso = clientConfiguration(endpoints('sso'));
  const init = {
    ...(profile !== undefined && { profile }),
    ignoreCache: true,
    mfaCodeProvider,
    clientConfig: sso,
    // The SDK would give the STS client inside the endpoint of AWS_PROFILE, not of this profile.
    roleAssumer: getDefaultRoleAssumer(sts),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(sts),
  };
  const provider = profile === undefined ? fromNodeProviderChain({ ...init, timeout: 2_000, maxRetries: 0 }) : fromIni(init);
  return shared(() => inTime(provider(), () => isAsking));
}

function clientConfiguration(endpoint: string | undefined, region?: string) {
  return {
    ignoreConfiguredEndpointUrls: true,
    requestHandler: httpHandler(),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** One answer for everybody who asks, good or bad, until credentials are about to run out. */
function shared(provide: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  let answer: Promise<AwsCredentialIdentity> | undefined;
  let expiration: number | undefined;
  return () => {
    const runsOut = expiration !== undefined && expiration - Date.now() < 5 * 60_000;
    if (!answer || runsOut) {
      expiration = undefined;
      answer = provide();
      answer.then(
        (credentials) => (expiration = credentials.expiration?.getTime()),
        () => undefined,
      );
    }
    return answer;
  };
}

async function inTime<T>(answer: Promise<T>, isAsking: () => boolean): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const check = (): void => {
      timer = setTimeout(() => {
        if (isAsking()) check();
        else reject(new CredentialsTimeout(`The credentials were not there after ${credentialsLimit / 1000} s.`));
      }, credentialsLimit);
    };
    check();
  });
  try {
    return await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}
