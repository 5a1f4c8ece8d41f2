import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCdkTypeScript } from '../../../../src/iac/cdk/readCdkTypeScript.ts';
import type { SourceFile } from '../../../../src/iac/model.ts';
import { resourcesText } from '../../../support/iac/resources.ts';
import { python, read, valuesIn } from './reading.ts';

const imports = "import * as cognito from 'aws-cdk-lib/aws-cognito';\n";
const pythonImports = 'from aws_cdk import aws_cognito as cognito\n';
const readers = [
  ['TypeScript', 'a.ts', imports, readCdkTypeScript],
  ['Python', 'a.py', pythonImports, (file: SourceFile) => python.read(file)],
] as const;

describe.each(readers)('a reader of %s', (_language, file, head, readFile) => {
  const told = (text: string): string => {
    const reading = readFile({ path: file, text });
    const [refusal] = reading.refusals ?? [];
    return refusal ? refusal.reason.text : `${reading.scenarios.map((resources) => resources.length).join()} resources`;
  };

  it.each([
    ['a text without Cognito', "import * as cdk from 'aws-cdk-lib';".repeat(10), '0 resources'],
    ['a text without AWS CDK', 'cognito('.repeat(10), '0 resources'],
    ['an empty text', '', '0 resources'],
    ['a text of two million characters', `${head}${' '.repeat(2_000_000)}`, 'longer than {limit} characters'],
    ['brackets a hundred thousand deep', `${head}${'['.repeat(100_000)}`, 'nested too deeply'],
    ['binary', `${head}${'\u0000\uFFFD\u0001('.repeat(400)}`, '0 resources'],
    ['labels a hundred thousand deep', `${head}${'a: '.repeat(100_000)}`, 'nested too deeply'],
    ['half of a pair of code units', `${head}x = "\uD83D`, '0 resources'],
  ])('ends with %s', (_case, text, expected) => {
    expect(told(text)).toBe(expected);
  });

  it.each([
    ['a long sum', `x = ${Array(50_000).fill("'a'").join('+')}`],
    ['many negations', `x = ${'!'.repeat(50_000)}y`],
    ['many members', `x = a${'.b'.repeat(50_000)}`],
    ['many calls of what a call gives', `x = a${'.b()'.repeat(50_000)}`],
    ['many conditions', 'if (a) return\n'.repeat(20_000)],
    ['backticks in backticks', '`${'.repeat(400)],
    ['many broken lines', '= ;\n'.repeat(50_000)],
    ['many comments', '#\n'.repeat(50_000)],
    ['many comments between blank lines', '  # a\r\n\r\n'.repeat(50_000)],
  ])('ends with %s', (_case, text) => {
    expect(['0 resources', 'nested too deeply', 'takes too long to parse']).toContain(told(`${head}${text}`));
  });

  it('does not follow constants that multiply', () => {
    const constants = Array.from({ length: 60 }, (_, index) => `a${index + 1} = a${index} + a${index}`).map((line) =>
      file === 'a.ts' ? `const ${line};` : line,
    );
    const start = file === 'a.ts' ? "const a0 = 'abcdefghij';" : "a0 = 'abcdefghij'";
    const pool =
      file === 'a.ts' ? "new cognito.CfnUserPool(app, 'P', { userPoolName: a60 });" : 'cognito.CfnUserPool(app, "P", user_pool_name=a60)';
    expect(valuesIn({ path: file, text: [head, start, ...constants, pool].join('\n') }, 'name')).toEqual([
      expect.stringMatching(/ name \? /),
    ]);
  });

  it('keeps the time of code with thousands of resources in bounds', () => {
    const pool = file === 'a.ts' ? "new cognito.CfnUserPool(app, 'P', {});\n" : 'cognito.CfnUserPool(app, "P")\n';
    const text = head + pool.repeat(5000);
    const [resources] = read({ path: file, text }).scenarios;
    expect(new Set(resources?.map(({ id }) => id)).size).toBe(5000);
  });
});

it('takes names that every object has for names like any other', () => {
  const text = `${imports}import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'; import { Key } from 'aws-cdk-lib/aws-kms';
const pool = new cognito.UserPool(app, 'P', { constructor: 1, __proto__: 2, featurePlan: cognito.FeaturePlan.constructor });
pool.constructor('x', 'y'); pool.node.defaultChild.constructor.__proto__ = 1;
new Key(app, 'K').addToResourcePolicy(new PolicyStatement({ constructor: 1, effect: Effect.constructor }));`;
  expect(valuesIn({ path: 'a.ts', text }, 'tier')).toEqual(['pool tier ? 3:90-121']);
});

