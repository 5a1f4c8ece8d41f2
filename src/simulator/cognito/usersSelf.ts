// What users do with their own account, through an app client or with their access token. None of it is signed.
import { nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, type Call, type Operation } from '../service.ts';
import { flag, required, structure, text } from '../shape.ts';
import { clientHere, type ClientHere } from './addressedPool.ts';
import { directoryOf, without, withUser, type User } from './directory.ts';
import { accessToken, clientId, confirmationCode, password, secretHash, session, textsByName, userAttributes, username } from './inputs.ts';
import { isPassword, passwordFrom, requirePolicy } from './passwords.ts';
import { revoke, signOutEverywhere } from './revocation.ts';
import { requireSecretHash } from './secretHash.ts';
import { holderOf, isSignedToken, originOf } from './tokens.ts';
import { listAttributes, requireComplete } from './userAttributes.ts';
import { codeDelivery, describeMfa, findUser, newUser, requireCode, requireRecoverable, sentCode, verifiedAddresses } from './users.ts';
import { requireUnconfirmed } from './usersAdmin.ts';

const operation = operationsWith('InvalidParameterException');
const asUser = { ClientId: clientId, SecretHash: secretHash, Username: username, ClientMetadata: textsByName };

/**
 * The user of an operation that needs a code; undefined where the app client hides that there is none.
 * @throws Refusal UserNotFoundException
 */
function recipient(name: string, { client, pool }: ClientHere, call: Call): User | undefined {
  const user = findUser(directoryOf(call, pool.id), pool, name);
  if (!user && client.settings.PreventUserExistenceErrors !== 'ENABLED') throw new Refusal('UserNotFoundException', 'User does not exist.');
  return user;
}

const noSuchCode = (): Refusal => new Refusal('ExpiredCodeException', 'Invalid code provided, please request a code again.');

/** The code goes to the first address that the pool verifies by itself; without one, an administrator has to confirm the user. */
const signUp = operation(
  structure({ ...asUser, Password: required(password), UserAttributes: userAttributes, ValidationData: userAttributes }),
  ({ ClientId, SecretHash, Username, Password, UserAttributes = [] }, call) => {
    const { client, pool } = clientHere(ClientId, call);
    requireSecretHash(client, SecretHash, [Username]);
    if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
      throw new Refusal('NotAuthorizedException', 'SignUp is not permitted for this user pool');
    }
    requirePolicy(Password, pool);
    // Nobody vouches for their own address.
    if (UserAttributes.some(({ Name }) => Name.endsWith('_verified'))) {
      throw new Refusal('NotAuthorizedException', 'A client attempted to write unauthorized attribute');
    }
    const { world, source } = nextSource(call.world);
    const person = newUser(Username, UserAttributes, pool, { call, source, exists: 'User already exists' });
    requireComplete(pool, person.attributes);
    const delivery = codeDelivery(person, pool.settings.AutoVerifiedAttributes ?? []);
    const user: User = {
      ...person,
      status: 'UNCONFIRMED',
      password: passwordFrom(source, pool.id, person.username, Password),
      ...(delivery && { sentCode: sentCode('confirmSignUp', call.now) }),
    };
    return {
      world: withUser({ ...call, world }, pool.id, user),
      output: { UserConfirmed: false, UserSub: user.sub, ...(delivery && { CodeDeliveryDetails: delivery }) },
    };
  },
);

/** The code that came back proves the address it went to. */
const confirmSignUp = operation(
  structure({ ...asUser, ConfirmationCode: confirmationCode, ForceAliasCreation: flag, Session: session }),
  ({ ClientId, SecretHash, Username, ConfirmationCode }, call) => {
    const { client, pool } = clientHere(ClientId, call);
    requireSecretHash(client, SecretHash, [Username]);
    const user = recipient(Username, { client, pool }, call);
    if (!user) throw noSuchCode();
    requireUnconfirmed(user);
    requireCode(user, 'confirmSignUp', ConfirmationCode, call.now);
    const proven = codeDelivery(user, pool.settings.AutoVerifiedAttributes ?? [])?.AttributeName;
    const attributes = { ...user.attributes, ...(proven && { [`${proven}_verified`]: 'true' }) };
    const confirmed: User = { ...without(user, 'sentCode'), attributes, status: 'CONFIRMED', modifiedAt: call.now };
    return { world: withUser(call, pool.id, confirmed), output: {} };
  },
);

