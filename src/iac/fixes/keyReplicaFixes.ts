import { message } from '../../domain/message.ts';
import { keyReplica } from '../../domain/render/replicationResources.ts';
import { type CodeResource, type CodeStyle, expression } from '../../domain/render/codeValue.ts';
import { renderValue } from '../../domain/render/renderValue.ts';
import { renderResource } from '../../domain/render/renderResource.ts';
import type { Key, Pool, Replica } from '../model.ts';
import { addedResource, freeName } from './addedResource.ts';
import { Imports } from './imports.ts';
import { awsccProviders } from './awsccProviders.ts';
import type { CodeFix } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';
import { type FixContext, poolOf, regionsOf, textsOf } from './fixContext.ts';
import { referenceTo } from './writeReference.ts';

/** Writes the key replica that a replica needs: beside the key where a provider leads to the other Region, and as a stack of its own elsewhere. */
export function keyReplicaFixes(file: EditedFile, replica: Replica, context: FixContext): readonly CodeFix[] {
  const pool = poolOf(context, replica);
  if (!pool || replica.secondaryRegion.state !== 'known') return [];
  const region = replica.secondaryRegion.value;
  const regions = regionsOf(context, pool);
  const title = message('Write the key replica in {region}', { region });
  switch (file.language) {
    case 'yaml':
    case 'json':
      return replica.dialect === 'cloudformation'
        ? [{ title, edits: [], files: [templateFor(file, region, regions)], isPreferred: true }]
        : [];
    case 'terraform': {
      const edits = inTerraform(file, replica, pool, region, context);
      return edits ? [{ title, edits, isPreferred: true }] : [];
    }
    case 'typescript':
    case 'python':
      return [{ title, edits: stackFor(file, region, regions), isPreferred: true }];
  }
}

/** A template for a stack of its own in the secondary Region, to be deployed between the key and the replica. */
function templateFor(file: EditedFile, region: string, regions: readonly string[]) {
  const { language, style } = file;
  const reference = expression(language === 'json' ? '{ "Ref": "PrimaryKeyArn" }' : '!Ref PrimaryKeyArn');
  const resource = keyReplica('KeyReplica', reference, regions);
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The key replica in ${region}: deploy it after the key and before the replica of the user pool`,
    Parameters: { PrimaryKeyArn: { Type: 'String' } },
    Resources: { KeyReplica: { Type: resource.type, Properties: resource.properties } },
  };
  const text = renderValue(template, { language, style, indent: '' });
  return { besides: file.path, name: `key-replica-${region}.${language === 'json' ? 'json' : 'yaml'}`, text: text + style.newLine };
}

function inTerraform(file: EditedFile, replica: Replica, pool: Pool, region: string, context: FixContext) {
  const { keyArn } = pool;
  const named = keyArn.state === 'known' && keyArn.value.kind === 'attribute' ? keyArn.value.resource : undefined;
  const key = context.resources.find((resource): resource is Key => resource.kind === 'key' && resource.id === named);
  const primaryKeyArn = key && referenceTo(key, 'arn', file);
  if (!primaryKeyArn) return undefined;
  const provider = providerFor(region, textsOf(context));
  const resource: CodeResource = {
    ...keyReplica(freeName('KeyReplica', textsOf(context)), primaryKeyArn, regionsOf(context, pool)),
    provider: provider.address,
  };
  const edits = addedResource(file, resource, { resource: replica, side: 'after' });
  if (!edits || provider.declaration === undefined) return edits;
  const { newLine } = file.style;
  const declaration = provider.declaration.join(newLine);
  return edits.map((edit) => ({ ...edit, newText: `${newLine}${newLine}${declaration}${edit.newText}` }));
}

/** The AWSCC provider of a Region, as the module has it or would have it. */
function providerFor(region: string, texts: readonly string[]): { readonly address: string; readonly declaration?: readonly string[] } {
  const providers = awsccProviders(texts);
  const own = providers.find((provider) => provider.region === region);
  if (own) return { address: own.alias === undefined ? 'awscc' : `awscc.${own.alias}` };
  const name = providers.some(({ alias }) => alias === 'secondary') ? region.replaceAll('-', '_') : 'secondary';
  return {
    address: `awscc.${name}`,
    declaration: [`provider "awscc" {`, `  alias  = "${name}"`, `  region = "${region}"`, '}'],
  };
}

/** A stack in the secondary Region at the end of the program. */
function stackFor(file: EditedFile, region: string, regions: readonly string[]) {
  const { language, style, text } = file;
  const imports = new Imports(file);
  const name = freeName('KeyReplicaStack', [text]);
  const library = imports.nameOf('');
  imports.needConstruct();
  const arn = language === 'python' ? 'primary_key_arn' : 'primaryKeyArn';
  const resource = keyReplica('KeyReplica', expression(arn), regions);
  const lines = language === 'python' ? pythonStack : typescriptStack;
  const body = lines({ name, library, region, resource, style, moduleAlias: (module) => imports.nameOf(module) }).join(style.newLine);
  const gap = style.newLine.repeat(language === 'python' ? 3 : 2);
  return [...imports.added(), file.insert(text.trimEnd().length, gap + body)];
}

interface StackParts {
  readonly name: string;
  readonly library: string;
  readonly region: string;
  readonly resource: CodeResource;
  readonly style: CodeStyle;
  readonly moduleAlias: (module: string) => string;
}

function typescriptStack({ library, moduleAlias, name, region, resource, style }: StackParts): string[] {
  const { indent, quote } = style;
  const inner = indent + indent;
  return [
    `/** The key replica in ${region}: deploy it after the key and before the replica of the user pool. */`,
    `export class ${name} extends ${library}.Stack {`,
    `${indent}constructor(scope: Construct, id: string, primaryKeyArn: string) {`,
    `${inner}super(scope, id, { env: { region: ${quote}${region}${quote} } });`,
    `${inner}${renderResource(resource, { language: 'typescript', style, indent: inner, moduleAlias })}`,
    `${indent}}`,
    '}',
  ];
}

function pythonStack({ library, moduleAlias, name, region, resource, style }: StackParts): string[] {
  const { indent } = style;
  const inner = indent + indent;
  return [
    `class ${name}(${library}.Stack):`,
    `${indent}"""The key replica in ${region}: deploy it after the key and before the replica of the user pool."""`,
    '',
    `${indent}def __init__(self, scope: Construct, construct_id: str, primary_key_arn: str) -> None:`,
    `${inner}super().__init__(scope, construct_id, env=${library}.Environment(region="${region}"))`,
    `${inner}${renderResource(resource, { language: 'python', style, indent: inner, moduleAlias })}`,
  ];
}
