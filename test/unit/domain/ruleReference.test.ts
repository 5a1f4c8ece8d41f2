// Every rule has a page, every page a rule, and what the pages show is what the product itself would accept.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import type { RuleId, Severity } from '../../../src/domain/finding.ts';
import { judgeKeyPolicy } from '../../../src/domain/keyPolicy/keyPolicy.ts';
import { cognitoKeyActions, cognitoServicePrincipals } from '../../../src/domain/keyPolicy/keyUse.ts';
import { awsPage } from '../../../src/domain/ruleReference.ts';
import { ruleSummaries } from '../../../src/domain/ruleSummaries.ts';

/** The severities that a rule can have, the default ones; a record, so that a new rule without a row here does not compile. */
const severities: Readonly<Record<RuleId, readonly Severity[]>> = {
  'replica-tier': ['error'],
  'replica-region': ['error', 'warning'],
  'replica-duplicate': ['error'],
  'replica-key': ['error'],
  'key-arn': ['error'],
  'key-not-multi-region': ['error'],
  'key-replica-missing': ['error', 'warning'],
  'key-state': ['error'],
  'key-policy': ['error'],
  'issuer-type': ['warning'],
  'mfa-totp': ['error', 'warning'],
  'deletion-protection': ['warning'],
  'certificate-region': ['error'],
  'failover-routing': ['error'],
  'failover-replica': ['error'],
  'issuer-hard-coded': ['warning'],
  'jwt-verify-version': ['warning'],
  'replica-property': ['error'],
  'regional-status': ['warning'],
  'regional-arn': ['error', 'warning'],
  'issuer-authorizer': ['error'],
  'trigger-permission': ['error'],
  'trigger-missing': ['warning'],
  'quota-parity': ['warning'],
  'terraform-provider': ['warning'],
  'sender-key': ['info'],
};
const rules = Object.keys(severities) as RuleId[];

const folder = new URL('../../../docs/rules/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const pages = Object.fromEntries(rules.map((rule) => [rule, existsSync(new URL(`${rule}.md`, folder)) ? read(`${rule}.md`) : '']));
const texts = Object.entries({ README: read('README.md'), ...pages });

const headings = (text: string): string[] => text.split('\n').filter((line) => /^#+ /.test(line));
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, code = '']) => (name === language ? [code] : []));
/** What stands under one heading. */
const section = (text: string, heading: string): string => (text.split(`## ${heading}\n`)[1] ?? '').split('\n## ')[0] ?? '';

describe('docs/rules', () => {
  it('has a page for each rule, an index and nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(['README.md', ...rules.map((rule) => `${rule}.md`)].sort());
  });

  it('has an index with each rule once, and its severities', () => {
    const rows = read('README.md')
      .split('\n')
      .flatMap((line) => {
        const [, cell = '', severity = ''] = line.split('|');
        const [, rule, file] = /^ \[([\w-]+)\]\(([\w.-]+)\)/.exec(cell) ?? [];
        return rule === undefined ? [] : [{ rule, file, severities: [...severity.matchAll(/`(\w+)`/g)].map(([, name]) => name) }];
      });
    expect(rows.toSorted((a, b) => a.rule.localeCompare(b.rule))).toEqual(
      rules.toSorted((a, b) => a.localeCompare(b)).map((rule) => ({ rule, file: `${rule}.md`, severities: severities[rule] })),
    );
  });
});

it('sums up every rule in the order of the index, with the first of its severities', () => {
  const index = [...read('README.md').matchAll(/^\| \[([\w-]+)\]/gm)].map(([, rule]) => rule);
  expect(Object.keys(ruleSummaries)).toEqual(index);
  for (const rule of rules) expect(severities[rule], rule).toContain(ruleSummaries[rule].severity);
  for (const { summary } of Object.values(ruleSummaries)) expect(summary.text).toMatch(/^[A-Za-z][^.]*\.$/);
});

describe.each(rules)('the page of %s', (rule) => {
  const page = pages[rule] ?? '';

  it('has the headings of all pages, and a sentence first', () => {
    const prose = page.replaceAll(/```[\s\S]*?```/g, '');
    expect(headings(prose)).toEqual([`# ${rule}`, '## Why', '## Wrong', '## Right', '## What is not known', '## Source']);
    expect(page.split('\n## ')[0]?.replace(`# ${rule}\n\n`, '').trim()).toMatch(/^[A-Z][^*]+\.$/);
    expect(section(page, 'Wrong') + section(page, 'Right')).toContain('```');
  });

  it('links to the page of AWS that explains it', () => {
    expect(awsPage(rule)).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/[\w/.-]+\.html(#[\w-]+)?$/);
    expect(section(page, 'Source')).toContain(`](${awsPage(rule)})`);
  });
});

describe.each(texts)('%s.md', (name, text) => {
  it('leads to pages that are there', () => {
    for (const [, file = ''] of text.matchAll(/\]\((?!https:)([^)#]+)(?:#[^)]*)?\)/g))
      expect(existsSync(new URL(file, folder)), file).toBe(true);
  });

  it('shows YAML that can be read, and no Status on a replica but where that is what is wrong', () => {
    const wrong = name === 'replica-property' ? blocks(section(text, 'Wrong'), 'yaml') : [];
    for (const block of blocks(text, 'yaml')) {
      expect(parseDocument(block).errors).toEqual([]);
      if (!wrong.includes(block)) expect(block).not.toMatch(/AWS::Cognito::UserPoolReplica\n(?: {2,}.*\n)*? +Status:/);
    }
  });

  it('shows no UpdateUserPool of single settings, which would reset all others', () => {
    for (const [command] of text.matchAll(/aws cognito-idp update-user-pool .*/g)) expect(command).toMatch(/--cli-input-json/);
  });
});

it.each(texts.filter(([, text]) => /\bUpdateUserPool\b/.test(text)))(
  '%s.md names UpdateUserPool and warns of what it resets',
  (_name, text) => {
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/(leaves|left) (`?\w+`? )?out/);
  },
);

describe('the examples of key-policy', () => {
  const policyIn = (heading: string): string => {
    const [block = ''] = blocks(section(pages['key-policy'] ?? '', heading), 'yaml');
    const { KeyPolicy } = parseDocument(block.replaceAll('!Sub ', '').replaceAll('${AWS::AccountId}', '111122223333')).toJS() as {
      KeyPolicy: unknown;
    };
    return JSON.stringify(KeyPolicy);
  };
  const regions = ['us-east-1', 'us-west-2'];
  const question = {
    account: '111122223333',
    poolArns: regions.map((region) => `arn:aws:cognito-idp:${region}:111122223333:userpool/us-east-1_EXAMPLE`),
    viaServiceRegions: regions,
    servicePrincipals: cognitoServicePrincipals,
    actions: cognitoKeyActions,
    keyArn: 'arn:aws:kms:us-west-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
  };

  it.each([
    ['Wrong', 'fail'],
    ['Right', 'pass'],
  ])('%s is judged %s by the rule itself', (heading, state) => {
    expect(judgeKeyPolicy(policyIn(heading), question).state).toBe(state);
  });
});
