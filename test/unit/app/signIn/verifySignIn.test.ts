import {
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { signInLimit } from '../../../../src/app/signIn/verifySignIn.ts';
import { english } from '../../../../src/domain/message.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { manualClock } from '../../../support/simulated.ts';
import { reported, signInHost, signInScenario, testPassword } from '../../../support/signInPool.ts';
import { clientOf, initiate, signIn } from '../../simulator/signIn.ts';

const ana = 'ana@example.com';

describe('a sign-in through both Regions of a healthy pool', () => {
  it('passes: both tokens verify and say the same, and nothing is left behind', async () => {
    const host = await signInHost();
    const report = await reported(host.verify(await host.test('customer-login', ana)));
    expect(report.comparison.verdict).toBe('passed');
    expect(report.comparison.rows.map(({ verdict }) => verdict)).toEqual(report.comparison.rows.map(() => 'same'));
    expect([report.primary, report.secondary]).toMatchObject([
      { ok: true, value: { kind: 'signedIn', revocation: { kind: 'revoked' } } },
      { ok: true, value: { kind: 'signedIn', revocation: { kind: 'revoked' } } },
    ]);
  });

  it('is one attempt in each Region, and no write', async () => {
    const host = await signInHost();
    const before = host.simulation.calls().length;
    const test = await host.test('customer-login', ana);
    await host.verify(test);
    const calls = host.simulation.calls().slice(before);
    const regionsOf = (operation: string): readonly string[] =>
      calls
        .filter((call) => call.operation === operation)
        .map(({ region }) => region)
        .sort();
    expect(regionsOf('InitiateAuth')).toEqual(['us-east-1', 'us-west-2']);
    expect(regionsOf('RevokeToken')).toEqual(['us-east-1', 'us-west-2']);
    // The keys of the issuer, as every application reads them.
    expect(regionsOf('jwks.json')).toEqual(['us-east-1', 'us-east-1']);
    expect(regionsOf('ChangePassword')).toEqual([]);
  });

  it('leaves other sign-ins of the user alone', async () => {
    const host = await signInHost();
    const ClientId = await host.clientId('customer-login', 'web');
    const { RefreshToken } = await signIn(host.simulation);
    await host.verify(await host.test('customer-login', ana));
    for (const region of ['us-east-1', 'us-west-2']) {
      const refreshed = initiate(clientOf(host.simulation, region), 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken }, ClientId);
      await expect(refreshed).resolves.toMatchObject({ AuthenticationResult: { TokenType: 'Bearer' } });
    }
  });

  it('says where token revocation is off', async () => {
    const host = await signInHost();
    const { id } = host.pool('customer-login');
    const ClientId = await host.clientId('customer-login', 'web');
    const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH' as const, 'ALLOW_REFRESH_TOKEN_AUTH' as const];
    await clientOf(host.simulation).send(
      new UpdateUserPoolClientCommand({ UserPoolId: id, ClientId, ExplicitAuthFlows, EnableTokenRevocation: false }),
    );
    expect(await host.document(await host.test('customer-login', ana))).toContain('token revocation switched off');
  });
});

describe('the flow', () => {
  it.each([
    ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH', 'InitiateAuth'],
    ['ALLOW_USER_PASSWORD_AUTH with a secret', 'USER_PASSWORD_AUTH', 'InitiateAuth'],
    ['ALLOW_USER_SRP_AUTH', 'USER_SRP_AUTH', 'RespondToAuthChallenge'],
    ['ALLOW_USER_SRP_AUTH with a secret', 'USER_SRP_AUTH', 'RespondToAuthChallenge'],
    ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_USER_PASSWORD_AUTH', 'AdminInitiateAuth'],
    ['ALLOW_ADMIN_USER_PASSWORD_AUTH with a secret', 'ADMIN_USER_PASSWORD_AUTH', 'AdminInitiateAuth'],
  ])('of app client "%s" is %s', async (clientName, flow, operation) => {
    const host = await signInHost();
    const report = await reported(host.verify(await host.test('customer-login', ana, { clientName })));
    expect([report.comparison.verdict, report.flow, report.offFlows.length]).toEqual(['passed', flow, 2]);
    expect(host.simulation.calls().filter((call) => call.operation === operation)).toHaveLength(2);
  });

  it('is none where the app client lets nobody in with a password', async () => {
    const host = await signInHost();
    const before = host.simulation.calls().length;
    const test = await host.test('customer-login', ana, { clientName: 'ALLOW_CUSTOM_AUTH' });
    expect(await host.verify(test)).toBe('noFlow');
    expect(
      host.simulation
        .calls()
        .slice(before)
        .filter(({ operation }) => operation === 'InitiateAuth'),
    ).toEqual([]);
  });
});

