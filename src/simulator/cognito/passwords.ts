import { derive } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { UserPool } from '../world.ts';
import type { PasswordHash, User } from './directory.ts';
import { hashPassword } from './srp.ts';

/** What each rule of a password policy asks for, in the order and the words of the service. */
const rules = [
  ['RequireUppercase', /\p{Lu}/u, 'Password must have uppercase characters'],
  ['RequireLowercase', /\p{Ll}/u, 'Password must have lowercase characters'],
  ['RequireNumbers', /\d/, 'Password must have numeric characters'],
  ['RequireSymbols', /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/, 'Password must have symbol characters'],
] as const;

/** @throws Refusal InvalidPasswordException with the first rule of the pool that a password breaks */
export function requirePolicy(password: string, { settings }: UserPool): void {
  const policy = settings.Policies?.PasswordPolicy ?? {};
  const broken =
    password.length < (policy.MinimumLength ?? 8)
      ? 'Password not long enough'
      : rules.find(([rule, pattern]) => policy[rule] === true && !pattern.test(password))?.[2];
  if (broken !== undefined) throw new Refusal('InvalidPasswordException', `Password did not conform with policy: ${broken}`);
}

/** The salted hash of a password; `source` decides on the salt. */
export function passwordFrom(source: string, userPoolId: string, username: string, password: string): PasswordHash {
  const salt = derive(`salt ${source} ${username}`, 32, '0123456789abcdef');
  return hashPassword(userPoolId, username, password, salt);
}

export function isPassword(user: User, userPoolId: string, password: string): boolean {
  const { salt, hash } = user.password ?? {};
  return salt !== undefined && hashPassword(userPoolId, user.username, password, salt).hash === hash;
}

const day = 86_400_000;

/** The moment at which a temporary password that is set now ends (epoch milliseconds). */
export function temporaryUntil({ settings }: UserPool, now: number): number {
  return now + (settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays ?? 7) * day;
}
