import { english } from '../message.ts';
import { isJsonList, isJsonObject, type Json, jsonListOf, type JsonObject, sortedJson } from '../json.ts';
import type { PlannedCall } from '../plans/plan.ts';
import { partitionOf } from '../region.ts';
import { type UpdatableMember, updatedMembers } from '../writes/userPoolUpdate.ts';
import { account, type CodeMap, type CodeValue, type DeploymentValue, document, partition, tags, text } from './codeValue.ts';
import type { CodeContext, KeyProperties, Piece } from './planCode.ts';
import { triggerPermission, userPoolReplica } from './replicationResources.ts';

type CallWriter = (call: PlannedCall, context: CodeContext) => readonly Piece[];

/** What has a resource, by service and operation. */
const writers: Readonly<Record<string, CallWriter>> = {
  'kms:CreateKey': ({ input }, context) => [
    {
      kind: 'resource',
      stage: 'pool',
      resource: {
        ...context.language.key('Key', keyProperties(input, context)),
        comment: 'The multi-Region key. What is encrypted with it is lost without it.',
      },
    },
  ],
  'kms:ReplicateKey': ({ input }, context) => {
    const { language, newKey } = context;
    const primaryKeyArn =
      newKey && answerIn(input['KeyId']) === newKey.answer
        ? language.primaryKeyArn(newKey.resource)
        : valueOf(input['KeyId'] ?? '', context);
    return [
      {
        kind: 'resource',
        stage: 'keyReplica',
        resource: {
          ...language.keyReplica('KeyReplica', { ...keyProperties(input, context), primaryKeyArn }),
          comment: 'The key replica, with a key policy of its own.',
        },
      },
    ];
  },
  'kms:PutKeyPolicy': keyStatements,
  'cognito-idp:UpdateUserPool': (call, context) =>
    isUpdateOf(call, context.plan.primaryRegion) ? poolProperties(call, context) : regionalProperties(call, context),
  'cognito-idp:CreateUserPoolReplica': ({ input }, context) => {
    const { poolId, step } = context;
    const replica = userPoolReplica('UserPoolReplica', poolId, valueOf(input['RegionName'] ?? '', context));
    const tagged = input['UserPoolTags'];
    const properties = { ...replica.properties, ...(isJsonObject(tagged) && { UserPoolTagsAtCreate: tagsOf(tagged, context) }) };
    const resource = { ...replica, properties, ...(step.risk && { comment: english(step.risk) }) };
    return [{ kind: 'resource', stage: 'replica', resource }];
  },
  'cognito-idp:UpdateUserPoolReplica': ({ input }, context) => [
    { kind: 'attachment', settings: { Status: valueOf(input['Status'] ?? '', context) } },
  ],
  'cognito-idp:TagResource': ({ input, region }, context) => {
    const { plan } = context;
    if (!isJsonObject(input['Tags'])) return [];
    const properties = { UserPoolTags: tagsOf(input['Tags'], context) };
    if (region === plan.primaryRegion)
      return [{ kind: 'patch', stage: 'pool', name: 'UserPool', type: 'AWS::Cognito::UserPool', id: plan.poolId, properties }];
    return [
      { kind: 'attachment', settings: properties },
      { kind: 'note', text: 'UserPoolTags says all tags of the replica: those that it has besides belong there, too.' },
    ];
  },
  'cognito-idp:UntagResource': ({ input }) => [
    {
      kind: 'note',
      text: `Remove from UserPoolTags of the replica: ${jsonListOf(input['TagKeys'])
        .filter((key) => typeof key === 'string')
        .join(', ')}.`,
    },
  ],
  'cognito-idp:SetLogDeliveryConfiguration': ({ input, region }, context) => [
    {
      kind: 'resource',
      stage: stageOf(region, context),
      resource: {
        name: 'LogDelivery',
        type: 'AWS::Cognito::LogDeliveryConfiguration',
        properties: { UserPoolId: context.plan.poolId, LogConfigurations: valueOf(input['LogConfigurations'] ?? [], context) },
        comment: 'All log delivery of this Region: a user pool has one such resource in each.',
      },
    },
  ],
  'lambda:AddPermission': ({ input, region }, context) => {
    const { FunctionName: name = '', Qualifier: qualifier, SourceArn: source = '' } = input;
    const qualified = typeof qualifier === 'string' && typeof name === 'string' ? `${name}:${qualifier}` : name;
    const resource = triggerPermission('TriggerPermission', valueOf(qualified, context), valueOf(source, context));
    return [{ kind: 'resource', stage: stageOf(region, context), resource }];
  },
  'wafv2:AssociateWebACL': ({ input, region }, context) => [
    {
      kind: 'resource',
      stage: stageOf(region, context),
      resource: {
        name: 'WebAclAssociation',
        type: 'AWS::WAFv2::WebACLAssociation',
        properties: { ResourceArn: valueOf(input['ResourceArn'] ?? '', context), WebACLArn: valueOf(input['WebACLArn'] ?? '', context) },
      },
    },
  ],
};

