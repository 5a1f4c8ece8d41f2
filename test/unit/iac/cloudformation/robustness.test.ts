import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/domain/message.ts';
import type { TextRange } from '../../../../src/domain/textRange.ts';
import { ParsedParts } from '../../../../src/iac/cloudformation/parsedParts.ts';
import { readCloudFormation } from '../../../../src/iac/cloudformation/readCloudFormation.ts';
import type { Pool, Reading } from '../../../../src/iac/model.ts';
import { resourcesText, withoutPlaces } from '../../../support/iac/resources.ts';
import { reading } from './reading.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/iac/cloudformation');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.txt'));

/** Every range in a reading, wherever it is. */
function rangesIn(value: unknown): TextRange[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('start' in value && 'end' in value) return [value as TextRange];
  return Object.values(value).flatMap(rangesIn);
}

function outside(text: string, result: Reading): TextRange[] {
  const lines = text.split(/\r\n|\n|\r/);
  const isInside = ({ line, character }: TextRange['start']): boolean => character >= 0 && character <= (lines[line]?.length ?? -1) + 1;
  const isOrdered = ({ start, end }: TextRange): boolean =>
    start.line < end.line || (start.line === end.line && start.character <= end.character);
  return rangesIn(result).filter((range) => !isInside(range.start) || !isInside(range.end) || !isOrdered(range));
}

describe('half-typed templates', () => {
  it.each(fixtures)('every prefix of %s is read, with ranges in the text', (name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    for (let length = 0; length <= text.length; length += text.length > 1500 ? 7 : 3) {
      const prefix = text.slice(0, length);
      expect(outside(prefix, reading(prefix)), JSON.stringify(prefix.slice(-40))).toEqual([]);
    }
  });

  const text = readFileSync(path.join(folder, 'primary.yaml.txt'), 'utf8');

  it('is the same with CRLF, a byte order mark, comments and blank lines', () => {
    const expected = resourcesText(reading(text));
    expect(resourcesText(reading(text.replaceAll('\n', '\r\n')))).toBe(expected);
    expect(resourcesText(reading(`\uFEFF${text}`))).toBe(expected);
    expect(withoutPlaces(resourcesText(reading(text.replaceAll('\n', '\n\n# comment\n'))))).toBe(withoutPlaces(expected));
  });

  it('is the same as a whole as it is in parts', () => {
    // An anchor ties the parts together.
    expect(resourcesText(reading(`${text}\nMetadata: &anchor { a: b }\n`))).toBe(resourcesText(reading(text)));
    expect(resourcesText(reading(`${text}\nMetadata: { a: b }\n`))).toBe(resourcesText(reading(text)));
  });

  it('is the same as it would be anew after every keystroke', () => {
    const parsed = new ParsedParts();
    const typed = '\n      UserPoolName: "a: [\n  Key2:\n';
    for (let length = 0; length <= typed.length; length += 1) {
      const edited = text.replace('    Type: AWS::Cognito::UserPool\n', (type) => `${type}${typed.slice(0, length)}\n`);
      expect(resourcesText(reading(edited, { parsed }))).toBe(resourcesText(reading(edited)));
    }
  });

  it('keeps what stands before and after a broken resource', () => {
    const broken = text.replace('  Replica:', '  Half: { "a: [\n  Replica:');
    expect(withoutPlaces(resourcesText(reading(broken)))).toBe(withoutPlaces(resourcesText(reading(text))));
  });

  it('takes what is missing in a broken resource for unknown', () => {
    const result = reading(
      'Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool\n    Properties:\n      UserPoolTier: LITE\n      KeyConf',
    );
    const pool = result.scenarios[0]?.[0] as Pool;
    expect([pool.tier.state, pool.keyArn.state]).toEqual(['known', 'unknown']);
    const json = reading('{ "Resources": { "Pool": { "Type": "AWS::Cognito::UserPool", "Properties": { "UserPoolTier": "LITE", "Key');
    const other = json.scenarios[0]?.[0] as Pool;
    expect([other.tier.state, other.keyArn.state]).toEqual(['known', 'unknown']);
  });

  it('has the places of the file that a template is nested in', () => {
    const nested = 'Resources: { Pool: { Type: AWS::Cognito::UserPool } }';
    const [[pool] = []] = reading(nested, { origin: { line: 10, character: 4 } }).scenarios;
    expect(pool?.typeRange).toEqual({ start: { line: 10, character: 31 }, end: { line: 10, character: 53 } });
    const indented = '    Resources:\n      Pool:\n        Type: AWS::Cognito::UserPool\n';
    const [[second] = []] = reading(indented, { origin: { line: 3, character: 0 } }).scenarios;
    expect(second?.typeRange.start).toEqual({ line: 5, character: 14 });
  });
});

