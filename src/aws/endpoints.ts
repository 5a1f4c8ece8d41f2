import type { Section, SharedConfig } from './sharedConfig.ts';

/** The services this product calls, by the name their endpoint settings use in the shared config file: the SDK's service id with underscores. */
export type ServiceName =
  | 'cognito_identity_provider'
  | 'kms'
  | 'sts'
  | 'sso'
  | 'iam'
  | 'lambda'
  | 'wafv2'
  | 'sesv2'
  | 'sns'
  | 'cloudwatch_logs'
  | 'firehose'
  | 's3'
  | 'route_53'
  | 'cloudwatch';

export type Endpoints = (service: ServiceName) => string | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the requests of a profile go when not to AWS. The order is that of the AWS SDKs and Tools Reference, "Service-specific endpoints": an
 * explicit address, AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's `services` section, its `endpoint_url`.
 *
 * It is worked out here because the SDK looks only at the profile that AWS_PROFILE names, not at one that is passed in code: with another profile
 * chosen in the editor, requests meant for an emulator would reach a real account, or the other way round. Clients get the outcome as their
 * endpoint, and are told to ignore configured ones.
 */
export function endpointsOf(
  config: SharedConfig | undefined,
  profileName: string | undefined,
  environment: Environment,
  explicit?: string,
): Endpoints {
  const profile = profileName === undefined ? undefined : config?.profiles.get(profileName);
  const services = profile?.['services'] === undefined ? undefined : config?.services.get(profile['services']);
  const isIgnored = isTrue(environment['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']) || isTrue(profile?.['ignore_configured_endpoint_urls']);
  return (service) => explicit ?? (isIgnored ? undefined : configuredEndpoint(service, environment, profile, services));
}

function configuredEndpoint(service: ServiceName, environment: Environment, profile?: Section, services?: Section): string | undefined {
  return (
    nonEmpty(environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`]) ??
    nonEmpty(environment['AWS_ENDPOINT_URL']) ??
    nonEmpty(services?.[`${service}.endpoint_url`]) ??
    nonEmpty(profile?.['endpoint_url'])
  );
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

function isTrue(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'true';
}
