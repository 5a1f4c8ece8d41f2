import type { Plan } from '../plans/plan.ts';
import { type CodeMap, type CodeResource, type CodeStyle, type CodeValue, expression, tags as tagsOf } from './codeValue.ts';
import { snakeCase, terraformType } from './names.ts';
import {
  attachmentOf,
  commentLine,
  heading,
  type KeyProperties,
  needsStatus,
  notesOf,
  type PatchPiece,
  patchesOf,
  type Piece,
  type PlanLanguage,
  planPieces,
  regionOf,
  type Stage,
} from './planCode.ts';
import { renderResource, terraformDataSources } from './renderResource.ts';
import { renderMember, renderValue } from './renderValue.ts';

const style: CodeStyle = { indent: '  ', newLine: '\n', quote: '"' };

const pool = 'awscc_cognito_user_pool.user_pool';

/** Keys are those of the AWS provider, which waits until they can be used and knows how to replicate them. */
const language: PlanLanguage = {
  key: (name, { description, policy, tags }) => ({
    name,
    type: 'aws_kms_key',
    properties: { ...(description !== undefined && { Description: description }), MultiRegion: true, Policy: policy, ...tagMap(tags) },
  }),
  keyReplica: (name, { policy, primaryKeyArn, tags }) => ({
    name,
    type: 'aws_kms_replica_key',
    properties: { PrimaryKeyArn: primaryKeyArn, Policy: policy, ...tagMap(tags) },
  }),
  poolReference: expression(`${pool}.user_pool_id`),
  primaryKeyArn: (resource) => ({ kind: 'reference', resource, attribute: 'Arn' }),
  literal: (text) => text,
  typeName: (type) => (type.startsWith('AWS::KMS::') ? 'aws_kms_replica_key' : terraformType(type)),
};

function tagMap(tags: KeyProperties['tags']): CodeMap {
  return Object.keys(tags).length > 0 ? { Tags: tagsOf(tags) } : {};
}

/**
 * What is left of a plan for Terraform: the AWSCC provider for Cognito, because the AWS provider has neither the key nor the replica of a user pool (facts: cognito-replication.md section
 * 5.4), and the AWS provider for KMS. What changes a resource that is there stands in comments: a block of the same type would make a second user pool.
 */
export function planAsTerraform(plan: Plan): string {
  const pieces = planPieces(plan, language);
  // The issuer breaks validators, and only a replica that is there proves that the pool can be replicated: it has an apply of its own, with what comes after it.
  const isSplit = hasStage(pieces, 'replica') && hasStage(pieces, 'issuer');
  const when = (stage: Stage): string => (isSplit && (stage === 'issuer' || stage === 'regional') ? 'Second apply. ' : '');
  const resources = resourcesOf(plan, pieces);
  const blocks = resources.map(({ resource, stage }) => resourceBlock(resource, when(stage)));
  const patches = patchesOf(pieces).map((of) => patchComment(of, when));
  const data = terraformDataSources
    .filter(({ address }) => [...blocks, ...patches].some((block) => block.includes(address)))
    .map(({ code }) => code);
  const providers = providersOf(plan, resources);
  const status = needsStatus(pieces) ? [statusVariable] : [];
  return [
    [
      ...heading(plan, 'code of Terraform with the AWSCC provider 1.94 or later'),
      ...(providers.length + data.length > 0
        ? [
            commentLine(
              `The default providers are those of ${plan.primaryRegion}. Leave out what the module has of providers and data sources.`,
            ),
          ]
        : []),
      ...(isSplit ? [commentLine('Apply it twice: leave out of the first what is for the second, until the replica is there.')] : []),
      ...notesOf(pieces).map(commentLine),
    ].join('\n'),
    ...providers,
    ...data,
    ...status,
    ...patches,
    ...blocks,
  ]
    .join('\n\n')
    .concat('\n');
}

const statusVariable = [
  'variable "replica_status" {',
  '  type        = string',
  '  description = "The status that the replica has now: ACTIVE or INACTIVE"',
  '}',
].join('\n');

