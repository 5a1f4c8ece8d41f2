// What is wrong with what surrounds the pools of a scenario, in the words of the person who writes it.
import { describe, expect, test } from 'vitest';
import { parseScenario, ScenarioError } from '../../../src/simulator/scenario.ts';

const smallest = {
  account: { id: '111122223333', name: 'small', accessKeys: ['AKIASMALL00000000001'] },
  regions: ['us-east-1', 'us-west-2'],
};
const pool = { name: 'p', region: 'us-east-1' };

function complaints(json: unknown): readonly string[] {
  try {
    parseScenario(json);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.message.split('\n');
  }
}

describe('the place is named', () => {
  test.each<readonly [what: string, scenario: unknown, message: string | RegExp]>([
    [
      'a function twice in a Region',
      {
        ...smallest,
        functions: [
          { name: 'f', regions: ['us-east-1'] },
          { name: 'f', regions: ['us-west-2', 'us-east-1'] },
        ],
      },
      'functions: there are two of f in us-east-1',
    ],
    [
      'a function elsewhere',
      { ...smallest, functions: [{ name: 'f', regions: ['us-east-1', 'eu-west-1'] }] },
      `functions[0].regions[1]: "eu-west-1" is not among this scenario's regions`,
    ],
    [
      'a difference where there is nothing',
      { ...smallest, functions: [{ name: 'f', regions: ['us-east-1'], differs: { 'us-west-2': { memory: 256 } } }] },
      'functions[0].differs.us-west-2: "us-west-2" is not among its regions',
    ],
    [
      'a permission of nobody',
      { ...smallest, pools: [{ ...pool, region: 'us-west-2' }], functions: [{ name: 'f', regions: ['us-east-1'], permissions: ['p'] }] },
      'functions[0].permissions[0]: "p" is not the name of a pool in any of its regions',
    ],
    [
      'a web ACL of nobody',
      { ...smallest, webAcls: [{ name: 'a', regions: ['us-east-1'], protects: ['x'] }] },
      'webAcls[0].protects[0]: "x" is not the name of a pool in any of its regions',
    ],
    [
      'a rule about two things',
      { ...smallest, webAcls: [{ name: 'a', regions: ['us-east-1'], rules: [{ name: 'r', rate: 100, countries: ['DE'] }] }] },
      'webAcls[0].rules[0]: must have one of managed, rate, ipSet, regexSet, ruleGroup, countries and statement',
    ],
    [
      'a rule about an unknown set',
      { ...smallest, ruleGroups: [{ name: 'g', regions: ['us-east-1'], rules: [{ name: 'r', ipSet: 's' }] }] },
      'ruleGroups[0].rules[0].ipSet: "s" is not in this scenario',
    ],
    [
      'a rate that cannot be bought',
      { ...smallest, provisionedLimits: { 'us-east-1': { UserPoolRead: 20 } } },
      /^provisionedLimits\.us-east-1\.UserPoolRead: is not adjustable \(adjustable: UserAuthentication, /,
    ],
    [
      'a rate below the free one',
      { ...smallest, provisionedLimits: { 'us-east-1': { UserAuthentication: 100 } } },
      'provisionedLimits.us-east-1.UserAuthentication: must be at least 120, the free rate, not 100',
    ],
    [
      'an account elsewhere',
      { ...smallest, smsAccounts: { 'eu-west-1': {} } },
      `smsAccounts.eu-west-1: "eu-west-1" is not among this scenario's regions`,
    ],
    [
      'a bucket in two Regions',
      {
        ...smallest,
        buckets: [
          { name: 'logs', region: 'us-east-1' },
          { name: 'logs', region: 'us-west-2' },
        ],
      },
      'buckets[1]: there are two of logs',
    ],
    [
      'a bucket elsewhere',
      { ...smallest, buckets: [{ name: 'logs', region: 'eu-west-1' }] },
      `buckets[0].region: "eu-west-1" is not among this scenario's regions`,
    ],
    [
      'terms of nobody',
      { ...smallest, pools: [{ ...pool, terms: [{ client: 'web', name: 'terms-of-use', links: {} }] }] },
      'pools[0].terms[0].client: "web" is not the name of an app client of this pool',
    ],
    [
      'an old style of nobody',
      {
        ...smallest,
        pools: [{ ...pool, replica: { region: 'us-west-2', status: 'ACTIVE', behind: { minutes: 1, branding: [{ client: 'web' }] } } }],
      },
      'pools[0].replica.behind.branding[0].client: "web" is not the name of an app client of this pool',
    ],
    [
      'logs that go nowhere',
      { ...smallest, pools: [{ ...pool, logs: [{ source: 'userAuthEvents' }] }] },
      'pools[0].logs[0]: must have one of logGroup, deliveryStream and bucket',
    ],
    [
      'logs of one source twice',
      {
        ...smallest,
        pools: [
          {
            ...pool,
            logs: [
              { source: 'userAuthEvents', bucket: 'a' },
              { source: 'userAuthEvents', bucket: 'b' },
            ],
          },
        ],
      },
      'pools[0].logs[1]: there are two of userAuthEvents',
    ],
    [
      'a group twice',
      { ...smallest, pools: [{ ...pool, groups: [{ name: 'g' }, { name: 'g' }] }] },
      'pools[0].groups[1]: there are two of g',
    ],
  ])('%s', (_what, scenario, message) => {
    const lines = complaints(scenario);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });
});
