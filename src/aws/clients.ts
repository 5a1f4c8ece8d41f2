import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentityProvider, HandlerExecutionContext, HttpAuthOption, MiddlewareStack } from '@smithy/types';
import type { Endpoints, ServiceName } from './endpoints.ts';
import { type PublicDocument, readPublicDocument } from './publicDocument.ts';
import { attemptLimit, RequestLimits } from './requestLimits.ts';

/** What the SDK takes in place of its HTTP handler; the simulated AWS has one. */
export type RequestHandler = NonNullable<KMSClientConfig['requestHandler']>;

export interface ClientParts {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly endpoints: Endpoints;
  readonly profile?: string;
  readonly limits?: RequestLimits;
  /** The HTTP handler to share; dispose() ends its connections. */
  readonly httpHandler?: RequestHandler;
  /** In place of HTTP. With it the clients also read none of the user's AWS files. */
  readonly requestHandler?: RequestHandler;
}

/** One client per service and Region, made on first use, all over one connection pool. */
export interface Clients {
  cognito(region: string): CognitoIdentityProviderClient;
  kms(region: string): KMSClient;
  sts(region: string): STSClient;
  /** The client of a service that few need: whoever asks brings its class, so that the class and its operations load with them and not with the first list of pools. */
  of: ClientOf;
  /** The same for calls that must not be repeated: one without an answer may have been carried out. */
  once: ClientOf;
  /** What a service publishes for everybody, over the same connections: at its configured endpoint, where it has one. */
  document(service: ServiceName, url: URL, signal: AbortSignal): Promise<PublicDocument>;
  dispose(): void;
}

type ClientOf = <Input extends object, Output extends object, T extends AnyClient<Input, Output>>(
  service: ServiceName,
  region: string,
  Client: new (settings: ClientSettings) => T & AnyClient<Input, Output>,
) => T;

/**
 * The HTTP handler of all clients. The SDK has no time limits of its own, and with `requestTimeout` alone it only logs a warning and waits on:
 * `throwOnRequestTimeout` makes the limit one. The limits are a little above our own per attempt, which also bounds the reply's body.
 */
export function httpHandler(): NodeHttpHandler {
  const limit = attemptLimit + 1_000;
  return new NodeHttpHandler({
    connectionTimeout: limit,
    requestTimeout: limit,
    socketTimeout: limit,
    throwOnRequestTimeout: true,
    httpAgent: { keepAlive: true, maxSockets: 64 },
    httpsAgent: { keepAlive: true, maxSockets: 64 },
  });
}

/** What every client of the SDK has, whatever its operations. */
interface AnyClient<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  destroy(): void;
}

/** What every client is made with. */
interface ClientSettings extends Partial<Omit<typeof withoutSharedConfig, 'authSchemePreference'>> {
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly requestHandler: RequestHandler;
  readonly customUserAgent: string;
  readonly ignoreConfiguredEndpointUrls: boolean;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly httpAuthSchemeProvider?: typeof alwaysSigned;
  readonly maxAttempts: number;
}

export function createClients(parts: ClientParts): Clients {
  const { credentials, endpoints, profile, requestHandler, limits = new RequestLimits() } = parts;
  const handler = requestHandler ?? parts.httpHandler ?? httpHandler();
  const clients = new Map<string, { destroy(): void }>();

  const clientWith =
    (maxAttempts: number): ClientOf =>
    <Input extends object, Output extends object, T extends AnyClient<Input, Output>>(
      service: ServiceName,
      region: string,
      Client: new (settings: ClientSettings) => T & AnyClient<Input, Output>,
    ): T => {
      const key = `${service}/${region}/${maxAttempts}`;
      const there = clients.get(key) as T | undefined;
      if (there) return there;
      const made = new Client({ ...configuration(service, region), maxAttempts });
      limits.apply(made, region);
      clients.set(key, made);
      return made;
    };
  const client = clientWith(3);

  function configuration(service: ServiceName, region: string): Omit<ClientSettings, 'maxAttempts'> {
    const endpoint = endpoints(service);
    return {
      region,
      credentials,
      requestHandler: handler,
      customUserAgent: 'cognito-replicas',
      // The endpoint was worked out already, for the profile that was chosen (endpoints.ts).
      ignoreConfiguredEndpointUrls: true,
      ...(profile !== undefined && { profile }),
      ...(endpoint !== undefined && { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
      ...(endpoint !== undefined && service === 'cognito_identity_provider' && { httpAuthSchemeProvider: alwaysSigned }),
      ...(requestHandler && withoutSharedConfig),
    };
  }

  return {
    cognito: (region) => client('cognito_identity_provider', region, CognitoIdentityProviderClient),
    kms: (region) => client('kms', region, KMSClient),
    sts: (region) => client('sts', region, STSClient),
    of: client,
    once: clientWith(1),
    document: (service, url, signal) => {
      const endpoint = endpoints(service);
      return readPublicDocument(handler, endpoint === undefined ? url : new URL(`${endpoint.replace(/\/$/, '')}${url.pathname}`), signal);
    },
    dispose: () => {
      for (const made of clients.values()) made.destroy();
      clients.clear();
    },
  };
}

/**
 * Signs what users call, too, which AWS does not ask for: an emulator is one address for all Regions, and only the signature tells which is meant. Without it, a sign-in through the
 * secondary Region would be one through the primary.
 */
function alwaysSigned({ region }: { readonly operation?: string | undefined; readonly region?: string | undefined }): HttpAuthOption[] {
  return [
    {
      schemeId: 'aws.auth#sigv4',
      signingProperties: { name: 'cognito-idp', region },
      propertiesExtractor: (config: object, context: HandlerExecutionContext) => ({ signingProperties: { config, context } }),
    },
  ];
}

/** Every setting that a client would otherwise look up in `~/.aws/config`. */
const withoutSharedConfig = {
  retryMode: 'standard',
  defaultsMode: 'standard',
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  authSchemePreference: [] as string[],
  disableClockSkewCorrection: false,
  userAgentAppId: async () => Promise.resolve(undefined),
} as const;
