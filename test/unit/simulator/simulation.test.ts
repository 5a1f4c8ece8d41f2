import { describe, expect, test } from 'vitest';
import { rememberedCalls, startSimulation } from '../../../src/simulator/simulation.ts';
import type { World } from '../../../src/simulator/world.ts';
import { demoWorld, now, requestFor } from './requests.ts';

const list = requestFor('cognito-idp', 'ListUserPools', { MaxResults: 1 });
const create = requestFor('cognito-idp', 'CreateUserPool', { PoolName: 'new' });

describe('a simulation', () => {
  test('tells of every new world, and of no read', async () => {
    const told: World[] = [];
    const simulation = startSimulation(demoWorld(), { now: () => now, onDidChange: (world) => told.push(world) });
    await simulation.send(list);
    expect(told).toEqual([]);
    await simulation.send(create);
    const other = demoWorld();
    simulation.replace(other);
    expect(told.map(({ sequence }) => sequence)).toEqual([1, 0]);
    expect(simulation.world()).toBe(other);
  });

  test('judges by its own clock', async () => {
    let clock = now;
    const simulation = startSimulation(demoWorld(), { now: () => clock });
    await simulation.send(list);
    clock += 1000;
    await simulation.send(create);
    expect(simulation.calls().map(({ operation, at }) => [operation, at])).toEqual([
      ['ListUserPools', now],
      ['CreateUserPool', now + 1000],
    ]);
  });

  test('records every call with its Region and time, also those that are refused, denied or lost', async () => {
    let clock = now;
    const faults = [
      { kind: 'rateLimit', perSecond: 1, region: 'us-east-1' },
      { kind: 'lostReply', region: 'us-west-2' },
      { kind: 'accessDenied', region: 'eu-west-1' },
    ] as const;
    const simulation = startSimulation({ ...demoWorld(), faults }, { now: () => clock });
    for (const region of ['us-east-1', 'us-east-1', 'us-west-2', 'eu-west-1']) {
      await simulation.send({ ...list, region });
      clock += 10;
    }
    expect(simulation.calls().map(({ operation, region, at }) => [operation, region, at - now])).toEqual([
      ['ListUserPools', 'us-east-1', 0],
      ['ListUserPools', 'us-east-1', 10],
      ['ListUserPools', 'us-west-2', 20],
      ['ListUserPools', 'eu-west-1', 30],
    ]);
  });

  test('remembers a bounded number of calls, the latest', async () => {
    const simulation = startSimulation(demoWorld(), { now: () => now });
    const unknown = requestFor('nothing', 'x');
    await simulation.send(list);
    for (let index = 0; index < rememberedCalls; index += 1) await simulation.send(unknown);
    expect(simulation.calls()).toHaveLength(rememberedCalls);
    expect(simulation.calls()[0]).toEqual({
      service: 'nothing',
      operation: undefined,
      region: 'us-east-1',
      account: '111122223333',
      at: now,
    });
  });

  test('keeps what was done although its caller did not wait for the answer', async () => {
    const slow: World = { ...demoWorld(), faults: [{ kind: 'latency', milliseconds: 600_000 }] };
    const simulation = startSimulation(slow, { now: () => now });
    const caller = new AbortController();
    const call = simulation.send(create, caller.signal);
    caller.abort();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(simulation.world().sequence).toBe(1);
  });

  test('does nothing for a caller that has already given up', async () => {
    const simulation = startSimulation(demoWorld(), { now: () => now });
    await expect(simulation.send(create, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(simulation.calls()).toEqual([]);
    expect(simulation.world().sequence).toBe(0);
  });
});
