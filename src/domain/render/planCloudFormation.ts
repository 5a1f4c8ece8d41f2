import type { Plan } from '../plans/plan.ts';
import { type CodeMap, type CodeResource, type CodeStyle, expression } from './codeValue.ts';
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
  stages,
} from './planCode.ts';
import { renderResource } from './renderResource.ts';
import { renderMember } from './renderValue.ts';

const style: CodeStyle = { indent: '  ', newLine: '\n', quote: "'" };

const keyParameter = expression('!Ref PrimaryKeyArn');
const statusParameter = expression('!Ref ReplicaStatus');

const language: PlanLanguage = {
  key: (name, { description, policy, tags }) => ({
    name,
    type: 'AWS::KMS::Key',
    properties: { ...(description !== undefined && { Description: description }), MultiRegion: true, KeyPolicy: policy, ...tagList(tags) },
  }),
  keyReplica: (name, { policy, primaryKeyArn, tags }) => ({
    name,
    type: 'AWS::KMS::ReplicaKey',
    properties: { PrimaryKeyArn: primaryKeyArn, KeyPolicy: policy, ...tagList(tags) },
  }),
  poolReference: expression('!Ref UserPool'),
  // Stacks of two Regions import nothing from each other.
  primaryKeyArn: () => keyParameter,
  // CloudFormation puts in secrets and parameters for these wherever they stand, and knows no escape (CloudFormation User Guide, "Dynamic references").
  literal: (text) => text.replaceAll('{{', '{ {'),
  typeName: (type) => type,
};

function tagList(tags: KeyProperties['tags']): CodeMap {
  const list = Object.entries(tags).map(([key, value]) => ({ Key: key, Value: value }));
  return list.length > 0 ? { Tags: list } : {};
}

/** An entry of `Resources`, or the part of one that a stage adds: its lines with what `when` says in front of each. */
interface Entry {
  /** What a list of deployments says of it. */
  readonly nameIn: (stage: Stage) => string;
  readonly stages: readonly Stage[];
  readonly render: (when: (stage: Stage) => string) => readonly string[];
}

/**
 * What is left of a plan as CloudFormation: a template for the stack of each Region, as documents of one YAML text. What changes a resource that is there is written without its type: it
 * is to be fitted into the template that has it. CloudFormation takes no resource without a type, so that no second user pool can come of it.
 */
export function planAsCloudFormation(plan: Plan): string {
  const pieces = planPieces(plan, language);
  const entries = entriesOf(plan, pieces);
  const deployments = stages.filter((stage) => entries.some((entry) => entry.stages.includes(stage)));
  const when = (stage: Stage): string => (deployments.length > 1 ? `Deployment ${deployments.indexOf(stage) + 1}. ` : '');
  const templates = [plan.primaryRegion, plan.secondaryRegion].flatMap((region) => {
    const own = entries.filter((entry) => entry.stages.some((stage) => regionOf(stage, plan) === region));
    return own.length > 0 ? [template(plan, region, own, pieces, when)] : [];
  });
  return [
    ...heading(plan, 'CloudFormation'),
    ...(deployments.length > 1 ? [commentLine('Deploy in this order, each when what is before it is there:')] : []),
    ...(deployments.length > 1
      ? deployments.map((stage, index) => {
          const names = entries.filter((entry) => entry.stages.includes(stage)).map(({ nameIn }) => nameIn(stage));
          return commentLine(`  ${index + 1}. ${regionOf(stage, plan)}: ${names.join(', ')}`);
        })
      : []),
    ...notesOf(pieces).map(commentLine),
    ...templates.flatMap((lines, index) => [index === 0 ? '' : '---', ...lines]),
    '',
  ].join('\n');
}

function entriesOf(plan: Plan, pieces: readonly Piece[]): readonly Entry[] {
  const patches = patchesOf(pieces).map(patchEntry);
  const resources = pieces.flatMap((piece) => (piece.kind === 'resource' ? [resourceEntry(piece.resource, piece.stage)] : []));
  // In the other stack the pool is known by its id alone.
  const attachment = attachmentOf(plan, pieces, plan.poolId, statusParameter);
  const all = [...patches, ...resources, ...(attachment ? [resourceEntry(attachment, 'regional')] : [])];
  const rank = ({ stages: of }: Entry): number => Math.min(...of.map((stage) => stages.indexOf(stage)));
  return all.sort((a, b) => rank(a) - rank(b));
}

function resourceEntry(resource: CodeResource, stage: Stage): Entry {
  return {
    nameIn: () => resource.name,
    stages: [stage],
    render: (when) => {
      const { comment: own = '', ...bare } = resource;
      const comment = `${when(stage)}${own}`.trim();
      return [
        ...(comment === '' ? [] : [`  ${commentLine(comment)}`]),
        `  ${renderResource(bare, { language: 'yaml', style, indent: '  ' })}`,
      ];
    },
  };
}

function patchEntry(patches: readonly [PatchPiece, ...PatchPiece[]]): Entry {
  const [{ id, name, type }] = patches;
  const inner = '      ';
  return {
    nameIn: (stage) => {
      const added = patches.filter((patch) => patch.stage === stage).flatMap(({ properties }) => Object.keys(properties));
      return `${name} (${added.join(', ')})`;
    },
    stages: patches.map(({ stage }) => stage),
    render: (when) => [
      `  ${commentLine(`The ${type} ${id} under the name that it has in its template: add these properties to its own.`)}`,
      `  ${name}:`,
      '    Properties:',
      ...patches.flatMap(({ comment = '', properties, stage }) => {
        const said = `${when(stage)}${comment}`.trim();
        return [
          ...(said === '' ? [] : [`${inner}${commentLine(said)}`]),
          ...Object.entries(properties).map(
            ([property, value]) => `${inner}${renderMember(property, value, { language: 'yaml', style, indent: inner })}`,
          ),
        ];
      }),
    ],
  };
}

function template(
  plan: Plan,
  region: string,
  entries: readonly Entry[],
  pieces: readonly Piece[],
  when: (stage: Stage) => string,
): readonly string[] {
  const isPrimary = region === plan.primaryRegion;
  const key = pieces.find((piece) => piece.kind === 'resource' && piece.resource.type === 'AWS::KMS::Key');
  const parameters = isPrimary ? {} : parametersOf(plan, pieces);
  const section = (name: string, value: CodeMap): readonly string[] =>
    Object.keys(value).length > 0 ? [renderMember(name, value, { language: 'yaml', style, indent: '' })] : [];
  return [
    commentLine(`The stack of ${region}, the ${isPrimary ? 'primary' : 'secondary'} Region`),
    "AWSTemplateFormatVersion: '2010-09-09'",
    ...section('Parameters', parameters),
    'Resources:',
    ...entries.flatMap((entry) => entry.render(when)),
    ...(isPrimary && key?.kind === 'resource'
      ? section('Outputs', { PrimaryKeyArn: { Value: { kind: 'reference', resource: key.resource, attribute: 'Arn' } } })
      : []),
  ];
}

function parametersOf(plan: Plan, pieces: readonly Piece[]): CodeMap {
  const takesKey = pieces.some((piece) => piece.kind === 'resource' && piece.resource.properties['PrimaryKeyArn'] === keyParameter);
  return {
    ...(takesKey && { PrimaryKeyArn: { Type: 'String', Description: `The ARN of the key in ${plan.primaryRegion}` } }),
    ...(needsStatus(pieces) && {
      ReplicaStatus: { Type: 'String', AllowedValues: ['ACTIVE', 'INACTIVE'], Description: 'The status that the replica has now' },
    }),
  };
}
