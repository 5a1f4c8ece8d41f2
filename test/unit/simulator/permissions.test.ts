import { describe, expect, test } from 'vitest';
import type { Permission } from '../../../src/simulator/permissions.ts';
import { demoAccessKey, demoKeyId, demoWorld, replyOf, requestFor } from './requests.ts';

const list = requestFor('cognito-idp', 'ListUserPools', { MaxResults: 60 });
const worldWith = (...permissions: Permission[]) => ({ ...demoWorld(), faults: [], permissions });
const typeOf = (body: string): unknown => (JSON.parse(body) as { __type?: string }).__type;

describe('only these operations', () => {
  test.each<readonly [what: string, permissions: Permission[], allowed: boolean]>([
    ['nobody is named', [], true],
    ['the operation', [{ only: ['cognito-idp:ListUserPools'] }], true],
    ['the operation in other letters', [{ only: ['cognito-idp:listuserpools'] }], true],
    ['a wildcard', [{ only: ['kms:*', 'cognito-idp:List*'] }], true],
    ['another operation', [{ only: ['cognito-idp:DescribeUserPool'] }], false],
    ['another service', [{ only: ['kms:*'] }], false],
    ['nothing', [{ only: [] }], false],
    ['another operation of another account', [{ account: '999999999999', only: ['kms:*'] }], true],
    ['another operation of another access key', [{ accessKey: 'AKIAOTHER00000000000', only: ['kms:*'] }], true],
    ['another operation of this access key', [{ accessKey: demoAccessKey, only: ['kms:*'] }], false],
    ['another operation in another Region', [{ region: 'us-west-2', only: ['kms:*'] }], true],
    ['two entries that add up', [{ only: ['kms:*'] }, { account: '111122223333', only: ['cognito-idp:*'] }], true],
  ])('%s', (_what, permissions, allowed) => {
    const reply = replyOf(worldWith(...permissions), list);
    expect([reply.status, typeOf(reply.body)]).toEqual(allowed ? [200, undefined] : [400, 'AccessDeniedException']);
  });

  test('the refusal says who may not do what on which resource', () => {
    const { body } = replyOf(worldWith({ only: [] }), requestFor('kms', 'DescribeKey', { KeyId: demoKeyId('customer-data') }));
    const arn = `arn:aws:kms:us-east-1:111122223333:key/${demoKeyId('customer-data')}`;
    expect(JSON.parse(body)).toMatchObject({
      message: `User: arn:aws:iam::111122223333:user/simulated is not authorized to perform: kms:DescribeKey on resource: ${arn} because no identity-based policy allows the kms:DescribeKey action`,
    });
  });

  test('comes before the operation is judged, and GetCallerIdentity needs no permission', () => {
    const world = worldWith({ only: [] });
    expect(typeOf(replyOf(world, requestFor('cognito-idp', 'MakeCoffee')).body)).toBe('AccessDeniedException');
    expect(replyOf(world, requestFor('sts', 'GetCallerIdentity')).status).toBe(200);
  });

  test('a key is replicated only by who may create keys in the other Region', () => {
    const replicate = requestFor('kms', 'ReplicateKey', { KeyId: demoKeyId('customer-data'), ReplicaRegion: 'eu-west-1' });
    const { body } = replyOf(worldWith({ region: 'eu-west-1', only: ['kms:Describe*'] }), replicate);
    expect(body).toContain('kms:CreateKey');
  });
});
