// What administrators do with users. Errors: API reference; the sentences are those that public reports quote.
import { nextSource } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { operationsWith, type Call, type Operation } from '../service.ts';
import { flag, list, oneOf, required, structure } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { withDirectory, without, withUser, type User } from './directory.ts';
import { password, textsByName, userAttributes, username, userPoolId } from './inputs.ts';
import { passwordFrom, requirePolicy, temporaryUntil } from './passwords.ts';
import { userPoolHere } from './replication.ts';
import { signOutEverywhere } from './revocation.ts';
import { changedAttributes } from './userAttributes.ts';
import { describeUser, newUser, requireRecoverable, sentCode, summarizeUser, userHere } from './users.ts';

const operation = operationsWith('InvalidParameterException');
const target = { UserPoolId: userPoolId, Username: username };

/** An operation on one user that leaves that user changed and answers nothing. */
function change(run: (user: User, pool: UserPool, call: Call) => User): Operation {
  return operation(structure({ ...target, ClientMetadata: textsByName }), ({ UserPoolId, Username }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    return changed(run(userHere(Username, pool, call), pool, call), pool, call);
  });
}

const changed = (user: User, { id }: UserPool, call: Call) => ({
  world: withUser(call, id, { ...user, modifiedAt: call.now }),
  output: {},
});

/** A user who must set a password of their own: at once with the temporary one, or, without one, when somebody sets it. Nothing is sent. */
const adminCreateUser = operation(
  structure({
    ...target,
    UserAttributes: userAttributes,
    ValidationData: userAttributes,
    TemporaryPassword: password,
    ForceAliasCreation: flag,
    MessageAction: oneOf('RESEND', 'SUPPRESS'),
    DesiredDeliveryMediums: list(oneOf('SMS', 'EMAIL')),
    ClientMetadata: textsByName,
  }),
  ({ UserPoolId, Username, UserAttributes = [], TemporaryPassword, MessageAction }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    if (MessageAction === 'RESEND') return { output: { User: summarizeUser(userHere(Username, pool, call)) } };
    const { world, source } = nextSource(call.world);
    const person = newUser(Username, UserAttributes, pool, { call, source, exists: 'User account already exists' });
    if (TemporaryPassword !== undefined) requirePolicy(TemporaryPassword, pool);
    const user: User = {
      ...person,
      status: 'FORCE_CHANGE_PASSWORD',
      temporaryUntil: temporaryUntil(pool, call.now),
      ...(TemporaryPassword !== undefined && { password: passwordFrom(source, pool.id, person.username, TemporaryPassword) }),
    };
    return { world: withUser({ ...call, world }, pool.id, user), output: { User: summarizeUser(user) } };
  },
);

const adminGetUser = operation(structure(target), ({ UserPoolId, Username }, call) => ({
  output: describeUser(userHere(Username, userPoolHere(UserPoolId, call), call)),
}));

const adminSetUserPassword = operation(
  structure({ ...target, Password: required(password), Permanent: flag }),
  ({ UserPoolId, Username, Password, Permanent }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const user = without(userHere(Username, pool, call), 'temporaryUntil', 'sentCode');
    requirePolicy(Password, pool);
    const { world, source } = nextSource(call.world);
    const secret = passwordFrom(source, pool.id, user.username, Password);
    const next: User = Permanent
      ? { ...user, password: secret, status: 'CONFIRMED' }
      : { ...user, password: secret, status: 'FORCE_CHANGE_PASSWORD', temporaryUntil: temporaryUntil(pool, call.now) };
    return changed(next, pool, { ...call, world });
  },
);

const adminUpdateUserAttributes = operation(
  structure({ ...target, UserAttributes: required(userAttributes), ClientMetadata: textsByName }),
  ({ UserPoolId, Username, UserAttributes }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const user = userHere(Username, pool, call);
    return changed({ ...user, attributes: changedAttributes(pool, UserAttributes, user.attributes) }, pool, call);
  },
);

const adminDeleteUser = operation(structure(target), ({ UserPoolId, Username }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  const user = userHere(Username, pool, call);
  const world = withDirectory(call, pool.id, (directory) => ({
    ...directory,
    users: without(directory.users, user.username),
  }));
  return { world, output: {} };
});

const adminConfirmSignUp = change((user) => {
  requireUnconfirmed(user);
  return { ...without(user, 'sentCode'), status: 'CONFIRMED' };
});

/** @throws Refusal NotAuthorizedException */
export function requireUnconfirmed({ status }: User): void {
  if (status !== 'UNCONFIRMED') throw new Refusal('NotAuthorizedException', `User cannot be confirmed. Current status is ${status}`);
}

/** The password is good for nothing from now on; the user sets another with a code (developer guide, "Resetting passwords"). */
const adminResetUserPassword = change((user, _pool, call) => {
  if (user.status !== 'CONFIRMED' && user.status !== 'RESET_REQUIRED') {
    throw new Refusal('NotAuthorizedException', 'User password cannot be reset in the current state.');
  }
  requireRecoverable(user);
  return { ...user, status: 'RESET_REQUIRED', sentCode: sentCode('resetPassword', call.now) };
});

const adminUserGlobalSignOut = operation(structure(target), ({ UserPoolId, Username }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  return { world: signOutEverywhere(userHere(Username, pool, call), pool, call), output: {} };
});

export const userAdministration: Readonly<Record<string, Operation>> = {
  AdminConfirmSignUp: adminConfirmSignUp,
  AdminCreateUser: adminCreateUser,
  AdminDeleteUser: adminDeleteUser,
  AdminDisableUser: change((user) => ({ ...user, enabled: false })),
  AdminEnableUser: change((user) => ({ ...user, enabled: true })),
  AdminGetUser: adminGetUser,
  AdminResetUserPassword: adminResetUserPassword,
  AdminSetUserPassword: adminSetUserPassword,
  AdminUpdateUserAttributes: adminUpdateUserAttributes,
  AdminUserGlobalSignOut: adminUserGlobalSignOut,
};
