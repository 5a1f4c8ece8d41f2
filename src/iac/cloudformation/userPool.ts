import type { Attachment, Domain, Pool, Replica, Trigger, Value } from '../model.ts';
import type { Block } from './block.ts';
import type { Declaration } from './declaration.ts';
import { literalText, resolvedItems } from './evaluation.ts';
import type { Entry } from './templateNode.ts';

/** Source: AWS::Cognito::UserPool in the AWS CloudFormation Template Reference. */
export function poolOf({ base, properties }: Declaration): Pool {
  return {
    ...base,
    kind: 'pool',
    name: properties.text('UserPoolName'),
    tier: properties.string('UserPoolTier'),
    keyType: properties.string('KeyConfiguration', 'KeyType'),
    keyArn: properties.text('KeyConfiguration', 'KmsKeyArn'),
    issuerType: properties.string('IssuerConfiguration', 'Type'),
    deletionProtection: properties.read(['DeletionProtection'], (resolved) => {
      const text = literalText(resolved);
      return text === 'ACTIVE' ? true : text === 'INACTIVE' ? false : undefined;
    }),
    mfa: properties.string('MfaConfiguration'),
    totp: factor(properties, 'SOFTWARE_TOKEN_MFA'),
    smsFactor: factor(properties, 'SMS_MFA'),
    emailFactor: factor(properties, 'EMAIL_OTP'),
    triggers: triggersOf(properties.block('LambdaConfig')),
    senderKey: properties.text('LambdaConfig', 'KMSKeyID'),
    ignoresKey: { state: 'absent', range: base.typeRange },
  };
}

/** Whether a factor is among `EnabledMfas`: its own place where it is, that of the list where it is not. */
function factor(properties: Block, name: string): Value<boolean> {
  const { resolved, range } = properties.find('EnabledMfas');
  if (resolved.kind === 'absent') return { state: 'absent', range };
  const items = properties.items(['EnabledMfas']);
  const own = items?.find((item) => literalText(item.resolved) === name);
  if (own) return { state: 'known', value: true, range: own.range };
  const told = resolvedItems(resolved, properties.scope)?.every((item) => literalText(item) !== undefined);
  return told ? { state: 'known', value: false, range } : { state: 'unknown', range };
}

/** In LambdaConfig, but no trigger. */
const keyName = 'KMSKeyID';
/** What has the version of the event beside the function, and replaces the trigger of the name. */
const configName = 'PreTokenGenerationConfig';

/** The triggers of a LambdaConfig: `PreSignUp: arn`, and `PreTokenGenerationConfig: { LambdaArn: arn }` for those with settings of their own. */
function triggersOf(lambdaConfig: Block): readonly Trigger[] {
  const members = lambdaConfig.members().filter(({ entry }) => entry.key.text !== keyName);
  const configured = members.some(({ entry }) => entry.key.text === configName);
  return members
    .filter(({ entry }) => !(configured && entry.key.text === 'PreTokenGeneration'))
    .map(({ entry, block }) => ({
      name: entry.key.text === configName ? 'PreTokenGeneration' : entry.key.text,
      functionArn: block.resolved.kind === 'map' ? block.text('LambdaArn') : block.text(),
    }));
}

/** All properties that AWS::Cognito::UserPoolReplica has. */
const replicaProperties: ReadonlySet<string> = new Set(['UserPoolId', 'RegionName', 'UserPoolTagsAtCreate']);

/** Source: AWS::Cognito::UserPoolReplica in the AWS CloudFormation Template Reference. */
export function replicaOf({ base, properties }: Declaration): Replica {
  return {
    ...base,
    kind: 'replica',
    pool: properties.text('UserPoolId'),
    secondaryRegion: properties.string('RegionName'),
    unexpected: properties
      .members()
      .filter(({ entry }) => !replicaProperties.has(entry.key.text) && !isBeingTyped(entry))
      .map(({ entry: { key } }) => ({ name: key.text, range: properties.places.range(key.start, key.end) })),
  };
}

/** A name without a value yet: somebody is still writing it. */
function isBeingTyped({ value }: Entry): boolean {
  return value.kind === 'empty';
}

/** Source: AWS::Cognito::UserPoolRegionalConfigurationAttachment in the AWS CloudFormation Template Reference. */
export function attachmentOf({ base, properties }: Declaration): Attachment {
  return {
    ...base,
    kind: 'attachment',
    pool: properties.text('UserPoolId'),
    status: properties.string('Status'),
    triggers: triggersOf(properties.block('LambdaConfig')),
    emailSourceArn: properties.text('EmailConfiguration', 'SourceArn'),
    snsRegion: properties.string('SmsConfiguration', 'SnsRegion'),
  };
}

/** Source: AWS::Cognito::UserPoolDomain in the AWS CloudFormation Template Reference. */
export function domainOf({ base, properties }: Declaration): Domain {
  return {
    ...base,
    kind: 'domain',
    pool: properties.text('UserPoolId'),
    name: properties.string('Domain'),
    certificateArn: properties.text('CustomDomainConfig', 'CertificateArn'),
    routing: properties.read(['Routing', 'Failover'], ({ kind }) => (kind === 'map' ? true : undefined)),
    secondaryRegion: properties.string('Routing', 'Failover', 'SecondaryRegion'),
    healthCheckId: properties.text('Routing', 'Failover', 'PrimaryRoute53HealthCheckId'),
  };
}
