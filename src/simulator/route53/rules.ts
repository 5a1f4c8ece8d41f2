// What belongs together in the settings of a health check (API reference, HealthCheckConfig). The sentences are ours.
import { Refusal } from '../refusal.ts';
import { endpointKinds, type HealthCheckConfig } from './healthChecks.ts';

const refused = (message: string): Refusal => new Refusal('InvalidInput', message);

type Member = keyof HealthCheckConfig;
const ofEndpoints: readonly Member[] = ['IPAddress', 'Port', 'FullyQualifiedDomainName', 'RequestInterval', 'FailureThreshold', 'Regions'];
const ofOthers: Readonly<Record<'CALCULATED' | 'CLOUDWATCH_METRIC' | 'RECOVERY_CONTROL', readonly Member[]>> = {
  CALCULATED: ['ChildHealthChecks', 'HealthThreshold'],
  CLOUDWATCH_METRIC: ['AlarmIdentifier', 'InsufficientDataHealthStatus'],
  RECOVERY_CONTROL: ['RoutingControlArn'],
};

/** @throws Refusal InvalidInput for settings that no health check of this kind can have */
export function requireSound(config: HealthCheckConfig): void {
  const { Type: kind } = config;
  const isEndpoint = endpointKinds.has(kind);
  const foreign = [
    ...(isEndpoint ? [] : ofEndpoints),
    ...Object.entries(ofOthers).flatMap(([owner, members]) => (owner === kind ? [] : members)),
  ].find((member) => config[member] !== undefined);
  if (foreign !== undefined) throw refused(`${foreign} cannot be specified for a health check of type ${kind}.`);
  if (isEndpoint) requireEndpoint(config);
  if (kind === 'CALCULATED' && config.ChildHealthChecks === undefined) throw refused('A calculated health check needs ChildHealthChecks.');
  if (kind === 'CLOUDWATCH_METRIC' && !config.AlarmIdentifier) throw refused('The health check needs an AlarmIdentifier.');
  if (kind === 'RECOVERY_CONTROL' && config.RoutingControlArn === undefined) throw refused('The health check needs a RoutingControlArn.');
}

function requireEndpoint(config: HealthCheckConfig): void {
  const { Type: kind } = config;
  if (config.IPAddress === undefined && config.FullyQualifiedDomainName === undefined)
    throw refused('Either IPAddress or FullyQualifiedDomainName must be specified.');
  if (kind.endsWith('STR_MATCH') !== (config.SearchString !== undefined))
    throw refused('SearchString belongs to HTTP_STR_MATCH and HTTPS_STR_MATCH, which need it.');
  if (config.RequestInterval !== undefined && ![10, 30].includes(config.RequestInterval))
    throw refused('RequestInterval must be 10 or 30.');
  if (config.Regions !== undefined && config.Regions.length < 3) throw refused('At least three Regions must be specified.');
  if (kind === 'TCP' && config.ResourcePath !== undefined)
    throw refused('ResourcePath cannot be specified for a health check of type TCP.');
}

/** The settings with the defaults of their kind, as replies show them. */
export function withDefaults(config: HealthCheckConfig): HealthCheckConfig {
  const common = { Inverted: false, Disabled: false };
  if (!endpointKinds.has(config.Type)) return { ...common, ...config };
  const isEncrypted = config.Type.startsWith('HTTPS');
  return {
    ...common,
    ...(config.Type !== 'TCP' && { Port: isEncrypted ? 443 : 80 }),
    RequestInterval: 30,
    FailureThreshold: 3,
    MeasureLatency: false,
    EnableSNI: isEncrypted,
    ...config,
  };
}
