// Signing in: InitiateAuth and RespondToAuthChallenge, and the same for administrators. Flows and errors: API reference.
import { nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, type Call, type Operation, type Outcome } from '../service.ts';
import { oneOf, required, structure, text } from '../shape.ts';
import { entryOf } from '../world.ts';
import { clientHere, type ClientHere } from './addressedPool.ts';
import { allowsFlow } from './appClientSettings.ts';
import {
  finishSecureRemotePassword,
  parameter,
  signInWithPassword,
  startSecureRemotePassword,
  type Parameters,
} from './authenticationPassword.ts';
import { afterNewPassword, invalidParameter, openSession, requireMayTry, signedIn } from './authenticationSteps.ts';
import { directoryOf, without, withUser, type MfaName, type User } from './directory.ts';
import { clientId, session, textsByName, userPoolId } from './inputs.ts';
import { passwordFrom, requirePolicy } from './passwords.ts';
import { notEnabledHere } from './secondaryOperations.ts';
import { requireSecretHash } from './secretHash.ts';
import { openRefreshToken, tokensFor } from './tokens.ts';
import { changedAttributes, requireComplete } from './userAttributes.ts';
import { simulatedCode } from './users.ts';

const operation = operationsWith('InvalidParameterException');

const initiate = {
  ClientId: clientId,
  AuthFlow: required(
    oneOf(
      'USER_SRP_AUTH',
      'REFRESH_TOKEN_AUTH',
      'REFRESH_TOKEN',
      'CUSTOM_AUTH',
      'ADMIN_NO_SRP_AUTH',
      'USER_PASSWORD_AUTH',
      'ADMIN_USER_PASSWORD_AUTH',
      'USER_AUTH',
    ),
  ),
  AuthParameters: textsByName,
  ClientMetadata: textsByName,
  Session: session,
};
const respond = {
  ClientId: clientId,
  ChallengeName: required(
    oneOf(
      'SMS_MFA',
      'EMAIL_OTP',
      'SOFTWARE_TOKEN_MFA',
      'SELECT_MFA_TYPE',
      'MFA_SETUP',
      'PASSWORD_VERIFIER',
      'CUSTOM_CHALLENGE',
      'SELECT_CHALLENGE',
      'DEVICE_SRP_AUTH',
      'DEVICE_PASSWORD_VERIFIER',
      'ADMIN_NO_SRP_AUTH',
      'NEW_PASSWORD_REQUIRED',
      'SMS_OTP',
      'PASSWORD',
      'WEB_AUTHN',
      'PASSWORD_SRP',
    ),
  ),
  ChallengeResponses: textsByName,
  ClientMetadata: textsByName,
  Session: session,
};

/** The flows that only the other of the two operations takes. */
const forUsersOnly = new Set(['USER_PASSWORD_AUTH']);
const forAdministratorsOnly = new Set(['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH']);

function start(flow: string, parameters: Parameters, here: ClientHere, call: Call, admin: boolean): Outcome {
  // Quoted in getmoto/moto #4836.
  if ((admin ? forUsersOnly : forAdministratorsOnly).has(flow)) throw invalidParameter('Initiate Auth method not supported.');
  const { settings } = here.client;
  switch (flow) {
    case 'USER_PASSWORD_AUTH':
      if (!allowsFlow(settings, 'ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH')) {
        throw invalidParameter('USER_PASSWORD_AUTH flow not enabled for this client');
      }
      requireHash(parameters, here);
      return signInWithPassword(parameters, here, call);
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      if (!allowsFlow(settings, 'ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH')) {
        throw invalidParameter('Auth flow not enabled for this client');
      }
      requireHash(parameters, here);
      return signInWithPassword(parameters, here, call);
    case 'USER_SRP_AUTH':
      if (!allowsFlow(settings, 'ALLOW_USER_SRP_AUTH')) throw invalidParameter('USER_SRP_AUTH is not enabled for the client.');
      requireHash(parameters, here);
      return startSecureRemotePassword(parameters, here, call);
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      if (!allowsFlow(settings, 'ALLOW_REFRESH_TOKEN_AUTH')) throw invalidParameter('Auth flow not enabled for this client');
      return refresh(parameters, here, call);
    default:
      throw invalidParameter(`The simulator does not know the flow ${flow}.`);
  }
}

function requireHash(parameters: Parameters, { client }: ClientHere): void {
  requireSecretHash(client, entryOf(parameters, 'SECRET_HASH'), [parameter(parameters, 'USERNAME')]);
}

/** The hash is of the username or the `sub`, never of an address (aws-sdk-net-extensions-cognito #122). */
function refresh(parameters: Parameters, here: ClientHere, call: Call): Outcome {
  const { user, signIn } = openRefreshToken(parameter(parameters, 'REFRESH_TOKEN'), here, call);
  const { client } = here;
  const mismatch = `SecretHash does not match for the client: ${client.id}`;
  requireSecretHash(client, entryOf(parameters, 'SECRET_HASH'), [user.username, user.sub], mismatch);
  const { world, result } = tokensFor(user, here, call, signIn);
  return { world, output: { ChallengeParameters: {}, AuthenticationResult: result } };
}