const forgotPassword = operation(structure(asUser), ({ ClientId, SecretHash, Username }, call) => {
  const { client, pool } = clientHere(ClientId, call);
  requireSecretHash(client, SecretHash, [Username]);
  const user = recipient(Username, { client, pool }, call);
  // "A response indicating a code was sent to a simulated destination" (SDK, PreventUserExistenceErrors).
  if (!user) return { output: { CodeDeliveryDetails: codeDelivery({ attributes: { email: Username } }) } };
  if (!user.enabled) throw new Refusal('NotAuthorizedException', 'User is disabled.');
  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    throw new Refusal('NotAuthorizedException', 'User password cannot be reset in the current state.');
  }
  requireRecoverable(user);
  const waiting: User = { ...user, sentCode: sentCode('resetPassword', call.now) };
  return {
    world: withUser(call, pool.id, waiting),
    output: { CodeDeliveryDetails: codeDelivery(user, verifiedAddresses(user)) },
  };
});

const confirmForgotPassword = operation(
  structure({ ...asUser, ConfirmationCode: confirmationCode, Password: required(password) }),
  ({ ClientId, SecretHash, Username, ConfirmationCode, Password }, call) => {
    const { client, pool } = clientHere(ClientId, call);
    requireSecretHash(client, SecretHash, [Username]);
    const user = recipient(Username, { client, pool }, call);
    if (!user) throw noSuchCode();
    requireCode(user, 'resetPassword', ConfirmationCode, call.now);
    requirePolicy(Password, pool);
    const { world, source } = nextSource(call.world);
    const secret = passwordFrom(source, pool.id, user.username, Password);
    const changed: User = { ...without(user, 'sentCode'), password: secret, status: 'CONFIRMED', modifiedAt: call.now };
    return { world: withUser({ ...call, world }, pool.id, changed), output: {} };
  },
);

const changePassword = operation(
  structure({ PreviousPassword: password, ProposedPassword: required(password), AccessToken: accessToken }),
  ({ PreviousPassword = '', ProposedPassword, AccessToken }, call) => {
    const { user, pool } = holderOf(AccessToken, call);
    if (!isPassword(user, pool.id, PreviousPassword)) {
      throw new Refusal('NotAuthorizedException', 'Incorrect username or password.');
    }
    requirePolicy(ProposedPassword, pool);
    const { world, source } = nextSource(call.world);
    const changed: User = { ...user, password: passwordFrom(source, pool.id, user.username, ProposedPassword), modifiedAt: call.now };
    return { world: withUser({ ...call, world }, pool.id, changed), output: {} };
  },
);

const getUser = operation(structure({ AccessToken: accessToken }), ({ AccessToken }, call) => {
  const { user } = holderOf(AccessToken, call);
  return { output: { Username: user.username, UserAttributes: listAttributes(user), ...describeMfa(user) } };
});

const globalSignOut = operation(structure({ AccessToken: accessToken }), ({ AccessToken }, call) => {
  const { user, pool } = holderOf(AccessToken, call);
  return { world: signOutEverywhere(user, pool, call), output: {} };
});

/** Ends a refresh token and the tokens that came from it. A token that is over or of another client is no error (API reference). */
const revokeToken = operation(
  structure({ Token: required(text({ pattern: '[A-Za-z0-9\\-_=.]+' })), ClientId: clientId, ClientSecret: text({ min: 1, max: 64 }) }),
  ({ Token, ClientId, ClientSecret }, call) => {
    const here = clientHere(ClientId, call);
    if (here.client.secret !== ClientSecret) throw new Refusal('UnauthorizedException', 'Invalid client credentials.');
    if (here.client.settings.EnableTokenRevocation === false) {
      throw new Refusal('UnsupportedOperationException', 'Token revocation is not enabled for this client.');
    }
    if (isSignedToken(Token)) throw new Refusal('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
    const origin = originOf(Token, here, call.world);
    return { ...(origin !== undefined && { world: revoke(origin, here.pool, call) }), output: {} };
  },
);

export const ownAccountOperations: Readonly<Record<string, Operation>> = {
  ChangePassword: changePassword,
  ConfirmForgotPassword: confirmForgotPassword,
  ConfirmSignUp: confirmSignUp,
  ForgotPassword: forgotPassword,
  GetUser: getUser,
  GlobalSignOut: globalSignOut,
  RevokeToken: revokeToken,
  SignUp: signUp,
};
