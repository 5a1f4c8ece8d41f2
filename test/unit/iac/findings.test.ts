import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWasm } from '../../../src/cli/wasm.ts';
import { CodeAnalysis } from '../../../src/iac/codeAnalysis.ts';
import { CodeReaders } from '../../../src/iac/codeReaders.ts';
import { findingsText } from '../../support/iac/findingsText.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'fixtures', 'iac', 'findings');

/** The files of a fixture; their names end in `.txt`, so that editors and formatters leave their mistakes alone. */
function filesOf(fixture: string): Map<string, string> {
  const names = readdirSync(path.join(folder, fixture)).filter((name) => name.endsWith('.txt') && name !== 'findings.txt');
  return new Map(names.map((name) => [name.replace(/\.txt$/, ''), readFileSync(path.join(folder, fixture, name), 'utf8')]));
}

async function analyze(texts: ReadonlyMap<string, string>): Promise<CodeAnalysis> {
  const analysis = new CodeAnalysis();
  const readers = new CodeReaders(analysis, loadWasm);
  for (const [name, text] of texts) {
    analysis.set({ path: name, text });
    await readers.need(name);
  }
  return analysis;
}

describe('code in, findings out', () => {
  it.each(readdirSync(folder))('%s', async (fixture) => {
    const texts = filesOf(fixture);
    const findings = findingsText(texts, (await analyze(texts)).all);
    await expect(`${findings}\n`).toMatchFileSnapshot(path.join(folder, fixture, 'findings.txt'));
  });
});

describe('a name that is being typed', () => {
  it.each(['Reg', 'Region:', 'Stat'])('%s is no wrong property yet', async (typed) => {
    const text = `Resources:\n  Replica:\n    Type: AWS::Cognito::UserPoolReplica\n    Properties:\n      UserPoolId: us-east-1_abc\n      ${typed}\n`;
    expect((await analyze(new Map([['a.yaml', text]]))).all.get('a.yaml')).toEqual([]);
  });
});

describe('a file that is not read', () => {
  it('is among the refusals with its reason until it can be, beside what other files say', async () => {
    const deep = `cognito: ${'['.repeat(1_000)}`;
    const analysis = await analyze(new Map([...filesOf('two-files'), ['deep.yaml', deep]]));
    expect([...analysis.refusals].map(([path, { text }]) => `${path}: ${text}`)).toEqual([]);
    analysis.set({ path: 'deep.yaml', text: `AWSTemplateFormatVersion: 2010\n${deep}` });
    expect([...analysis.refusals].map(([path, { text }]) => `${path}: ${text}`)).toEqual([
      'deep.yaml: brackets nest more than {limit} deep',
    ]);
    expect(analysis.all.get('pool.yaml')).not.toEqual([]);
    analysis.set({ path: 'deep.yaml', text: 'AWSTemplateFormatVersion: 2010\n# cognito\n' });
    expect(analysis.refusals.size).toBe(0);
    analysis.set({ path: 'deep.yaml', text: `AWSTemplateFormatVersion: 2010\n${deep}` });
    analysis.remove('deep.yaml');
    expect(analysis.refusals.size).toBe(0);
  });
});

describe('files that change', () => {
  const texts = filesOf('two-files');

  it('change the findings of others: a replica that is written, and deleted', async () => {
    const analysis = await analyze(new Map([['pool.yaml', texts.get('pool.yaml') ?? '']]));
    expect(analysis.all.get('pool.yaml')).toEqual([]);
    analysis.set({ path: 'replica.yaml', text: texts.get('replica.yaml') ?? '' });
    expect(analysis.all.get('pool.yaml')?.map(({ finding }) => finding.rule)).toContain('replica-tier');
    analysis.remove('replica.yaml');
    expect(analysis.all.get('pool.yaml')).toEqual([]);
    expect(analysis.all.has('replica.yaml')).toBe(false);
  });
});
