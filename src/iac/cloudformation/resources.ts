import type { Resource } from '../model.ts';
import { apiAuthorizersOf, apisAuthorizersOf, loadBalancerAuthorizersOf, samAuthorizers } from './authorizers.ts';
import { Block } from './block.ts';
import { baseOf, type Declaration, declarationOf, type Setting } from './declaration.ts';
import { exportsOf } from './exports.ts';
import { keyOf, keyReplicaOf } from './keys.ts';
import { permissionsOf } from './permissions.ts';
import { isReadType, type ReadType } from './readTypes.ts';
import { wiredTriggersOf } from './samFunctions.ts';
import type { Scope } from './scope.ts';
import { entryOf, valueOf } from './templateNode.ts';
import { attachmentOf, domainOf, poolOf, replicaOf } from './userPool.ts';

const readers: Readonly<Record<ReadType, (declaration: Declaration) => readonly Resource[]>> = {
  'AWS::Cognito::UserPool': (declaration) => [poolOf(declaration)],
  'AWS::Cognito::UserPoolReplica': (declaration) => [replicaOf(declaration)],
  'AWS::Cognito::UserPoolRegionalConfigurationAttachment': (declaration) => [attachmentOf(declaration)],
  'AWS::Cognito::UserPoolDomain': (declaration) => [domainOf(declaration)],
  'AWS::KMS::Key': (declaration) => [keyOf(declaration)],
  'AWS::KMS::ReplicaKey': (declaration) => [keyReplicaOf(declaration)],
  // A reference to it is its name: see references.ts.
  'AWS::KMS::Alias': () => [],
  'AWS::Lambda::Permission': permissionsOf,
  'AWS::ApiGateway::Authorizer': apiAuthorizersOf,
  'AWS::ApiGateway::RestApi': apisAuthorizersOf,
  'AWS::Serverless::Api': apisAuthorizersOf,
  // What it has of the model belongs to pools: see withTriggers.
  'AWS::Serverless::Function': () => [],
  'AWS::ElasticLoadBalancingV2::Listener': loadBalancerAuthorizersOf,
  'AWS::ElasticLoadBalancingV2::ListenerRule': loadBalancerAuthorizersOf,
};

/** Everything of the model that a template has in one case. */
export function resourcesOf(scope: Scope, setting: Setting): readonly Resource[] {
  const resources: Resource[] = [];
  const functions: Declaration[] = [];
  for (const resource of scope.template.resources.values()) {
    if (!isReadType(resource.type)) continue;
    const declaration = declarationOf(resource, scope, setting);
    if (!declaration) continue;
    resources.push(...readers[resource.type](declaration));
    if (resource.type === 'AWS::Serverless::Function') functions.push(declaration);
  }
  return [...withTriggers(resources, functions), ...globalAuthorizers(scope, setting), ...exportsOf(scope, setting)];
}

/** The triggers that functions put on pools, on those pools. */
function withTriggers(resources: readonly Resource[], functions: readonly Declaration[]): readonly Resource[] {
  const wired = functions.flatMap(wiredTriggersOf);
  if (wired.length === 0) return resources;
  const pools = resources.map((resource) => {
    if (resource.kind !== 'pool') return resource;
    const triggers = wired.filter(({ pool }) => pool === resource.id).map(({ trigger }) => trigger);
    return triggers.length > 0 ? { ...resource, triggers: [...resource.triggers, ...triggers] } : resource;
  });
  return [...pools, ...new Set(wired.map(({ permission }) => permission))];
}

/** The authorizers that SAM gives every API: `Globals.Api.Auth.Authorizers`. */
function globalAuthorizers(scope: Scope, { path, places }: Setting): readonly Resource[] {
  const api = entryOf(scope.template.globals, 'Api');
  if (!api || !valueOf(api.value, 'Auth')) return [];
  const typeRange = places.range(api.key.start, api.key.end);
  const base = baseOf({ id: 'Globals.Api', type: 'AWS::Serverless::Api', path, typeRange, range: typeRange }, scope);
  const properties = Block.of(api.value, typeRange, scope, places);
  return samAuthorizers({ base, properties, logicalId: base.id }, properties.block('Auth', 'Authorizers'));
}
