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

  it('shows lines with tabs, of Windows and of any length in the width of a terminal', async () => {
    const [pool, replica] = [await fixture('two-files/pool.yaml.txt'), await fixture('two-files/replica.yaml.txt')];
    const wide = pool.replace('UserPoolTier: LITE', `UserPoolTier:\t LITE\t# ${'x'.repeat(5_000)}`).replaceAll('\n', '\r\n');
    const folder = await folderWith({ 'pool.yaml': wide, 'replica.yaml': replica });
    const lines = (await check(folder)).printed.split('\n');
    expect(Math.max(...lines.filter((line) => line.startsWith('    ')).map(({ length }) => length))).toBeLessThan(180);
    expect(lines.join('')).not.toMatch(/[\t\r]/);
    const line = lines.findIndex((text) => text.includes('replica-tier'));
    const [shown = '', mark = ''] = lines.slice(line + 1);
    expect(shown.slice(mark.indexOf('~'), mark.lastIndexOf('~') + 1)).toBe('LITE');
  });

  it('finds what knows the issuers of the pools of the code, in any language', async () => {
    const folder = await folderWith({
      'stack/template.yaml':
        'Resources:\n  Users: { Type: AWS::Cognito::UserPool, Properties: { IssuerConfiguration: { Type: UPDATED } } }\n  Replica: { Type: AWS::Cognito::UserPoolReplica, Properties: { UserPoolId: us-east-1_Shop1, RegionName: us-west-2 } }\n',
      'web/package.json': '{ "dependencies": { "aws-jwt-verify": "~5.1.0" } }',
      'web/yarn.lock': 'aws-jwt-verify@~5.1.0:\n  version "5.1.1"\n',
      'api/main.go': 'package main\n\nconst issuer = "https://cognito-idp.us-west-2.amazonaws.com/us-east-1_Shop1"\n',
      'api/README.md': 'https://cognito-idp.us-west-2.amazonaws.com/us-east-1_Shop1',
    });
    const report = JSON.parse((await check('--format', 'json', folder)).printed) as CheckReport;
    expect(report.findings.map(({ file, resource, rule }) => `${path.relative(folder, file)} ${rule} ${resource}`)).toEqual([
      'api/main.go issuer-hard-coded us-east-1_Shop1',
      'web/package.json jwt-verify-version aws-jwt-verify',
      'web/yarn.lock jwt-verify-version aws-jwt-verify',
    ]);
    expect(report.files).toBe(4);
  });

  it('takes the Region of templates from the samconfig beside them', async () => {
    const config = '[default.deploy.parameters]\nregion = "us-west-2"\n';
    const files = {
      'template.yaml': await fixture('two-files/pool.yaml.txt'),
      'other/replica.yaml': await fixture('two-files/replica.yaml.txt'),
    };
    const rules = async (folder: string) =>
      (JSON.parse((await check('--format', 'json', folder)).printed) as CheckReport).findings.map(({ rule }) => rule);
    expect(await rules(await folderWith(files))).not.toContain('replica-region');
    expect(await rules(await folderWith({ ...files, 'samconfig.toml': config }))).toContain('replica-region');
  });

  it('reads all files of a Terraform module that says something of pools', async () => {
    const folder = await folderWith({
      'main.tf':
        'resource "awscc_cognito_user_pool" "p" {\n  user_pool_tier = var.tier\n}\nresource "awscc_cognito_user_pool_replica" "r" {\n  user_pool_id = awscc_cognito_user_pool.p.user_pool_id\n  region_name = "us-west-2"\n}\n',
      'variables.tf': 'variable "tier" {\n  default = "LITE"\n}\n',
    });
    const report = JSON.parse((await check('--format', 'json', folder)).printed) as CheckReport;
    expect(report.findings.map(({ rule }) => rule)).toContain('replica-tier');
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
