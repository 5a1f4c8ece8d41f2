import type { Authorizer, Export, Permission } from '../../model.ts';
import { literalText, type Located, type Meaning, objectOf } from '../meaning.ts';
import { find } from '../properties.ts';
import { textOf, type Values } from '../values.ts';
import { type Base, listed, type Made, property } from './resource.ts';

const cognitoPrincipal = 'cognito-idp.amazonaws.com';

/** An authorizer of API Gateway that asks user pools: of the L1 resources only those of that type. */
export function apiAuthorizerOf(made: Made, base: Base, values: Values): Authorizer | undefined {
  const type = property(made, 'type');
  const isLow = made.construct.symbol.endsWith('.CfnAuthorizer');
  if (isLow && !(type.state === 'present' && literalText(type.value.meaning) === 'COGNITO_USER_POOLS')) return undefined;
  const pools = property(made, isLow ? 'providerArns' : 'cognitoUserPools');
  return { ...base, kind: 'authorizer', form: 'apiGateway', pools: listed(pools, 'arn', values) };
}

/** `AuthenticateCognitoAction` */
export function loadBalancerActionOf(props: Located, base: Base, values: Values, typeSpan: Located['span']): Authorizer {
  const pool = find(props, ['userpool'], typeSpan);
  return { ...base, kind: 'authorizer', form: 'loadBalancer', pools: [values.text(pool, 'arn')] };
}

/** The actions of an L1 listener or rule that ask a user pool. */
export function listenerActionsOf(made: Made, base: Base, values: Values): Authorizer | undefined {
  const actions = property(made, made.construct.symbol.endsWith('Rule') ? 'actions' : 'defaultActions');
  if (actions.state !== 'present' || actions.value.meaning.kind !== 'list') return undefined;
  const pools = actions.value.meaning.items.flatMap((action) => {
    const type = find(action, ['type'], action.span);
    if (type.state !== 'present' || literalText(type.value.meaning) !== 'authenticate-cognito') return [];
    return [values.text(find(action, ['authenticatecognitoconfig', 'userpoolarn'], action.span), 'arn')];
  });
  return pools.length === 0 ? undefined : { ...base, kind: 'authorizer', form: 'loadBalancer', pools };
}

/** CfnPermission, when it is for Cognito. */
export function cfnPermissionOf(made: Made, base: Base, values: Values): Permission | undefined {
  const principal = property(made, 'principal');
  if (principal.state !== 'present' || literalText(principal.value.meaning) !== cognitoPrincipal) return undefined;
  return {
    ...base,
    kind: 'permission',
    functionName: values.text(property(made, 'functionName'), 'arn'),
    sourceArn: values.text(property(made, 'sourceArn'), 'arn'),
  };
}

/** What `addPermission` of a function makes, when it is for Cognito. */
export function addedPermissionOf(of: Located, props: Located, base: Base, values: Values, typeSpan: Located['span']): Permission {
  return {
    ...base,
    kind: 'permission',
    functionName: textOf(of.meaning, 'arn') ? values.located(of, 'arn') : values.unknown(of.span),
    sourceArn: values.text(find(props, ['sourcearn'], typeSpan), 'arn'),
  };
}

/** Whether the principal of a permission is Cognito: `new ServicePrincipal('cognito-idp.amazonaws.com')`. */
export function isForCognito(props: Meaning): boolean {
  const principal = objectOf(props)?.properties.get('principal')?.value.meaning;
  if (principal?.kind !== 'made' || principal.symbol !== 'aws-iam.ServicePrincipal') return false;
  const [service] = principal.positional;
  return service !== undefined && literalText(service.meaning) === cognitoPrincipal;
}

/** CfnOutput, when other stacks may import it. */
export function exportOf(made: Made, base: Base, values: Values): Export | undefined {
  const name = property(made, 'exportName');
  if (name.state === 'absent') return undefined;
  return { ...base, kind: 'export', name: values.literal(name), value: values.text(property(made, 'value'), 'id') };
}
