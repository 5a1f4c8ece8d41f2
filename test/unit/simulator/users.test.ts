// Users and app clients through the real SDK clients, and what a secondary Region takes of it.
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  ForgotPasswordCommand,
  ListUsersCommand,
  paginateListUsers,
  SignUpCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { simulatedCode } from '../../../src/simulator/cognito/users.ts';
import { demoPassword, demoPoolId, demoWorld, now } from './requests.ts';
import { byPassword, clientOf, initiate, signIn, start, web, wrongPassword } from './signIn.ts';

const UserPoolId = demoPoolId('customer-login');
const Username = 'ana@example.com';
const other = 'Replicas-2027!';
const noUser = { name: 'UserNotFoundException', message: 'User does not exist.' };
const codeSent = { Destination: 'x***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' };

describe('an administrator', () => {
  test('creates a user who is the same in both Regions', async () => {
    const simulation = start();
    const { User } = await clientOf(simulation).send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: 'x@example.com',
        TemporaryPassword: other,
        UserAttributes: [{ Name: 'email_verified', Value: 'true' }],
      }),
    );
    const sub = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value;
    // In a pool whose users sign in with an address, the username is the `sub`.
    expect(User).toMatchObject({ Username: sub, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD', UserLastModifiedDate: new Date(now) });
    for (const region of ['us-east-1', 'us-west-2']) {
      for (const name of ['x@example.com', sub]) {
        const found = await clientOf(simulation, region).send(new AdminGetUserCommand({ UserPoolId, Username: name }));
        expect(found).toMatchObject({ Username: sub, UserStatus: 'FORCE_CHANGE_PASSWORD' });
        expect(found.UserAttributes).toEqual(User?.Attributes);
      }
    }
  });

  test.each([
    [{ Username }, { name: 'UsernameExistsException', message: 'User account already exists' }],
    [{ Username: 'ana' }, { name: 'InvalidParameterException', message: 'Username should be an email.' }],
    [
      { Username: 'x@example.com', TemporaryPassword: 'replicas-2026!' },
      { name: 'InvalidPasswordException', message: 'Password did not conform with policy: Password must have uppercase characters' },
    ],
    [
      { Username: 'x@example.com', TemporaryPassword: 'REPLICAS-2026!' },
      { name: 'InvalidPasswordException', message: 'Password did not conform with policy: Password must have lowercase characters' },
    ],
    [
      { Username: 'x@example.com', TemporaryPassword: 'Replicas-now!' },
      { name: 'InvalidPasswordException', message: 'Password did not conform with policy: Password must have numeric characters' },
    ],
    [
      { Username: 'x@example.com', TemporaryPassword: 'Replicas2026' },
      { name: 'InvalidPasswordException', message: 'Password did not conform with policy: Password must have symbol characters' },
    ],
    [{ Username: 'x@example.com', UserAttributes: [{ Name: 'shoe', Value: '9' }] }, { name: 'InvalidParameterException' }],
    [{ Username: 'x@example.com', MessageAction: 'RESEND' as const }, noUser],
  ])('does not create %o', async (input, error) => {
    await expect(clientOf(start()).send(new AdminCreateUserCommand({ UserPoolId, ...input }))).rejects.toMatchObject(error);
  });

  test('sets passwords, for good or until the first sign-in', async () => {
    let clock = now;
    const simulation = start(demoWorld(), () => clock);
    const client = clientOf(simulation);
    await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: other, Permanent: true }));
    await signIn(simulation, { password: other });
    await expect(byPassword(client, Username)).rejects.toMatchObject(wrongPassword);
    await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: other }));
    expect((await byPassword(client, Username, other)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
    clock += 7 * 86_400_000;
    await expect(byPassword(client, Username, other)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Temporary password has expired and must be reset by an administrator.',
    });
  });

  test('changes attributes, and the date of the change says so', async () => {
    let clock = now;
    const simulation = start(demoWorld(), () => clock);
    const client = clientOf(simulation);
    clock += 60_000;
    const attributes = [
      { Name: 'name', Value: 'Ana' },
      { Name: 'email', Value: 'ana@example.org' },
    ];
    await client.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes: attributes }));
    const changed = await clientOf(simulation, 'us-west-2').send(new AdminGetUserCommand({ UserPoolId, Username: 'ana@example.org' }));
    expect(changed.UserLastModifiedDate).toEqual(new Date(clock));
    // A new address is not verified.
    for (const attribute of [...attributes, { Name: 'email_verified', Value: 'false' }])
      expect(changed.UserAttributes).toContainEqual(attribute);
    await expect(client.send(new AdminGetUserCommand({ UserPoolId, Username }))).rejects.toMatchObject(noUser);
    const removed = [{ Name: 'name', Value: '' }];
    await client.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: 'ana@example.org', UserAttributes: removed }));
    const { UserAttributes } = await client.send(new AdminGetUserCommand({ UserPoolId, Username: 'ana@example.org' }));
    expect(UserAttributes?.map(({ Name }) => Name)).not.toContain('name');
    const sub = [{ Name: 'sub', Value: 'x' }];
    const forbidden = new AdminUpdateUserAttributesCommand({ UserPoolId, Username: 'ana@example.org', UserAttributes: sub });
    await expect(client.send(forbidden)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('disables, enables and deletes', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    const { RefreshToken } = await signIn(simulation);
    await client.send(new AdminDisableUserCommand({ UserPoolId, Username }));
    const disabled = { name: 'NotAuthorizedException', message: 'User is disabled.' };
    for (const region of ['us-east-1', 'us-west-2']) await expect(signIn(simulation, { region })).rejects.toMatchObject(disabled);
    const refresh = initiate(client, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: RefreshToken });
    await expect(refresh).rejects.toMatchObject(disabled);
    await client.send(new AdminEnableUserCommand({ UserPoolId, Username }));
    await signIn(simulation);
    await client.send(new AdminDeleteUserCommand({ UserPoolId, Username }));
    await expect(signIn(simulation, { region: 'us-west-2' })).rejects.toMatchObject(noUser);
  });

  test('resets a password, and the user sets another with the code', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    await client.send(new AdminResetUserPasswordCommand({ UserPoolId, Username }));
    await expect(signIn(simulation)).rejects.toMatchObject({ name: 'PasswordResetRequiredException' });
    const confirm = (ConfirmationCode: string) =>
      client.send(new ConfirmForgotPasswordCommand({ ClientId: web, Username, ConfirmationCode, Password: other }));
    await expect(confirm('000000')).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await confirm(simulatedCode);
    await signIn(simulation, { password: other });
    await expect(confirm(simulatedCode)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  });
});