describe('the tokens of a pool on the ORIGINAL issuer', () => {
  const scenarioWith = (originalIssuerOfReplica: 'primaryRegion' | 'secondaryRegion') => ({
    ...demoScenario,
    faults: [],
    switches: { ...demoScenario.switches, originalIssuerOfReplica },
  });

  it('name the primary Region, which is said', async () => {
    const host = await signInHost({ scenario: scenarioWith('primaryRegion') });
    const text = await host.document(await host.test('legacy-mobile', 'emil@example.com'));
    expect(text).toContain('**The user can sign in through both Regions, and the tokens say the same.**');
    expect(text).toContain('since July 2026');
  });

  it('name the secondary Region where AWS still does so, and do not verify', async () => {
    const host = await signInHost({ scenario: scenarioWith('secondaryRegion') });
    const test = await host.test('legacy-mobile', 'emil@example.com');
    const { comparison } = await reported(host.verify(test));
    expect(comparison.verdict).toBe('failed');
    const text = await host.document(test);
    expect(text).toContain('The tokens of the replica name the secondary Region, as those of ORIGINAL issuers did before July 2026');
    expect(text).toContain('| not valid: another issuer | different |');
  });
});

describe('a user whom the replica does not let in', () => {
  it.each(['notEnabled', 'notAuthorized'] as const)('because of an authenticator app: %s', async (totpOnSecondary) => {
    const host = await signInHost({ scenario: { ...demoScenario, faults: [], switches: { ...demoScenario.switches, totpOnSecondary } } });
    const text = await host.document(await host.test('admin-console', 'frida@example.com'));
    expect(text).toContain('**The user cannot sign in through us-east-1.**');
    expect(text).toContain('SOFTWARE_TOKEN_MFA is asked for');
    expect(text).toContain('Users who have an authenticator app (TOTP) cannot sign in on the replica.');
  });

  it('because it is INACTIVE', async () => {
    const host = await signInHost();
    const text = await host.document(await host.test('staff-directory', 'dina@example.com'));
    expect(text).toContain('The replica is INACTIVE: it takes no sign-ins before it is ACTIVE.');
  });

  it.each(['answerRefused', 'signInRefused'] as const)(
    'because of a temporary password, as far as is known: %s',
    async (newPasswordOnSecondary) => {
      const host = await signInHost({
        scenario: { ...signInScenario, switches: { ...signInScenario.switches, newPasswordOnSecondary } },
      });
      const text = await host.document(await host.test('customer-login', 'new@example.com'));
      expect(text).toContain('a new one can most likely not be set there');
    },
  );

  it('because it is behind: the password was changed a moment ago', async () => {
    const host = await signInHost();
    host.simulation.replace({ ...host.simulation.world(), timing: { replicationLagMilliseconds: 60_000 } });
    const { id } = host.pool('customer-login');
    await clientOf(host.simulation).send(
      new AdminSetUserPasswordCommand({ UserPoolId: id, Username: ana, Password: 'Changed-2026!', Permanent: true }),
    );
    const { comparison } = await reported(host.verify(await host.test('customer-login', ana, { password: 'Changed-2026!' })));
    expect(comparison.verdict).toBe('failed');
    expect(comparison.secondary.why.map(english).join()).toContain('the replica may be behind');
  });

  it('with the same claims, because an attribute was changed a moment ago', async () => {
    const host = await signInHost();
    host.simulation.replace({ ...host.simulation.world(), timing: { replicationLagMilliseconds: 60_000 } });
    const { id } = host.pool('customer-login');
    const UserAttributes = [{ Name: 'name', Value: 'planted-name-5be2' }];
    await clientOf(host.simulation).send(new AdminUpdateUserAttributesCommand({ UserPoolId: id, Username: ana, UserAttributes }));
    const text = await host.document(await host.test('customer-login', ana));
    expect(text).toContain('| ID | name | not shown | – | different |');
    expect(text).not.toContain('planted-name');
  });
});

