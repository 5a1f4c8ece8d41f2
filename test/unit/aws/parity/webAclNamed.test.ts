// The web ACL that a repair associates is found by its name, on whichever page of the list it is.
import { expect, it } from 'vitest';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { simulated } from '../../../support/simulated.ts';

const many = Array.from({ length: 130 }, (_, index) => ({
  name: `acl-${String(index).padStart(3, '0')}`,
  regions: ['us-west-2' as const],
}));
const { connection, simulation } = simulated({ ...demoScenario, webAcls: many });
const find = (name: string) => connection.regionReader.webAclNamed('us-west-2', name, new AbortController().signal);

it.each([
  ['acl-003', 1],
  ['acl-129', 2],
])('%s is on page %s', async (name, pages) => {
  const before = simulation.calls().length;
  expect(await find(name)).toMatchObject({
    ok: true,
    value: { name, arn: expect.stringContaining(`:us-west-2:111122223333:regional/webacl/${name}/`) as string },
  });
  expect(simulation.calls().length - before).toBe(pages);
});

it('one that is not there is nothing', async () => {
  expect(await find('acl-130')).toEqual({ ok: true, value: undefined });
});
