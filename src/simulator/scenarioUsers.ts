// The app clients and users of a scenario's pool. What a scenario says in clear is a password only here: the World gets its hash.
import { appClientIdFrom, appClientSecretFrom } from './cognito/appClients.ts';
import { authFlows, defaultAppClientSettings, type AppClientSettings } from './cognito/appClientSettings.ts';
import type { AppClient, Directory, MfaName, User } from './cognito/directory.ts';
import { passwordFrom } from './cognito/passwords.ts';
import { sentCode } from './cognito/users.ts';
import { uuidFrom } from './ids.ts';
import { dictionary, flag, list, oneOf, required, structure, text, type Shaped } from './shape.ts';

const name = text({ min: 1, max: 128 });

export const clientsShape = list(
  structure({
    name: required(name),
    secret: flag,
    /** The ways to sign in; every one that takes a password, and refresh, where it is left out. */
    flows: list(oneOf(...authFlows)),
  }),
);

export const testUsersShape = list(
  structure({
    /** The pools of scenarios let users sign in with their email address. */
    email: required(text({ min: 3, max: 128, pattern: '[^@\\s]+@[^@\\s]+\\.[^@\\s]+' })),
    password: required(text({ min: 6, max: 256 })),
    status: oneOf('CONFIRMED', 'UNCONFIRMED', 'FORCE_CHANGE_PASSWORD', 'RESET_REQUIRED'),
    disabled: flag,
    attributes: dictionary(text({ max: 2048 })),
    groups: list(name),
    mfa: oneOf('totp', 'sms', 'email'),
  }),
);

export type ScenarioClient = Shaped<typeof clientsShape>[number];
export type ScenarioUser = Shaped<typeof testUsersShape>[number];

const everyPasswordFlow: NonNullable<AppClientSettings['ExplicitAuthFlows']> = [
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_USER_SRP_AUTH',
];
const factors: Readonly<Record<NonNullable<ScenarioUser['mfa']>, MfaName>> = {
  totp: 'SOFTWARE_TOKEN_MFA',
  sms: 'SMS_MFA',
  email: 'EMAIL_OTP',
};

/** @param source the seed and the names that lead to the pool */
export const clientIdIn = (source: string, clientName: string): string => appClientIdFrom(`${source} ${clientName}`);

export interface DirectoryOrigin {
  readonly source: string;
  readonly userPoolId: string;
  /** Epoch milliseconds at which the clients and users were made. */
  readonly since: number;
  /** Epoch milliseconds at which the story begins. */
  readonly now: number;
}

export function directoryFrom(
  { clients = [], testUsers = [] }: { clients?: readonly ScenarioClient[]; testUsers?: readonly ScenarioUser[] },
  origin: DirectoryOrigin,
): Directory {
  return {
    clients: Object.fromEntries(clients.map((client) => clientFrom(client, origin)).map((client) => [client.id, client])),
    users: Object.fromEntries(testUsers.map((user) => userFrom(user, origin)).map((user) => [user.username, user])),
    revoked: {},
  };
}

function clientFrom(
  { name: ClientName, secret, flows = everyPasswordFlow }: ScenarioClient,
  { source, since }: DirectoryOrigin,
): AppClient {
  return {
    id: clientIdIn(source, ClientName),
    ...(secret && { secret: appClientSecretFrom(`${source} ${ClientName}`) }),
    createdAt: since,
    modifiedAt: since,
    settings: { ...defaultAppClientSettings, ClientName, ExplicitAuthFlows: flows },
  };
}

function userFrom(user: ScenarioUser, { source, userPoolId, since, now }: DirectoryOrigin): User {
  const { email, password, status = 'CONFIRMED', disabled = false, groups, mfa } = user;
  const sub = uuidFrom(`user ${source} ${email}`);
  return {
    username: sub,
    sub,
    createdAt: since,
    modifiedAt: since,
    enabled: !disabled,
    status,
    attributes: { email, email_verified: String(status !== 'UNCONFIRMED'), ...user.attributes },
    password: passwordFrom(source, userPoolId, sub, password),
    // As if it had been sent a moment ago: a story that begins with a user who waits for a code can go on.
    ...(status === 'UNCONFIRMED' && { sentCode: sentCode('confirmSignUp', now) }),
    ...(status === 'RESET_REQUIRED' && { sentCode: sentCode('resetPassword', now) }),
    ...(groups && { groups }),
    ...(mfa === 'totp' && { softwareToken: true }),
    ...(mfa && { mfa: { enabled: [factors[mfa]], preferred: factors[mfa] } }),
  };
}
