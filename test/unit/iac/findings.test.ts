import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cloudFormationUnits } from '../../../src/iac/cloudformation/cloudFormationUnits.ts';
import { CodeAnalysis } from '../../../src/iac/codeAnalysis.ts';
import { findingsText } from '../../support/iac/findingsText.ts';

const folder = path.join(import.meta.dirname, '..', '..', 'fixtures', 'iac', 'findings');

/** The files of a fixture; their names end in `.txt`, so that editors and formatters leave their mistakes alone. */
function filesOf(fixture: string): Map<string, string> {
  const names = readdirSync(path.join(folder, fixture)).filter((name) => name.endsWith('.txt') && name !== 'findings.txt');
  return new Map(names.map((name) => [name.replace(/\.txt$/, ''), readFileSync(path.join(folder, fixture, name), 'utf8')]));
}

function analyze(texts: ReadonlyMap<string, string>): CodeAnalysis {
  const analysis = new CodeAnalysis([cloudFormationUnits()]);
  for (const [name, text] of texts) analysis.set({ path: name, text });
  return analysis;
}

describe('code in, findings out', () => {
  it.each(readdirSync(folder))('%s', async (fixture) => {
    const texts = filesOf(fixture);
    const findings = findingsText(texts, analyze(texts).all);
    await expect(`${findings}\n`).toMatchFileSnapshot(path.join(folder, fixture, 'findings.txt'));
  });
});

describe('files that change', () => {
  const texts = filesOf('two-files');

  it('change the findings of others: a replica that is written, and deleted', () => {
    const analysis = analyze(new Map([['pool.yaml', texts.get('pool.yaml') ?? '']]));
    expect(analysis.all.get('pool.yaml')).toEqual([]);
    analysis.set({ path: 'replica.yaml', text: texts.get('replica.yaml') ?? '' });
    expect(analysis.all.get('pool.yaml')?.map(({ finding }) => finding.rule)).toContain('replica-tier');
    analysis.remove('replica.yaml');
    expect(analysis.all.get('pool.yaml')).toEqual([]);
    expect(analysis.all.has('replica.yaml')).toBe(false);
  });
});
