import type { TextRange } from '../../../src/domain/textRange.ts';
import type { Reading, Resource, Text, Value } from '../../../src/iac/model.ts';

/**
 * A reading as lines, to be compared in tests: scenarios, resources, and their values, all with their places as an editor counts. A dash is what is absent, a
 * question mark what is unknown; `'...'` is a string, `"..."` a text where an attribute of a resource could be as well.
 *
 *     pool Pool (cloudformation AWS::Cognito::UserPool 3:11-33) template.yaml:2:3-8:21
 *       name "app" 6:21-24
 *       tier 'LITE' 5:21-25
 *       keyArn ? 7:20-24
 *       issuerType - 3:11-33
 *       triggers.PreSignUp PreSignUp.arn 8:20-41
 */
export function resourcesText({ scenarios }: Reading): string {
  const heading = (index: number): string[] => (scenarios.length > 1 ? [`scenario ${index + 1}`] : []);
  return scenarios.map((resources, index) => [...heading(index), ...resources.map(resourceText)].join('\n')).join('\n\n');
}

/** What `resourcesText` says, but for the places. */
export function withoutPlaces(text: string): string {
  return text.replaceAll(/(?<=[ :])\d+:\d+-[\d:]+(?=\) |$)/gm, '');
}

/** What `resourcesText` says, but for the columns of the first line of a file. */
export function withoutFirstColumns(text: string): string {
  return text.replaceAll(/(?<=[ :])1:\d+-(?:\d+(?=\) |$))?/gm, '1:');
}

function resourceText({ kind, id, dialect, type, typeRange, path, range, ...values }: Resource): string {
  const head = `${kind} ${id} (${dialect} ${type} ${place(typeRange)}) ${path}:${place(range)}`;
  const lines = Object.entries(values).flatMap(([name, value]) => memberLines(name, value as Member));
  return [head, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Of a list: a value, a trigger, or a property that the type does not have. */
type Item =
  Value<Known> | { readonly name: string; readonly functionArn: Value<Text> } | { readonly name: string; readonly range: TextRange };
type Member = string | Value<Known> | readonly Item[];
type Known = Text | string | boolean;

function memberLines(name: string, member: Member): string[] {
  if (typeof member === 'string') return [`${name} ${knownText(member)}`];
  if ('state' in member) return [`${name} ${valueText(member)}`];
  return member.map((item, index) => {
    if ('state' in item) return `${name}[${index}] ${valueText(item)}`;
    return `${name}.${item.name} ${'functionArn' in item ? valueText(item.functionArn) : place(item.range)}`;
  });
}

function valueText(value: Value<Known>): string {
  const signs = { absent: '-', unknown: '?' };
  return `${value.state === 'known' ? knownText(value.value) : signs[value.state]} ${place(value.range)}`;
}

function knownText(value: Known): string {
  if (typeof value === 'boolean') return String(value);
  // Policies are full of double quotes, which are no trouble between single ones.
  if (typeof value === 'string') return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"')}'`;
  if (value.kind === 'literal') return JSON.stringify(value.text);
  return value.kind === 'import' ? `import ${value.name}` : `${value.resource}.${value.attribute}`;
}

/** From where to where: `3:5-12`, over several lines `3:5-4:1`. */
function place({ start, end }: TextRange): string {
  const last = start.line === end.line ? '' : `${end.line + 1}:`;
  return `${start.line + 1}:${start.character + 1}-${last}${end.character + 1}`;
}