/** Why calls that have no resource are left to be made. */
const reasons: Readonly<Record<string, string>> = {
  'cognito-idp:UpdateProvisionedLimit': 'request limits have no resource',
  'cognito-idp:SetRiskConfiguration': 'whether threat protection can be deployed to the Region of a replica is not known',
  'cognito-idp:UpdateUserPoolDomain': 'it belongs to the properties of the domain, which is deployed with its certificate',
  'route53:CreateHealthCheck': 'a health check belongs to the stack of the domain that follows it (AWS::Route53::HealthCheck)',
  'route53:ChangeTagsForResource': 'tags of a health check belong to the resource that made it',
  'route53:UpdateHealthCheck': 'what is forced for a while is no setting to deploy',
  'cognito-idp:SetUserPoolMfaConfig': 'it belongs to the properties of the user pool',
};

/** What a call is in code: resources, properties of resources that are there, or what is left to do without code. */
export function codeOfCall(call: PlannedCall, context: CodeContext): readonly Piece[] {
  const name = `${call.service}:${call.operation}`;
  const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
  if (writer) return writer(call, context);
  const why = Object.hasOwn(reasons, name) ? reasons[name] : 'it has no resource';
  return [{ kind: 'note', text: `Not in here, because ${why}: ${call.service} ${call.operation} in ${call.region}.` }];
}

/** An update of the pool in one of its Regions. */
export function isUpdateOf({ operation, region, service }: PlannedCall, where: string): boolean {
  return service === 'cognito-idp' && operation === 'UpdateUserPool' && region === where;
}

function stageOf(region: string, { plan }: CodeContext): 'pool' | 'regional' {
  return region === plan.primaryRegion ? 'pool' : 'regional';
}

/** CloudFormation has no properties for these (AWS::Cognito::UserPool in the CloudFormation Template Reference). */
const withoutProperty: readonly UpdatableMember[] = ['DcrConfiguration', 'AcrConfiguration'];

function poolProperties({ diff }: PlannedCall, context: CodeContext): readonly Piece[] {
  const { plan, step } = context;
  const { IssuerConfiguration: issuer, ...others } = propertiesOf(diff, context);
  const pool = { kind: 'patch', name: 'UserPool', type: 'AWS::Cognito::UserPool', id: plan.poolId } as const;
  const risk = step.risk && { comment: english(step.risk) };
  const newKey = others['KeyConfiguration'] !== undefined && {
    // Facts: section 2, "CMK on an existing pool".
    comment: 'On older user pools this has been seen to have no effect: look at the key of the user pool before you go on.',
  };
  return [
    ...(Object.keys(others).length > 0 ? [{ ...pool, stage: 'pool', properties: others, ...newKey } as const] : []),
    ...(issuer === undefined ? [] : [{ ...pool, stage: 'issuer', properties: { IssuerConfiguration: issuer }, ...risk } as const]),
    ...leftOut(diff),
  ];
}

/** Facts: cognito-replication.md section 5.1, "AWS::Cognito::UserPoolRegionalConfigurationAttachment". */
const regionalMembers = ['LambdaConfig', 'EmailConfiguration', 'SmsConfiguration', 'UserPoolTags'];

/**
 * What the replica has for itself once an update has changed some of it: all of it, because what a resource leaves out may go back to its default, as it does with the update itself
 * (facts: section 3, "rule + trap").
 */
function regionalProperties({ diff, input }: PlannedCall, context: CodeContext): readonly Piece[] {
  if (!Object.keys(updatedMembers(diff)).some((name) => regionalMembers.includes(name))) return [];
  const settings = regionalMembers.flatMap((name): [string, CodeValue][] => {
    const value = input[name];
    return isJsonObject(value) && Object.keys(value).length > 0
      ? [[name, name === 'UserPoolTags' ? tagsOf(value, context) : valueOf(value, context)]]
      : [];
  });
  return [{ kind: 'attachment', settings: Object.fromEntries(settings) }];
}

/** What an update changes, by the names of properties, which are those of the API. */
function propertiesOf(diff: PlannedCall['diff'], context: CodeContext): CodeMap {
  const changed = Object.entries(updatedMembers(diff)).flatMap(([name, value]): [string, CodeValue][] => {
    if (value === undefined || value === null || (withoutProperty as readonly string[]).includes(name)) return [];
    return [[name, name === 'UserPoolTags' && isJsonObject(value) ? tagsOf(value, context) : valueOf(value, context)]];
  });
  return Object.fromEntries(changed);
}

