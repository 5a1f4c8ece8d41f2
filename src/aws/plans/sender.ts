import {
  CognitoIdentityProviderClient,
  CreateUserPoolReplicaCommand,
  DeleteUserPoolReplicaCommand,
  SetLogDeliveryConfigurationCommand,
  SetRiskConfigurationCommand,
  SetUserPoolMfaConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateProvisionedLimitCommand,
  UpdateUserPoolCommand,
  UpdateUserPoolDomainCommand,
  UpdateUserPoolReplicaCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CreateKeyCommand, KMSClient, PutKeyPolicyCommand, ReplicateKeyCommand } from '@aws-sdk/client-kms';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ChangeTagsForResourceCommand, CreateHealthCheckCommand, Route53Client, UpdateHealthCheckCommand } from '@aws-sdk/client-route-53';
import { AssociateWebACLCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import { failed, type Result } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { CallSender } from '../../domain/ports.ts';
import { call } from '../call.ts';
import type { Clients } from '../clients.ts';
import { replyData } from '../replyData.ts';

type PlannedCall = Parameters<CallSender['send']>[0];

/** Every write that a plan may make, and no other. */
const commands = {
  'cognito-idp': {
    CreateUserPoolReplica: CreateUserPoolReplicaCommand,
    DeleteUserPoolReplica: DeleteUserPoolReplicaCommand,
    SetLogDeliveryConfiguration: SetLogDeliveryConfigurationCommand,
    SetRiskConfiguration: SetRiskConfigurationCommand,
    SetUserPoolMfaConfig: SetUserPoolMfaConfigCommand,
    TagResource: TagResourceCommand,
    UntagResource: UntagResourceCommand,
    UpdateProvisionedLimit: UpdateProvisionedLimitCommand,
    UpdateUserPool: UpdateUserPoolCommand,
    UpdateUserPoolDomain: UpdateUserPoolDomainCommand,
    UpdateUserPoolReplica: UpdateUserPoolReplicaCommand,
  },
  kms: { CreateKey: CreateKeyCommand, PutKeyPolicy: PutKeyPolicyCommand, ReplicateKey: ReplicateKeyCommand },
  lambda: { AddPermission: AddPermissionCommand },
  route53: {
    ChangeTagsForResource: ChangeTagsForResourceCommand,
    CreateHealthCheck: CreateHealthCheckCommand,
    UpdateHealthCheck: UpdateHealthCheckCommand,
  },
  wafv2: { AssociateWebACL: AssociateWebACLCommand },
} as const;

/** A command of a client, made from data. The service says what is wrong with an input. */
type Command = new (input: never) => never;

interface AnyClient {
  send(command: never, options: { readonly abortSignal: AbortSignal }): Promise<object>;
}

/** Sends one call of a plan, once. */
export async function sendCall(
  clients: Clients,
  { input, operation, region, service }: PlannedCall,
  signal: AbortSignal,
): Promise<Result<JsonObject>> {
  const name = `${service}:${operation}`;
  const known: Readonly<Record<string, unknown>> = commands[service];
  const Command = Object.hasOwn(known, operation) ? (known[operation] as Command) : undefined;
  if (!Command) return failed({ reason: 'invalid', operation: name, region, detail: 'no plan makes this call' });
  return call(name, region, signal, async () =>
    replyData(await clientOf(clients, service, region).send(new Command(input as never), { abortSignal: signal })),
  );
}

function clientOf(clients: Clients, service: PlannedCall['service'], region: string): AnyClient {
  switch (service) {
    case 'cognito-idp':
      return clients.once('cognito_identity_provider', region, CognitoIdentityProviderClient);
    case 'kms':
      return clients.once('kms', region, KMSClient);
    case 'lambda':
      return clients.once('lambda', region, LambdaClient);
    case 'route53':
      return clients.once('route_53', region, Route53Client);
    case 'wafv2':
      return clients.once('wafv2', region, WAFV2Client);
  }
}
