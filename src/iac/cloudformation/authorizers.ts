import type { Authorizer, Text, Value } from '../model.ts';
import type { Block } from './block.ts';
import { baseOf, type Declaration } from './declaration.ts';
import { literalText } from './evaluation.ts';
import type { Entry } from './templateNode.ts';

/** Source: AWS::ApiGateway::Authorizer in the AWS CloudFormation Template Reference. */
export function apiAuthorizersOf({ base, properties }: Declaration): readonly Authorizer[] {
  if (!saysCognito(properties.string('Type'))) return [];
  return [{ ...base, kind: 'authorizer', form: 'apiGateway', pools: textsOf(properties, 'ProviderARNs') }];
}

/** Listeners and their rules. Source: AuthenticateCognitoConfig of AWS::ElasticLoadBalancingV2::Listener and ListenerRule. */
export function loadBalancerAuthorizersOf({ base, properties }: Declaration): readonly Authorizer[] {
  const actions = ['Actions', 'DefaultActions'].flatMap((name) => properties.items([name]) ?? []);
  const pools = actions
    .filter((action) => literalText(action.find('Type').resolved)?.toLowerCase() === 'authenticate-cognito')
    .map((action) => action.text('AuthenticateCognitoConfig', 'UserPoolArn'));
  return pools.length > 0 ? [{ ...base, kind: 'authorizer', form: 'loadBalancer', pools }] : [];
}

/** The APIs of SAM, and REST APIs that are described by OpenAPI: each authorizer is one. */
export function apisAuthorizersOf(declaration: Declaration): readonly Authorizer[] {
  const { properties } = declaration;
  return [
    ...samAuthorizers(declaration, properties.block('Auth', 'Authorizers')),
    ...['DefinitionBody', 'Body'].flatMap((name) => openApiAuthorizers(declaration, properties.block(name))),
  ];
}

/** `Auth.Authorizers.Name.UserPoolArn`, one ARN or a list. Source: CognitoAuthorizer of the AWS SAM specification. */
export function samAuthorizers({ base, properties }: Declaration, authorizers: Block): readonly Authorizer[] {
  return authorizers
    .members()
    .filter(({ block }) => block.find('UserPoolArn').resolved.kind !== 'absent' && block.resolved.kind === 'map')
    .map(({ entry, block }) => authorizerAt(base, entry, properties, textsOf(block, 'UserPoolArn')));
}

/** Where OpenAPI 2 and 3 have what authorizes. Source: "x-amazon-apigateway-authorizer object" in the API Gateway Developer Guide. */
const securitySchemes = [['securityDefinitions'], ['components', 'securitySchemes']];

function openApiAuthorizers({ base, properties }: Declaration, body: Block): readonly Authorizer[] {
  return securitySchemes.flatMap((path) =>
    body
      .block(...path)
      .members()
      .filter(({ block }) => {
        const inner = block.string('x-amazon-apigateway-authorizer', 'type');
        return saysCognito(block.string('x-amazon-apigateway-authtype')) || saysCognito(inner);
      })
      .map(({ entry, block }) => authorizerAt(base, entry, properties, textsOf(block, 'x-amazon-apigateway-authorizer', 'providerARNs'))),
  );
}

function authorizerAt(base: Declaration['base'], { key, value }: Entry, { scope, places }: Block, pools: Authorizer['pools']): Authorizer {
  const id = `${base.id.slice(scope.prefix.length)}.${key.text}`;
  const [typeRange, range] = [places.range(key.start, key.end), places.range(key.start, Math.max(key.end, value.end))];
  return { ...baseOf({ id, type: base.type, path: base.path, typeRange, range }, scope), kind: 'authorizer', form: 'apiGateway', pools };
}

function textsOf(block: Block, ...path: readonly string[]): readonly Value<Text>[] {
  return (block.items(path, true) ?? []).map((item) => item.text());
}

function saysCognito(type: Value<string>): boolean {
  return type.state === 'known' && type.value.toLowerCase() === 'cognito_user_pools';
}
