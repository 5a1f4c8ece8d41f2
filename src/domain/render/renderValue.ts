import {
  account,
  type CodeDocument,
  type CodeLanguage,
  type CodeMap,
  type CodeReference,
  type CodeStyle,
  type CodeText,
  type CodeValue,
  isList,
  isSpecial,
} from './codeValue.ts';
import { camelCase, pythonCase, snakeCase, terraformType } from './names.ts';

/** Where a value is written. */
export interface Position {
  readonly language: CodeLanguage;
  readonly style: CodeStyle;
  /** What the line begins with on which the value begins. */
  readonly indent: string;
  /** On one line, whatever is in it. */
  readonly inline?: boolean;
  /** Names are those of data rather than of properties. */
  readonly verbatim?: boolean;
}

/** `name: value` as a language writes it, without the indent of its first line and without a separator behind it. */
export function renderMember(name: string, value: CodeValue, position: Position): string {
  const written = renderName(name, position);
  switch (position.language) {
    case 'yaml':
      return `${written}:${yamlBehind(value, position)}`;
    case 'json':
    case 'typescript':
      return `${written}: ${renderValue(value, position)}`;
    case 'terraform':
      return `${written} = ${renderValue(value, position)}`;
    case 'python':
      // Arguments of a call; within dictionaries, renderMap writes them.
      return position.verbatim ? `${written}: ${renderValue(value, position)}` : `${written}=${renderValue(value, position)}`;
  }
}

function renderName(name: string, { language, verbatim, style }: Position): string {
  if (language === 'json') return JSON.stringify(name);
  if (language === 'python') return verbatim ? JSON.stringify(name) : pythonCase(name);
  if (language === 'yaml') return plainYaml.test(name) ? name : quotedYaml(name, style.quote);
  // `for` at the beginning of an object of Terraform is an expression.
  if (verbatim) return /^(?!for$)[A-Za-z_]\w*$/.test(name) ? name : language === 'terraform' ? quotedHcl(name) : quoted(name, style.quote);
  return language === 'terraform' ? snakeCase(name) : camelCase(name);
}

/** A value, beginning where the line stands. */
export function renderValue(value: CodeValue, position: Position): string {
  if (typeof value === 'string') return renderString(value, position);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return renderBoolean(value, position);
  if (isList(value)) return renderList(value, position);
  if (!isSpecial(value)) return renderMap(value, position);
  switch (value.kind) {
    case 'expression':
      return value.code;
    case 'text':
      return renderText(value, position);
    case 'reference':
      return renderReference(value, position);
    case 'document':
      return renderDocument(value, position);
    case 'tags':
      return renderMap(value.members, { ...position, verbatim: true });
  }
}

function renderBoolean(value: boolean, { language }: Position): string {
  return language === 'python' ? (value ? 'True' : 'False') : String(value);
}

