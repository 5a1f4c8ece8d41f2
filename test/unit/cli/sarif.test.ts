import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import type { Log, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { productOf } from '../../../src/cli/sarif/product.ts';
import { pageAddress } from '../../../src/cli/sarif/reportingRules.ts';
import { sourceRoot } from '../../../src/cli/sarif/sourceRoot.ts';
import { awsPage } from '../../../src/domain/ruleReference.ts';
import { ruleSummaries } from '../../../src/domain/ruleSummaries.ts';
import { runCommandLine } from '../../support/commandLine.ts';
import { folderWith } from '../../support/folderWith.ts';

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures');
const fixture = (name: string) => readFile(path.join(fixtures, 'iac', 'findings', name), 'utf8');

/** The schema that OASIS publishes with the standard (errata 01), in draft 4 of JSON Schema. */
const validate = await (async () => {
  const read = async (file: string): Promise<object> => JSON.parse(await readFile(file, 'utf8')) as object;
  const ajv = new Ajv({ schemaId: 'id', meta: false, format: 'full', allErrors: true });
  const packages = path.join(import.meta.dirname, '..', '..', '..', 'node_modules');
  ajv.addMetaSchema(await read(path.join(packages, 'ajv', 'lib', 'refs', 'json-schema-draft-04.json')));
  return ajv.compile(await read(path.join(fixtures, 'sarif', 'sarif-schema-2.1.0.json')));
})();

async function sarifOf(folder: string): Promise<{ log: Log; results: readonly Result[]; code: number }> {
  const { code, printed } = await runCommandLine(['check', '--format', 'sarif', folder], {});
  const log = JSON.parse(printed) as Log;
  validate(log);
  expect(validate.errors ?? []).toEqual([]);
  return { log, results: log.runs[0]?.results ?? [], code };
}

describe('check --format sarif', () => {
  it('is SARIF by its schema, whatever was found', async () => {
    for (const name of ['mistakes', 'conditions', 'single-region']) {
      const { log } = await sarifOf(await folderWith({ 'a.yaml': await fixture(`${name}/template.yaml.txt`) }));
      expect(log.version).toBe('2.1.0');
    }
    expect((await sarifOf(await folderWith({}))).results).toEqual([]);
  });

  it('would be refused by its schema with an address that is none', () => {
    const driver = { name: 'a', rules: [{ id: 'a', helpUri: 'docs/rules/a.md' }] };
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver } }] })).toBe(false);
  });

  it('has lines and columns from one, in code units, and what else a finding is about', async () => {
    const folder = await folderWith({
      'pool.yaml': (await fixture('two-files/pool.yaml.txt')).replace('UserPoolTier:', '"UserPoolTier": # 😀\n       '),
      'replica.yaml': await fixture('two-files/replica.yaml.txt'),
    });
    const { code, log, results } = await sarifOf(folder);
    const run = log.runs[0]!;
    expect(run.columnKind).toBe('utf16CodeUnits');
    const [tier] = results.filter(({ ruleId }) => ruleId === 'replica-tier');
    expect(tier).toMatchObject({
      level: 'error',
      message: { text: expect.stringMatching(/^The feature plan is LITE/) as string },
      locations: [
        { physicalLocation: { region: { startLine: 6, startColumn: 9, endLine: 6, endColumn: 13 } }, logicalLocations: [{ name: 'Pool' }] },
      ],
      relatedLocations: [{ message: { text: 'The replica.' } }],
    });
    expect(run.tool.driver.rules?.[tier!.ruleIndex!]?.id).toBe('replica-tier');
    expect(code).toBe(1);
  });

  it('describes every rule, and explains those that are broken', async () => {
    const { log } = await sarifOf(await folderWith({ 'a.yaml': await fixture('mistakes/template.yaml.txt') }));
    const rules = log.runs[0]!.tool.driver.rules!;
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(ruleSummaries));
    expect(rules.find(({ id }) => id === 'replica-tier')).toMatchObject({
      shortDescription: { text: 'A replicated user pool is on the feature plan LITE.' },
      defaultConfiguration: { level: 'error' },
      helpUri: expect.stringMatching(/^https:/) as string,
      help: { markdown: expect.stringMatching(/^# replica-tier\n/) as string },
    });
    expect(rules.find(({ id }) => id === 'sender-key')?.defaultConfiguration?.level).toBe('note');
    expect(JSON.stringify(rules)).not.toMatch(/\]\((?!https:)/);
  });

  it('notes what was skipped, and does not call the run failed', async () => {
    const { code, log } = await sarifOf(await folderWith({ 'bad name.yaml': 'Resources:\0' }));
    expect(log.runs[0]!.invocations).toEqual([
      {
        executionSuccessful: true,
        toolExecutionNotifications: [
          {
            level: 'warning',
            message: { text: 'Skipped: not a text.' },
            locations: [{ physicalLocation: { artifactLocation: { uri: expect.stringMatching(/\/bad%20name\.yaml$/) as string } } }],
          },
        ],
      },
    ]);
    expect(code).toBe(0);
  });
});

describe('addresses of files', () => {
  it('are relative to the root of the checkout, wherever in it the check is run', async () => {
    const folder = await folderWith({ '.git/HEAD': '', 'a/b/c.yaml': '' });
    await mkdir(path.join(folder, 'other'));
    for (const [from, file] of [
      ['.', 'a/b/c d.yaml'],
      ['a', 'b/c d.yaml'],
      ['other', '../a/b/c d.yaml'],
      ['other', path.join(folder, 'a/b/c d.yaml')],
    ] as const) {
      const { locationOf } = await sourceRoot(path.join(folder, from));
      expect(locationOf(file)).toEqual({ uri: 'a/b/c%20d.yaml', uriBaseId: 'SRCROOT' });
    }
  });

  it('are absolute outside of it', async () => {
    const folder = await folderWith({ 'in/.git/HEAD': '' });
    const { locationOf } = await sourceRoot(path.join(folder, 'in'));
    expect(locationOf('../out.yaml')).toEqual({ uri: pathToFileURL(path.join(folder, 'out.yaml')).href });
    expect(locationOf('..a.yaml')).toEqual({ uri: '..a.yaml', uriBaseId: 'SRCROOT' });
  });

  it.each([
    ['a b.yaml', 'a%20b.yaml'],
    ['100%.yaml', '100%25.yaml'],
    ['a#b?.yaml', 'a%23b%3F.yaml'],
    ['c:d.yaml', 'c%3Ad.yaml'],
    ['ü[1].yaml', '%C3%BC%5B1%5D.yaml'],
    ["it's (a) copy!.yaml", 'it%27s%20%28a%29%20copy%21.yaml'],
    ['half\uD83D.yaml', 'half%EF%BF%BD.yaml'],
  ])('have %s as %s', async (name, uri) => {
    const { locationOf } = await sourceRoot(await folderWith({ '.git/HEAD': '' }));
    expect(locationOf(name).uri).toBe(uri);
  });
});

describe('the page of a rule', () => {
  it('is ours where the source is on the web, and of AWS until then', () => {
    const ours = 'https://example.com/us/it/blob/main/docs/rules/key-arn.md';
    for (const repository of ['https://example.com/us/it', { url: 'git+https://example.com/us/it.git' }])
      expect(pageAddress('key-arn', productOf(JSON.stringify({ repository })))).toBe(ours);
    for (const manifest of ['{}', '{"repository":7}', '{"repository":"github:us/it"}'])
      expect(pageAddress('key-arn', productOf(manifest))).toBe(awsPage('key-arn'));
  });
});
