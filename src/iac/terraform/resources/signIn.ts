import type { Authorizer, Domain, Permission, Text, Value } from '../../model.ts';
import { type Declaration } from './declaration.ts';
import { textOf } from './settings.ts';

export function domain({ settings, base, type }: Declaration): Domain {
  const routing = settings.within('routing');
  const failover = routing.within('failover');
  const certificate = type.startsWith('awscc_') ? settings.within('custom_domain_config') : settings;
  return {
    ...base,
    kind: 'domain',
    pool: settings.text('user_pool_id'),
    name: settings.string('domain'),
    certificateArn: certificate.text('certificate_arn'),
    routing: routing.presence('failover'),
    secondaryRegion: failover.string('secondary_region'),
    healthCheckId: failover.text('primary_route_53_health_check_id'),
  };
}

/** An authorizer of API Gateway REST APIs. The JWT authorizers of HTTP APIs take either issuer, and are not read. */
export function apiGatewayAuthorizer({ settings, base, type }: Declaration): Authorizer | undefined {
  const kind = settings.string('type');
  if (kind.state !== 'known' || kind.value !== 'COGNITO_USER_POOLS') return undefined;
  // The AWSCC provider makes its names of CloudFormation's: ProviderARNs.
  const argument = type.startsWith('awscc_') ? 'provider_ar_ns' : 'provider_arns';
  const items = settings.items(argument)?.map(({ value, range }): Value<Text> => {
    const text = textOf(value);
    return text ? { state: 'known', value: text, range } : { state: 'unknown', range };
  });
  return { ...base, kind: 'authorizer', form: 'apiGateway', pools: items ?? [settings.text(argument)] };
}

/** A listener or rule of an Application Load Balancer with an action that signs users in. */
export function loadBalancerAuthorizer({ settings, base, type }: Declaration): Authorizer | undefined {
  const isAwscc = type.startsWith('awscc_');
  const actions = settings.groups(`${type.endsWith('_rule') ? 'action' : 'default_action'}${isAwscc ? 's' : ''}`);
  const pools = actions.flatMap((action) => {
    const kind = action.string('type');
    if (kind.state !== 'known' || kind.value !== 'authenticate-cognito') return [];
    return [action.within(isAwscc ? 'authenticate_cognito_config' : 'authenticate_cognito').text('user_pool_arn')];
  });
  return pools.length > 0 ? { ...base, kind: 'authorizer', form: 'loadBalancer', pools } : undefined;
}

/** A statement that lets Cognito call a function; those for other services are not read. */
export function permission({ settings, base }: Declaration): Permission | undefined {
  const principal = settings.string('principal');
  if (principal.state !== 'known' || principal.value !== 'cognito-idp.amazonaws.com') return undefined;
  return { ...base, kind: 'permission', functionName: settings.text('function_name'), sourceArn: settings.text('source_arn') };
}
