import { failed, type Result, success } from '../../domain/failure.ts';
import type { SignInOutcome, SignInRefusal } from '../../domain/signIn/outcome.ts';
import { oneLine, toFailure } from '../failure.ts';

/**
 * What the operations of a sign-in throw when the user is not let in (SDK: InitiateAuth, RespondToAuthChallenge and the two for administrators). Elsewhere NotAuthorizedException is
 * about the caller; here it is about the user.
 */
const refusals: ReadonlyMap<string, SignInRefusal> = new Map<string, SignInRefusal>([
  ['NotAuthorizedException', 'notAuthorized'],
  ['UserNotFoundException', 'userNotFound'],
  ['UserNotConfirmedException', 'userNotConfirmed'],
  ['PasswordResetRequiredException', 'passwordResetRequired'],
  ['OperationNotEnabledException', 'notEnabled'],
  ['ResourceNotFoundException', 'clientNotFound'],
  ['InvalidParameterException', 'flowNotAllowed'],
  ['UnsupportedOperationException', 'flowNotAllowed'],
  ['UserLambdaValidationException', 'trigger'],
  ['UnexpectedLambdaException', 'trigger'],
  ['InvalidLambdaResponseException', 'trigger'],
  ['ForbiddenException', 'blocked'],
  ['InvalidEmailRoleAccessPolicyException', 'sender'],
  ['InvalidSmsRoleAccessPolicyException', 'sender'],
  ['InvalidSmsRoleTrustRelationshipException', 'sender'],
]);

/** What a call of a sign-in threw: a refusal is an outcome, everything else a failure. */
export function refusedOrFailed(error: unknown, operation: string, region: string): Result<SignInOutcome> {
  const reason = error instanceof Error ? refusals.get(error.name) : undefined;
  if (!(error instanceof Error) || !reason) return failed(toFailure(error, operation, region));
  return success({ kind: 'refused', reason, detail: oneLine(error.message) });
}

/**
 * Takes values out of what was thrown, before anything is cut from its text: a trigger may say the user's name or, in a migration, the password, and a refused parameter is quoted.
 */
export function withoutValues(error: unknown, values: readonly string[]): unknown {
  if (!(error instanceof Error)) return error;
  for (const value of values) {
    // Shorter ones are parts of ordinary words, and no secrets.
    if (value.length > 2) error.message = error.message.replaceAll(value, '…').replaceAll(JSON.stringify(value).slice(1, -1), '…');
  }
  return error;
}