describe('a pool without sign-in addresses', () => {
  test('keeps usernames, takes verified aliases, and custom attributes that it knows', async () => {
    const client = clientOf(start());
    const { UserPool } = await client.send(
      new CreateUserPoolCommand({
        PoolName: 'names',
        AliasAttributes: ['email'],
        UsernameConfiguration: { CaseSensitive: false },
        Schema: [
          { Name: 'tier', AttributeDataType: 'String', Mutable: false },
          { Name: 'name', Required: true },
        ],
      }),
    );
    const pool = { UserPoolId: UserPool?.Id };
    const UserAttributes = [
      { Name: 'email', Value: 'zoe@example.com' },
      { Name: 'custom:tier', Value: 'gold' },
    ];
    await client.send(new AdminCreateUserCommand({ ...pool, Username: 'Zoe', UserAttributes }));
    expect(await client.send(new AdminGetUserCommand({ ...pool, Username: 'zoe' }))).toMatchObject({ Username: 'Zoe' });
    const byEmail = () => client.send(new AdminGetUserCommand({ ...pool, Username: 'ZOE@example.com' }));
    await expect(byEmail()).rejects.toMatchObject(noUser);
    const verify = { UserAttributes: [{ Name: 'email_verified', Value: 'true' }] };
    await client.send(new AdminUpdateUserAttributesCommand({ ...pool, Username: 'Zoe', ...verify }));
    expect(await byEmail()).toMatchObject({ Username: 'Zoe' });
    const tier = { UserAttributes: [{ Name: 'custom:tier', Value: 'silver' }] };
    await expect(client.send(new AdminUpdateUserAttributesCommand({ ...pool, Username: 'Zoe', ...tier }))).rejects.toThrow(
      'cannot be updated',
    );
  });
});

describe('the list of users', () => {
  const names = async (Filter: string) => {
    const { Users = [] } = await clientOf(start(), 'us-west-2').send(
      new ListUsersCommand({ UserPoolId, Filter, AttributesToGet: ['email'] }),
    );
    return Users.map(({ Attributes = [] }) => Attributes.map(({ Value }) => Value).join()).sort();
  };

  test.each([
    ['email = "ana@example.com"', ['ana@example.com']],
    ['email ^= "a"', ['ana@example.com']],
    ['cognito:user_status = "CONFIRMED"', ['ana@example.com']],
    ['status = "Disabled"', []],
    ['"email" ^= "w"', ['waiting@example.com']],
  ])('filters by %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each(['email', 'email > "a"', 'constructor = "x"'])('refuses the filter %s', async (filter) => {
    await expect(names(filter)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  test('comes in pages, each user once', async () => {
    const found: (string | undefined)[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: clientOf(start()), pageSize: 3 }, { UserPoolId })) {
      found.push(...Users.map((user) => user.Username));
    }
    expect([found.length, new Set(found).size]).toEqual([4, 4]);
  });
});

