// Proving a password without sending it, and proving to be an app, through the real SDK clients.
import {
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { createDiffieHellmanGroup } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { groupModulus } from '../../../src/simulator/cognito/srp.ts';
import { srpClient, srpTimestamp } from '../../../src/aws/signIn/secureRemotePassword.ts';
import { demoClientId, demoPassword, demoPoolId, demoWorld, now } from './requests.ts';
import { claimsOf, clientOf, initiate, respond, secretHash, start, wrongPassword } from './signIn.ts';

const UserPoolId = demoPoolId('customer-login');
const backend = demoClientId('customer-login', 'backend');
const ana = 'ana@example.com';
const secretOf = async (client: CognitoIdentityProviderClient): Promise<string> => {
  const { UserPoolClient } = await client.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: backend }));
  return UserPoolClient?.ClientSecret ?? '';
};

describe('with SRP', () => {
  const begin = async (client: CognitoIdentityProviderClient, username = ana) => {
    const srp = srpClient(UserPoolId);
    const { ChallengeName, ChallengeParameters = {} } = await initiate(client, 'USER_SRP_AUTH', {
      USERNAME: username,
      SRP_A: srp.publicValue,
    });
    expect(ChallengeName).toBe('PASSWORD_VERIFIER');
    return { ChallengeParameters, srp };
  };

  test('the group is the 3072-bit one', () => {
    expect(groupModulus.toString(16)).toBe(createDiffieHellmanGroup('modp15').getPrime('hex'));
  });

  test.each(['us-east-1', 'us-west-2'])('proves the password in %s without sending it', async (region) => {
    const client = clientOf(start(), region);
    // The numbers are random here: paddings and signs must hold for all of them.
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const { ChallengeParameters, srp } = await begin(client);
      const { AuthenticationResult } = await respond(client, 'PASSWORD_VERIFIER', srp.answer(ChallengeParameters, demoPassword, now));
      expect(claimsOf(AuthenticationResult?.IdToken ?? '')['email']).toBe(ana);
    }
  });

  test('a wrong password is found out', async () => {
    const client = clientOf(start());
    const { ChallengeParameters, srp } = await begin(client);
    await expect(respond(client, 'PASSWORD_VERIFIER', srp.answer(ChallengeParameters, 'Wrong-2026!', now))).rejects.toMatchObject(
      wrongPassword,
    );
  });

  test('the time, the block and the proof belong together', async () => {
    const client = clientOf(start());
    const { ChallengeParameters, srp } = await begin(client);
    const good = srp.answer(ChallengeParameters, demoPassword, now);
    const later = { ...good, TIMESTAMP: srpTimestamp(now + 60_000) };
    await expect(respond(client, 'PASSWORD_VERIFIER', later)).rejects.toMatchObject(wrongPassword);
    const changed = { ...good, PASSWORD_CLAIM_SECRET_BLOCK: Buffer.from('nothing').toString('base64') };
    await expect(respond(client, 'PASSWORD_VERIFIER', changed)).rejects.toMatchObject(wrongPassword);
    await expect(respond(client, 'PASSWORD_VERIFIER', { ...good, TIMESTAMP: new Date(now).toISOString() })).rejects.toThrow(
      'TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english',
    );
  });

  test('a challenge of one Region is not answered in the other, and not for ever', async () => {
    let clock = now;
    const simulation = start(demoWorld(), () => clock);
    const { ChallengeParameters, srp } = await begin(clientOf(simulation));
    const answer = srp.answer(ChallengeParameters, demoPassword, now);
    await expect(respond(clientOf(simulation, 'us-west-2'), 'PASSWORD_VERIFIER', answer)).rejects.toMatchObject(wrongPassword);
    clock += 3 * 60_000;
    await expect(respond(clientOf(simulation), 'PASSWORD_VERIFIER', answer)).rejects.toThrow('session is expired');
  });

  test.each(['0', groupModulus.toString(16), 'xyz'])('A must be a number that proves something: %s', async (SRP_A) => {
    await expect(initiate(clientOf(start()), 'USER_SRP_AUTH', { USERNAME: ana, SRP_A })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('an app client with a secret', () => {
  test('asks for its hash in every step', async () => {
    const client = clientOf(start());
    const secret = await secretOf(client);
    const parameters = { USERNAME: ana, PASSWORD: demoPassword };
    const hash = secretHash(secret, ana, backend);
    await expect(initiate(client, 'USER_PASSWORD_AUTH', parameters, backend)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Client ${backend} is configured with secret but SECRET_HASH was not received`,
    });
    const wrongHash = { ...parameters, SECRET_HASH: secretHash(secret, 'other', backend) };
    await expect(initiate(client, 'USER_PASSWORD_AUTH', wrongHash, backend)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `Unable to verify secret hash for client ${backend}`,
    });
    const { AuthenticationResult } = await initiate(client, 'USER_PASSWORD_AUTH', { ...parameters, SECRET_HASH: hash }, backend);
    expect(AuthenticationResult?.RefreshToken).toBeDefined();
    await expect(initiate(client, 'USER_PASSWORD_AUTH', { ...parameters, SECRET_HASH: hash })).rejects.toThrow('secret hash');

    const srp = srpClient(UserPoolId);
    const first = { USERNAME: ana, SRP_A: srp.publicValue, SECRET_HASH: hash };
    const { ChallengeParameters = {} } = await initiate(client, 'USER_SRP_AUTH', first, backend);
    const answer = srp.answer(ChallengeParameters, demoPassword, now);
    await expect(respond(client, 'PASSWORD_VERIFIER', answer, undefined, backend)).rejects.toThrow('SECRET_HASH was not received');
    const SECRET_HASH = secretHash(secret, answer['USERNAME'] ?? '', backend);
    const result = await respond(client, 'PASSWORD_VERIFIER', { ...answer, SECRET_HASH }, undefined, backend);
    expect(result.AuthenticationResult?.AccessToken).toBeDefined();
  });

  test('takes the hash of the username to refresh, not of the address', async () => {
    const client = clientOf(start());
    const secret = await secretOf(client);
    const SECRET_HASH = secretHash(secret, ana, backend);
    const { AuthenticationResult } = await initiate(
      client,
      'USER_PASSWORD_AUTH',
      { USERNAME: ana, PASSWORD: demoPassword, SECRET_HASH },
      backend,
    );
    const REFRESH_TOKEN = AuthenticationResult?.RefreshToken ?? '';
    const username = String(claimsOf(AuthenticationResult?.IdToken ?? '')['cognito:username']);
    await expect(initiate(client, 'REFRESH_TOKEN_AUTH', { REFRESH_TOKEN, SECRET_HASH }, backend)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: `SecretHash does not match for the client: ${backend}`,
    });
    const good = { REFRESH_TOKEN, SECRET_HASH: secretHash(secret, username, backend) };
    const refreshed = await initiate(client, 'REFRESH_TOKEN_AUTH', good, backend);
    expect(refreshed.AuthenticationResult?.IdToken).toBeDefined();
    const bySecret = new GetTokensFromRefreshTokenCommand({ ClientId: backend, ClientSecret: secret, RefreshToken: REFRESH_TOKEN });
    expect((await client.send(bySecret)).AuthenticationResult?.IdToken).toBeDefined();
    const withoutSecret = new GetTokensFromRefreshTokenCommand({ ClientId: backend, RefreshToken: REFRESH_TOKEN });
    await expect(client.send(withoutSecret)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('has the same id and secret in both Regions', async () => {
    const simulation = start();
    const secret = await secretOf(clientOf(simulation, 'us-west-2'));
    expect(secret).toMatch(/^[a-z0-9]{51}$/);
    expect(await secretOf(clientOf(simulation))).toBe(secret);
  });
});