it('tells apart so many conditions at most', () => {
  const conditions = Array.from({ length: 30 }, (_, index) => `if (props.c${index}) new cognito.CfnUserPool(app, 'P${index}', {});`).join(
    '\n',
  );
  expect(read({ path: 'a.ts', text: `${imports}function f(props) {\n${conditions}\n}` }).scenarios).toHaveLength(16);
});

it('reads Python around long comments, and keeps places when they become long', () => {
  const pool = 'cognito.CfnUserPool(app, "P", user_pool_tier="LITE")\n';
  for (const lines of [199, 200, 201, 202, 500]) {
    const text = `${pythonImports}${'# aé😀\r\n'.repeat(lines)}${pool}`;
    expect(valuesIn({ path: 'comments.py', text }, 'tier')).toEqual([expect.stringContaining(` ${lines + 2}:`)]);
  }
  python.forget('comments.py');
});

it('parses Python anew only where it changes, to the same effect', () => {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../../fixtures/iac/cdk/replicated.py.txt'), 'utf8');
  const edits: ((before: string) => string)[] = [
    (before) => before.replace('ESSENTIALS', 'LITE'),
    (before) => before.replace('multi_region=True', ''),
    (before) => before.replace('# ', ''),
    (before) => before.replace('class SecondaryStack', '# é😀\n\nclass SecondaryStack'),
    (before) => before.slice(0, before.indexOf('mfa=')),
    () => text,
  ];
  let edited = text;
  for (const edit of edits) {
    edited = edit(edited);
    const incremental = resourcesText(read({ path: 'edited.py', text: edited }));
    python.forget('edited.py');
    const fresh = resourcesText(read({ path: 'edited.py', text: edited }));
    expect(incremental).toBe(fresh);
    read({ path: 'edited.py', text: edited });
  }
});

describe('AWS CDK is recognized by its imports', () => {
  const pool = 'new X(app, "P", {});';
  it.each([
    [`import { UserPool as X } from 'aws-cdk-lib/aws-cognito'; ${pool}`, 1],
    [`import { aws_cognito } from 'aws-cdk-lib'; const X = aws_cognito.UserPool; ${pool}`, 1],
    [`import * as cdk from 'aws-cdk-lib'; new cdk.aws_cognito.UserPool(app, "P");`, 1],
    [`import { UserPool as X } from '@aws-cdk/aws-cognito'; ${pool}`, 1],
    [`import cdk = require('aws-cdk-lib/aws-cognito'); new cdk.UserPool(app, "P");`, 1],
    [`const { UserPool: X } = require('aws-cdk-lib/aws-cognito'); ${pool}`, 1],
    [`import { UserPool as X } from './aws-cognito'; import 'aws-cdk-lib'; ${pool}`, 0],
    [`import { UserPool as X } from 'aws-cdk-lib/aws-iam'; // cognito\n${pool}`, 0],
    [`import { UserPool } from 'aws-cdk-lib/aws-cognito'; function f(UserPool) { new UserPool(app, "P"); }`, 0],
    [`import { UserPool } from 'aws-cdk-lib/aws-cognito'; // new UserPool(app, "P")`, 0],
  ])('%s', (text, count) => {
    expect(read({ path: 'a.ts', text }).scenarios[0]).toHaveLength(count);
  });

  it.each([
    ['import aws_cdk as cdk\ncdk.aws_cognito.UserPool(app, "P")', 1],
    ['import aws_cdk.aws_cognito as c\nc.UserPool(app, "P")', 1],
    ['import aws_cdk.aws_cognito\naws_cdk.aws_cognito.UserPool(app, "P")', 1],
    ['from aws_cdk import (\n  aws_cognito as c,\n)\nc.UserPool(app, "P")', 1],
    ['from aws_cdk.aws_cognito import UserPool\nUserPool(app, "P")', 1],
    ['from .aws_cdk_cognito import UserPool\nUserPool(app, "P")', 0],
    ['from aws_cdk import aws_cognito\ndef f(aws_cognito):\n  aws_cognito.UserPool(app, "P")', 0],
  ])('%s', (text, count) => {
    expect(read({ path: 'a.py', text }).scenarios[0]).toHaveLength(count);
  });
});

it.each(['a.ts', 'a.tsx', 'a.mts', 'a.js', 'a.jsx', 'a.mjs', 'a.cjs'])('reads %s', (name) => {
  const jsx = /x$|js$/.test(name) ? 'const view = <b>{1}</b>;' : '';
  expect(read({ path: name, text: `${imports}${jsx}\nnew cognito.UserPool(app, 'P');` }).scenarios[0]).toHaveLength(1);
});
