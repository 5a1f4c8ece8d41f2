import type { Export, Resource } from '../../model.ts';
import { Evaluator } from '../evaluation/evaluator.ts';
import { rangeIn, type TerraformModule } from '../evaluation/terraformModule.ts';
import { type Declaration, declarationOf } from './declaration.ts';
import { key, keyReplica } from './keys.ts';
import { attachment, pool, replica } from './pools.ts';
import { apiGatewayAuthorizer, domain, loadBalancerAuthorizer, permission } from './signIn.ts';

/**
 * The types that are read. `aws_cognito_user_pool` with a key or an issuer, its replica and the routing of its domain are in no release of the AWS provider
 * yet; they have the names that are proposed there (hashicorp/terraform-provider-aws, issues 48227 and 48574, pull request 48670).
 */
const readers: Readonly<Record<string, (declaration: Declaration) => Resource | undefined>> = {
  aws_cognito_user_pool: pool,
  awscc_cognito_user_pool: pool,
  aws_cognito_user_pool_replica: replica,
  awscc_cognito_user_pool_replica: replica,
  awscc_cognito_user_pool_regional_configuration_attachment: attachment,
  aws_cognito_user_pool_domain: domain,
  awscc_cognito_user_pool_domain: domain,
  aws_kms_key: key,
  awscc_kms_key: key,
  aws_kms_replica_key: keyReplica,
  awscc_kms_replica_key: keyReplica,
  aws_lambda_permission: permission,
  awscc_lambda_permission: permission,
  aws_api_gateway_authorizer: apiGatewayAuthorizer,
  awscc_apigateway_authorizer: apiGatewayAuthorizer,
  aws_lb_listener: loadBalancerAuthorizer,
  aws_lb_listener_rule: loadBalancerAuthorizer,
  aws_alb_listener: loadBalancerAuthorizer,
  aws_alb_listener_rule: loadBalancerAuthorizer,
  awscc_elasticloadbalancingv2_listener: loadBalancerAuthorizer,
  awscc_elasticloadbalancingv2_listener_rule: loadBalancerAuthorizer,
};

/** The resources of a module that replication depends on, in the order of its files. Those that are never made are left out. */
export function readModule(module: TerraformModule): Resource[] {
  const evaluator = new Evaluator(module);
  const resources = Array.from(module.resources).flatMap(([address, located]) => {
    const type = located.item.labels[0]?.text ?? '';
    const reader = Object.hasOwn(readers, type) ? readers[type] : undefined;
    const resource = reader && evaluator.isThere(located) ? reader(declarationOf(address, located, evaluator)) : undefined;
    return resource ? [resource] : [];
  });
  return [...resources, ...exportsOf(module, evaluator)];
}

/** The outputs of a module. A name that two files give is no name that anybody could use. */
function exportsOf(module: TerraformModule, evaluator: Evaluator): Export[] {
  const names = module.outputs.map(({ item }) => item.labels[0]?.text);
  return module.outputs.flatMap((located) => {
    const [name] = located.item.labels;
    if (!name || names.filter((other) => other === name.text).length > 1) return [];
    const { settings, base } = declarationOf(`output.${name.text}`, located, evaluator);
    return [
      {
        ...base,
        kind: 'export' as const,
        type: 'output',
        typeRange: rangeIn(located.scope, located.item.type),
        name: { state: 'known' as const, value: name.text, range: rangeIn(located.scope, name) },
        value: settings.text('value'),
      },
    ];
  });
}
