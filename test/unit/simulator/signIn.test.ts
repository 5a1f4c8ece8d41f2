// Every way to sign in, through the real SDK clients.
import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminUpdateUserAttributesCommand,
  AssociateSoftwareTokenCommand,
  type AuthFlowType,
  type CognitoIdentityProviderClient,
  UpdateUserPoolClientCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { simulatedCode } from '../../../src/simulator/cognito/users.ts';
import { srpClient } from '../../../src/aws/signIn/secureRemotePassword.ts';
import { demoClientId, demoPassword, demoPoolId, demoWorld, now } from './requests.ts';
import {
  byPassword,
  claimsOf,
  clientOf,
  initiate,
  notEnabled,
  respond,
  signIn,
  start,
  web,
  withSwitches,
  wrongPassword,
} from './signIn.ts';

const UserPoolId = demoPoolId('customer-login');
const ana = 'ana@example.com';

describe('with a password', () => {
  test.each(['us-east-1', 'us-west-2'])('in %s', async (region) => {
    const { AuthenticationResult, ChallengeName } = await byPassword(clientOf(start(), region), ana);
    expect(ChallengeName).toBeUndefined();
    expect(AuthenticationResult).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 3600 });
  });

  test.each([
    ['a wrong password', ana, 'Wrong-2026!', wrongPassword],
    ['no user of that name', 'nobody@example.com', demoPassword, { name: 'UserNotFoundException', message: 'User does not exist.' }],
    [
      'a password to reset',
      'forgetful@example.com',
      demoPassword,
      { name: 'PasswordResetRequiredException', message: 'Password reset required for the user' },
    ],
    ['an unconfirmed user', 'waiting@example.com', demoPassword, { name: 'UserNotConfirmedException', message: 'User is not confirmed.' }],
    ['an unconfirmed user and a wrong password', 'waiting@example.com', 'Wrong-2026!', wrongPassword],
  ])('not with %s', async (_what, username, password, error) => {
    for (const region of ['us-east-1', 'us-west-2']) {
      await expect(byPassword(clientOf(start(), region), username, password)).rejects.toMatchObject(error);
    }
  });

  test('for administrators, by their own flow only', async () => {
    const client = clientOf(start());
    const AuthParameters = { USERNAME: ana, PASSWORD: demoPassword };
    const send = (AuthFlow: AuthFlowType) =>
      client.send(new AdminInitiateAuthCommand({ UserPoolId, ClientId: web, AuthFlow, AuthParameters }));
    const { AuthenticationResult } = await send('ADMIN_USER_PASSWORD_AUTH');
    expect(AuthenticationResult?.IdToken).toBeDefined();
    const notSupported = { name: 'InvalidParameterException', message: 'Initiate Auth method not supported.' };
    await expect(send('USER_PASSWORD_AUTH')).rejects.toMatchObject(notSupported);
    await expect(initiate(client, 'ADMIN_USER_PASSWORD_AUTH', AuthParameters)).rejects.toMatchObject(notSupported);
    const other = new AdminInitiateAuthCommand({
      UserPoolId: demoPoolId('storefront'),
      ClientId: web,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters,
    });
    await expect(client.send(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('never on an INACTIVE secondary', async () => {
    const [client, ClientId] = [clientOf(start(), 'us-east-1'), demoClientId('staff-directory', 'web')];
    await expect(byPassword(client, 'dina@example.com', demoPassword, ClientId)).rejects.toMatchObject(notEnabled);
  });

  test('not in a Region without the pool, and not while the replica is CREATING', async () => {
    await expect(byPassword(clientOf(start(), 'eu-west-1'), ana)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `User pool client ${web} does not exist.`,
    });
    const creating = byPassword(
      clientOf(start(), 'eu-central-1'),
      'carla@example.com',
      demoPassword,
      demoClientId('partner-portal', 'web'),
    );
    await expect(creating).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test.each([
    [{ USERNAME: ana }, 'Missing required parameter PASSWORD'],
    [{ PASSWORD: demoPassword }, 'Missing required parameter USERNAME'],
  ])('not with %o alone', async (parameters, message) => {
    const attempt = initiate(clientOf(start()), 'USER_PASSWORD_AUTH', parameters);
    await expect(attempt).rejects.toMatchObject({ name: 'InvalidParameterException', message });
  });

  test('only by the flows that the app client allows', async () => {
    const client = clientOf(start());
    await client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId: web, ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] }));
    const srp = { USERNAME: ana, SRP_A: 'abc' };
    await expect(byPassword(client, ana)).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled for this client');
    await expect(initiate(client, 'USER_SRP_AUTH', srp)).rejects.toThrow('USER_SRP_AUTH is not enabled for the client.');
    await client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId: web }));
    expect((await initiate(client, 'USER_SRP_AUTH', srp)).ChallengeName).toBe('PASSWORD_VERIFIER');
    await expect(byPassword(client, ana)).rejects.toThrow('USER_PASSWORD_AUTH flow not enabled for this client');
  });

  test('an app client with legacy flows keeps SRP and refresh', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    await client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId: web, ExplicitAuthFlows: ['USER_PASSWORD_AUTH'] }));
    const { RefreshToken } = await signIn(simulation);
    expect((await initiate(client, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken })).AuthenticationResult?.IdToken).toBeDefined();
    expect((await initiate(client, 'USER_SRP_AUTH', { USERNAME: ana, SRP_A: 'abc' })).ChallengeName).toBe('PASSWORD_VERIFIER');
  });

  test('an app client can hide that there is no such user, also with SRP', async () => {
    const client = clientOf(start());
    await client.send(
      new UpdateUserPoolClientCommand({
        UserPoolId,
        ClientId: web,
        PreventUserExistenceErrors: 'ENABLED',
        ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'],
      }),
    );
    await expect(byPassword(client, 'nobody@example.com')).rejects.toMatchObject(wrongPassword);
    const srp = srpClient(UserPoolId);
    const { ChallengeParameters = {} } = await initiate(client, 'USER_SRP_AUTH', {
      USERNAME: 'nobody@example.com',
      SRP_A: srp.publicValue,
    });
    expect(ChallengeParameters['SALT']).toMatch(/^[0-9a-f]{32}$/);
    await expect(respond(client, 'PASSWORD_VERIFIER', srp.answer(ChallengeParameters, demoPassword, now))).rejects.toMatchObject(
      wrongPassword,
    );
  });
});

