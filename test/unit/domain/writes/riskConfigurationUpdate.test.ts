import { DescribeRiskConfigurationCommand, SetRiskConfigurationCommand } from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { objectIn } from '../../../../src/domain/parity/normalise.ts';
import type { Changes } from '../../../../src/domain/writes/replacingWrite.ts';
import {
  riskConfigurationUpdate,
  type RiskMember,
  riskMembers,
  setRiskConfigurationInput,
} from '../../../../src/domain/writes/riskConfigurationUpdate.ts';
import { changesAlone, cognitoIn, type ReplacedSettings } from '../../../support/replacedSettings.ts';
import { simulated } from '../../../support/simulated.ts';
import { demoPoolId } from '../../simulator/requests.ts';

const poolId = demoPoolId('customer-login');

/** Threat protection of a replicated pool in both of its Regions. */
function threatProtection(): Readonly<Record<'us-east-1' | 'us-west-2', ReplacedSettings>> {
  const { simulation } = simulated();
  const settingsIn = (region: string): ReplacedSettings => {
    const cognito = cognitoIn(simulation, region);
    return {
      write: riskConfigurationUpdate,
      read: async () => (await cognito.send(new DescribeRiskConfigurationCommand({ UserPoolId: poolId }))).RiskConfiguration,
      send: (input) => cognito.send(new SetRiskConfigurationCommand({ UserPoolId: poolId, ...input })),
      input: (read, changes) => setRiskConfigurationInput(poolId, read, changes),
    };
  };
  return { 'us-east-1': settingsIn('us-east-1'), 'us-west-2': settingsIn('us-west-2') };
}

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const mail = fc.record({ Subject: word, HtmlBody: word, TextBody: word }, { requiredKeys: ['Subject'] });
const mails = (region: string) =>
  fc.record(
    {
      SourceArn: word.map((name) => `arn:aws:ses:${region}:111122223333:identity/${name}.example.com`),
      From: word.map((name) => `${name}@example.com`),
      ReplyTo: word.map((name) => `${name}@example.com`),
      BlockEmail: mail,
      NoActionEmail: mail,
      MfaEmail: mail,
    },
    { requiredKeys: ['SourceArn'] },
  );
const action = fc.record({
  Notify: fc.boolean(),
  EventAction: fc.constantFrom('BLOCK', 'MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'NO_ACTION'),
});
const actions = fc.record({ LowAction: action, MediumAction: action, HighAction: action }, { requiredKeys: [] });
const ranges = fc.array(
  fc.ipV4().map((address) => `${address}/32`),
  { maxLength: 3 },
);

const members: Readonly<Record<RiskMember, fc.Arbitrary<JsonObject>>> = {
  CompromisedCredentialsRiskConfiguration: fc.record(
    {
      EventFilter: fc.subarray(['SIGN_IN', 'PASSWORD_CHANGE', 'SIGN_UP'], { minLength: 1 }),
      Actions: fc.record({ EventAction: fc.constantFrom('BLOCK', 'NO_ACTION') }),
    },
    { requiredKeys: ['Actions'] },
  ),
  AccountTakeoverRiskConfiguration: fc.record({ NotifyConfiguration: mails('us-east-1'), Actions: actions }, { requiredKeys: ['Actions'] }),
  RiskExceptionConfiguration: fc.record({ BlockedIPRangeList: ranges, SkippedIPRangeList: ranges }, { requiredKeys: [] }),
};
const settings = fc.record(members, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

/** One member, set or taken away. */
const change: fc.Arbitrary<Changes> = fc.oneof(
  ...Object.entries(members).map(([name, value]) => fc.option(value, { nil: undefined }).map((one): Changes => ({ [name]: one }))),
);

const primary = (leftOut?: string): Promise<void> =>
  changesAlone(threatProtection()['us-east-1'], settings, change, { changing: (changes) => changes, leftOut });

describe('a change of threat protection leaves the rest of it as it was', () => {
  it('in the primary Region, whatever is set', () => primary(), 600_000);

  it('in the secondary Region, where only its mails may change', async () => {
    const { 'us-east-1': there, 'us-west-2': here } = threatProtection();
    const name = 'AccountTakeoverRiskConfiguration';
    await changesAlone(
      here,
      settings.filter((all) => name in all),
      mails('us-west-2') as fc.Arbitrary<JsonObject>,
      { set: there.send, changing: (NotifyConfiguration, read) => ({ [name]: { ...objectIn(read, name), NotifyConfiguration } }) },
    );
  }, 600_000);

  it.each(riskMembers)('and would not without %s', async (member) => {
    await expect(primary(member)).rejects.toThrow();
  });
});

it('stays with the app client that was read', () => {
  const read = { UserPoolId: 'p', ClientId: 'c', LastModifiedDate: '2026-06-04T00:00:00Z', RiskExceptionConfiguration: {} };
  expect(setRiskConfigurationInput('p', read, {})).toEqual({ UserPoolId: 'p', ClientId: 'c', RiskExceptionConfiguration: {} });
});
