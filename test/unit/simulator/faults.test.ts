import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/simulator/core.ts';
import { faultKinds, type Fault } from '../../../src/simulator/faults.ts';
import { worldFromJson, type World } from '../../../src/simulator/world.ts';
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
    ['regionNotEnabled', 403, 'OptInRequired'],
    ['serverError', 500, 'InternalErrorException'],
    ['concurrentModification', 400, 'ConcurrentModificationException'],
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

describe('a rate', () => {
  const seconds = (count: number) => list.now + count * 1000;
  /** The replies to calls at moments, each on the world that the one before left. */
  function statuses(world: World, moments: readonly number[], request = list): number[] {
    let current = world;
    return moments.map((now) => {
      const { world: next, response } = answer(current, { ...request, now });
      current = next;
      return 'status' in response ? response.status : 0;
    });
  }
  const now = list.now;

  test('lets as many through as it says, and fills up with time', () => {
    const world = worldWith({ kind: 'rateLimit', perSecond: 2 });
    expect(statuses(world, [now, now, now, seconds(0.5), seconds(0.5), seconds(9), seconds(9), seconds(9)])).toEqual([
      200, 200, 400, 200, 400, 200, 200, 400,
    ]);
  });

  test('is for each Region and account of its own, and says throttled in the words of the service', () => {
    const world = worldWith({ kind: 'rateLimit', perSecond: 1 });
    const first = answer(world, list).world;
    expect(replyOf(first, list).body).toContain('TooManyRequestsException');
    expect(replyOf(first, { ...list, region: 'us-west-2' }).status).toBe(200);
    expect(replyOf(first, { ...list, accessKeyId: 'AKIASTRANGER00000000' }).status).toBe(200);
  });

  test('without a number is the quota of the operation: 15 pool reads a second, whichever they are', () => {
    const world = worldWith({ kind: 'rateLimit' });
    const describe = requestFor('cognito-idp', 'DescribeUserPool', { UserPoolId: demoPoolId('customer-login') });
    const reads = statuses(
      world,
      Array.from({ length: 16 }, () => now),
    );
    expect(reads.filter((status) => status === 200)).toHaveLength(15);
    let current: World = world;
    for (let index = 0; index < 15; index += 1) current = answer(current, index % 2 ? list : describe).world;
    expect(replyOf(current, list).status).toBe(400);
    // Another category and another service have buckets of their own, or none.
    expect(replyOf(current, requestFor('cognito-idp', 'GetUserPoolMfaConfig', { UserPoolId: demoPoolId('customer-login') })).status).toBe(
      200,
    );
    expect(replyOf(current, requestFor('kms', 'ListKeys')).status).toBe(200);
  });

  test('is also five calls a second of one operation for one pool, where Cognito has that', () => {
    const world = worldWith({ kind: 'rateLimit' });
    const read = (name: string) => requestFor('cognito-idp', 'GetUserPoolMfaConfig', { UserPoolId: demoPoolId(name) });
    let current: World = world;
    for (let index = 0; index < 5; index += 1) current = answer(current, read('customer-login')).world;
    expect(replyOf(current, read('customer-login')).status).toBe(400);
    expect(replyOf(current, read('storefront')).status).toBe(200);
    const other = requestFor('cognito-idp', 'GetLogDeliveryConfiguration', { UserPoolId: demoPoolId('customer-login') });
    expect(replyOf(current, other).status).toBe(200);
  });

  test('leaves it to the service to complain about a body that cannot be read', () => {
    const broken = requestFor('cognito-idp', 'GetUserPoolMfaConfig', {}, { body: '{"UserPoo' });
    expect(typeOf(replyOf(worldWith({ kind: 'rateLimit' }), broken).body)).toBe('SerializationException');
  });

  test('is not owed anything after the clock went back', () => {
    const world = worldWith({ kind: 'rateLimit', perSecond: 1 });
    expect(statuses(world, [seconds(10), now, seconds(10)])).toEqual([200, 400, 200]);
  });

  test('is remembered in the world, also across JSON; a world without such a fault stays the same', () => {
    const { world } = answer(worldWith({ kind: 'rateLimit', perSecond: 1 }), list);
    expect(replyOf(worldFromJson(JSON.stringify(world)), list).status).toBe(400);
    expect(answer(demoWorld(), list).world.faultMemory).toBeUndefined();
  });

  test('a caller who keeps under it is never refused', () => {
    const world = worldWith({ kind: 'rateLimit' });
    const moments = Array.from({ length: 60 }, (_, index) => now + Math.floor(index * 125));
    expect(new Set(statuses(world, moments))).toEqual(new Set([200]));
  });
});

describe('a probability', () => {
  const outcomes = (world: World, count: number): boolean[] => {
    let current = world;
    return Array.from({ length: count }, () => {
      const { world: next, response } = answer(current, list);
      current = next;
      return 'status' in response && response.status === 200;
    });
  };
  const chancy = (probability: number, seed = 'demo') => ({ ...worldWith({ kind: 'serverError', probability }), seed });

  test('of 0 never hits, of 1 always, of a half about half of the calls', () => {
    expect(outcomes(chancy(0), 20)).not.toContain(false);
    expect(outcomes(chancy(1), 20)).not.toContain(true);
    const good = outcomes(chancy(0.5), 1000).filter(Boolean).length;
    expect(good).toBeGreaterThan(400);
    expect(good).toBeLessThan(600);
  });

  test('hits the same calls for the same seed, and others for another', () => {
    expect(outcomes(chancy(0.5), 50)).toEqual(outcomes(chancy(0.5), 50));
    expect(outcomes(chancy(0.5), 50)).not.toEqual(outcomes(chancy(0.5, 'other'), 50));
  });

  test('that misses leaves the call to the next fault', () => {
    const { body } = replyOf(worldWith({ kind: 'html', probability: 0 }, { kind: 'throttled' }), list);
    expect(typeOf(body)).toBe('TooManyRequestsException');
  });
});

describe('lostReply', () => {
  test('drops the connection after the work was done', () => {
    const { world, response } = answer(worldWith({ kind: 'lostReply' }), requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'p' }));
    expect(response).toEqual({ drop: true });
    expect(world.sequence).toBe(1);
  });

  test('drops refusals too', () => {
    expect(answer(worldWith({ kind: 'lostReply' }), requestFor('cognito-idp', 'ListUserPools')).response).toEqual({ drop: true });
  });
});

describe('clockSkew', () => {
  const minute = 60_000;
  const signed = (date: string) => ({ ...list, headers: { ...list.headers, 'x-amz-date': date } });

  test.each([
    [6 * minute, 'Signature expired: 20261120T120000Z is now earlier than 20261120T120100Z (20261120T120600Z - 5 min.)'],
    [-6 * minute, 'Signature not yet current: 20261120T120000Z is still later than 20261120T115900Z (20261120T115400Z + 5 min.)'],
  ])('of %i milliseconds refuses the signature, and tells the time', (milliseconds, message) => {
    const reply = replyOf(worldWith({ kind: 'clockSkew', milliseconds }), signed('20261120T120000Z'));
    expect(JSON.parse(reply.body)).toEqual({ __type: 'InvalidSignatureException', message });
    expect(Date.parse(reply.headers['date'] ?? '')).toBe(list.now + milliseconds);
  });

  test('of five minutes is still right, and so is a caller who corrects itself', () => {
    expect(replyOf(worldWith({ kind: 'clockSkew', milliseconds: 5 * minute }), list).status).toBe(200);
    expect(replyOf(worldWith({ kind: 'clockSkew', milliseconds: 60 * minute }), signed('20261120T130000Z')).status).toBe(200);
  });
});
