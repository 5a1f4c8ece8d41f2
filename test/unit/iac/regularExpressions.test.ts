// Texts that are made to keep a regular expression busy. They are so long that the square of their length would take minutes: the test's own limit of time is the assertion.
import { describe, expect, it } from 'vitest';
import { isCloudFormation } from '../../../src/iac/cloudformation/isCloudFormation.ts';
import { refusalOf } from '../../../src/iac/cloudformation/templateBounds.ts';
import { blockEntries } from '../../../src/iac/cloudformation/yamlBlocks.ts';
import { concernsPools } from '../../../src/iac/concernsPools.ts';
import { findIssuerFindings } from '../../../src/iac/issuerReferences/issuerFindings.ts';
import { findIssuerReferences } from '../../../src/iac/issuerReferences/findIssuerReferences.ts';
import type { IssuerPool } from '../../../src/iac/issuerReferences/issuerPool.ts';
import { suppressionsIn } from '../../../src/iac/suppression.ts';
import { segmentsOf } from '../../../src/iac/terraform/syntax/segments.ts';
import { repaired } from '../../../src/iac/terraform/syntax/repair.ts';

const pool: IssuerPool = { id: 'us-east-1_Shop1', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2', issuerType: 'UPDATED' };
const blanks = ' '.repeat(200);
const length = 400_000;
const baits = [
  ...[' ', '\n', '\r', '\t', 'a', 'a ', '"', '"\\', "'", '\\', '/', '/*', '#', '-', ':', '$', '${', '<<', '<<A', '<<A\n', '=', '[', '{'],
  ...['cognito-replicas-ignore: ', 'cognito-replicas-ignore: a,', `cognito-replicas-ignore:${blanks}`],
  ...['Type:', `Type:${blanks}`, 'Type: AWS::', 'Resources:', `Transform:${blanks}`, 'Transform: - ', `Transform:\n${blanks}[`],
  ...['cognito-idp.', 'issuer-cognito-idp.${', 'cognito-idp.us-east-1.amazonaws.com/', 'us-east-1_', 'us-', 'a-', 'https://', '_userpool'],
  ...[
    'secret',
    'secret=',
    'secret="',
    `issuer:${blanks}`,
    'issuer',
    'Fn::GetAtt: [ ',
    '!GetAtt a',
    'aws_cognito_user_pool.',
    'jwt.decode (',
  ],
  ...['aws-jwt-verify', '"aws-jwt-verify": {', 'aws-jwt-verify@a:\n', '  aws-jwt-verify@1', 'node_modules/aws-jwt-verify": {'],
  ...[
    'resource "a" ',
    'resource ',
    'locals ',
    `locals${blanks}`,
    `a${blanks}\n`,
    `? ${blanks}:`,
    'a:',
    'a: ',
    '"a" : ',
    '\u0000',
    '\uD83D',
  ],
];
const textOf = (bait: string): string => bait.repeat(Math.ceil(length / bait.length)).slice(0, length);

describe('a search of a whole text ends', () => {
  it.each<[string, (text: string) => unknown]>([
    ['concernsPools', concernsPools],
    ['suppressionsIn', (text) => suppressionsIn(`cognito-replicas-ignore: a\n${text}`)('a', 1)],
    ['isCloudFormation', (text) => isCloudFormation('a.yaml', `AWS ${text}`)],
    ['refusalOf', refusalOf],
    ['blockEntries', (text) => blockEntries(text, 0, text.length)],
    ['segmentsOf', segmentsOf],
    ['findIssuerReferences', (text) => findIssuerReferences('a.ts', `cognito ${text}`, pool)],
    ['findIssuerFindings', (text) => findIssuerFindings('a.ts', `cognito ${text}`, pool)],
    ['findIssuerFindings of package-lock.json', (text) => findIssuerFindings('package-lock.json', `"aws-jwt-verify" ${text}`, pool)],
    ['findIssuerFindings of yarn.lock', (text) => findIssuerFindings('yarn.lock', `aws-jwt-verify ${text}`, pool)],
    ['findIssuerFindings of pnpm-lock.yaml', (text) => findIssuerFindings('pnpm-lock.yaml', `aws-jwt-verify ${text}`, pool)],
  ])('%s', (_name, search) => {
    for (const bait of baits) expect(() => search(textOf(bait)), JSON.stringify(bait)).not.toThrow();
  });
});

it.each(['A', 'A ', ' A', 'A\t'])('the end of a heredoc is looked for line by line: %j', (word) => {
  expect(segmentsOf(`<<A\n${word.repeat(length / word.length)}`)).toHaveLength(1);
});

it('a segment is mended in steps for its lines', () => {
  for (const bait of ['a', ' ', '"', '"\\', '<<A', '-', 'a.', '=']) expect(repaired(textOf(bait)).text).toHaveLength(length);
});
