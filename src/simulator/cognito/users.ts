// Users: how they are found, shown and made.
import { uuidFrom } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call } from '../service.ts';
import { entryOf, type UserPool } from '../world.ts';
import type { Directory, SentCode, User } from './directory.ts';
import { directoryOf } from './directory.ts';
import { changedAttributes, listAttributes, type GivenAttribute } from './userAttributes.ts';

/**
 * The user that a name stands for: the username, the `sub`, an address in a pool whose users sign in with it, or an alias (for addresses: once
 * verified).
 */
export function findUser({ users }: Directory, { settings }: UserPool, name: string): User | undefined {
  const same =
    settings.UsernameConfiguration?.CaseSensitive === false ? (a = '') => a.toLowerCase() === name.toLowerCase() : (a = '') => a === name;
  const exact = entryOf(users, name);
  if (exact) return exact;
  const all = Object.values(users);
  const signInWith = settings.UsernameAttributes ?? [];
  const aliases = settings.AliasAttributes ?? [];
  return (
    all.find(({ username, sub }) => same(username) || sub === name) ??
    all.find(({ attributes }) => signInWith.some((attribute) => same(attributes[attribute]))) ??
    all.find(({ attributes }) =>
      aliases.some((alias) => same(attributes[alias]) && (alias === 'preferred_username' || attributes[`${alias}_verified`] === 'true')),
    )
  );
}

/** @throws Refusal UserNotFoundException */
export function userHere(name: string, pool: UserPool, call: Call): User {
  const user = findUser(directoryOf(call, pool.id), pool, name);
  if (!user) throw new Refusal('UserNotFoundException', 'User does not exist.');
  return user;
}

/** The second factors that a user has set up, as several replies tell them. */
export const describeMfa = ({ mfa }: User) => ({
  ...(mfa?.preferred && { PreferredMfaSetting: mfa.preferred }),
  ...(mfa && mfa.enabled.length > 0 && { UserMFASettingList: mfa.enabled }),
});

const describeCommon = (user: User) => ({
  Username: user.username,
  UserCreateDate: epochSeconds(user.createdAt),
  UserLastModifiedDate: epochSeconds(user.modifiedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
});

/** AdminGetUserResponse. */
export const describeUser = (user: User) => ({ ...describeCommon(user), UserAttributes: listAttributes(user), ...describeMfa(user) });

/**
 * UserType, as lists and AdminCreateUser have it.
 * @param only the attributes to show, where not all of them are wanted
 */
export const summarizeUser = (user: User, only?: readonly string[]) => ({
  ...describeCommon(user),
  Attributes: listAttributes(user).filter(({ Name }) => !only || only.length === 0 || only.includes(Name)),
});

const isEmail = (name: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(name);
const isPhoneNumber = (name: string): boolean => /^\+\d{5,20}$/.test(name);

/**
 * A user who does not exist yet. In a pool whose users sign in with an address, the name is that address and the username becomes the `sub`.
 * @param source decides on the `sub`
 * @throws Refusal InvalidParameterException, UsernameExistsException
 */
export function newUser(
  name: string,
  given: readonly GivenAttribute[],
  pool: UserPool,
  { call, source, exists }: { call: Call; source: string; exists: string },
): Pick<User, 'username' | 'sub' | 'createdAt' | 'modifiedAt' | 'attributes' | 'enabled'> {
  const directory = directoryOf(call, pool.id);
  if (findUser(directory, pool, name)) throw new Refusal('UsernameExistsException', exists);
  const sub = uuidFrom(`user ${source}`);
  const address = signInAddress(name, pool);
  const attributes = changedAttributes(
    pool,
    address ? [...given.filter(({ Name }) => Name !== address), { Name: address, Value: name }] : given,
  );
  return {
    username: address ? sub : name,
    sub,
    createdAt: call.now,
    modifiedAt: call.now,
    enabled: true,
    attributes,
  };
}

/** Which address a new user's name is, in a pool whose users sign in with addresses. */
function signInAddress(name: string, { settings }: UserPool): 'email' | 'phone_number' | undefined {
  const wanted = settings.UsernameAttributes ?? [];
  if (wanted.length === 0) return undefined;
  if (wanted.includes('email') && isEmail(name)) return 'email';
  if (wanted.includes('phone_number') && isPhoneNumber(name)) return 'phone_number';
  const kinds = wanted.length === 2 ? 'either an email or a phone number' : wanted[0] === 'email' ? 'an email' : 'a phone number';
  throw new Refusal('InvalidParameterException', `Username should be ${kinds}.`);
}

const day = 86_400_000;
/** Every code of the simulator: nothing is sent, so whoever plays the user has to know it. It stands in the World for as long as it is valid. */
export const simulatedCode = '123456';

export const sentCode = (purpose: SentCode['purpose'], now: number): SentCode => ({ purpose, code: simulatedCode, expiresAt: now + day });

/** @throws Refusal CodeMismatchException, ExpiredCodeException */
export function requireCode(user: User, purpose: SentCode['purpose'], code: string, now: number): void {
  const sent = user.sentCode?.purpose === purpose ? user.sentCode : undefined;
  if (!sent || now >= sent.expiresAt) throw new Refusal('ExpiredCodeException', 'Invalid code provided, please request a code again.');
  if (sent.code !== code) throw new Refusal('CodeMismatchException', 'Invalid verification code provided, please try again.');
}

/** The addresses of a user that were verified: where a code to set another password can go. */
export const verifiedAddresses = ({ attributes }: User): string[] =>
  ['email', 'phone_number'].filter((name) => attributes[name] !== undefined && attributes[`${name}_verified`] === 'true');

/** @throws Refusal InvalidParameterException for a user whom no code would reach */
export function requireRecoverable(user: User): void {
  if (verifiedAddresses(user).length > 0) return;
  throw new Refusal(
    'InvalidParameterException',
    'Cannot reset password for the user as there is no registered/verified email or phone_number',
  );
}

/** CodeDeliveryDetailsType: where a code would have gone, by email before SMS; undefined for a user without an address. */
export function codeDelivery({ attributes }: Pick<User, 'attributes'>, names: readonly string[] = ['email', 'phone_number']) {
  const name = names.find((candidate) => attributes[candidate] !== undefined);
  const address = name === undefined ? undefined : attributes[name];
  if (name === undefined || address === undefined) return undefined;
  return { Destination: hiddenAddress(address), DeliveryMedium: name === 'email' ? 'EMAIL' : 'SMS', AttributeName: name };
}

/** `a***@e***` and `+*******1234`, as the service shows addresses. */
export function hiddenAddress(address: string): string {
  const [local = '', domain] = address.split('@');
  return domain === undefined ? `+${'*'.repeat(7)}${address.slice(-4)}` : `${local.charAt(0)}***@${domain.charAt(0)}***`;
}
