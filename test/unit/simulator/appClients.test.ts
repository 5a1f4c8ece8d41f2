// App clients through the real SDK client.
import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  DeleteUserPoolClientCommand,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  paginateListUserPoolClients,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import type { Simulation } from '../../../src/simulator/simulation.ts';
import { demoPassword, demoPoolId, now } from './requests.ts';
import { claimsOf, clientOf, start, web } from './signIn.ts';

const UserPoolId = demoPoolId('customer-login');

async function create(simulation: Simulation, input: Partial<CreateUserPoolClientCommandInput> = {}) {
  const command = new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'new', ...input });
  const { UserPoolClient } = await clientOf(simulation).send(command);
  if (!UserPoolClient?.ClientId) throw new Error('There is no client.');
  return { ...UserPoolClient, ClientId: UserPoolClient.ClientId };
}

describe('a new app client', () => {
  test('has the defaults of the service, and is the same on the replica', async () => {
    const simulation = start();
    const created = await create(simulation);
    expect(created).toEqual({
      UserPoolId,
      ClientName: 'new',
      ClientId: expect.stringMatching(/^[a-z0-9]{26}$/) as string,
      CreationDate: new Date(now),
      LastModifiedDate: new Date(now),
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
    const describeIn = (region: string) =>
      clientOf(simulation, region).send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: created.ClientId }));
    for (const region of ['us-east-1', 'us-west-2']) expect((await describeIn(region)).UserPoolClient).toEqual(created);
  });

  test.each([
    [{ GenerateSecret: true }, /^[a-z0-9]{51}$/],
    [{ ClientSecret: 'a-secret_of_my_own_0123456789'.replaceAll('-', '_') }, /^a_secret_of_my_own_0123456789$/],
  ])('has a secret where it is asked for: %o', async (input, secret) => {
    expect((await create(start(), input)).ClientSecret).toMatch(secret);
  });

  test('decides how long its tokens are valid', async () => {
    const simulation = start();
    const { ClientId } = await create(simulation, {
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'],
      AccessTokenValidity: 10,
      IdTokenValidity: 2,
      TokenValidityUnits: { AccessToken: 'minutes' },
    });
    const AuthParameters = { USERNAME: 'ana@example.com', PASSWORD: demoPassword };
    const command = new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
    const { AuthenticationResult } = await clientOf(simulation, 'us-west-2').send(command);
    const validity = (token = '') => Number(claimsOf(token)['exp']) - now / 1000;
    expect(AuthenticationResult?.ExpiresIn).toBe(600);
    expect([validity(AuthenticationResult?.AccessToken), validity(AuthenticationResult?.IdToken)]).toEqual([600, 7200]);
  });

  test.each([
    [{ AccessTokenValidity: 25 }, 'Invalid range for token validity.'],
    [{ IdTokenValidity: 4, TokenValidityUnits: { IdToken: 'minutes' as const } }, 'Invalid range for token validity.'],
    [{ RefreshTokenValidity: 3651 }, 'Invalid range for token validity.'],
    [{ GenerateSecret: true, ClientSecret: 'x'.repeat(30) }, 'GenerateSecret'],
    [{ ExplicitAuthFlows: ['USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'] as const }, 'ALLOW_'],
    [{ ExplicitAuthFlows: ['ALLOW_MAGIC'] as never }, 'enum value set'],
  ])('is refused with %o', async (input, message) => {
    const attempt = create(start(), input as Partial<CreateUserPoolClientCommandInput>);
    await expect(attempt).rejects.toMatchObject({ name: 'InvalidParameterException', message: expect.stringContaining(message) as string });
  });
});

test('changing an app client resets what is left out, as with pools', async () => {
  const simulation = start();
  const { ClientId, ClientSecret } = await create(simulation, {
    GenerateSecret: true,
    AccessTokenValidity: 2,
    CallbackURLs: ['https://a.example'],
  });
  const { UserPoolClient } = await clientOf(simulation).send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, IdTokenValidity: 2 }));
  expect(UserPoolClient).toMatchObject({ ClientName: 'new', ClientSecret, IdTokenValidity: 2 });
  expect(UserPoolClient).not.toHaveProperty('AccessTokenValidity');
  expect(UserPoolClient).not.toHaveProperty('CallbackURLs');
});

test('a deleted app client is gone from both Regions', async () => {
  const simulation = start();
  await clientOf(simulation).send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: web }));
  for (const region of ['us-east-1', 'us-west-2']) {
    const lookUp = clientOf(simulation, region).send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: web }));
    await expect(lookUp).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: `User pool client ${web} does not exist.` });
  }
});

test('the app clients of a pool come in pages, each once', async () => {
  const simulation = start();
  for (const ClientName of ['a', 'b', 'c']) await create(simulation, { ClientName });
  const names: (string | undefined)[] = [];
  const configuration = { client: clientOf(simulation, 'us-west-2'), pageSize: 2 };
  for await (const { UserPoolClients = [] } of paginateListUserPoolClients(configuration, { UserPoolId })) {
    names.push(...UserPoolClients.map(({ ClientName }) => ClientName));
  }
  expect(names.sort()).toEqual(['a', 'b', 'backend', 'c', 'web']);
});
