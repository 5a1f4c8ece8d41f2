import { dirname, join } from 'node:path';
import { getHomeDir, getSSOTokenFilepath } from '@smithy/shared-ini-file-loader';
import type { Failure } from '../domain/failure.ts';
import type { Connection, ConnectionChoice, Profile } from '../domain/ports.ts';
import { partitionOf } from '../domain/region.ts';
import { type Clients, createClients, httpHandler, type RequestHandler } from './clients.ts';
import { type AskForMfaCode, credentialsOf } from './credentials.ts';
import { endpointsOf } from './endpoints.ts';
import { toFailure } from './failure.ts';
import { domainProbe, domainProbeThrough } from './failover/domainProbe.ts';
import { createPlanPorts } from './plans.ts';
import { createIssuerReader } from './issuerReader.ts';
import { createHealthCheckReader } from './healthCheckReader.ts';
import { createPermissionReader } from './permissionReader.ts';
import { createPoolReader } from './poolReader.ts';
import { createRegionReader } from './regionReader.ts';
import { RequestLimits } from './requestLimits.ts';
import { createSignInProver } from './signIn.ts';
import { displayedUrl, profilesOf, readSharedConfig } from './sharedConfig.ts';

export interface ConnectOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly askForMfaCode: AskForMfaCode;
  /** In place of what profile and environment say. */
  readonly endpointUrl?: string;
  /** Shared by connections to the same account, so that opening one anew does not grant another burst of requests. */
  readonly limits?: RequestLimits;
}

/** What a long-running program keeps of its connections. */
export interface Connector {
  readonly connect: (choice: OutsideChoice) => Promise<Connection | Failure>;
  readonly listProfiles: () => Promise<Profile[]>;
  /** Where logins appear, whoever made them: a new file in one of these means that somebody may have signed in. */
  readonly tokenFolders: () => readonly string[];
}

type OutsideChoice = Exclude<ConnectionChoice, { kind: 'demo' }>;

export function createConnector(options: Pick<ConnectOptions, 'environment' | 'askForMfaCode'>): Connector {
  const limits = new Map<string, RequestLimits>();
  return {
    connect: (choice) => {
      const name = choice.kind === 'profile' ? `profile/${choice.profile}` : choice.kind;
      const limit = limits.get(name) ?? new RequestLimits();
      limits.set(name, limit);
      return connect(choice, { ...options, limits: limit });
    },
    listProfiles: () => listProfiles(options.environment),
    tokenFolders: () => tokenFolders(options.environment),
  };
}

/** The profiles of the shared config files, in the order they stand there, and the environment when it has credentials. */
export async function listProfiles(environment: ConnectOptions['environment']): Promise<Profile[]> {
  const profiles = profilesOf(await readSharedConfig());
  const region = regionOf(environment);
  return environment['AWS_ACCESS_KEY_ID'] === undefined
    ? profiles
    : [{ name: 'environment', kind: 'environment', ...(region !== undefined && { region }) }, ...profiles];
}

/** Opens a connection to the account of a profile or of the environment. No request is made yet. */
export async function connect(choice: OutsideChoice, options: ConnectOptions): Promise<Connection | Failure> {
  try {
    const config = await readSharedConfig();
    const profile = choice.kind === 'profile' ? choice.profile : undefined;
    if (profile !== undefined && !config.profiles.has(profile)) {
      return {
        reason: 'invalid',
        operation: 'open profile',
        detail: `there is no profile ${profile} in the AWS config and credentials files`,
      };
    }
    // Without a profile, AWS tools take settings such as endpoint and Region from the profile that they would use.
    const settingsProfile = profile ?? options.environment['AWS_PROFILE'] ?? 'default';
    const profileRegion = config.profiles.get(settingsProfile)?.['region'];
    const defaultRegion =
      profile === undefined ? (regionOf(options.environment) ?? profileRegion) : (profileRegion ?? regionOf(options.environment));
    const endpoints = endpointsOf(config, settingsProfile, options.environment, options.endpointUrl);
    const requestHandler = httpHandler();
    const endpointUrl = endpoints('cognito_identity_provider');
    const clients = createClients({
      credentials: credentialsOf({
        config,
        endpoints,
        requestHandler,
        askForMfaCode: options.askForMfaCode,
        region: defaultRegion ?? 'us-east-1',
        hasEnvironmentKeys: options.environment['AWS_ACCESS_KEY_ID'] !== undefined,
        ...(profile !== undefined && { profile }),
      }),
      endpoints,
      httpHandler: requestHandler,
      ...(profile !== undefined && { profile }),
      ...(options.limits && { limits: options.limits }),
    });
    return {
      choice,
      ...readersOf(clients, defaultRegion),
      domainProbe: domainProbe(endpointUrl),
      dispose: () => clients.dispose(),
      defaultRegions: defaultRegion === undefined ? [] : [defaultRegion],
      ...(endpointUrl !== undefined && { endpointUrl: displayedUrl(endpointUrl) }),
    };
  } catch (error) {
    return toFailure(error, 'open profile');
  }
}

/** Opens a connection over a request handler in place of the network. Reads no AWS file and no environment variable. */
export function connectThrough(
  requestHandler: RequestHandler,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  defaultRegions: readonly string[],
  limits = new RequestLimits(),
): Connection {
  const clients = createClients({ requestHandler, credentials: () => Promise.resolve(credentials), endpoints: () => undefined, limits });
  return {
    choice: { kind: 'demo' },
    ...readersOf(clients, defaultRegions[0]),
    domainProbe: domainProbeThrough(requestHandler),
    defaultRegions,
    dispose: () => clients.dispose(),
  };
}

type Readers = Pick<
  Connection,
  'reader' | 'regionReader' | 'healthChecks' | 'issuers' | 'keyFinder' | 'permissions' | 'sender' | 'signIns'
>;

/** @param region one of the account's, which tells its partition */
function readersOf(clients: Clients, region = 'us-east-1'): Readers {
  const healthChecks = createHealthCheckReader(clients, partitionOf(region).id);
  const reader = createPoolReader(clients, healthChecks);
  return {
    reader,
    regionReader: createRegionReader(clients, reader),
    healthChecks,
    permissions: createPermissionReader(clients),
    signIns: createSignInProver(clients, reader),
    issuers: createIssuerReader(clients),
    ...createPlanPorts(clients),
  };
}

function tokenFolders(environment: ConnectOptions['environment']): readonly string[] {
  const loginFolder = environment['AWS_LOGIN_CACHE_DIRECTORY'] ?? join(getHomeDir(), '.aws', 'login', 'cache');
  return [dirname(getSSOTokenFilepath('any')), loginFolder];
}

function regionOf(environment: ConnectOptions['environment']): string | undefined {
  return environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'];
}