describe('YAML and JSON', () => {
  it('say the same', () => {
    const json = readFileSync(path.join(folder, 'cdk-output.template.json.txt'), 'utf8');
    // JSON is YAML: a comment first keeps it from being read as JSON.
    expect(resourcesText(reading(`# a comment\n${json}`))).toBe(resourcesText(reading(`\n${json}`)));
  });
});

/** What a text is refused for, or how many resources it has. */
function outcome(text: string): string {
  const result = readCloudFormation({ path: 'template.yaml', text });
  const count = `${result.scenarios[0]?.length ?? 0} resources`;
  const reasons = (result.refusals ?? []).map(({ reason }) => english(reason));
  // A text that is refused as a whole has none.
  return reasons.length === 0 ? count : [...(count === '0 resources' ? [] : [count]), ...reasons].join(': ');
}

describe('hostile texts come to an end', () => {
  const pool = 'Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool\n';
  const doubling = Array.from({ length: 40 }, (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`).join('\n');
  const merging = Array.from(
    { length: 40 },
    (_, index) => `  a${index + 1}: &a${index + 1} { <<: [*a${index}, *a${index}], k${index}: 1 }`,
  );
  it.each<[string, string, string]>([
    ['nothing about pools', '{'.repeat(5_000_000), '0 resources'],
    ['larger than a template can be', `${pool}${'#'.repeat(1024 * 1024)}`, 'larger than the 1024 KB that CloudFormation takes'],
    ['brackets', `cognito: ${'['.repeat(100_000)}`, 'brackets nest more than 300 deep'],
    ['braces of JSON', `{"cognito":${'{"a":'.repeat(100_000)}`, 'brackets nest more than 300 deep'],
    ['dashes', `cognito:\n${'- '.repeat(100_000)}`, 'a line is indented by 1000 characters or more'],
    ['steps', `cognito:\n${Array.from({ length: 900 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')}`, '0 resources'],
    ['open quotes', `${pool}${'"'.repeat(100_001)}`, '1 resources'],
    [
      'aliases that double',
      `A:\n  a0: &a0 [x]\n${doubling}\n${pool}    Properties:\n      UserPoolName: !Join ["", *a40]\n`,
      '1 resources',
    ],
    [
      'aliases that double in a policy',
      `A:\n  a0: &a0 [x]\n${doubling}\nResources:\n  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: *a40 } } }\n`,
      '1 resources',
    ],
    ['merges that double', `A:\n  a0: &a0 { k: 1 }\n${merging.join('\n')}\n${pool}    Properties: *a40\n`, '1 resources'],
    ['an alias of itself', `${pool}    Properties: &a { UserPoolName: *a, LambdaConfig: *a }\n`, '1 resources'],
    ['many documents', `${pool}---\n`.repeat(5000), '5000 resources'],
    [
      'many conditions',
      `${pool}${Array.from({ length: 5000 }, (_, index) => `  R${index}: { Type: AWS::KMS::Key, Condition: C${index} }`).join('\n')}\nConditions:\n${Array.from({ length: 5000 }, (_, index) => `  C${index}: !Equals [!Ref P${index}, a]`).join('\n')}\n`,
      '5001 resources',
    ],
    [
      'names of objects',
      `${pool}    Properties: { __proto__: { UserPoolTier: LITE }, constructor: a }\n  __proto__: { Type: AWS::KMS::Key }\n`,
      '2 resources',
    ],
    ['control characters', `${pool}\u0000\u0001\uFFFF\uD800`, '1 resources'],
  ])('%s', (_case, text, expected) => {
    expect(outcome(text)).toBe(expected);
  });
});
