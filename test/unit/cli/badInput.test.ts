// Files that nobody meant to be read, or that somebody made to do harm: each ends, is said, and takes nothing else down.
import { spawnSync } from 'node:child_process';
import { open, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/cli/checkedAsJson.ts';
import { runCommandLine } from '../../support/commandLine.ts';
import { folderWith } from '../../support/folderWith.ts';

async function report(folder: string): Promise<CheckReport & { readonly code: number }> {
  const { code, complaints, printed } = await runCommandLine(['check', '--format', 'json', folder], {});
  expect(complaints).toBe('');
  return { ...(JSON.parse(printed) as CheckReport), code };
}

/** A template with one error. */
const template = `Resources:
  Pool: { Type: AWS::Cognito::UserPool, Properties: { UserPoolTier: LITE, KeyConfiguration: { KmsKeyArn: !ImportValue key }, DeletionProtection: ACTIVE, IssuerConfiguration: { Type: UPDATED } } }
  Replica: { Type: AWS::Cognito::UserPoolReplica, Properties: { UserPoolId: !Ref Pool, RegionName: us-west-2 } }
`;
const tierOf = (file: string) => [{ rule: 'replica-tier', file }];

/** What is skipped of a folder that has a good template beside some files. The template is judged all the same, and decides the exit code alone. */
async function skipped(files: Readonly<Record<string, string | Uint8Array>>): Promise<Record<string, string>> {
  const folder = await folderWith({ 'good.yaml': template, ...files });
  const { code, findings, skipped: skippedFiles } = await report(folder);
  expect(findings.filter(({ file }) => file === path.join(folder, 'good.yaml'))).toMatchObject(tierOf(path.join(folder, 'good.yaml')));
  expect(code).toBe(1);
  return Object.fromEntries(skippedFiles.map(({ file, reason }) => [path.relative(folder, file), reason]));
}

const cdk = "import * as cognito from 'aws-cdk-lib/aws-cognito';\n";
const pythonCdk = 'from aws_cdk import aws_cognito\n';
const deep = 100_000;

describe('files that are too much', () => {
  it('are skipped with the reason, in each language, and exit as if they were not there', async () => {
    expect(
      await skipped({
        'deep.yaml': `${template}  X: ${'['.repeat(deep)}`,
        'steps.yaml': `${template}${' '.repeat(2_000)}a:`,
        'deep.json': `{"AWSTemplateFormatVersion":"cognito","Resources":${'{"a":'.repeat(deep)}`,
        'deep.template': `${template}  X: ${'{a: '.repeat(deep)}`,
        'terraform/deep.tf': `locals {\n  cognito = ${'['.repeat(deep)}\n}\n`,
        'long/long.tf': `# cognito\n${'#'.repeat(500_000)}`,
        'deep.ts': `${cdk}x = ${'('.repeat(deep)}`,
        'deep.py': `${pythonCdk}x = ${'('.repeat(deep)}`,
        'long.ts': `${cdk}${'/'.repeat(1_000_001)}`,
        'long.yaml': `${template}${'#'.repeat(1_100_000)}`,
        'changes.ts': `${cdk}const p = new cognito.CfnUserPool(this, 'P', {});\n${'p.userPoolTier = x;\n'.repeat(300)}`,
      }),
    ).toEqual({
      'changes.ts': 'a construct is changed in more than 200 places',
      'deep.json': 'brackets nest more than 300 deep',
      'deep.py': 'nested too deeply',
      'deep.template': 'brackets nest more than 300 deep',
      'deep.ts': 'nested too deeply',
      'deep.yaml': 'brackets nest more than 300 deep',
      'long.ts': 'longer than 1,000,000 characters',
      'long.yaml': 'larger than the 1024 KB that CloudFormation takes',
      'long/long.tf': 'longer than 400,000 characters',
      'steps.yaml': 'a line is indented by 1000 characters or more',
      'terraform/deep.tf': 'nested deeper than 100 brackets',
    });
  });

  it('are skipped before they are read: 50 MB', async () => {
    const folder = await folderWith({ 'good.yaml': template });
    const file = await open(path.join(folder, 'large.yaml'), 'w');
    await file.truncate(50_000_000);
    await file.close();
    const found = await report(folder);
    expect(found.skipped).toEqual([{ file: path.join(folder, 'large.yaml'), reason: 'larger than 4 MB' }]);
    expect(found.files).toBe(1);
  });

  it('end where aliases double', async () => {
    const doubling = Array.from({ length: 40 }, (_, index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`).join('\n');
    const entries = Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join(', ');
    const merges = Array.from({ length: 20 }, (_, index) => `  m${index}: { <<: *all }`).join('\n');
    expect(
      await skipped({
        'aliases.yaml': `A:\n  a0: &a0 [x]\n${doubling}\n${template}`,
        'merges.yaml': `A:\n  all: &all { ${entries} }\n${merges}\n${template.replaceAll('us-west-2', '*a')}`,
      }),
    ).toEqual({ 'merges.yaml': 'more than 50,000 entries come from merge keys' });
  });

  it('are a package.json and a lock file, too', async () => {
    expect(
      await skipped({
        'a/package.json': `{"dependencies":{"aws-jwt-verify":${'['.repeat(deep)}`,
        'b/package-lock.json': `"aws-jwt-verify": {${' "version'.repeat(deep)}`,
      }),
    ).toEqual({});
  });
});

describe('files that are no texts', () => {
  it('are skipped, or read as far as they are', async () => {
    const invalid = Buffer.concat([Buffer.from(`# \xff\xfe \n`, 'latin1'), Buffer.from(template)]);
    const folder = await folderWith({
      'binary.yaml': new Uint8Array(1_000),
      'utf16.yaml': Buffer.from(`\uFEFF${template}`, 'utf16le'),
      'latin1.yaml': invalid,
    });
    const { findings, skipped: skippedFiles } = await report(folder);
    expect(findings).toMatchObject([{ rule: 'replica-tier', file: path.join(folder, 'latin1.yaml'), range: { start: { line: 2 } } }]);
    expect(skippedFiles.map(({ file, reason }) => `${path.basename(file)}: ${reason}`)).toEqual([
      'binary.yaml: not a text',
      'utf16.yaml: not a text',
    ]);
  });
});

describe('files that cannot be read', () => {
  it('are skipped when they are named, and links that lead nowhere are not followed', async () => {
    const folder = await folderWith({ 'good.yaml': template, 'sub/other.yaml': template });
    await symlink('loop.yaml', path.join(folder, 'loop.yaml'));
    await symlink('gone.txt', path.join(folder, 'gone.yaml'));
    await symlink('..', path.join(folder, 'sub', 'up'));
    const { findings, skipped: skippedFiles } = await report(folder);
    expect(findings.map(({ file }) => path.relative(folder, file))).toEqual(['good.yaml', 'sub/other.yaml']);
    expect(skippedFiles).toEqual([]);
  });

  it('are skipped when they vanish after they were found', async () => {
    const folder = await folderWith({ 'a.yaml': template, 'b.yaml': template });
    const read = runCommandLine(['check', '--format', 'json', folder], {});
    // Whenever it happens, before or after its turn: the check goes on, and says so if it saw it.
    await rm(path.join(folder, 'b.yaml'));
    const { code, printed } = await read;
    const { findings, skipped: skippedFiles } = JSON.parse(printed) as CheckReport;
    expect(findings).toMatchObject(tierOf(path.join(folder, 'a.yaml')));
    for (const { reason } of skippedFiles) expect(reason).toBe('there is no such file or folder');
    expect(code).toBe(1);
  });

  it.runIf(process.platform !== 'win32')('are skipped when they are pipes, which may never say anything', async () => {
    const folder = await folderWith({ 'good.yaml': template });
    const pipe = path.join(folder, 'pipe.yaml');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect((await report(folder)).skipped).toEqual([]);
    expect((await report(pipe)).skipped).toEqual([{ file: pipe, reason: 'not a file' }]);
  });

  it('are an error when they are named and not there', async () => {
    const { code, complaints } = await runCommandLine(['check', 'no/such/file.yaml'], {});
    expect([code, complaints]).toEqual([2, 'cognito-replicas: no/such/file.yaml: there is no such file or folder']);
  });
});

describe('a .gitignore', () => {
  it('leaves nothing out by patterns that take for ever', async () => {
    const folder = await folderWith({
      '.gitignore': `${'**/a/'.repeat(30)}b\n${'*a'.repeat(60)}b\nleft-out.yaml\n`,
      [`${'a/'.repeat(60)}${'a'.repeat(100)}bx.yaml`]: template,
      'left-out.yaml': template,
    });
    expect((await report(folder)).findings).toHaveLength(1);
  });
});