describe('refreshing', () => {
  const refresh = (client: CognitoIdentityProviderClient, REFRESH_TOKEN: string, ClientId = web) =>
    initiate(client, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN }, ClientId);

  test('gives new tokens of the same sign-in, in either Region', async () => {
    let clock = now;
    const simulation = start(demoWorld(), () => clock);
    const first = await signIn(simulation);
    clock += 60_000;
    for (const region of ['us-east-1', 'us-west-2']) {
      const { AuthenticationResult } = await refresh(clientOf(simulation, region), first.RefreshToken);
      expect(AuthenticationResult?.RefreshToken).toBeUndefined();
      const [before, after] = [claimsOf(first.IdToken), claimsOf(AuthenticationResult?.IdToken ?? '')];
      expect(after).toMatchObject({ sub: before['sub'], auth_time: now / 1000, iat: now / 1000 + 60, origin_jti: before['origin_jti'] });
      expect(after['jti']).not.toBe(before['jti']);
    }
  });

  test('not with a token of another client, a changed one, or one that is over', async () => {
    let clock = now;
    const simulation = start(demoWorld(), () => clock);
    const client = clientOf(simulation);
    const { RefreshToken } = await signIn(simulation);
    const invalid = { name: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
    const other = await signIn(simulation, { pool: 'storefront', username: 'ben@example.com' });
    for (const token of [other.RefreshToken, `${RefreshToken.slice(0, -2)}AA`, 'nonsense']) {
      await expect(refresh(client, token)).rejects.toMatchObject(invalid);
    }
    clock += 30 * 86_400_000;
    await expect(refresh(client, RefreshToken)).rejects.toMatchObject({ ...invalid, message: 'Refresh Token has expired' });
  });
});

describe('a user who must set a password', () => {
  const newcomer = 'new@example.com';

  test('does so on the primary, and signs in with it in both Regions', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    const { ChallengeName, Session, ChallengeParameters = {} } = await byPassword(client, newcomer);
    expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    expect(JSON.parse(ChallengeParameters['userAttributes'] ?? '')).toMatchObject({ email: newcomer });
    const weak = respond(client, 'NEW_PASSWORD_REQUIRED', { USERNAME: newcomer, NEW_PASSWORD: 'weak' }, Session);
    await expect(weak).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: 'Password did not conform with policy: Password not long enough',
    });
    const answer = { USERNAME: newcomer, NEW_PASSWORD: 'Replicas-2027!', 'userAttributes.name': 'New' };
    const { AuthenticationResult } = await respond(client, 'NEW_PASSWORD_REQUIRED', answer, Session);
    expect(claimsOf(AuthenticationResult?.IdToken ?? '')['name']).toBe('New');
    for (const region of ['us-east-1', 'us-west-2']) await signIn(simulation, { region, username: newcomer, password: 'Replicas-2027!' });
    await expect(byPassword(client, newcomer)).rejects.toMatchObject(wrongPassword);
  });

  test('cannot do so on a secondary: the new password is refused, or with the switch the sign-in', async () => {
    const client = clientOf(start(withSwitches({ newPasswordOnSecondary: 'answerRefused' })), 'us-west-2');
    const { Session } = await byPassword(client, newcomer);
    const answer = respond(client, 'NEW_PASSWORD_REQUIRED', { USERNAME: newcomer, NEW_PASSWORD: 'Replicas-2027!' }, Session);
    await expect(answer).rejects.toMatchObject(notEnabled);
    const other = clientOf(start(withSwitches({ newPasswordOnSecondary: 'signInRefused' })), 'us-west-2');
    await expect(byPassword(other, newcomer)).rejects.toMatchObject(notEnabled);
  });

  test('and the challenge works for administrators', async () => {
    const client = clientOf(start());
    const { Session } = await client.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId: web,
        AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: newcomer, PASSWORD: demoPassword },
      }),
    );
    const { AuthenticationResult } = await client.send(
      new AdminRespondToAuthChallengeCommand({
        UserPoolId,
        ClientId: web,
        ChallengeName: 'NEW_PASSWORD_REQUIRED',
        ChallengeResponses: { USERNAME: newcomer, NEW_PASSWORD: 'Replicas-2027!' },
        ...(Session && { Session }),
      }),
    );
    expect(AuthenticationResult?.IdToken).toBeDefined();
  });
});

