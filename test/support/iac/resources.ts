import type { TextRange } from '../../../src/domain/textRange.ts';
import type { Reading, Resource, Text, Value } from '../../../src/iac/model.ts';

/**
 * A reading as lines, to be compared in tests: scenarios, resources, and their values with their places, as an editor counts.
 *
 *     Pool pool AWS::Cognito::UserPool 3:11
 *       tier = LITE 5:21
 *       keyArn ? 7:20
 *       issuerType - 3:11
 */
export function resourcesText({ scenarios }: Reading): string {
  const several = scenarios.length > 1;
  return scenarios
    .flatMap((resources, index) => [...(several ? [`scenario ${index + 1}`] : []), ...resources.flatMap(resourceLines)])
    .join('\n');
}

/** What every resource has and the first line says. */
const inFirstLine: ReadonlySet<string> = new Set(['id', 'kind', 'type', 'path', 'typeRange', 'range', 'dialect', 'region']);

function resourceLines(resource: Resource): string[] {
  const region = resource.region.state === 'known' ? ` in ${resource.region.value}` : '';
  const values = Object.entries(resource).filter(([name]) => !inFirstLine.has(name));
  return [
    `${resource.id} ${resource.kind} ${resource.type} ${place(resource.typeRange)}${region}`,
    ...values.flatMap(([name, value]) => valueLines(name, value)).map((line) => `  ${line}`),
  ];
}

function valueLines(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => itemLines(name, item, index));
  return typeof value === 'object' && value !== null ? [`${name} ${valueText(value as Value<unknown>)}`] : [`${name} = ${String(value)}`];
}

/** A trigger, a property, or a value in a list. */
function itemLines(name: string, item: unknown, index: number): string[] {
  const { name: own, functionArn, range } = item as { name?: string; functionArn?: Value<Text>; range: TextRange };
  if (own === undefined) return [`${name}[${index}] ${valueText(item as Value<unknown>)}`];
  return [functionArn ? `${name}.${own} ${valueText(functionArn)}` : `${name}.${own} ${place(range)}`];
}

function valueText(value: Value<unknown>): string {
  const signs = { known: '=', absent: '-', unknown: '?' };
  const known = value.state === 'known' ? ` ${knownText(value.value)}` : '';
  return `${signs[value.state]}${known} ${place(value.range)}`;
}

function knownText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const text = value as Text;
  switch (text.kind) {
    case 'literal':
      return JSON.stringify(text.text);
    case 'attribute':
      return `${text.resource}.${text.attribute}`;
    case 'import':
      return `import ${text.name}`;
  }
}

/** `line:column`, and the end where it is on another line. */
function place({ start, end }: TextRange): string {
  const from = `${start.line + 1}:${start.character + 1}`;
  return start.line === end.line ? `${from}-${end.character + 1}` : `${from}-${end.line + 1}:${end.character + 1}`;
}
