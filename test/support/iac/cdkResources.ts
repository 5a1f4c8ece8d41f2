import type { TextRange } from '../../../src/domain/textRange.ts';
import type { Reading, Resource } from '../../../src/iac/model.ts';

/** A reading as text: a block per scenario and resource, a line per value, with places as an editor counts: `tier: "PLUS" 4:21`. */
export function resourcesText({ scenarios }: Reading): string {
  return scenarios
    .map((resources, index) => {
      const blocks = resources.map(resourceText).join('\n');
      return scenarios.length === 1 ? blocks : `scenario ${index + 1}\n${blocks.replaceAll(/^(?=.)/gm, '  ')}`;
    })
    .join('\n');
}

function resourceText({ kind, id, dialect, type, path, typeRange, range, ...rest }: Resource): string {
  const end = `${range.end.line + 1}:${range.end.character + 1}`;
  const lines = Object.entries(rest).flatMap(([name, value]) => valueLines(name, value));
  return [
    `${kind} ${id} (${dialect} ${type} ${place(typeRange)}) ${place(range)}-${end} ${path}`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

function valueLines(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => valueLines(`${name}[${index}]`, item));
  if (typeof value !== 'object' || value === null) return [`${name}: ${JSON.stringify(value)}`];
  const { state, range, value: known, ...rest } = value as { state?: string; range?: TextRange; value?: unknown };
  const at = range ? ` ${place(range)}` : '';
  if (state !== undefined) return [`${name}: ${state === 'known' ? told(known) : state}${at}`];
  const parts = Object.entries(rest);
  const [first, ...others] = parts.map(([part, inner]) => valueLines(part, inner).join(', '));
  return [`${name}: ${[first, ...others].join(', ')}${at}`];
}

function told(value: unknown): string {
  const text = value as { kind?: string; text?: string; resource?: string; attribute?: string; name?: string };
  if (text.kind === 'attribute') return `${text.resource ?? ''}.${text.attribute ?? ''}`;
  if (text.kind === 'import') return `import ${text.name ?? ''}`;
  return JSON.stringify(text.kind === 'literal' ? text.text : value);
}

function place({ start }: TextRange): string {
  return `${start.line + 1}:${start.character + 1}`;
}