/** A text that YAML reads as that text without quotes. Words that older readers take for something else are quoted. */
const plainYaml = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[A-Za-z][\w./-]*(?:::?[\w./*-]+)*\*?$/i;

function renderString(value: string, { language, style }: Position): string {
  switch (language) {
    case 'yaml':
      return plainYaml.test(value) ? value : quotedYaml(value, style.quote);
    case 'typescript':
      return quoted(value, style.quote);
    case 'terraform':
      return quotedHcl(value);
    case 'json':
    case 'python':
      return JSON.stringify(value);
  }
}

function quoted(value: string, quote: "'" | '"'): string {
  const escaped = JSON.stringify(value);
  return quote === '"' || value.includes("'") ? escaped : `'${escaped.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** Single quotes know no escapes: what needs one stands in double quotes. Line ends of Unicode would be folded, so that they are escaped, too. */
function quotedYaml(value: string, quote: "'" | '"'): string {
  const escaped = JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return /\\[^"]/.test(escaped) ? escaped : quoted(value, quote);
}

function quotedHcl(value: string): string {
  return `"${hclLiteral(value)}"`;
}

/** Text in a template of HCL, as nothing but text. HCL has not all escapes of JSON, and reads `$${` as the text `${`: a sign before that one is escaped by its number. */
function hclLiteral(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replaceAll(/\\[\\bf]/g, (escape) => (escape === '\\b' ? '\\u0008' : escape === '\\f' ? '\\u000c' : escape))
    .replaceAll(/[$%]+(?=[$%]\{)/g, (signs) => signs.replaceAll('$', '\\u0024').replaceAll('%', '\\u0025'))
    .replaceAll(/([$%])\{/g, '$1$1{');
}

function renderText({ parts }: CodeText, position: Position): string {
  const { language } = position;
  const [only, ...others] = parts;
  if (only !== undefined && typeof only !== 'string' && others.length === 0)
    return aloneNames[language][only === account ? 'account' : 'partition'];
  const write = (names: { readonly account: string; readonly partition: string }, literal: (part: string) => string): string =>
    parts.map((part) => (typeof part === 'string' ? literal(part) : part === account ? names.account : names.partition)).join('');
  const cloudFormation = { account: '${AWS::AccountId}', partition: '${AWS::Partition}' };
  switch (language) {
    case 'yaml':
      return `!Sub ${quotedYaml(write(cloudFormation, withoutPlaces), position.style.quote)}`;
    case 'json':
      return `{ "Fn::Sub": ${JSON.stringify(write(cloudFormation, withoutPlaces))} }`;
    case 'terraform':
      // Before a place, a dollar sign would make text of it.
      return `"${write(terraformNames, (part) => hclLiteral(part).replace(/\$$/, '\\u0024'))}"`;
    case 'typescript':
      return `\`${write({ account: '${cdk.Aws.ACCOUNT_ID}', partition: '${cdk.Aws.PARTITION}' }, (part) => part.replaceAll(/[`\\]|\$(?=\{)/g, '\\$&'))}\``;
    case 'python':
      return `f"${write({ account: '{cdk.Aws.ACCOUNT_ID}', partition: '{cdk.Aws.PARTITION}' }, (part) => JSON.stringify(part).slice(1, -1).replaceAll(/[{}]/g, '$&$&'))}"`;
  }
}

/** Text of Fn::Sub in which nothing is put in: it reads `${!name}` as the text `${name}` (CloudFormation Template Reference, "Fn::Sub"). */
function withoutPlaces(part: string): string {
  return part.replaceAll('${', '${!');
}

/** What stands where the text is nothing but the account or the partition. */
const aloneNames: Readonly<Record<CodeLanguage, { readonly account: string; readonly partition: string }>> = {
  yaml: { account: '!Ref AWS::AccountId', partition: '!Ref AWS::Partition' },
  json: { account: '{ "Ref": "AWS::AccountId" }', partition: '{ "Ref": "AWS::Partition" }' },
  terraform: { account: 'data.aws_caller_identity.current.account_id', partition: 'data.aws_partition.current.partition' },
  typescript: { account: 'cdk.Aws.ACCOUNT_ID', partition: 'cdk.Aws.PARTITION' },
  python: { account: 'cdk.Aws.ACCOUNT_ID', partition: 'cdk.Aws.PARTITION' },
};

/** Data sources of the AWS provider, which the code around has to have: see `terraformDataSources` in renderResource.ts. */
const terraformNames = { account: '${data.aws_caller_identity.current.account_id}', partition: '${data.aws_partition.current.partition}' };

function renderReference({ attribute, resource }: CodeReference, { language }: Position): string {
  switch (language) {
    case 'yaml':
      return attribute === 'Ref' ? `!Ref ${resource.name}` : `!GetAtt ${resource.name}.${attribute}`;
    case 'json':
      return attribute === 'Ref' ? `{ "Ref": "${resource.name}" }` : `{ "Fn::GetAtt": ["${resource.name}", "${attribute}"] }`;
    case 'terraform':
      return `${terraformType(resource.type)}.${snakeCase(resource.name)}.${attribute === 'Ref' ? 'id' : snakeCase(attribute)}`;
    case 'typescript':
      return `${camelCase(resource.name)}.${attribute === 'Ref' ? 'ref' : `attr${attribute}`}`;
    case 'python':
      return `${pythonCase(resource.name)}.${attribute === 'Ref' ? 'ref' : `attr_${pythonCase(attribute)}`}`;
  }
}

function renderDocument({ members }: CodeDocument, position: Position): string {
  const map = renderMap(members, { ...position, verbatim: true });
  return position.language === 'terraform' && !position.verbatim ? `jsonencode(${map})` : map;
}

/** How long a map or list may be to stand on one line. */
const shortLine = 60;

function renderMap(map: CodeMap, position: Position): string {
  const { language } = position;
  // Structs of Python are dictionaries with the names of its arguments.
  const name = (key: string): string => (language === 'python' && !position.verbatim ? pythonCase(key) : key);
  const inside = language === 'python' ? { ...position, verbatim: true } : position;
  const entries = Object.entries(map).map(([key, value]) => [name(key), value] as const);
  if (entries.length === 0) return '{}';
  if (language === 'yaml') return position.inline ? flow('{ ', entries, position, ' }') : yamlBlock(entries, position);
  const padding = language === 'python' ? '' : ' ';
  const line = flow(`{${padding}`, entries, inside, `${padding}}`);
  if (position.inline || isShort(line)) return line;
  return bracketed('{', '}', entries, inside, ([key, value], at) => renderMember(key, value, at));
}

function renderList(list: readonly CodeValue[], position: Position): string {
  if (list.length === 0) return '[]';
  const line = `[${list.map((item) => renderValue(item, { ...position, inline: true })).join(', ')}]`;
  if (position.language === 'yaml' && !position.inline) return yamlList(list, position);
  return position.inline || isShort(line) ? line : bracketed('[', ']', list, position, renderValue);
}

function isShort(line: string): boolean {
  return line.length <= shortLine && !line.includes('\n');
}

function flow(open: string, entries: readonly (readonly [string, CodeValue])[], position: Position, close: string): string {
  return `${open}${entries.map(([key, value]) => renderMember(key, value, { ...position, inline: true })).join(', ')}${close}`;
}

function bracketed<T>(
  open: string,
  close: string,
  items: readonly T[],
  position: Position,
  render: (item: T, at: Position) => string,
): string {
  const { indent, language, style } = position;
  const inner = indent + style.indent;
  const separator = language === 'terraform' && open === '{' ? '' : ',';
  const lines = items.map((item, index) => {
    const isLast = index === items.length - 1;
    return `${inner}${render(item, { ...position, indent: inner })}${isLast && language === 'json' ? '' : separator}`;
  });
  return [open, ...lines, `${indent}${close}`].join(style.newLine);
}

/** What stands behind the colon: on the same line, or as a block on the next ones. */
function yamlBehind(value: CodeValue, position: Position): string {
  const { indent, inline, style } = position;
  if (isList(value) && !inline) {
    const line = renderValue(value, { ...position, inline: true });
    if (value.every((item) => typeof item === 'string') && isShort(line)) return ` ${line}`;
  }
  const isBlock =
    !inline &&
    typeof value === 'object' &&
    (isList(value)
      ? value.length > 0
      : !isSpecial(value)
        ? Object.keys(value).length > 0
        : value.kind === 'document' || (value.kind === 'tags' && Object.keys(value.members).length > 0));
  if (!isBlock) return ` ${renderValue(value, { ...position, inline: true })}`;
  const inner = indent + style.indent;
  return `${style.newLine}${inner}${renderValue(value, { ...position, indent: inner })}`;
}

function yamlBlock(entries: readonly (readonly [string, CodeValue])[], position: Position): string {
  return entries.map(([key, value]) => renderMember(key, value, position)).join(`${position.style.newLine}${position.indent}`);
}

/** Items whose maps begin behind the dash. */
function yamlList(list: readonly CodeValue[], position: Position): string {
  const item = (value: CodeValue): string => `- ${renderValue(value, { ...position, indent: `${position.indent}  ` })}`;
  return list.map(item).join(`${position.style.newLine}${position.indent}`);
}
