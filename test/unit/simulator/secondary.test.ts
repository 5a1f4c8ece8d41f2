// What a secondary Region takes of users, app clients and sign-ins (facts: cognito-replication.md, section 1), and sign-outs between two Regions.
import {
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import type { Simulation } from '../../../src/simulator/simulation.ts';
import { demoClientId, demoPassword, demoPoolId, demoWorld, replyOf, requestFor } from './requests.ts';
import { claimsOf, clientOf, notEnabled, signIn, start, web, withSwitches } from './signIn.ts';
import { userExamples } from './userExamples.ts';

const onBoth = ['AdminGetUser', 'DescribeUserPoolClient', 'ListUserPoolClients', 'ListUsers'];
const onActive = [
  'AdminInitiateAuth',
  'AdminRespondToAuthChallenge',
  'AdminUserGlobalSignOut',
  'GetTokensFromRefreshToken',
  'GetUser',
  'GlobalSignOut',
  'InitiateAuth',
  'RespondToAuthChallenge',
  'RevokeToken',
];
const west = { region: 'us-west-2' };

/** The demo with the replica of customer-login in another status. */
function worldWith(status: 'ACTIVE' | 'INACTIVE') {
  const text = JSON.stringify(demoWorld());
  return JSON.parse(status === 'ACTIVE' ? text : text.replaceAll('"status":"ACTIVE"', '"status":"INACTIVE"')) as ReturnType<
    typeof demoWorld
  >;
}

describe.each(['ACTIVE', 'INACTIVE'] as const)('a secondary that is %s', (status) => {
  const taken = status === 'ACTIVE' ? [...onBoth, ...onActive] : onBoth;

  test.each(Object.keys(userExamples).map((operation) => [operation, taken.includes(operation) ? 'takes' : 'refuses']))(
    '%s: %s',
    (operation, verdict) => {
      const [input, changes] = userExamples[operation]?.[0] ?? [{}];
      const request = requestFor('cognito-idp', operation, input, { ...changes, ...west });
      const { body } = replyOf(worldWith(status), request);
      if (verdict === 'refuses') {
        expect(JSON.parse(body)).toEqual({ __type: notEnabled.name, message: notEnabled.message });
        expect(replyOf(worldWith(status), { ...request, region: 'us-east-1' }).status).toBe(200);
      } else if (operation.endsWith('RespondToAuthChallenge')) {
        // It takes the call, but not the session of another Region.
        expect(JSON.parse(body)).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid session for the user.' });
      } else expect(replyOf(worldWith(status), request).status, body).toBe(200);
    },
  );
});

describe('signing out', () => {
  const getUser = (simulation: Simulation, region: string, AccessToken: string) =>
    clientOf(simulation, region).send(new GetUserCommand({ AccessToken }));
  const refresh = (simulation: Simulation, region: string, REFRESH_TOKEN: string) =>
    clientOf(simulation, region).send(
      new InitiateAuthCommand({ ClientId: web, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } }),
    );
  const revoked = (kind: 'Access' | 'Refresh') => ({ name: 'NotAuthorizedException', message: `${kind} Token has been revoked` });

  test('on the primary ends the tokens in both Regions, and no later ones', async () => {
    const simulation = start();
    const before = await signIn(simulation, { region: 'us-west-2' });
    await clientOf(simulation).send(new GlobalSignOutCommand({ AccessToken: before.AccessToken }));
    const after = await signIn(simulation);
    for (const region of ['us-east-1', 'us-west-2']) {
      await expect(getUser(simulation, region, before.AccessToken)).rejects.toMatchObject(revoked('Access'));
      await expect(refresh(simulation, region, before.RefreshToken)).rejects.toMatchObject(revoked('Refresh'));
      await getUser(simulation, region, after.AccessToken);
      await refresh(simulation, region, after.RefreshToken);
    }
  });

  test('ends refreshed tokens with the sign-in that they come from', async () => {
    const simulation = start();
    const { RefreshToken } = await signIn(simulation);
    const { AuthenticationResult } = await refresh(simulation, 'us-east-1', RefreshToken);
    const AccessToken = AuthenticationResult?.AccessToken ?? '';
    await clientOf(simulation).send(new RevokeTokenCommand({ ClientId: web, Token: RefreshToken }));
    await expect(getUser(simulation, 'us-west-2', AccessToken)).rejects.toMatchObject(revoked('Access'));
    await expect(refresh(simulation, 'us-west-2', RefreshToken)).rejects.toMatchObject(revoked('Refresh'));
  });

  test.each([true, false])('on the secondary reaches the primary: %s', async (signOutReachesPrimary) => {
    const simulation = start(withSwitches({ signOutReachesPrimary }));
    const { AccessToken } = await signIn(simulation);
    const input = { UserPoolId: demoPoolId('customer-login'), Username: 'ana@example.com' };
    await clientOf(simulation, 'us-west-2').send(new AdminUserGlobalSignOutCommand(input));
    await expect(getUser(simulation, 'us-west-2', AccessToken)).rejects.toMatchObject(revoked('Access'));
    const onPrimary = getUser(simulation, 'us-east-1', AccessToken);
    if (signOutReachesPrimary) await expect(onPrimary).rejects.toMatchObject(revoked('Access'));
    else expect((await onPrimary).Username).toBeDefined();
  });

  test.each([
    ['an access token', { Token: 'AccessToken' as const }, 'UnsupportedTokenTypeException'],
    ['a secret that the client does not have', { Token: 'RefreshToken' as const, ClientSecret: 'x' }, 'UnauthorizedException'],
  ])('does not take %s', async (_what, { Token, ...rest }, name) => {
    const simulation = start();
    const tokens = await signIn(simulation);
    const revoke = new RevokeTokenCommand({ ClientId: web, Token: tokens[Token], ...rest });
    await expect(clientOf(simulation).send(revoke)).rejects.toMatchObject({ name });
  });

  test('is not possible for an app client without token revocation, whose tokens say so', async () => {
    const simulation = start();
    const client = clientOf(simulation);
    const settings = { EnableTokenRevocation: false, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH' as const] };
    await client.send(new UpdateUserPoolClientCommand({ UserPoolId: demoPoolId('customer-login'), ClientId: web, ...settings }));
    const { RefreshToken, AccessToken } = await signIn(simulation);
    expect(claimsOf(AccessToken)).not.toHaveProperty('origin_jti');
    const revoke = new RevokeTokenCommand({ ClientId: web, Token: RefreshToken });
    await expect(client.send(revoke)).rejects.toMatchObject({ name: 'UnsupportedOperationException' });
  });
});

test('a user signs in whoever signs the request; an administrator has to be of the account', () => {
  const world = demoWorld();
  const AuthParameters = { USERNAME: 'ben@example.com', PASSWORD: demoPassword };
  const stranger = requestFor(
    'cognito-idp',
    'InitiateAuth',
    { ClientId: demoClientId('storefront', 'web'), AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters },
    { accessKeyId: 'AKIASTRANGER00000000' },
  );
  expect(replyOf(world, stranger).status).toBe(200);
  const admin = requestFor(
    'cognito-idp',
    'AdminGetUser',
    { UserPoolId: demoPoolId('storefront'), Username: 'ben@example.com' },
    { accessKeyId: 'AKIASTRANGER00000000' },
  );
  expect(replyOf(world, admin).status).toBe(400);
});
