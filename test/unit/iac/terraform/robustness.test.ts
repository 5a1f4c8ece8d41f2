import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextRange } from '../../../../src/domain/textRange.ts';
import { isTerraformPath, maximumLength, moduleDirectory } from '../../../../src/iac/terraform/terraformReader.ts';
import { resourcesText, withoutFirstColumns, withoutPlaces } from '../../../support/iac/resources.ts';
import { newReader, readingOf } from './reading.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/iac/terraform');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.tf'));
const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

/** All ranges in a value. */
function rangesIn(value: unknown): TextRange[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value) return [value as TextRange];
  return Object.values(value).flatMap(rangesIn);
}

function isInside({ start, end }: TextRange, lines: readonly string[]): boolean {
  const isOrdered = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isOrdered && [start, end].every(({ line, character }) => character >= 0 && character <= (lines[line]?.length ?? -1));
}

describe.each(fixtures)('%s', (name) => {
  const text = textOf(name);

  it('reads every beginning of it, in place', async () => {
    const reader = await newReader();
    for (let length = 0; length <= text.length; length += 1) {
      const beginning = text.slice(0, length);
      reader.update({ path: 'infra/main.tf', text: beginning });
      const lines = beginning.split('\n');
      const outside = rangesIn(reader.read('infra')).filter((range) => !isInside(range, lines));
      expect(outside, `of ${length} characters`).toEqual([]);
    }
    reader.dispose();
  });

  it('reads the same from every edited state as from nothing', async () => {
    const reader = await newReader();
    for (const at of [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => Math.floor(text.length * part))) {
      for (const edited of [`${text.slice(0, at)}"${text.slice(at)}`, text.slice(0, at) + text.slice(at + 40), text]) {
        reader.update({ path: 'infra/main.tf', text: edited });
        expect(resourcesText(reader.read('infra'))).toBe(await readingOf(edited));
      }
    }
    reader.dispose();
  });

  it('reads the same with CRLF', async () => {
    // Only the texts of several lines are longer by what is not shown, so all places are the same.
    expect(await readingOf(text.replaceAll('\n', '\r\n'))).toBe(await readingOf(text));
  });

  it('reads the same with a byte order mark, but for the first line', async () => {
    expect(withoutFirstColumns(await readingOf(`\uFEFF${text}`))).toBe(withoutFirstColumns(await readingOf(text)));
  });

  it('says the same with tabs, and with comments everywhere between the lines', async () => {
    const expected = withoutPlaces(await readingOf(text));
    expect(withoutPlaces(await readingOf(text.replaceAll(/^( {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2))))).toBe(expected);
    if (name !== 'half-typed.tf') {
      const commented = text.replaceAll(/([{,"\]})])\n/g, '$1 # a "comment {\n\n/* another } */\n');
      expect(withoutPlaces(await readingOf(commented.replaceAll(/\/\*\n[^]*?\n\*\/\n/g, '')))).toBe(expected);
    }
  });
});

it('takes the first of what is there twice', async () => {
  const pool = (name: string): string => `resource "aws_cognito_user_pool" "p" {\n  name = "${name}"\n  name = "again"\n}\n`;
  expect((await readingOf(pool('first') + pool('second'))).match(/name .*/g)).toEqual(['name "first" 2:10-17']);
});

it('is not misled by what looks like a block in a heredoc, a comment or a text', async () => {
  const text = `locals {
  script = <<EOT
resource "aws_cognito_user_pool" "in_heredoc" {
}
EOT
  path = "s3://bucket/*" # /* resource "aws_cognito_user_pool" "in_comment" {
}
resource "aws_cognito_user_pool" "real" {
}
`;
  expect((await readingOf(text)).match(/^pool \S+/gm)).toEqual(['pool aws_cognito_user_pool.real']);
});

it('finds blocks that are indented or on one line', async () => {
  const text = '  resource "aws_kms_key" "a" { multi_region = true }\n  resource "aws_kms_key" "b" { multi_region = false }\n';
  expect((await readingOf(text)).match(/multiRegion \S+/g)).toEqual(['multiRegion true', 'multiRegion false']);
});

it('says nothing of a module that has nothing to do with Cognito or keys', async () => {
  expect(await readingOf({ 'main.tf': 'output "x" {\n  value = "y"\n}\n', 'other.tf': '!!! {{{' })).toBe('');
});

it('refuses what is too long or nested too deep, with the reason, and reads the rest', async () => {
  const reader = await newReader();
  const key = 'resource "aws_kms_key" "k" {\n}\n';
  reader.update({ path: 'infra/key.tf', text: key });
  reader.update({ path: 'infra/deep.tf', text: `locals {\n  x = ${'['.repeat(10_000)}\n}\n${key.replace('"k"', '"d"')}` });
  reader.update({ path: 'infra/long.tf', text: '#'.repeat(maximumLength + 1) });
  expect(reader.refusals('infra').map(({ path: file, reason }) => `${file}: ${reason.text}`)).toEqual([
    'infra/deep.tf: nested deeper than {limit} brackets',
    'infra/long.tf: longer than {limit} characters',
  ]);
  expect(reader.read('infra').scenarios[0]?.map(({ id }) => id)).toEqual(['aws_kms_key.d', 'aws_kms_key.k']);
  reader.remove('infra/deep.tf');
  reader.remove('infra/long.tf');
  expect(reader.refusals('infra')).toEqual([]);
  reader.dispose();
});

it.each([
  [
    'locals that double',
    Array.from(
      { length: 300 },
      (_, index) => `  a${index + 1} = "\${local.a${index}}\${local.a${index}}"\n  l${index + 1} = [local.l${index}, local.l${index}]`,
    ).join('\n'),
    'local.a300',
  ],
  ['a chain of locals', Array.from({ length: 10_000 }, (_, index) => `  a${index + 1} = local.a${index}`).join('\n'), 'local.a10000'],
  ['a long sum', `  x = ${'1 + '.repeat(20_000)}1`, 'local.x'],
])('ends with %s', async (_, locals, value) => {
  const text = `locals {\n  a0 = "a"\n  l0 = ["a"]\n${locals}\n}\nresource "aws_cognito_user_pool" "p" {\n  name = ${value}\n  lambda_config = local.l300\n  user_pool_tier = jsonencode(local.l300)\n}\n`;
  expect(await readingOf(text)).toMatch(/name \?/);
});

it('reads files of any size up to its limit that are broken from end to end', async () => {
  for (const mess of ['= } { ] "\n', '<<A\n', '"', 'a\n', ' ', '\\', 'a = "$']) {
    expect(await readingOf(`kms ${mess.repeat(30_000 / mess.length)}`)).toBe('');
  }
});

it('ends with names that are each given the next one', async () => {
  for (const mess of ['a = ', 'a =\n', 'a=', 'a = 1 + ']) expect(await readingOf(`kms ${mess.repeat(390_000 / mess.length)}`)).toBe('');
});

it('takes files by their names and joins them by directory', () => {
  expect(['a/main.tf', 'terraform.tfvars', 'x.auto.tfvars.json', 'main.tf.json', 'main.tfstate'].map(isTerraformPath)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(['main.tf', 'infra/main.tf', 'file:///c%3A/infra/main.tf', 'C:\\infra\\main.tf'].map(moduleDirectory)).toEqual([
    '',
    'infra',
    'file:///c%3A/infra',
    'C:\\infra',
  ]);
});