describe('users themselves', () => {
  test('sign up, confirm with the code, and sign in', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    const signUp = (input = {}) =>
      client.send(new SignUpCommand({ ClientId: web, Username: 'x@example.com', Password: demoPassword, ...input }));
    expect(await signUp()).toMatchObject({ UserConfirmed: false, CodeDeliveryDetails: codeSent });
    await expect(signUp()).rejects.toMatchObject({ name: 'UsernameExistsException', message: 'User already exists' });
    const vouched = { Username: 'y@example.com', UserAttributes: [{ Name: 'email_verified', Value: 'true' }] };
    await expect(signUp(vouched)).rejects.toThrow('A client attempted to write unauthorized attribute');
    const confirm = (ConfirmationCode: string) =>
      client.send(new ConfirmSignUpCommand({ ClientId: web, Username: 'x@example.com', ConfirmationCode }));
    await expect(confirm('000000')).rejects.toMatchObject({ name: 'CodeMismatchException' });
    await confirm(simulatedCode);
    await expect(confirm(simulatedCode)).rejects.toThrow('User cannot be confirmed. Current status is CONFIRMED');
    await signIn(simulation, { region: 'us-west-2', username: 'x@example.com' });
    const { UserAttributes } = await client.send(new AdminGetUserCommand({ UserPoolId, Username: 'x@example.com' }));
    expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });
  });

  test('or are confirmed by an administrator, and are not where only administrators create users', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    await client.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: 'waiting@example.com' }));
    await signIn(simulation, { username: 'waiting@example.com' });
    const AdminCreateUserConfig = { AllowAdminCreateUserOnly: true };
    const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'closed', AdminCreateUserConfig }));
    const closed = { UserPoolId: UserPool?.Id, ClientName: 'web' };
    const { UserPoolClient } = await client.send(new CreateUserPoolClientCommand(closed));
    const signUp = new SignUpCommand({ ClientId: UserPoolClient?.ClientId, Username: 'x', Password: demoPassword });
    await expect(client.send(signUp)).rejects.toThrow('SignUp is not permitted for this user pool');
  });

  test('forget their password, and set another with the code', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    const { CodeDeliveryDetails } = await client.send(new ForgotPasswordCommand({ ClientId: web, Username }));
    expect(CodeDeliveryDetails).toMatchObject({ Destination: 'a***@e***' });
    expect(JSON.stringify(simulation.world())).toContain(simulatedCode);
    // The old one is good until then.
    await signIn(simulation);
    const input = { ClientId: web, Username, ConfirmationCode: simulatedCode, Password: other };
    await client.send(new ConfirmForgotPasswordCommand(input));
    await signIn(simulation, { region: 'us-west-2', password: other });
    for (const [username, message] of [
      ['new@example.com', 'User password cannot be reset in the current state.'],
      ['waiting@example.com', 'Cannot reset password for the user as there is no registered/verified email or phone_number'],
    ] as const) {
      await expect(client.send(new ForgotPasswordCommand({ ClientId: web, Username: username }))).rejects.toThrow(message);
    }
  });

  test('are not told whether there is such a user, where the app client says so', async () => {
    const client = clientOf(start());
    const nobody = { ClientId: web, Username: 'nobody@example.com' };
    await expect(client.send(new ForgotPasswordCommand(nobody))).rejects.toMatchObject(noUser);
    await client.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId: web, PreventUserExistenceErrors: 'ENABLED' }));
    const { CodeDeliveryDetails } = await client.send(new ForgotPasswordCommand(nobody));
    expect(CodeDeliveryDetails).toMatchObject({ Destination: 'n***@e***' });
    const code = { ...nobody, ConfirmationCode: simulatedCode };
    const expired = { name: 'ExpiredCodeException' };
    await expect(client.send(new ConfirmForgotPasswordCommand({ ...code, Password: other }))).rejects.toMatchObject(expired);
    await expect(client.send(new ConfirmSignUpCommand(code))).rejects.toMatchObject(expired);
  });

  test('change their password', async () => {
    const simulation = start();
    const { AccessToken } = await signIn(simulation);
    const change = (PreviousPassword: string) =>
      clientOf(simulation).send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: other }));
    await expect(change('Wrong-2026!')).rejects.toMatchObject(wrongPassword);
    await change(demoPassword);
    await signIn(simulation, { password: other });
  });
});

test('no password is in the World, whoever set it', async () => {
  const simulation = start();
  const client = clientOf(simulation);
  const passwords = ['Admin-set-1!', 'Temporary-1!', 'Signed-up-1!', 'Forgotten-1!', 'Changed-it-1!'];
  const [set, temporary, signedUp, forgotten, changed] = passwords;
  await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: set, Permanent: true }));
  const { AccessToken, RefreshToken, IdToken } = await signIn(simulation, { password: set ?? '' });
  await client.send(new AdminCreateUserCommand({ UserPoolId, Username: 'x@example.com', TemporaryPassword: temporary }));
  await client.send(new SignUpCommand({ ClientId: web, Username: 'y@example.com', Password: signedUp }));
  await client.send(new ForgotPasswordCommand({ ClientId: web, Username }));
  const confirmation = { ConfirmationCode: simulatedCode, Password: forgotten };
  await client.send(new ConfirmForgotPasswordCommand({ ClientId: web, Username, ...confirmation }));
  await client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword: forgotten, ProposedPassword: changed }));
  const saved = JSON.stringify(simulation.world());
  for (const secret of [demoPassword, ...passwords, AccessToken, RefreshToken, IdToken]) expect(saved).not.toContain(secret);
});
