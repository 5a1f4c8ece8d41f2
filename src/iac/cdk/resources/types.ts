import type { Resource } from '../../model.ts';
import type { Located, ObjectMeaning } from '../meaning.ts';
import type { CdkSymbol } from '../symbols.ts';
import type { Values } from '../values.ts';
import { apiAuthorizerOf, cfnPermissionOf, exportOf, listenerActionsOf } from './access.ts';
import { domainOf, domainProperties } from './domain.ts';
import { keyOf, keyProperties, keyReplicaOf } from './key.ts';
import { attachmentOf, replicaOf } from './replication.ts';
import type { Base, Made } from './resource.ts';
import { poolOf, userPoolProperties } from './userPool.ts';

interface ResourceType {
  /** The L1 properties that an L2 construct makes of its own. `owner` is the construct whose method makes it. */
  readonly properties?: (props: Located, owner: Located | undefined) => ObjectMeaning;
  /** What the model has for the properties of the L1 resource; nothing where it is none of its concern. */
  readonly read: (made: Made, base: Base, values: Values, added: readonly Located[]) => Resource | undefined;
}

/** The constructs that are read. */
export const resourceTypes: ReadonlyMap<CdkSymbol, ResourceType> = new Map<CdkSymbol, ResourceType>([
  ['aws-cognito.UserPool', { properties: userPoolProperties, read: poolOf }],
  ['aws-cognito.CfnUserPool', { read: poolOf }],
  ['aws-cognito.CfnUserPoolReplica', { read: replicaOf }],
  ['aws-cognito.CfnUserPoolRegionalConfigurationAttachment', { read: attachmentOf }],
  ['aws-cognito.UserPoolDomain', { properties: domainProperties, read: domainOf }],
  ['aws-cognito.CfnUserPoolDomain', { read: domainOf }],
  ['aws-kms.Key', { properties: keyProperties, read: keyOf }],
  ['aws-kms.CfnKey', { read: keyOf }],
  ['aws-kms.CfnReplicaKey', { read: keyReplicaOf }],
  ['aws-apigateway.CognitoUserPoolsAuthorizer', { read: apiAuthorizerOf }],
  ['aws-apigateway.CfnAuthorizer', { read: apiAuthorizerOf }],
  ['aws-elasticloadbalancingv2.CfnListener', { read: listenerActionsOf }],
  ['aws-elasticloadbalancingv2.CfnListenerRule', { read: listenerActionsOf }],
  ['aws-lambda.CfnPermission', { read: cfnPermissionOf }],
  ['CfnOutput', { read: exportOf }],
]);
