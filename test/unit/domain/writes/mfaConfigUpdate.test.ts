import { GetUserPoolMfaConfigCommand, SetUserPoolMfaConfigCommand } from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { objectIn } from '../../../../src/domain/parity/normalise.ts';
import { mfaConfigUpdate, mfaMembers, setUserPoolMfaConfigInput } from '../../../../src/domain/writes/mfaConfigUpdate.ts';
import { type Changes, changesIn } from '../../../../src/domain/writes/replacingWrite.ts';
import { changesAlone, cognitoIn, type ReplacedSettings } from '../../../support/replacedSettings.ts';
import { simulated } from '../../../support/simulated.ts';
import { demoPoolId } from '../../simulator/requests.ts';

const poolId = demoPoolId('customer-login');

/** The second factors of a replicated pool in both of its Regions. */
function factorsOfPool(): Readonly<Record<'us-east-1' | 'us-west-2', ReplacedSettings>> {
  const { simulation } = simulated();
  const settingsIn = (region: string): ReplacedSettings => {
    const cognito = cognitoIn(simulation, region);
    return {
      write: mfaConfigUpdate,
      read: () => cognito.send(new GetUserPoolMfaConfigCommand({ UserPoolId: poolId })),
      send: (input) => cognito.send(new SetUserPoolMfaConfigCommand({ UserPoolId: poolId, ...input })),
      input: (read, changes) => setUserPoolMfaConfigInput(poolId, read, changes),
    };
  };
  return { 'us-east-1': settingsIn('us-east-1'), 'us-west-2': settingsIn('us-west-2') };
}

const word = fc.stringMatching(/^[a-z]{1,12}$/);
const text = word.map((one) => `${one} {####}`);
const sender = (region: string): fc.Arbitrary<JsonObject> =>
  fc.record({
    SnsCallerArn: word.map((name) => `arn:aws:iam::111122223333:role/${name}`),
    ExternalId: word,
    SnsRegion: fc.constant(region),
  });

const members = {
  SmsMfaConfiguration: fc.record({ SmsAuthenticationMessage: text, SmsConfiguration: sender('us-east-1') }),
  SoftwareTokenMfaConfiguration: fc.record({ Enabled: fc.boolean() }),
  EmailMfaConfiguration: fc.record({ Message: text, Subject: word }, { requiredKeys: [] }),
  WebAuthnConfiguration: fc.record({
    RelyingPartyId: word.map((name) => `${name}.example.com`),
    UserVerification: fc.constantFrom('required', 'preferred'),
    FactorConfiguration: fc.constantFrom('SINGLE_FACTOR', 'MULTI_FACTOR_WITH_USER_VERIFICATION'),
  }),
};
const { WebAuthnConfiguration, ...factors } = members;

/** What the service refuses: a mode without a factor, and a factor without a mode. */
function isTaken({ MfaConfiguration: mode, ...given }: Changes): boolean {
  const { EmailMfaConfiguration: email, SmsMfaConfiguration: sms, SoftwareTokenMfaConfiguration: token } = given as JsonObject;
  const hasFactor = email !== undefined || sms !== undefined || objectIn({ token: token ?? {} }, 'token')?.['Enabled'] === true;
  return mode === 'OFF' ? email === undefined && sms === undefined && token === undefined : hasFactor;
}

const on = fc
  .record({ MfaConfiguration: fc.constantFrom('ON', 'OPTIONAL'), ...members }, { requiredKeys: ['MfaConfiguration'] })
  .filter(isTaken) as fc.Arbitrary<JsonObject>;
const off = fc.record({ MfaConfiguration: fc.constant('OFF'), WebAuthnConfiguration }, { requiredKeys: ['MfaConfiguration'] });

/** A mode, a factor or passkeys, set or taken away; or MFA turned on with a factor. */
const change: fc.Arbitrary<Changes> = fc.oneof(
  fc.record({ MfaConfiguration: fc.constantFrom('OFF', 'ON', 'OPTIONAL') }),
  ...Object.entries(members).map(([name, value]) =>
    fc.option<JsonObject, undefined>(value as fc.Arbitrary<JsonObject>, { nil: undefined }).map((one): Changes => ({ [name]: one })),
  ),
  fc.record({ MfaConfiguration: fc.constantFrom('ON', 'OPTIONAL'), EmailMfaConfiguration: factors.EmailMfaConfiguration }),
);

/** A factor beside MFA that is off is not sent at all, so that nobody may ask for one alone. */
function changing(changes: Changes, read: JsonObject): Changes | undefined {
  const mode = changes['MfaConfiguration'] ?? read['MfaConfiguration'];
  if (mode === 'OFF') return Object.keys(changes).some((name) => name in factors) ? undefined : changes;
  return isTaken({ ...read, ...changes }) ? changes : undefined;
}

const primary = (leftOut?: string): Promise<void> =>
  changesAlone(factorsOfPool()['us-east-1'], fc.oneof(off, on, on), change, { changing, leftOut });

describe('a change of how users prove a second factor leaves everything else as it was', () => {
  it('in the primary Region, whatever is set', () => primary(), 600_000);

  it('in the secondary Region, where only the SMS sender may change', async () => {
    const { 'us-east-1': there, 'us-west-2': here } = factorsOfPool();
    await changesAlone(
      here,
      on.filter((all) => 'SmsMfaConfiguration' in all),
      sender('us-west-2'),
      {
        set: there.send,
        changing: (SmsConfiguration, read) => ({ SmsMfaConfiguration: { ...objectIn(read, 'SmsMfaConfiguration'), SmsConfiguration } }),
      },
    );
  }, 600_000);

  it.each(mfaMembers)('and would not without %s', async (member) => {
    await expect(primary(member)).rejects.toThrow();
  });
});

describe('a request that turns MFA off', () => {
  const read: JsonObject = {
    MfaConfiguration: 'OPTIONAL',
    SoftwareTokenMfaConfiguration: { Enabled: true },
    WebAuthnConfiguration: { UserVerification: 'preferred' },
  };

  it('has no factor, which the service refuses beside OFF, and says so as a change', () => {
    const [before, after] = [setUserPoolMfaConfigInput('p', read, {}), setUserPoolMfaConfigInput('p', read, { MfaConfiguration: 'OFF' })];
    expect(after).toEqual({ UserPoolId: 'p', MfaConfiguration: 'OFF', WebAuthnConfiguration: read['WebAuthnConfiguration'] });
    expect(changesIn(mfaConfigUpdate, { before, after })).toEqual({ MfaConfiguration: 'OFF', SoftwareTokenMfaConfiguration: undefined });
  });
});
