import type { Result } from '../failure.ts';
import { type Message, message } from '../message.ts';
import { authenticatorAppLimit } from '../replicaOperations.ts';
import { newPasswordText } from './challengeText.ts';
import type { SignInOutcome, SignInRefusal } from './outcome.ts';

/**
 * Why a Region did not let a user in, in the light of what the other one did. Facts: cognito-replication.md section 1 (statuses, replication, refusals of a secondary) and section 2
 * (TOTP, federated users, failed attempts are counted per Region).
 */
export function refusalText(
  reason: SignInRefusal,
  role: 'primary' | 'secondary',
  other: Result<SignInOutcome>,
  { replicaStatus }: { readonly replicaStatus?: string },
): readonly Message[] {
  const elsewhere = other.ok ? other.value : undefined;
  switch (reason) {
    case 'notEnabled':
      return role === 'secondary' ? [notEnabledText(elsewhere, replicaStatus)] : [message('The primary Region does not offer this.')];
    case 'notAuthorized':
      return role === 'secondary' ? notAuthorizedOnReplica(elsewhere) : [wrongPasswordText()];
    case 'userNotFound':
      if (role === 'primary') return [message('There is no such user in the user pool.')];
      return isLetIn(elsewhere)
        ? [
            message(
              'The replica does not have this user yet: users are replicated with a delay that AWS does not publish, and federated users only after they have signed in through the primary Region.',
            ),
          ]
        : [message('There is no such user in the user pool.')];
    case 'userNotConfirmed':
      return [message('The user has not confirmed their account, which takes the primary Region.')];
    case 'passwordResetRequired':
      return [message('The password has to be reset, which takes the primary Region: a replica does not change users.')];
    case 'clientNotFound':
      return role === 'secondary'
        ? [message('The replica does not have this app client yet: it is replicated with a delay, or the replica is still being created.')]
        : [message('The app client is not there any more.')];
    case 'flowNotAllowed':
      return [
        message(
          'The service takes the request for a wrong one: the app client may not allow the flow here yet. Both Regions have the same setting once it is replicated.',
        ),
      ];
    case 'trigger':
      return [
        message(
          'A Lambda trigger of this Region refused, failed or could not be called. Compare Regions shows its function and permission.',
        ),
      ];
    case 'blocked':
      return [
        message('AWS WAF or threat protection blocked the request. Each Region has a web ACL of its own: Compare Regions shows both.'),
      ];
    case 'sender':
      return [message('The message with a code could not be sent. Each Region has senders of its own: Compare Regions shows both.')];
  }
}

function isLetIn(outcome: SignInOutcome | undefined): boolean {
  return outcome?.kind === 'signedIn' || outcome?.kind === 'challenged';
}

function notEnabledText(primary: SignInOutcome | undefined, replicaStatus: string | undefined): Message {
  if (replicaStatus !== undefined && replicaStatus !== 'ACTIVE')
    return message('The replica is {status}: it takes no sign-ins before it is ACTIVE.', { status: replicaStatus });
  if (primary?.kind === 'challenged' && primary.challenge === 'SOFTWARE_TOKEN_MFA') return authenticatorAppLimit;
  if (primary?.kind === 'challenged' && primary.challenge === 'NEW_PASSWORD_REQUIRED') return newPasswordText();
  return message('A replica answers so while it is not ACTIVE, and to what it does not support.');
}

function notAuthorizedOnReplica(primary: SignInOutcome | undefined): readonly Message[] {
  if (primary?.kind === 'challenged' && primary.challenge === 'SOFTWARE_TOKEN_MFA') return [authenticatorAppLimit];
  if (primary?.kind === 'challenged' && primary.challenge === 'NEW_PASSWORD_REQUIRED') return [newPasswordText()];
  return isLetIn(primary)
    ? [
        message(
          'The primary Region accepts the password: the replica may be behind, as after a change of the password or of the user, or has locked the user after failed attempts, which each Region counts for itself.',
        ),
      ]
    : [wrongPasswordText()];
}

function wrongPasswordText(): Message {
  return message('The user name or the password is wrong, or the user is disabled or locked: the service does not tell which.');
}
