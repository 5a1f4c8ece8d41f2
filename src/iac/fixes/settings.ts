import { type CodeValue, expression } from '../../domain/render/codeValue.ts';
import { camelCase, pythonCase } from '../../domain/render/names.ts';
import { renderValue } from '../../domain/render/renderValue.ts';
import { plainName } from '../../domain/replicationProperties.ts';
import type { TextRange } from '../../domain/textRange.ts';
import type { Resource } from '../model.ts';
import type { CodeEdit } from './codeFix.ts';
import type { EditedFile } from './editedFile.ts';
import { addedProgramMember, isSameRange, removedProgramMember } from './programEdits.ts';
import { addedTemplateMember, removedTemplateMember } from './templateEdits.ts';
import { variableOf } from './writeReference.ts';

/**
 * Adds a setting to a resource.
 *
 * @param anchor where the model says that the setting is missing: the name of the nearest block around it, or the type of the resource
 * @param path the CloudFormation names from the properties of the resource on: `['KeyConfiguration', 'KmsKeyArn']`
 * @returns undefined where the place cannot be written: settings that come from elsewhere
 */
export function addedSetting(
  file: EditedFile,
  resource: Resource,
  anchor: TextRange,
  path: readonly string[],
  value: CodeValue,
): readonly CodeEdit[] | undefined {
  const isResource = isSameRange(anchor, resource.typeRange);
  if (resource.dialect === 'cdk' && !resource.type.startsWith('Cfn') && isResource) return addedToConstruct(file, resource, path, value);
  const [name, ...inner] = isResource ? path : path.slice(path.findIndex((part) => isNameAt(file, anchor, part)) + 1);
  if (name === undefined) return undefined;
  const nested = inner.reduceRight<CodeValue>((within, part) => ({ [part]: within }), value);
  if (resource.dialect === 'cloudformation') {
    // Template text within Terraform.
    if (file.language !== 'yaml' && file.language !== 'json') return undefined;
    return addedTemplateMember(file, file.offset(anchor.start), name, nested);
  }
  const written = file.language === 'python' && isResource ? pythonStruct(file, resource, name, nested) : nested;
  return addedProgramMember(file, resource, anchor, name, written);
}

/** Takes out the setting whose name stands at a range. */
export function removedSetting(file: EditedFile, resource: Resource, key: TextRange): readonly CodeEdit[] | undefined {
  if (resource.dialect !== 'cloudformation') return removedProgramMember(file, resource, key);
  return file.language === 'yaml' || file.language === 'json' ? removedTemplateMember(file, file.offset(key.start)) : undefined;
}

function isNameAt(file: EditedFile, range: TextRange, name: string): boolean {
  return plainName(file.at(range)) === plainName(name);
}

/** Settings that L2 constructs of AWS CDK have themselves. Of key and issuer they have none (facts: cognito-replication.md section 5.3). */
function constructSetting(
  file: EditedFile,
  resource: Resource,
  name: string,
): { readonly name: string; readonly value: CodeValue } | undefined {
  if (resource.kind === 'key' && name === 'MultiRegion') return { name, value: true };
  if (resource.kind !== 'pool') return undefined;
  if (name === 'DeletionProtection') return { name, value: true };
  if (name === 'UserPoolTier') return { name: 'FeaturePlan', value: expression(`${modulePrefix(file, resource)}FeaturePlan.ESSENTIALS`) };
  return undefined;
}

function addedToConstruct(
  file: EditedFile,
  resource: Resource,
  path: readonly string[],
  value: CodeValue,
): readonly CodeEdit[] | undefined {
  const [name = '', ...inner] = path;
  const own = constructSetting(file, resource, name);
  if (own) return addedProgramMember(file, resource, resource.typeRange, own.name, own.value);
  return onResourceBelow(
    file,
    resource,
    name,
    inner.reduceRight<CodeValue>((within, part) => ({ [part]: within }), value),
  );
}

/** `cognito.` where the code says `cognito.UserPool`. */
export function modulePrefix(file: EditedFile, { typeRange }: Resource): string {
  const start = file.offset(typeRange.start);
  return /[\w.]+\.$/.exec(file.text.slice(Math.max(0, start - 80), start))?.[0] ?? '';
}

/** Sets what an L2 construct does not have on the L1 resource below it, where the code has a name for the construct. */
function onResourceBelow(file: EditedFile, resource: Resource, name: string, value: CodeValue): readonly CodeEdit[] | undefined {
  const { language, style, text } = file;
  const id = variableOf(file, resource);
  const declaration = file.at(resource.range);
  const className = { pool: 'CfnUserPool', key: 'CfnKey', domain: 'CfnUserPoolDomain' }[resource.kind as string];
  if (id === undefined || className === undefined) return undefined;
  const child = language === 'python' ? 'default_child' : 'defaultChild';
  // Somebody may have gone down there already.
  const existing = new RegExp(`(?:const|let|var)?[ \\t]*(\\w+)(?::[^=\\n]{0,100})? = ${escaped(id)}\\.node\\.${child}[^\\n]*`).exec(text);
  const indent = file.indentAt(file.offset(resource.range.start));
  const end = language === 'typescript' && declaration.trimEnd().endsWith(';') ? ';' : '';
  const set = (target: string): string => {
    const struct = language === 'python' ? pythonStruct(file, resource, name, value) : value;
    const property = language === 'python' ? pythonCase(name) : camelCase(name);
    return `${style.newLine}${indent}${target}.${property} = ${renderValue(struct, { language, style, indent })}${end}`;
  };
  if (existing) {
    const [line, variable = ''] = existing;
    return [file.insert(existing.index + line.trimEnd().length, set(variable))];
  }
  const at = file.lineEnd(file.offset(resource.range.end));
  if (language === 'python') {
    const variable = `cfn_${pythonCase(lastWord(id))}`;
    return [file.insert(at, `${style.newLine}${indent}${variable} = ${id}.node.default_child${set(variable)}`)];
  }
  const variable = camelCase(`Cfn${lastWord(id).replace(/^./, (letter) => letter.toUpperCase())}`);
  const cast =
    /\.[mc]?tsx?$/i.test(file.path) || file.path.startsWith('untitled:') ? ` as ${modulePrefix(file, resource)}${className}` : '';
  return [file.insert(at, `${style.newLine}${indent}const ${variable} = ${id}.node.defaultChild${cast}${end}${set(variable)}`)];
}

function lastWord(id: string): string {
  return /\w+$/.exec(id)?.[0] ?? id;
}

function escaped(id: string): string {
  return id.replaceAll(/[^\w]/g, '\\$&');
}

/** Structs of an L1 resource whose Python class is known; others are dictionaries, which constructors take as well. */
function pythonStruct(file: EditedFile, resource: Resource, name: string, value: CodeValue): CodeValue {
  if (resource.kind !== 'pool' || (name !== 'KeyConfiguration' && name !== 'IssuerConfiguration')) return value;
  const members = Object.entries(value as Readonly<Record<string, CodeValue>>).map(
    ([key, member]) => `${pythonCase(key)}=${renderValue(member, { language: 'python', style: file.style, indent: '', inline: true })}`,
  );
  return expression(`${modulePrefix(file, resource)}CfnUserPool.${name}Property(${members.join(', ')})`);
}