/** The member of ChallengeResponses that answers a second factor. */
const codeOf: Readonly<Record<MfaName, string>> = {
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE',
  SMS_MFA: 'SMS_MFA_CODE',
  EMAIL_OTP: 'EMAIL_OTP_CODE',
};

function proceed(name: string, responses: Parameters, sessionText: string | undefined, here: ClientHere, call: Call): Outcome {
  requireSecretHash(here.client, entryOf(responses, 'SECRET_HASH'), [parameter(responses, 'USERNAME')]);
  switch (name) {
    case 'PASSWORD_VERIFIER':
      return finishSecureRemotePassword(responses, here, call);
    case 'NEW_PASSWORD_REQUIRED':
      return setNewPassword(responses, challenged(name, sessionText, here, call), here, call);
    case 'SOFTWARE_TOKEN_MFA':
    case 'SMS_MFA':
    case 'EMAIL_OTP': {
      const user = challenged(name, sessionText, here, call);
      // Nothing is sent and no authenticator is asked: every factor's code is the simulator's own.
      if (parameter(responses, codeOf[name]) === simulatedCode) return signedIn(user, here, call);
      throw new Refusal('CodeMismatchException', 'Invalid code received for user');
    }
    default:
      throw invalidParameter(`The simulator does not know the challenge ${name}.`);
  }
}

/** The user of a session, who may have been disabled or deleted since. */
function challenged(name: string, sessionText: string | undefined, here: ClientHere, call: Call): User {
  const { username } = openSession(sessionText, name, here, call);
  const user = entryOf(directoryOf(call, here.pool.id).users, username);
  if (!user) throw new Refusal('UserNotFoundException', 'User does not exist.');
  requireMayTry(user);
  return user;
}

const attributePrefix = 'userAttributes.';

function setNewPassword(responses: Parameters, before: User, here: ClientHere, call: Call): Outcome {
  // "No operations that create or change attributes of a user" on a secondary (facts: section 1, "Consequence for auth").
  if (here.pool.replica) throw notEnabledHere();
  const password = parameter(responses, 'NEW_PASSWORD');
  requirePolicy(password, here.pool);
  const given = Object.entries(responses)
    .filter(([name]) => name.startsWith(attributePrefix))
    .map(([name, Value]) => ({ Name: name.slice(attributePrefix.length), Value }));
  const attributes = given.length > 0 ? changedAttributes(here.pool, given, before.attributes) : before.attributes;
  const { world, source } = nextSource(call.world);
  const user: User = {
    ...without(before, 'temporaryUntil'),
    attributes,
    status: 'CONFIRMED',
    password: passwordFrom(source, here.pool.id, before.username, password),
    modifiedAt: call.now,
  };
  requireComplete(here.pool, user.attributes);
  return afterNewPassword(user, here, { ...call, world: withUser({ ...call, world }, here.pool.id, user) });
}

const initiateAuth = operation(structure(initiate), ({ ClientId, AuthFlow, AuthParameters = {} }, call) =>
  start(AuthFlow, AuthParameters, clientHere(ClientId, call), call, false),
);
const respondToAuthChallenge = operation(structure(respond), ({ ClientId, ChallengeName, ChallengeResponses = {}, Session }, call) =>
  proceed(ChallengeName, ChallengeResponses, Session, clientHere(ClientId, call), call),
);
const adminInitiateAuth = operation(
  structure({ UserPoolId: userPoolId, ...initiate }),
  ({ UserPoolId, ClientId, AuthFlow, AuthParameters = {} }, call) =>
    start(AuthFlow, AuthParameters, clientHere(ClientId, call, UserPoolId), call, true),
);
const adminRespondToAuthChallenge = operation(
  structure({ UserPoolId: userPoolId, ...respond }),
  ({ UserPoolId, ClientId, ChallengeName, ChallengeResponses = {}, Session }, call) =>
    proceed(ChallengeName, ChallengeResponses, Session, clientHere(ClientId, call, UserPoolId), call),
);

/** The refresh that takes the client's secret instead of its hash. */
const getTokensFromRefreshToken = operation(
  structure({
    RefreshToken: required(text({ pattern: '[A-Za-z0-9\\-_=.]+' })),
    ClientId: clientId,
    ClientSecret: text({ min: 1, max: 64 }),
  }),
  ({ RefreshToken, ClientId, ClientSecret }, call) => {
    const here = clientHere(ClientId, call);
    if (here.client.secret !== ClientSecret) throw new Refusal('NotAuthorizedException', 'Invalid client credentials.');
    const { user, signIn } = openRefreshToken(RefreshToken, here, call);
    const { world, result } = tokensFor(user, here, call, signIn);
    return { world, output: { AuthenticationResult: result } };
  },
);

/** Signed by an administrator. */
export const administratorSignIn: Readonly<Record<string, Operation>> = {
  AdminInitiateAuth: adminInitiateAuth,
  AdminRespondToAuthChallenge: adminRespondToAuthChallenge,
};

/** Called by a user's app. */
export const userSignIn: Readonly<Record<string, Operation>> = {
  GetTokensFromRefreshToken: getTokensFromRefreshToken,
  InitiateAuth: initiateAuth,
  RespondToAuthChallenge: respondToAuthChallenge,
};
