import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/simulator/core.ts';
import { faultKinds, type Fault } from '../../../src/simulator/faults.ts';
import { demoPoolId, demoWorld, replyOf, requestFor } from './requests.ts';

const worldWith = (...faults: Fault[]) => ({ ...demoWorld(), faults });
const list = requestFor('cognito-idp', 'ListUserPools', { MaxResults: 60 });
const typeOf = (body: string): unknown => (JSON.parse(body) as { __type?: string }).__type;

describe('what a caller gets', () => {
  test.each([
    ['accessDenied', 400, 'AccessDeniedException'],
    ['throttled', 400, 'TooManyRequestsException'],
    ['expiredToken', 400, 'ExpiredTokenException'],
    ['regionDisabled', 400, 'UnrecognizedClientException'],
    ['serverError', 500, 'InternalErrorException'],
  ] as const)('%s', (kind, status, type) => {
    const reply = replyOf(worldWith({ kind }), list);
    expect([reply.status, typeOf(reply.body)]).toEqual([status, type]);
  });

  test.each([
    ['accessDenied', 403, 'AccessDenied'],
    ['throttled', 400, 'Throttling'],
    ['expiredToken', 403, 'ExpiredToken'],
    ['regionDisabled', 403, 'InvalidClientTokenId'],
    ['serverError', 500, 'InternalFailure'],
  ] as const)('%s from a query service', (kind, status, code) => {
    const reply = replyOf(worldWith({ kind }), requestFor('sts', 'GetCallerIdentity'));
    expect([reply.status, /<Code>(\w+)</.exec(reply.body)?.[1]]).toEqual([status, code]);
  });

  test("accessDenied says who may not do what on which resource, in AWS's sentence", () => {
    const UserPoolId = demoPoolId('customer-login');
    const { body } = replyOf(worldWith({ kind: 'accessDenied' }), requestFor('cognito-idp', 'DescribeUserPool', { UserPoolId }));
    expect(JSON.parse(body)).toEqual({
      __type: 'AccessDeniedException',
      message: `User: arn:aws:iam::111122223333:user/simulated is not authorized to perform: cognito-idp:DescribeUserPool on resource: arn:aws:cognito-idp:us-east-1:111122223333:userpool/${UserPoolId} because no identity-based policy allows the cognito-idp:DescribeUserPool action`,
    });
  });

  test('html is a page of something in between', () => {
    expect(replyOf(worldWith({ kind: 'html' }), list)).toMatchObject({
      status: 500,
      headers: { 'content-type': 'text/html' },
      body: expect.stringMatching(/^<!DOCTYPE html>/) as string,
    });
  });

  test('truncated has the headers of a good reply and half of its JSON, and what was asked for is done', () => {
    const whole = replyOf(demoWorld(), list);
    const cut = replyOf(worldWith({ kind: 'truncated' }), list);
    expect(cut).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' } });
    expect(whole.body.startsWith(cut.body)).toBe(true);
    expect(() => JSON.parse(cut.body) as unknown).toThrow();
    expect(answer(worldWith({ kind: 'truncated' }), requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'p' })).world.sequence).toBe(1);
  });

  test.each([
    ['neverAnswers', { never: true }],
    ['refusesConnection', { refuse: true }],
  ] as const)('%s', (kind, response) => {
    expect(answer(worldWith({ kind }), list).response).toEqual(response);
  });

  test('latency delays the answer and changes nothing else; two of them add up', () => {
    const world = worldWith({ kind: 'latency', milliseconds: 300 }, { kind: 'latency', milliseconds: 200, service: 'cognito-idp' });
    expect(answer(world, list)).toEqual({ ...answer(demoWorld(), list), world, delay: 500 });
  });

  test('every other kind that does not depend on the call spoils it', () => {
    const good = answer(demoWorld(), list).response;
    for (const kind of faultKinds.filter((each) => !['latency', 'rateLimit', 'clockSkew'].includes(each))) {
      expect(answer(worldWith({ kind }), list).response, kind).not.toEqual(good);
    }
  });
});

describe('which calls a fault holds for', () => {
  test.each<[Omit<Fault, 'kind'>, boolean]>([
    [{}, true],
    [{ account: '111122223333', region: 'us-east-1', service: 'cognito-idp', operation: 'ListUserPools' }, true],
    [{ account: '999999999999' }, false],
    [{ region: 'us-west-2' }, false],
    [{ service: 'kms' }, false],
    [{ operation: 'DescribeUserPool' }, false],
    [{ off: true }, false],
  ])('%o: %s', (match, holds) => {
    expect(replyOf(worldWith({ kind: 'throttled', ...match }), list).status).toBe(holds ? 400 : 200);
  });

  test('the first that matches decides', () => {
    const { body } = replyOf(worldWith({ kind: 'throttled' }, { kind: 'accessDenied' }), list);
    expect(typeOf(body)).toBe('TooManyRequestsException');
  });

  test('a call that is refused changes nothing', () => {
    const world = worldWith({ kind: 'throttled' });
    expect(answer(world, requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'p' })).world).toBe(world);
  });
});
