/** What the languages make of the names of CloudFormation. */

/**
 * `KmsKeyArn` -> `kms_key_arn`, `PrimaryRoute53HealthCheckId` -> `primary_route_53_health_check_id`, `S3Configuration` -> `s3_configuration`: attributes of the AWSCC provider. It
 * takes some names for one word (source: its internal/naming/naming.go).
 */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/Cloud(Formation|Front|Watch)/g, (_words, second: string) => `Cloud${second.toLowerCase()}`)
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/([a-z])(\d)/g, '$1_$2')
    .replaceAll(/(\d)([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** `KmsKeyArn` -> `kmsKeyArn`: properties of L1 constructs in TypeScript. */
export function camelCase(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

/** `KmsKeyArn` -> `kms_key_arn`, `PrimaryRoute53HealthCheckId` -> `primary_route53_health_check_id`: the same in Python, where jsii leaves numbers with their word. */
export function pythonCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** `AWS::Cognito::UserPoolReplica` -> `awscc_cognito_user_pool_replica`. A type of Terraform stays as it is. */
export function terraformType(type: string): string {
  if (!type.includes('::')) return type;
  const [, service = '', name = ''] = type.split('::');
  return `awscc_${service.toLowerCase()}_${snakeCase(name)}`;
}

/** `AWS::Cognito::UserPoolReplica` -> the class `CfnUserPoolReplica` of the module `aws-cognito`. */
export function cdkClass(type: string): { readonly module: string; readonly className: string } {
  const [, service = '', name = ''] = type.split('::');
  return { module: `aws-${service.toLowerCase()}`, className: `Cfn${name}` };
}

/** The name that CDK code usually gives a module: `cognito` for `aws-cognito`. */
export function moduleName(module: string): string {
  const name = module.replace('aws-', '');
  // A keyword of Python.
  return name === 'lambda' ? 'lambda_' : name;
}
