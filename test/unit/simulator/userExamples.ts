// Inputs for the operations on app clients, users and sign-ins, for the test that compares every reply with the SDK's schemas. A token or a
// session of one World is good in another of the same story, so they can be made once.
import type { AwsRequest } from '../../../src/simulator/service.ts';
import { ask, demoClientId, demoPassword, demoPoolId, demoWorld } from './requests.ts';

const UserPoolId = demoPoolId('customer-login');
const ClientId = demoClientId('customer-login', 'web');
const Username = 'ana@example.com';
const pool = { UserPoolId };
const user = { UserPoolId, Username };
const client = { UserPoolId, ClientId };
const west = { region: 'us-west-2' };
const unsigned = { accessKeyId: undefined };

const withPassword = (name: string) => ({
  ClientId,
  AuthFlow: 'USER_PASSWORD_AUTH',
  AuthParameters: { USERNAME: name, PASSWORD: demoPassword },
});
const withSrp = { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: Username, SRP_A: 'abc' } };
const { AuthenticationResult } = ask(demoWorld(), 'cognito-idp', 'InitiateAuth', withPassword(Username)) as {
  AuthenticationResult: { AccessToken: string; RefreshToken: string };
};
const { Session } = ask(demoWorld(), 'cognito-idp', 'InitiateAuth', withPassword('new@example.com')) as { Session: string };
const { AccessToken, RefreshToken } = AuthenticationResult;
const newPassword = {
  ClientId,
  ChallengeName: 'NEW_PASSWORD_REQUIRED',
  Session,
  ChallengeResponses: { USERNAME: 'new@example.com', NEW_PASSWORD: 'Replicas-2027!' },
};
const refresh = { ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken } };

type Example = readonly [input: object, changes?: Partial<AwsRequest>];

export const userExamples: Readonly<Record<string, readonly Example[]>> = {
  AdminConfirmSignUp: [[{ UserPoolId, Username: 'waiting@example.com' }]],
  AdminCreateUser: [
    [{ UserPoolId, Username: 'x@example.com', TemporaryPassword: demoPassword, UserAttributes: [{ Name: 'name', Value: 'X' }] }],
    [{ ...user, MessageAction: 'RESEND' }],
  ],
  AdminDeleteUser: [[user]],
  AdminDisableUser: [[user]],
  AdminEnableUser: [[user]],
  AdminGetUser: [[user], [user, west], [{ UserPoolId: demoPoolId('admin-console'), Username: 'frida@example.com' }, west]],
  AdminInitiateAuth: [[{ ...withPassword(Username), UserPoolId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' }], [{ ...withSrp, ...pool }, west]],
  AdminResetUserPassword: [[user]],
  AdminRespondToAuthChallenge: [[{ ...newPassword, ...pool }]],
  AdminSetUserMFAPreference: [[{ ...user, EmailMfaSettings: { Enabled: true, PreferredMfa: true } }]],
  AdminSetUserPassword: [[{ ...user, Password: demoPassword, Permanent: true }], [{ ...user, Password: demoPassword }]],
  AdminUpdateUserAttributes: [[{ ...user, UserAttributes: [{ Name: 'name', Value: 'Ana' }] }]],
  AdminUserGlobalSignOut: [[user], [user, west]],
  AssociateSoftwareToken: [[{ AccessToken }, unsigned]],
  ChangePassword: [[{ AccessToken, PreviousPassword: demoPassword, ProposedPassword: 'Replicas-2027!' }, unsigned]],
  ConfirmForgotPassword: [
    [{ ClientId, Username: 'forgetful@example.com', ConfirmationCode: '123456', Password: 'Replicas-2027!' }, unsigned],
  ],
  ConfirmSignUp: [[{ ClientId, Username: 'waiting@example.com', ConfirmationCode: '123456' }, unsigned]],
  CreateUserPoolClient: [
    [{ ...pool, ClientName: 'new' }],
    [
      {
        ...pool,
        ClientName: 'new',
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
        AccessTokenValidity: 5,
        TokenValidityUnits: { AccessToken: 'minutes' },
      },
    ],
  ],
  DeleteUserPoolClient: [[client]],
  DescribeUserPoolClient: [[client], [client, west]],
  ForgotPassword: [[{ ClientId, Username }, unsigned]],
  GetTokensFromRefreshToken: [[{ ClientId, RefreshToken }, unsigned]],
  GetUser: [
    [{ AccessToken }, unsigned],
    [{ AccessToken }, { ...unsigned, ...west }],
  ],
  GlobalSignOut: [[{ AccessToken }, unsigned]],
  InitiateAuth: [[withPassword(Username), unsigned], [withPassword('new@example.com')], [withSrp, west], [refresh, west]],
  ListUserPoolClients: [[pool], [{ ...pool, MaxResults: 1 }, west]],
  ListUsers: [[pool], [{ ...pool, Limit: 1, AttributesToGet: ['email'], Filter: 'email ^= "a"' }, west]],
  RespondToAuthChallenge: [[newPassword, unsigned]],
  RevokeToken: [[{ ClientId, Token: RefreshToken }, unsigned]],
  SignUp: [[{ ClientId, Username: 'x@example.com', Password: demoPassword }, unsigned]],
  VerifySoftwareToken: [[{ AccessToken, UserCode: '123456' }, unsigned]],
  UpdateUserPoolClient: [[{ ...client, ClientName: 'other' }]],
};