describe('a sign-in that says nothing of the replica', () => {
  it.each([
    ['a wrong password', ana, 'Wrong-2026!', /the password is wrong/],
    ['somebody who is not there', 'nobody@example.com', testPassword, /no such user/],
    ['somebody who has not confirmed', 'waiting@example.com', testPassword, /not confirmed/],
    ['somebody whose password is to be reset', 'forgetful@example.com', testPassword, /has to be reset/],
  ])('%s', async (_what, username, password, why) => {
    const host = await signInHost();
    const { comparison } = await reported(host.verify(await host.test('customer-login', username, { password })));
    expect(comparison.verdict).toBe('unfinished');
    expect(comparison.secondary.why.map(english).join()).toMatch(why);
  });
});

describe('a write on the secondary', () => {
  it('is tried only where it is asked for, and its refusal is what is expected', async () => {
    const host = await signInHost();
    const text = await host.document(await host.test('customer-login', ana, { triesWrite: true }));
    expect(text).toContain('was refused by us-west-2: a replica changes no users, as expected.');
    expect(host.simulation.calls().flatMap(({ operation, region }) => (operation === 'ChangePassword' ? [region] : []))).toEqual([
      'us-west-2',
    ]);
    // Not a failed attempt, nor a change: the user signs in as before.
    expect((await reported(host.verify(await host.test('customer-login', ana)))).comparison.verdict).toBe('passed');
  });

  it('is refused with the setting readOnly, before anybody signs in', async () => {
    const host = await signInHost();
    const before = host.simulation.calls().length;
    const test = await host.test('customer-login', ana, { triesWrite: true });
    expect(await host.verify(test, undefined, () => true)).toBe('readOnly');
    expect(
      host.simulation
        .calls()
        .slice(before)
        .filter(({ operation }) => operation === 'InitiateAuth'),
    ).toEqual([]);
    expect(await host.verify({ ...test, triesWrite: false }, undefined, () => true)).toMatchObject({ comparison: { verdict: 'passed' } });
  });
});

describe('a Region that does not answer', () => {
  it('leaves the verdict unknown, and what the other one says stands there', async () => {
    const host = await signInHost();
    const test = await host.test('customer-login', ana);
    const { faults } = host.simulation.world();
    host.simulation.replace({ ...host.simulation.world(), faults: [...faults, { kind: 'refusesConnection', region: 'us-east-1' }] });
    const text = await host.document(test);
    expect(text).toContain('**Unknown: us-east-1 gave no answer, not reachable.**');
    // The keys are read where the issuer is, and that is the primary Region too.
    expect(text).toContain('The user is signed in. ID token: not verified: not reachable.');
    expect(text).toContain('| Access | client_id | – |');
  });

  it('is given up after a while', async () => {
    const clock = manualClock();
    const host = await signInHost({ clock, faults: [{ kind: 'neverAnswers', region: 'us-west-2', operation: 'InitiateAuth' }] });
    const verified = host.verify(await host.test('customer-login', ana));
    while (host.simulation.calls().filter(({ operation }) => operation === 'RevokeToken').length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    clock.advance(signInLimit);
    const { comparison } = await reported(verified);
    expect(english(comparison.summary)).toBe('Unknown: us-west-2 gave no answer, no answer in time.');
  });

  it('does not keep anybody from cancelling, and the tokens of the other one are ended all the same', async () => {
    const host = await signInHost({ faults: [{ kind: 'neverAnswers', operation: 'jwks.json' }] });
    const stop = new AbortController();
    const verified = host.verify(await host.test('customer-login', ana), stop.signal);
    const countOf = (name: string): number => host.simulation.calls().filter(({ operation }) => operation === name).length;
    while (countOf('jwks.json') < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    expect(await verified).toBe('cancelled');
    expect(countOf('RevokeToken')).toBe(2);
  });
});
