import { DescribeUserPoolDomainCommand, UpdateUserPoolDomainCommand } from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { type Changes, proveWrite } from '../../../../src/domain/writes/replacingWrite.ts';
import {
  domainMembers,
  failoverRouting,
  noRouting,
  updateUserPoolDomainInput,
  userPoolDomainUpdate,
} from '../../../../src/domain/writes/userPoolDomainUpdate.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import type { ChosenSwitches } from '../../../../src/simulator/switches.ts';
import { changesAlone, cognitoIn, expectOnlyChanges, type ReplacedSettings } from '../../../support/replacedSettings.ts';
import { simulated } from '../../../support/simulated.ts';
import { demoPoolId } from '../../simulator/requests.ts';

/** A domain of the demo in the primary Region of its pool. */
function domain(name: string, pool: string, switches: ChosenSwitches = {}): ReplacedSettings {
  const cognito = cognitoIn(simulated({ ...demoScenario, switches: { ...demoScenario.switches, ...switches } }).simulation, 'us-east-1');
  const poolId = demoPoolId(pool);
  return {
    write: userPoolDomainUpdate,
    read: async () => (await cognito.send(new DescribeUserPoolDomainCommand({ Domain: name }))).DomainDescription,
    send: (input) => cognito.send(new UpdateUserPoolDomainCommand({ Domain: name, UserPoolId: poolId, ...input })),
    input: (read, changes) => updateUserPoolDomainInput(poolId, name, read, changes),
  };
}
const customDomain = (switches: ChosenSwitches = {}): ReplacedSettings => domain('auth.example.com', 'customer-login', switches);

const certificate = fc.record(
  {
    CertificateArn: fc.uuid().map((id) => `arn:aws:acm:us-east-1:111122223333:certificate/${id}`),
    SecurityPolicy: fc.constantFrom('TLS_V1', 'TLS_V1_2_2021', 'TLS_V1_3_2025'),
  },
  { requiredKeys: ['CertificateArn'] },
);
const version = fc.constantFrom(1, 2);
const routing = fc.uuid().map((id) => failoverRouting('us-west-2', id));
const settings = fc
  .tuple(fc.record({ ManagedLoginVersion: version, CustomDomainConfig: certificate }), fc.option(routing, { nil: {} }))
  .map(([all, routed]) => ({ ...all, ...routed })) as fc.Arbitrary<JsonObject>;

const change: fc.Arbitrary<Changes> = fc.oneof(
  routing,
  fc.constant(noRouting),
  fc.record({ ManagedLoginVersion: version }),
  fc.record({ CustomDomainConfig: certificate }) as fc.Arbitrary<Changes>,
);

const custom = (leftOut?: string): Promise<void> =>
  changesAlone(customDomain(), settings, change, { changing: (changes) => changes, leftOut });

describe('a change of a domain leaves everything else as it was', () => {
  it('with certificate, security policy, version and routing, whatever they are', () => custom(), 600_000);

  it('where a routing that is left out stays, too', async () => {
    const stays = change.filter((changes) => !('Routing' in changes && changes['Routing'] === undefined));
    await changesAlone(customDomain({ omittedRouting: 'keeps' }), settings, stays, { changing: (changes) => changes });
  }, 600_000);

  it('of a prefix domain, which has no certificate', async () => {
    const prefix = domain('internal-tools-demo', 'internal-tools');
    await changesAlone(prefix, fc.record({ ManagedLoginVersion: version }), fc.record({ ManagedLoginVersion: version }), {
      changing: (changes) => changes,
    });
  }, 600_000);

  it.each(domainMembers)('and would not without %s', async (member) => {
    await expect(custom(member)).rejects.toThrow();
  });
});

describe('routing that is taken away', () => {
  it('is proven by its absence', () => expectOnlyChanges(customDomain(), () => noRouting));

  it('is said to be ignored where the service keeps what a request leaves out', async () => {
    const { input, read, send } = customDomain({ omittedRouting: 'keeps' });
    const before = (await read()) as JsonObject;
    await send(input(before, noRouting));
    expect(proveWrite(userPoolDomainUpdate, before, (await read()) as JsonObject, noRouting)).toEqual({ ignored: ['Routing'], moved: [] });
  });
});

it('takes an empty certificate, which a prefix domain may come with, for none', () => {
  const described = { Domain: 'prefix', CustomDomainConfig: {}, ManagedLoginVersion: 1 };
  expect(updateUserPoolDomainInput('p', 'prefix', described, { ManagedLoginVersion: 2 })).toEqual({
    Domain: 'prefix',
    UserPoolId: 'p',
    ManagedLoginVersion: 2,
  });
  expect(proveWrite(userPoolDomainUpdate, described, { Domain: 'prefix', ManagedLoginVersion: 1 }, {}).moved).toEqual([]);
});
