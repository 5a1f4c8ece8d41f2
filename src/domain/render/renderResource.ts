import type { CodeLanguage, CodeResource, CodeStyle } from './codeValue.ts';
import { camelCase, cdkClass, moduleName, pythonCase, snakeCase, terraformType } from './names.ts';
import { type Position, renderMember } from './renderValue.ts';

export interface ResourcePlace {
  readonly language: CodeLanguage;
  readonly style: CodeStyle;
  /** What its lines begin with. */
  readonly indent: string;
  /** AWS CDK: what the code calls a module; `cognito` for `aws-cognito`. */
  readonly moduleAlias?: (module: string) => string;
  /** AWS CDK: whether something else refers to it, so that it needs a name. */
  readonly isNamed?: boolean;
}

/**
 * A resource as a language declares it: an entry of `Resources`, a resource block of the AWSCC provider, an L1 construct of AWS CDK. Without the indent of its first line and
 * without a separator behind it.
 */
export function renderResource(resource: CodeResource, place: ResourcePlace): string {
  const { indent, language, style } = place;
  const lines = (...parts: readonly string[]): string => parts.join(`${style.newLine}${indent}`);
  const comment = resource.comment !== undefined && language !== 'json' ? [commentOf(resource.comment, language)] : [];
  switch (language) {
    case 'yaml':
      return lines(...comment, renderMember(resource.name, { Type: resource.type, Properties: resource.properties }, place));
    case 'json':
      return renderMember(resource.name, { Type: resource.type, Properties: resource.properties }, place);
    case 'terraform':
      return lines(...comment, terraformBlock(resource, place));
    case 'typescript':
    case 'python':
      return lines(...comment, construct(resource, place));
  }
}

function commentOf(comment: string, language: CodeLanguage): string {
  return `${language === 'typescript' ? '//' : '#'} ${comment}`;
}

function terraformBlock({ name, properties, provider, type }: CodeResource, { indent, language, style }: ResourcePlace): string {
  const inner = indent + style.indent;
  const position: Position = { language, style, indent: inner };
  const lines = [
    ...(provider === undefined ? [] : [`provider = ${provider}`]),
    ...Object.entries(properties).map(([key, value]) => renderMember(key, value, position)),
  ];
  return [`resource "${terraformType(type)}" "${snakeCase(name)}" {`, ...lines.map((line) => `${inner}${line}`), `${indent}}`].join(
    style.newLine,
  );
}

function construct({ name, properties, type }: CodeResource, place: ResourcePlace): string {
  const { indent, isNamed, language, moduleAlias = moduleName, style } = place;
  const { className, module } = cdkClass(type);
  const inner = indent + style.indent;
  const members = Object.entries(properties).map(
    ([key, value]) => `${inner}${renderMember(key, value, { language, style, indent: inner })},`,
  );
  const id = language === 'python' ? `"${name}"` : `${style.quote}${name}${style.quote}`;
  if (language === 'python') {
    const target = isNamed ? `${pythonCase(name)} = ` : '';
    return [`${target}${moduleAlias(module)}.${className}(`, `${inner}self,`, `${inner}${id},`, ...members, `${indent})`].join(
      style.newLine,
    );
  }
  const target = isNamed ? `const ${camelCase(name)} = ` : '';
  return [`${target}new ${moduleAlias(module)}.${className}(this, ${id}, {`, ...members, `${indent}});`].join(style.newLine);
}

/** The data sources that texts with the account in them need in Terraform. */
export const terraformDataSources: readonly { readonly address: string; readonly code: string }[] = [
  { address: 'data.aws_caller_identity.current', code: 'data "aws_caller_identity" "current" {}' },
  { address: 'data.aws_partition.current', code: 'data "aws_partition" "current" {}' },
];
