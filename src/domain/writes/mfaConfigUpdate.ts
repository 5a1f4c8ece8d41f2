import { type JsonObject, withoutMembers } from '../json.ts';
import { type Changes, replacingSettings, type ReplacingWrite } from './replacingWrite.ts';

/** What SetUserPoolMfaConfig takes, and GetUserPoolMfaConfig gives (SDK: SetUserPoolMfaConfigRequest, GetUserPoolMfaConfigResponse). */
export const mfaMembers = [
  'MfaConfiguration',
  'SmsMfaConfiguration',
  'SoftwareTokenMfaConfiguration',
  'EmailMfaConfiguration',
  'WebAuthnConfiguration',
] as const;

export type MfaMember = (typeof mfaMembers)[number];

const factors: readonly MfaMember[] = ['SmsMfaConfiguration', 'SoftwareTokenMfaConfiguration', 'EmailMfaConfiguration'];

/** SetUserPoolMfaConfig, as what it replaces. Facts: cognito-replication.md section 3, "also replace style". */
export const mfaConfigUpdate: ReplacingWrite<MfaMember> = {
  members: mfaMembers,
  accepted: withoutFactorsOfNone,
};

/**
 * "Can't turn off MFA and configure an MFA together", says Cognito to OFF with any factor, whatever the factor says; passkeys are none (measured: cdkd #1923). To turn MFA off is
 * to give all factors up: the difference of the two requests shows it.
 */
function withoutFactorsOfNone(settings: JsonObject): JsonObject {
  const { MfaConfiguration: mode = 'OFF' } = settings;
  return mode === 'OFF' ? withoutMembers(settings, ...factors) : settings;
}

/**
 * The whole request for a few changes of how users prove a second factor.
 *
 * @param read what GetUserPoolMfaConfig says in the Region that the request goes to: the SMS sender is that Region's own, and in a secondary Region nothing else may be different
 */
export function setUserPoolMfaConfigInput(poolId: string, read: JsonObject, changes: Changes<MfaMember>): JsonObject {
  return { UserPoolId: poolId, ...replacingSettings(mfaConfigUpdate, read, changes) };
}
