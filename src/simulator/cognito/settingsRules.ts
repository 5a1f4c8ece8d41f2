// What holds for a pool's settings whenever they are written, by CreateUserPool or by UpdateUserPool.
import type { UserPoolSettings } from '../world.ts';
import { invalid } from './poolInputs.ts';

type Given = Partial<UserPoolSettings>;

/**
 * Two rules of the service in its own words (aws-sdk-js #3817, aws-nuke #477).
 * @throws Refusal InvalidParameterException
 */
export function requireConsistent({
  Policies,
  AdminCreateUserConfig,
  UserAttributeUpdateSettings,
  AutoVerifiedAttributes = [],
}: Given): void {
  const newer = Policies?.PasswordPolicy?.TemporaryPasswordValidityDays;
  if (newer !== undefined && AdminCreateUserConfig?.UnusedAccountValidityDays !== undefined) {
    throw invalid('Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays');
  }
  const verified = UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  if (verified.some((attribute) => !AutoVerifiedAttributes.includes(attribute))) {
    throw invalid('All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes');
  }
}

/**
 * Settings over a basis: each one that is given replaces the basis's, policies member by member. The older of two names for the life of a
 * temporary password always says the same as the newer one.
 */
export function settingsOver(basis: UserPoolSettings, given: Given): UserPoolSettings {
  const settings: UserPoolSettings = {
    ...basis,
    ...given,
    Policies: {
      ...basis.Policies,
      ...given.Policies,
      PasswordPolicy: { ...basis.Policies?.PasswordPolicy, ...given.Policies?.PasswordPolicy },
    },
  };
  const days = given.AdminCreateUserConfig?.UnusedAccountValidityDays ?? settings.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays;
  if (days === undefined) return settings;
  return {
    ...settings,
    Policies: { ...settings.Policies, PasswordPolicy: { ...settings.Policies?.PasswordPolicy, TemporaryPasswordValidityDays: days } },
    AdminCreateUserConfig: { ...settings.AdminCreateUserConfig, UnusedAccountValidityDays: days },
  };
}