describe('a second factor', () => {
  const admin = demoClientId('admin-console', 'web');

  test('of a software token is asked for on the primary', async () => {
    const client = clientOf(start(), 'us-west-2');
    const { ChallengeName, Session } = await byPassword(client, 'frida@example.com', demoPassword, admin);
    expect(ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    const answer = (code: string) => ({ USERNAME: 'frida@example.com', SOFTWARE_TOKEN_MFA_CODE: code });
    await expect(respond(client, 'SOFTWARE_TOKEN_MFA', answer('000000'), Session, admin)).rejects.toMatchObject({
      name: 'CodeMismatchException',
    });
    const { AuthenticationResult } = await respond(client, 'SOFTWARE_TOKEN_MFA', answer(simulatedCode), Session, admin);
    expect(AuthenticationResult?.IdToken).toBeDefined();
  });

  test.each([
    ['notEnabled', 'OperationNotEnabledException'],
    ['notAuthorized', 'NotAuthorizedException'],
  ] as const)('of a software token cannot be given on a secondary: %s', async (totpOnSecondary, name) => {
    const client = clientOf(start(withSwitches({ totpOnSecondary })), 'us-east-1');
    await expect(byPassword(client, 'frida@example.com', demoPassword, admin)).rejects.toMatchObject({ name });
    await expect(byPassword(client, 'frida@example.com', 'Wrong-2026!', admin)).rejects.toMatchObject(wrongPassword);
  });

  test('of a software token has to be set up before, and is asked for from then on', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    const enable = () =>
      client.send(
        new AdminSetUserMFAPreferenceCommand({
          UserPoolId,
          Username: ana,
          SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
        }),
      );
    await expect(enable()).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const { AccessToken } = await signIn(simulation);
    const { SecretCode } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken }));
    expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
    const verify = (UserCode: string) => client.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
    await expect(verify('000000')).rejects.toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    expect(await verify(simulatedCode)).toMatchObject({ Status: 'SUCCESS' });
    await enable();
    expect((await byPassword(client, ana)).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    await expect(byPassword(clientOf(simulation, 'us-west-2'), ana)).rejects.toMatchObject(notEnabled);
  });

  test('by SMS needs a phone number, and only one factor is preferred', async () => {
    const client = clientOf(start());
    const on = { Enabled: true, PreferredMfa: true };
    const sms = new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username: ana, SMSMfaSettings: on });
    await expect(client.send(sms)).rejects.toThrow('User does not have delivery config set to turn on SMS_MFA');
    const UserAttributes = [{ Name: 'phone_number', Value: '+15550101234' }];
    await client.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: ana, UserAttributes }));
    const both = new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username: ana, SMSMfaSettings: on, EmailMfaSettings: on });
    await expect(client.send(both)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await client.send(sms);
    const { ChallengeName, ChallengeParameters } = await byPassword(client, ana);
    expect([ChallengeName, ChallengeParameters?.['CODE_DELIVERY_DESTINATION']]).toEqual(['SMS_MFA', '+*******1234']);
  });

  test('by email works in both Regions, where the user wants it', async () => {
    const simulation = start();
    const EmailMfaSettings = { Enabled: true, PreferredMfa: true };
    await clientOf(simulation).send(new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username: ana, EmailMfaSettings }));
    for (const region of ['us-east-1', 'us-west-2']) {
      const client = clientOf(simulation, region);
      const { ChallengeName, ChallengeParameters, Session } = await byPassword(client, ana);
      expect(ChallengeName).toBe('EMAIL_OTP');
      expect(ChallengeParameters).toMatchObject({ CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL', CODE_DELIVERY_DESTINATION: 'a***@e***' });
      const { AuthenticationResult } = await respond(client, 'EMAIL_OTP', { USERNAME: ana, EMAIL_OTP_CODE: simulatedCode }, Session);
      expect(AuthenticationResult?.IdToken).toBeDefined();
    }
  });

  test('is asked of everybody where the pool requires one', async () => {
    const ClientId = demoClientId('staff-directory', 'web');
    const { ChallengeName } = await byPassword(clientOf(start(), 'us-west-2'), 'dina@example.com', demoPassword, ClientId);
    expect(ChallengeName).toBe('EMAIL_OTP');
  });
});
