import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/domain/message.ts';
import { findIssuerFindings } from '../../../../src/iac/issuerReferences/issuerFindings.ts';
import type { IssuerPool } from '../../../../src/iac/issuerReferences/issuerPool.ts';
import { findingsIn, shop, switched } from './rendering.ts';

const original = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop1';
const updated = 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop1';
const secondary = 'https://cognito-idp.us-west-2.amazonaws.com/us-east-1_Shop1';
const single: IssuerPool = { id: shop.id, primaryRegion: shop.primaryRegion, issuerType: 'ORIGINAL' };

describe('issuer-hard-coded', () => {
  it.each<[string, string, IssuerPool, string[]]>([
    ['the issuer of now', original, shop, []],
    ['the issuer of now, after the switch', updated, switched, []],
    ['the issuer of after a switch that was not made', updated, shop, [updated]],
    ['the issuer of before the switch', original, switched, [original]],
    ['its JWKS', `${original}/.well-known/jwks.json`, switched, [`${original}/.well-known/jwks.json`]],
    ['the host of the secondary Region', secondary, shop, [secondary]],
    ['a pool in one Region that was not switched', updated, single, []],
    ['a pool in one Region that was switched', original, { ...single, issuerType: 'UPDATED' }, [original]],
    [
      "the stack's own Region",
      'https://cognito-idp.${AWS::Region}.amazonaws.com/us-east-1_Shop1',
      switched,
      ['https://cognito-idp.${AWS::Region}.amazonaws.com/us-east-1_Shop1'],
    ],
    ["the stack's own Region, of which nothing is known", 'https://cognito-idp.${AWS::Region}.amazonaws.com/us-east-1_Shop1', shop, []],
    ['another pool', original.replace('Shop1', 'Other'), switched, []],
    ['a pool that cannot be told', 'https://cognito-idp.${AWS::Region}.amazonaws.com/${UserPool}', switched, []],
    ['a login provider, of which no source says', original.replace('https://', ''), switched, []],
    ['an issuer type that nobody knows', original, { ...switched, issuerType: 'NEXT' }, []],
  ])('%s', (_case, url, pool, expected) => {
    expect(findingsIn('a.yaml', `issuer: ${url}\n`, pool)).toEqual(expected.map((one) => `1:9 issuer-hard-coded ${one}`));
  });

  it('is silent where both issuers are accepted side by side', () => {
    expect(findingsIn('a.yaml', `issuers:\n  - ${original}\n  - ${updated}\n`, switched)).toEqual([]);
  });

  it.each([
    [`# cognito-replicas-ignore: issuer-hard-coded\nissuer: ${original}`, 0],
    [`issuer: ${original} # cognito-replicas-ignore: issuer-hard-coded`, 0],
    [`# cognito-replicas-ignore: replica-tier\nissuer: ${original}`, 1],
  ])('is suppressed by a comment: %s', (text, count) => {
    expect(findingsIn('a.yaml', text, switched)).toHaveLength(count);
  });

  it('says what is seen and what to do', () => {
    const [found] = findIssuerFindings('a.yaml', `issuer: ${original}`, switched);
    expect(found!.finding).toMatchObject({ severity: 'warning', subject: 'us-east-1_Shop1' });
    expect(english(found!.finding.message)).toBe(`this issuer does not match the tokens of us-east-1_Shop1: \`iss\` is ${updated}`);
    expect(english(found!.finding.remedy)).toBe(`Accept the issuer ${updated}, from a setting rather than the code.`);
  });
});

describe('jwt-verify-version', () => {
  const manifest = (range: string) => `{ "dependencies": { "aws-jwt-verify": "${range}" } }`;
  it.each<[string, string, string, number]>([
    ['a range that is too old', 'package.json', manifest('^4.0.1'), 1],
    ['an exact version that is too old', 'web/package.json', manifest('5.1.1'), 1],
    ['a range that may take either', 'package.json', manifest('^5.0.0'), 0],
    ['a range that is new enough', 'package.json', manifest('~5.2.1'), 0],
    ['no range', 'package.json', manifest('workspace:*'), 0],
    ['a broken file', 'package.json', manifest('^4.0.1').slice(0, -3), 1],
    ['no dependency', 'package.json', '{ "dependencies": {} }', 0],
    ['npm', 'package-lock.json', '{ "packages": { "node_modules/aws-jwt-verify": { "version": "5.1.1" } } }', 1],
    ['npm, nested', 'package-lock.json', '{ "packages": { "node_modules/a/node_modules/aws-jwt-verify": {\n "version": "4.0.0" } } }', 1],
    ['npm, new enough', 'package-lock.json', '{ "packages": { "node_modules/aws-jwt-verify": { "version": "5.2.1" } } }', 0],
    ['npm, its first lock files', 'package-lock.json', '{ "dependencies": { "aws-jwt-verify": { "version": "4.0.0" } } }', 1],
    ['pnpm', 'pnpm-lock.yaml', 'packages:\n\n  aws-jwt-verify@4.0.1:\n    resolution: {}\n', 1],
    ['pnpm, its older lock files', 'pnpm-lock.yaml', 'packages:\n\n  /aws-jwt-verify/4.0.1:\n    resolution: {}\n', 1],
    ['pnpm, new enough', 'pnpm-lock.yaml', "packages:\n\n  'aws-jwt-verify@5.2.1':\n    resolution: {}\n", 0],
    ['Yarn', 'yarn.lock', 'aws-jwt-verify@^4.0.0:\n  version "4.0.1"\n', 1],
    ['Yarn, since its second version', 'yarn.lock', '"aws-jwt-verify@npm:^4.0.0":\n  version: 4.0.1\n', 1],
    ['another file', 'tsconfig.json', manifest('^4.0.1'), 0],
  ])('%s: %s', (_case, path, text, count) => {
    expect(findingsIn(path, text, switched)).toHaveLength(count);
    expect(findingsIn(path, text, shop)).toEqual([]);
  });

  it('stands at the version', () => {
    expect(findingsIn('package.json', manifest('^4.0.1'), switched)).toEqual(['1:39 jwt-verify-version "^4.0.1"']);
    expect(findingsIn('yarn.lock', 'aws-jwt-verify@^4.0.0:\n  version "4.0.1"\n', switched)).toEqual(['2:12 jwt-verify-version 4.0.1']);
  });
});
