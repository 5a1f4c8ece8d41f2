// The operations on users, app clients and sign-ins as pure functions over the World.
import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/simulator/core.ts';
import { worldFromJson } from '../../../src/simulator/world.ts';
import { deepFreeze, demoWorld, requestFor } from './requests.ts';
import { userExamples } from './userExamples.ts';

const reads = ['AdminGetUser', 'DescribeUserPoolClient', 'GetUser', 'ListUserPoolClients', 'ListUsers'];
const rows = Object.entries(userExamples).flatMap(([operation, examples]) =>
  examples.map(([input, changes], index) => ({ operation, index, request: requestFor('cognito-idp', operation, input, changes) })),
);

describe('never change the world they are given, and answer the same again', () => {
  test.each(rows)('$operation $index', ({ operation, request }) => {
    const before = deepFreeze(demoWorld());
    const { world, response } = answer(before, request);
    if (reads.includes(operation)) expect(world).toBe(before);
    else if (operation !== 'AdminCreateUser') expect(world).not.toBe(before);
    // A World that was saved in between makes no difference, to tokens and their signatures either.
    const again = answer(worldFromJson(JSON.stringify(before)), request);
    expect(again.response).toEqual(response);
    expect(again.world).toEqual(world);
    // What belongs to Regions and other pools is shared with the old World.
    expect(world.accounts['111122223333']?.regions).toBe(before.accounts['111122223333']?.regions);
  });
});
