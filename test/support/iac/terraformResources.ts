import type { TextRange } from '../../../src/domain/textRange.ts';
import type { Reading, Resource, Text, Trigger, Value } from '../../../src/iac/model.ts';

/**
 * A reading as text: for each scenario its resources, and for each of these what it says, with the place as an editor counts (`issuerType UPDATED 12:30`).
 * What is unknown has a question mark, what is absent a dash.
 */
export function resourcesText({ scenarios }: Reading): string {
  return scenarios
    .map((resources, index) => [...(scenarios.length > 1 ? [`scenario ${index + 1}`] : []), ...resources.map(resourceText)].join('\n'))
    .join('\n\n');
}

/** What the first line of a resource says, and its extent, which says nothing more. */
const inFirstLine = ['kind', 'id', 'type', 'dialect', 'path', 'typeRange', 'range'];

function resourceText(resource: Resource): string {
  const members = Object.entries(resource).filter(([name]) => !inFirstLine.includes(name)) as [string, Member][];
  const lines = members.flatMap(([name, member]) => memberLines(name, member)).map((line) => `  ${line}`);
  return [
    `${resource.kind} ${resource.id} (${resource.dialect} ${resource.type}) ${resource.path}:${place(resource.typeRange)}`,
    ...lines,
  ].join('\n');
}

type Member =
  string | Value<Text | string | boolean> | readonly (Trigger | Value<Text> | { readonly name: string; readonly range: TextRange })[];

function memberLines(name: string, member: Member): string[] {
  if (typeof member === 'string') return [`${name} ${member}`];
  if ('state' in member) return [`${name} ${valueText(member)}`];
  return member.map((item) => {
    if ('state' in item) return `${name} ${valueText(item)}`;
    return 'functionArn' in item ? `${name} ${item.name} ${valueText(item.functionArn)}` : `${name} ${item.name} ${place(item.range)}`;
  });
}

function valueText(value: Value<Text | string | boolean>): string {
  if (value.state === 'known') return `${textOf(value.value)} ${place(value.range)}`;
  return `${value.state === 'unknown' ? '?' : '-'} ${place(value.range)}`;
}

function textOf(value: Text | string | boolean): string {
  if (typeof value !== 'object') return String(value).includes('\n') ? JSON.stringify(value) : String(value);
  if (value.kind === 'literal') return JSON.stringify(value.text);
  return value.kind === 'import' ? `import ${value.name}` : `${value.resource}.${value.attribute}`;
}

/** Where something begins, and how far it goes: `3:5-12`, over several lines `3:5-4:1`. */
function place({ start, end }: TextRange): string {
  const last = start.line === end.line ? `${end.character + 1}` : `${end.line + 1}:${end.character + 1}`;
  return `${start.line + 1}:${start.character + 1}-${last}`;
}
