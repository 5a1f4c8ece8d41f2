import { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { describe, expect, test } from 'vitest';
import { jsonWebKeySetOf } from '../../../src/simulator/cognito/signingKeys.ts';
import type { Simulation } from '../../../src/simulator/simulation.ts';
import type { World } from '../../../src/simulator/world.ts';
import { demoClientId, demoPoolId, demoWorld, now } from './requests.ts';
import { claimsOf, clientOf, signIn, start, withSwitches } from './signIn.ts';

/** A simulation on the clock of the machine, which is the one that the verifier asks. */
const startNow = (world?: World): Simulation => start(world, () => Date.now());

/** AWS's own verifier, as an application would use it, with the keys in its cache: it fetches only from AWS hosts. */
function verifierFor(pool: string, client: string, tokenUse: 'id' | 'access') {
  const verifier = CognitoJwtVerifier.create({ userPoolId: demoPoolId(pool), clientId: demoClientId(pool, client), tokenUse });
  verifier.cacheJwks(jsonWebKeySetOf(demoWorld(), demoPoolId(pool)));
  return verifier;
}

describe('the tokens of a pool on the UPDATED issuer', () => {
  test('verify with aws-jwt-verify from both Regions, and say the same of issuer, user and audience', async () => {
    const simulation = startNow();
    const [east, west] = [await signIn(simulation), await signIn(simulation, { region: 'us-west-2' })];
    const [identity, access] = [verifierFor('customer-login', 'web', 'id'), verifierFor('customer-login', 'web', 'access')];
    const [eastId, westId] = [await identity.verify(east.IdToken), await identity.verify(west.IdToken)];
    const [eastAccess, westAccess] = [await access.verify(east.AccessToken), await access.verify(west.AccessToken)];
    const issuer = `https://issuer-cognito-idp.us-east-1.amazonaws.com/${demoPoolId('customer-login')}`;
    for (const { iss, sub } of [eastId, westId, eastAccess, westAccess]) expect([iss, sub]).toEqual([issuer, eastId.sub]);
    expect([westId['aud'], westAccess['client_id']]).toEqual([eastId['aud'], eastAccess['client_id']]);
    // "iat/exp/jti differ" (facts: section 4).
    expect(new Set([eastId, westId, eastAccess, westAccess].map(({ jti }) => jti)).size).toBe(4);
  });

  test('a token that was changed does not verify', async () => {
    const { IdToken } = await signIn(startNow());
    const [header, , signature] = IdToken.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(IdToken), 'cognito:groups': ['administrators'] })).toString('base64url');
    await expect(verifierFor('customer-login', 'web', 'id').verify(`${header}.${forged}.${signature}`)).rejects.toThrow(
      'Invalid signature',
    );
  });

  test('a token of another pool does not verify', async () => {
    const { IdToken } = await signIn(startNow(), { pool: 'storefront', username: 'ben@example.com' });
    await expect(verifierFor('customer-login', 'web', 'id').verify(IdToken)).rejects.toThrow(/issuer/i);
  });

  test('carry the claims of Cognito', async () => {
    const { IdToken, AccessToken, ExpiresIn } = await signIn(start());
    const id = claimsOf(IdToken);
    const second = now / 1000;
    const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/) as string;
    expect(ExpiresIn).toBe(3600);
    expect(id).toEqual({
      sub: uuid,
      'cognito:groups': ['members'],
      'cognito:username': id['sub'],
      email: 'ana@example.com',
      email_verified: true,
      iss: `https://issuer-cognito-idp.us-east-1.amazonaws.com/${demoPoolId('customer-login')}`,
      aud: demoClientId('customer-login', 'web'),
      token_use: 'id',
      auth_time: second,
      iat: second,
      exp: second + 3600,
      jti: uuid,
      origin_jti: uuid,
      event_id: uuid,
    });
    expect(claimsOf(AccessToken)).toEqual({
      sub: id['sub'],
      'cognito:groups': ['members'],
      username: id['sub'],
      iss: id['iss'],
      client_id: id['aud'],
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: second,
      iat: second,
      exp: second + 3600,
      jti: uuid,
      origin_jti: id['origin_jti'],
      event_id: id['event_id'],
    });
  });

  test('a user without groups has no claim for them', async () => {
    const { IdToken } = await signIn(start(), { pool: 'storefront', username: 'ben@example.com' });
    expect(claimsOf(IdToken)).not.toHaveProperty('cognito:groups');
  });
});

describe('the tokens of a pool on the ORIGINAL issuer', () => {
  const mobile = { pool: 'legacy-mobile', client: 'mobile', username: 'emil@example.com' };
  const hostOf = (region: string) => `https://cognito-idp.${region}.amazonaws.com/${demoPoolId('legacy-mobile')}`;

  test('name the primary Region from both Regions, and verify', async () => {
    const simulation = startNow(withSwitches({ originalIssuerOfReplica: 'primaryRegion' }));
    for (const region of ['eu-west-1', 'eu-central-1']) {
      const { IdToken } = await signIn(simulation, { ...mobile, region });
      expect((await verifierFor('legacy-mobile', 'mobile', 'id').verify(IdToken)).iss).toBe(hostOf('eu-west-1'));
    }
  });

  test('with the switch, those of the replica name the secondary Region and do not verify, as before July 2026', async () => {
    const simulation = startNow(withSwitches({ originalIssuerOfReplica: 'secondaryRegion' }));
    const verifier = verifierFor('legacy-mobile', 'mobile', 'id');
    const [primary, replica] = [
      await signIn(simulation, { ...mobile, region: 'eu-west-1' }),
      await signIn(simulation, { ...mobile, region: 'eu-central-1' }),
    ];
    expect((await verifier.verify(primary.IdToken)).iss).toBe(hostOf('eu-west-1'));
    expect(claimsOf(replica.IdToken)['iss']).toBe(hostOf('eu-central-1'));
    await expect(verifier.verify(replica.IdToken)).rejects.toThrow(/issuer/i);
  });
});

describe('access tokens', () => {
  test.each(['us-east-1', 'us-west-2'])('are taken in %s, wherever they were issued', async (region) => {
    const simulation = start();
    for (const issuedIn of ['us-east-1', 'us-west-2']) {
      const { AccessToken } = await signIn(simulation, { region: issuedIn });
      const { UserAttributes } = await clientOf(simulation, region).send(new GetUserCommand({ AccessToken }));
      expect(UserAttributes).toContainEqual({ Name: 'email', Value: 'ana@example.com' });
    }
  });

  test('are refused when they are over, not access tokens, or not signed by the pool', async () => {
    let clock = now;
    const simulation = start(demoWorld(), () => clock);
    const { AccessToken, IdToken } = await signIn(simulation);
    const getUser = (token: string) => clientOf(simulation).send(new GetUserCommand({ AccessToken: token }));
    for (const token of [IdToken, `${AccessToken.slice(0, -4)}AAAA`, 'nonsense', 'a.b.c']) {
      await expect(getUser(token)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'Invalid Access Token' });
    }
    clock += 3_600_000;
    await expect(getUser(AccessToken)).rejects.toMatchObject({ name: 'NotAuthorizedException', message: 'Access Token has expired' });
  });
});
