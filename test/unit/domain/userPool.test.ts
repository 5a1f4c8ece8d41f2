import { describe, expect, it } from 'vitest';
import { inRegion, keyIdOf, parseArn } from '../../../src/domain/arn.ts';
import { english, joined, message } from '../../../src/domain/message.ts';
import { isRegionName, partitionOf, primaryRegionOf } from '../../../src/domain/region.ts';
import { isInTransition, issuerUrl, type ListedPool, poolArn, poolConsoleUrl, poolsOf, secondaryOf } from '../../../src/domain/userPool.ts';

const listed = (id: string, region: string, replicaRegions: string[] = [], name = 'pool'): ListedPool => ({
  id,
  name,
  region,
  replicaRegions,
});

describe('the lists of all Regions become pools', () => {
  it.each([
    ['a pool without a replica', [listed('us-east-1_A', 'us-east-1')], [['us-east-1', undefined]]],
    ['the primary names its replica', [listed('us-east-1_A', 'us-east-1', ['us-west-2'])], [['us-east-1', 'us-west-2']]],
    [
      'both Regions list it',
      [listed('us-east-1_A', 'us-west-2', ['us-west-2']), listed('us-east-1_A', 'us-east-1', ['us-west-2'])],
      [['us-east-1', 'us-west-2']],
    ],
    ['only its secondary Region answered', [listed('us-east-1_A', 'us-west-2')], [['us-east-1', 'us-west-2']]],
    ['the secondary lists both Regions', [listed('us-east-1_A', 'us-west-2', ['us-east-1', 'us-west-2'])], [['us-east-1', 'us-west-2']]],
    [
      'the primary came first and named none',
      [listed('us-east-1_A', 'us-east-1'), listed('us-east-1_A', 'us-west-2')],
      [['us-east-1', 'us-west-2']],
    ],
    ['an id without a Region', [listed('local', 'us-east-1')], [['us-east-1', undefined]]],
  ])('%s', (_case, lists, expected) => {
    expect(poolsOf(lists).map(({ primaryRegion, secondaryRegion }) => [primaryRegion, secondaryRegion])).toEqual(expected);
  });

  it('replicated first, then by name, numbers as numbers', () => {
    const pools = poolsOf([
      listed('us-east-1_1', 'us-east-1', [], 'pool 10'),
      listed('us-east-1_2', 'us-east-1', [], 'pool 9'),
      listed('us-east-1_3', 'us-east-1', ['us-west-2'], 'zebra'),
    ]);
    expect(pools.map(({ name }) => name)).toEqual(['zebra', 'pool 9', 'pool 10']);
  });
});

describe('the exact issuer', () => {
  it.each([
    ['ORIGINAL', 'us-east-1', 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_A'],
    ['UPDATED', 'us-east-1', 'https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_A'],
    ['ORIGINAL', 'cn-north-1', 'https://cognito-idp.cn-north-1.amazonaws.com.cn/us-east-1_A'],
    ['SOMETHING_NEW', 'us-east-1', undefined],
  ])('%s in %s is %s', (type, region, url) => {
    expect(issuerUrl(type, 'us-east-1_A', region)).toBe(url);
  });
});

describe('replicas', () => {
  it('are found by role, or by Region where the role is missing', () => {
    const primary = { region: 'us-east-1', role: 'PRIMARY', status: 'ACTIVE' };
    expect(secondaryOf([primary, { region: 'us-west-2', role: 'SECONDARY', status: 'CREATING' }], 'us-east-1')?.region).toBe('us-west-2');
    expect(
      secondaryOf(
        [
          { ...primary, role: '' },
          { region: 'us-west-2', role: '', status: '' },
        ],
        'us-east-1',
      )?.region,
    ).toBe('us-west-2');
    expect(secondaryOf([primary], 'us-east-1')).toBeUndefined();
  });

  it.each([
    ['CREATING', true],
    ['DELETING', true],
    ['PENDING_CREATE', true],
    ['ACTIVE', false],
    ['INACTIVE', false],
    ['SOMETHING_NEW', false],
  ])('%s is in transition: %s', (status, expected) => {
    expect(isInTransition(status)).toBe(expected);
  });
});

describe('names of things', () => {
  it('Regions by their form', () => {
    expect(['us-east-1', 'us-gov-west-1', 'ap-southeast-2', 'eusc-de-east-1'].map(isRegionName)).toEqual([true, true, true, true]);
    expect(['', 'us-east', 'US-EAST-1', 'us-east-1; rm'].some(isRegionName)).toBe(false);
    expect(primaryRegionOf('eu-central-1_Abc')).toBe('eu-central-1');
    expect(primaryRegionOf('local_Abc')).toBeUndefined();
  });

  it('ARNs of pools and keys in another Region', () => {
    expect(poolArn('us-east-1_A', 'us-west-2', '111122223333')).toBe('arn:aws:cognito-idp:us-west-2:111122223333:userpool/us-east-1_A');
    expect(inRegion('arn:aws:kms:us-east-1:111122223333:key/mrk-1', 'us-west-2')).toBe('arn:aws:kms:us-west-2:111122223333:key/mrk-1');
    expect(inRegion('alias/key', 'us-west-2')).toBeUndefined();
    expect(keyIdOf('arn:aws:kms:us-east-1:111122223333:key/mrk-1')).toBe('mrk-1');
    expect(parseArn('arn:aws:s3:::bucket:with:colons')?.resource).toBe('bucket:with:colons');
  });

  it('the console of the partition', () => {
    expect(poolConsoleUrl('us-east-1_A', 'us-west-2')).toBe(
      'https://us-west-2.console.aws.amazon.com/cognito/v2/idp/user-pools/us-east-1_A/overview?region=us-west-2',
    );
    expect(poolConsoleUrl('us-gov-west-1_A', 'us-gov-west-1')).toContain('console.amazonaws-us-gov.com');
    expect(partitionOf('cn-north-1').id).toBe('aws-cn');
  });
});

describe('messages', () => {
  it('put arguments into their places, messages among them, and leave braces of arguments alone', () => {
    expect(english(message('{a} and {b}', { a: 'x {b}', b: message('no {c}', { c: 1 }) }))).toBe('x {b} and no 1');
    expect(english(message('{missing}'))).toBe('{missing}');
    expect(english(joined([message('a'), message('b'), message('c')]))).toBe('a · b · c');
  });
});