/** What an update takes away, or what only the API has. */
function leftOut(diff: PlannedCall['diff']): readonly Piece[] {
  const changes = updatedMembers(diff);
  return Object.keys(changes).flatMap((name): readonly Piece[] => {
    if (changes[name as UpdatableMember] === undefined) return [{ kind: 'note', text: `Remove ${name} from the user pool.` }];
    return (withoutProperty as readonly string[]).includes(name)
      ? [{ kind: 'note', text: `Not in here, because it has no property: ${name} of the user pool.` }]
      : [];
  });
}

function keyStatements({ diff, input, region }: PlannedCall, context: CodeContext): readonly Piece[] {
  const { plan } = context;
  const isPrimary = region === plan.primaryRegion;
  const before = new Set(statementsOf(diff?.before).map((statement) => JSON.stringify(sortedJson(statement))));
  const added = statementsOf(policyOf(input)).filter((statement) => !before.has(JSON.stringify(sortedJson(statement))));
  const id = input['KeyId'];
  if (added.length === 0 || typeof id !== 'string') return [];
  const statements = added.map((statement) => templated(statement, plan.account, region));
  return [
    {
      kind: 'patch',
      stage: isPrimary ? 'pool' : 'keyReplica',
      name: isPrimary ? 'Key' : 'KeyReplica',
      type: isPrimary ? 'AWS::KMS::Key' : 'AWS::KMS::ReplicaKey',
      id,
      properties: { KeyPolicy: document({ Statement: statements }) },
      comment: 'These statements go behind those that it has, and take the place of one with the same Sid.',
    },
  ];
}

function statementsOf(policy: Json | undefined): readonly Json[] {
  return isJsonObject(policy) ? jsonListOf(policy['Statement']) : [];
}

function policyOf({ Policy: policy }: JsonObject): Json {
  return typeof policy === 'string' ? (JSON.parse(policy) as Json) : (policy ?? {});
}

function keyProperties(input: JsonObject, { language, plan }: CodeContext): KeyProperties {
  const { Description: description } = input;
  const tagged = jsonListOf(input['Tags']).flatMap((tag): [string, string][] => {
    const { TagKey: key, TagValue: value } = isJsonObject(tag) ? tag : {};
    return typeof key === 'string' && typeof value === 'string' ? [[language.literal(key), language.literal(value)]] : [];
  });
  return {
    ...(typeof description === 'string' && { description: language.literal(description) }),
    policy: document(templated(policyOf(input), plan.account, plan.primaryRegion) as CodeMap),
    tags: Object.fromEntries(tagged),
  };
}

/** A policy with the account and the partition as the deployment knows them: the same code serves another account. */
function templated(value: Json, owner: string, region: string): CodeValue {
  if (isJsonList(value)) return value.map((item) => templated(item, owner, region));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, templated(member, owner, region)]));
  if (typeof value !== 'string') return value ?? '';
  if (owner === '' || !value.includes(owner)) return value;
  const prefix = `arn:${partitionOf(region).id}:`;
  const [first = '', ...rest] = value.split(owner);
  const start: readonly (string | DeploymentValue)[] = first.startsWith(prefix)
    ? ['arn:', partition, `:${first.slice(prefix.length)}`]
    : [first];
  const parts = [...start, ...rest.flatMap((part): (string | DeploymentValue)[] => [account, part])];
  return text(...parts.filter((part) => part !== ''));
}

/** The name of what an earlier call answers: see `PlannedCall.answers`. */
function answerIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? /^\$\{([A-Z_]+)\}$/.exec(value)?.[1] : undefined;
}

/** Data of a call as a value of code, with what an earlier call answers put in. */
function valueOf(value: Json, context: CodeContext): CodeValue {
  if (isJsonList(value)) return value.map((item) => valueOf(item, context));
  if (isJsonObject(value)) return Object.fromEntries(membersOf(value, context));
  if (typeof value !== 'string') return value ?? '';
  const { language, newKey, plan } = context;
  const answer = answerIn(value);
  if (answer !== undefined && answer === newKey?.answer) return { kind: 'reference', resource: newKey.resource, attribute: 'Arn' };
  return language.literal((answer === undefined ? undefined : plan.answers?.[answer]) ?? value);
}

/** Names that nobody has a value for are left out. */
function membersOf(value: JsonObject, context: CodeContext): [string, CodeValue][] {
  return Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, valueOf(member, context)]]));
}

function tagsOf(value: JsonObject, context: CodeContext): CodeValue {
  return tags(Object.fromEntries(membersOf(value, context).map(([name, member]) => [context.language.literal(name), member])));
}