function hasStage(pieces: readonly Piece[], stage: Stage): boolean {
  return pieces.some((piece) => 'stage' in piece && piece.stage === stage);
}

interface Placed {
  readonly stage: Stage;
  readonly resource: CodeResource;
}

function resourcesOf(plan: Plan, pieces: readonly Piece[]): readonly Placed[] {
  const resources = pieces.filter((piece) => piece.kind === 'resource');
  const of = (type: string): CodeResource | undefined => resources.find(({ resource }) => resource.type === type)?.resource;
  const [keyReplica, replica] = [of('aws_kms_replica_key'), of('AWS::Cognito::UserPoolReplica')];
  const attachment = attachmentOf(
    plan,
    pieces,
    hasStage(pieces, 'issuer') || replica ? poolIdOf(pieces, plan) : plan.poolId,
    expression('var.replica_status'),
  );
  const all: readonly Placed[] = [...resources, ...(attachment ? [{ stage: 'regional', resource: attachment } as const] : [])];
  return all.map(({ resource, stage }) => {
    // What waits for something that it does not refer to.
    const waitsFor = resource === replica ? keyReplica : stage === 'regional' ? replica : undefined;
    const isSecondary = regionOf(stage, plan) === plan.secondaryRegion;
    return {
      stage,
      resource: {
        ...resource,
        ...(isSecondary && { provider: `${providerOf(resource)}.secondary` }),
        properties: { ...resource.properties, ...(waitsFor && { DependsOn: [expression(addressOf(waitsFor))] }) },
      },
    };
  });
}

function poolIdOf(pieces: readonly Piece[], plan: Plan): CodeValue {
  return pieces.some((piece) => piece.kind === 'patch' && piece.type === 'AWS::Cognito::UserPool') ? language.poolReference : plan.poolId;
}

function addressOf({ name, type }: CodeResource): string {
  return `${terraformType(type)}.${snakeCase(name)}`;
}

function providerOf({ type }: CodeResource): string {
  return terraformType(type).startsWith('awscc_') ? 'awscc' : 'aws';
}

function providersOf({ secondaryRegion }: Plan, resources: readonly Placed[]): readonly string[] {
  return ['aws', 'awscc']
    .filter((name) => resources.some(({ resource }) => resource.provider === `${name}.secondary`))
    .map((name) =>
      [
        `provider "${name}" {`,
        '  alias  = "secondary"',
        `  region = ${renderValue(secondaryRegion, { language: 'terraform', style, indent: '' })}`,
        '}',
      ].join('\n'),
    );
}

function resourceBlock(resource: CodeResource, when: string): string {
  const { comment = '', ...bare } = resource;
  const said = `${when}${comment}`.trim();
  return [...(said === '' ? [] : [commentLine(said)]), renderResource(bare, { language: 'terraform', style, indent: '' })].join('\n');
}

/** Arguments for a resource that the module has. */
function patchComment(patches: readonly [PatchPiece, ...PatchPiece[]], when: (stage: Stage) => string): string {
  const [{ id, type }] = patches;
  const introduction =
    type === 'AWS::Cognito::UserPool'
      ? `The user pool ${id}: add these arguments to the resource that manages it, which ${pool} stands for here. aws_cognito_user_pool has none for key and issuer.`
      : `The ${type === 'AWS::KMS::Key' ? 'key' : 'key replica'} ${id}: add these statements to its policy.`;
  const lines = patches.flatMap(({ comment = '', properties, stage }) => {
    const said = `${when(stage)}${comment}`.trim();
    const written = Object.entries(properties).map(([name, value]) =>
      renderMember(type === 'AWS::Cognito::UserPool' ? name : 'Policy', value, { language: 'terraform', style, indent: '' }),
    );
    return [...(said === '' ? [] : [commentLine(said)]), ...written.flatMap((code) => code.split('\n')).map((line) => `#   ${line}`)];
  });
  return [commentLine(introduction), ...lines].join('\n');
}
