import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/cli/checkedAsJson.ts';
import { runCommandLine } from '../../support/commandLine.ts';
import { folderWith } from '../../support/folderWith.ts';

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures', 'iac', 'findings');
const fixture = (name: string) => readFile(path.join(fixtures, name), 'utf8');

const check = (...words: string[]) => runCommandLine(['check', ...words], {});

describe('check', () => {
  it('walks folders without what .gitignore leaves out, and joins files', async () => {
    const folder = await folderWith({
      'stacks/pool.yaml': await fixture('two-files/pool.yaml.txt'),
      'stacks/replica.yaml': await fixture('two-files/replica.yaml.txt'),
      'generated/pool.yaml': await fixture('mistakes/template.yaml.txt'),
      'node_modules/a/pool.yaml': await fixture('mistakes/template.yaml.txt'),
      '.gitignore': 'generated/\n',
    });
    const { code, printed } = await check('--format', 'json', folder);
    const report = JSON.parse(printed) as CheckReport;
    expect(report.findings).toEqual([
      {
        rule: 'replica-tier',
        severity: 'error',
        message: expect.stringContaining('The feature plan is LITE') as string,
        file: path.join(folder, 'stacks/pool.yaml'),
        range: { start: { line: 4, character: 20 }, end: { line: 4, character: 24 } },
        resource: 'Pool',
      },
    ]);
    expect(report).toMatchObject({ files: 2, skipped: [] });
    expect(code).toBe(1);
  });

  it('underlines what it means', async () => {
    const folder = await folderWith({
      'pool.yaml': await fixture('two-files/pool.yaml.txt'),
      'replica.yaml': await fixture('two-files/replica.yaml.txt'),
    });
    const { printed } = await check(folder);
    expect(printed.replaceAll(folder, '').split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^\/pool\.yaml:5:21 error replica-tier: The feature plan is LITE/),
      '          UserPoolTier: LITE',
      `${' '.repeat(24)}~~~~`,
    ]);
    expect(printed).toMatch(/2 files: 1 errors, 0 warnings, 0 notes$/);
  });

  it.each([
    ['error', 'conditions', 0],
    ['warning', 'conditions', 1],
    ['never', 'mistakes', 0],
    ['error', 'mistakes', 1],
    ['warning', 'correct', 0],
  ])('--fail-on %s over %s exits with %i', async (failOn, name, code) => {
    const names = name === 'correct' ? ['primary', 'secondary'] : ['template'];
    const files = await Promise.all(names.map(async (file) => [`${file}.yaml`, await fixture(`${name}/${file}.yaml.txt`)] as const));
    const folder = await folderWith(Object.fromEntries(files));
    expect((await check('--fail-on', failOn, folder)).code).toBe(code);
  });

  it('skips what is no text, and says so', async () => {
    const folder = await folderWith({ 'a.yaml': 'Resources:\0' });
    const report = JSON.parse((await check('--format', 'json', folder)).printed) as CheckReport;
    expect(report.skipped).toEqual([{ file: path.join(folder, 'a.yaml'), reason: 'not a text' }]);
  });

  it.each([
    [['check'], 'check needs a file or folder'],
    [['check', '--fail-on', 'all', '.'], '--fail-on is error, warning or never, not "all"'],
    [['check', 'no/such/folder'], 'no/such/folder'],
    [['check', '--format', 'xml', '.'], '--format is text, json or sarif, not "xml"'],
    [['pools', '--format', 'sarif'], '--format is text or json, not "sarif"'],
    [['check', 'no/such/folder'], 'there is no such file or folder'],
    [['pools', '--fail-on', 'error'], '--fail-on is an option of check'],
  ])('%j could not run', async (words, said) => {
    const { code, complaints } = await runCommandLine(words, {});
    expect(code).toBe(2);
    expect(complaints).toContain(said);
  });
});
