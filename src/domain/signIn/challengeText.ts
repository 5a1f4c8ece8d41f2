import { type Message, message } from '../message.ts';
import { authenticatorAppLimit } from '../replicaOperations.ts';

/**
 * What a challenge means for somebody who signs in through a Region. Facts: cognito-replication.md section 2, "TOTP" (not on a secondary; passkeys unconfirmed), and section 1,
 * "Consequence for auth" (no operation there changes a user, which is an inference).
 */
export function challengeText(challenge: string, role: 'primary' | 'secondary'): readonly Message[] {
  const isSecondary = role === 'secondary';
  switch (challenge) {
    case 'SOFTWARE_TOKEN_MFA':
      return [message('A code of an authenticator app.'), authenticatorAppLimit];
    case 'SMS_MFA':
    case 'SMS_OTP':
      return [message('A code was sent by SMS, with the SMS sender of this Region. Whether it arrives, only its recipient can say.')];
    case 'EMAIL_OTP':
      return [message('A code was sent by email, with the email sender of this Region. Whether it arrives, only its recipient can say.')];
    case 'NEW_PASSWORD_REQUIRED':
      return isSecondary ? [newPasswordText()] : [message('The user has a temporary password, and has to set one of their own.')];
    case 'MFA_SETUP':
      return isSecondary
        ? [message('The user has to set up a second factor, which a replica does not take: it has to be done through the primary Region.')]
        : [message('The user has to set up a second factor first.')];
    case 'WEB_AUTHN':
      return [
        message('A passkey, which only the device of the user has.'),
        ...(isSecondary ? [message('Whether passkeys work on a replica, no document of AWS says.')] : []),
      ];
    case 'SELECT_CHALLENGE':
    case 'SELECT_MFA_TYPE':
      return [message('The user has several factors, and chooses one.')];
    case 'DEVICE_SRP_AUTH':
    case 'DEVICE_PASSWORD_VERIFIER':
      return [message('A remembered device, which this test does not have.')];
    case 'CUSTOM_CHALLENGE':
      return [message('A challenge of the triggers of the user pool, which each Region has for itself.')];
    default:
      return [];
  }
}

/** Why somebody with a temporary password is stuck on a replica. */
export function newPasswordText(): Message {
  return message(
    'The user has a temporary password. A replica does not change users, so that a new one can most likely not be set there (AWS does not say so in as many words): set it through the primary Region first.',
  );
}
