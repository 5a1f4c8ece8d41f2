import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createCdkPythonReader } from '../../../../src/iac/cdk/createCdkPythonReader.ts';
import { readCdkTypeScript } from '../../../../src/iac/cdk/readCdkTypeScript.ts';
import type { TextRange } from '../../../../src/domain/textRange.ts';
import type { Reading, SourceFile, Text } from '../../../../src/iac/model.ts';
import { resourcesText } from '../../../support/iac/resources.ts';

const packages = path.resolve(import.meta.dirname, '../../../../node_modules');

export const python = await createCdkPythonReader({
  runtimeWasm: readFileSync(path.join(packages, 'web-tree-sitter/web-tree-sitter.wasm')),
  grammarWasm: readFileSync(path.join(packages, 'tree-sitter-python/tree-sitter-python.wasm')),
});

/** The reading of a file in the language that its path says. */
export function read(file: SourceFile): Reading {
  const reading = file.path.endsWith('.py') ? python.read(file) : readCdkTypeScript(file);
  for (const { reason } of reading.refusals ?? []) throw new Error(reason.text);
  return reading;
}

/** A value of the last pool of a file and the text it stands at: `"PLUS" at 'PLUS'`, `absent at UserPool`. */
export function poolValue(file: SourceFile, name: 'tier' | 'keyArn' | 'region'): string {
  const pool = read(file).scenarios[0]?.findLast(({ kind }) => kind === 'pool');
  if (pool?.kind !== 'pool') return 'no pool';
  const value = pool[name];
  const known = value.state === 'known' ? value.value : undefined;
  const told = known === undefined ? value.state : typeof known === 'string' ? JSON.stringify(known) : textOf(known);
  return `${told} at ${textAt(file.text, value.range)}`;
}

function textOf(text: Text): string {
  if (text.kind === 'literal') return JSON.stringify(text.text);
  return text.kind === 'attribute' ? `${text.resource}.${text.attribute}` : `import ${text.name}`;
}

function textAt(text: string, { start, end }: TextRange): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines.map((line, index) => line.slice(index === 0 ? start.character : 0, index === last ? end.character : undefined)).join('⏎');
}

/** Lines of a reading that name one of the values: `Users tier 'PLUS' 4:21-27`. Scenarios come one after the other. */
export function valuesIn(file: SourceFile, ...names: readonly string[]): string[] {
  let id = '';
  return resourcesText(read(file))
    .split('\n')
    .flatMap((line) => {
      const head = /^\w+ (.+) \(cdk \w+ [\d:-]+\)/.exec(line);
      if (head?.[1] !== undefined) id = head[1];
      const name = /^ {2}(\w+)/.exec(line)?.[1];
      return name !== undefined && names.includes(name) ? [`${id} ${line.trim()}`] : [];
    });
}

/** Every range of a reading. */
export function rangesIn(reading: Reading): TextRange[] {
  const ranges: TextRange[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('start' in value && 'end' in value) ranges.push(value as TextRange);
    else Object.values(value).forEach(collect);
  };
  collect(reading);
  return ranges;
}
