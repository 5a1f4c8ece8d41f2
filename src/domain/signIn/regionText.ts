import { type Failure, failureMessage, type Result } from '../failure.ts';
import { type Message, message } from '../message.ts';
import { challengeText } from './challengeText.ts';
import type { SignInOutcome, TokenFault, Verification } from './outcome.ts';
import { refusalText } from './refusalText.ts';

export type SignInRole = 'primary' | 'secondary';
export type SignInResult = Result<SignInOutcome>;

/** What is known of the pool beside the two sign-ins. */
export interface SignInContext {
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  /** Undefined where it was not read. */
  readonly issuerType?: string;
  /** The status of the replica; undefined where it was not read. */
  readonly replicaStatus?: string;
}

/** What a sign-in came to in one Region, and why, in the light of the other one. */
export interface RegionText {
  readonly said: Message;
  readonly why: readonly Message[];
}

/** @param other what the same sign-in came to in the other Region */
export function regionText(role: SignInRole, own: SignInResult, other: SignInResult, context: SignInContext): RegionText {
  if (!own.ok) return { said: message('Unknown: {reason}', { reason: failureMessage(own.failure) }), why: failureWhy(own.failure) };
  const outcome = own.value;
  switch (outcome.kind) {
    case 'signedIn':
      return {
        said: message('The user is signed in. ID token: {id}. Access token: {access}.', {
          id: verificationText(outcome.id.verification),
          access: verificationText(outcome.access.verification),
        }),
        why: [],
      };
    case 'challenged':
      return {
        said: message('The password was accepted, and {challenge} is asked for. The sign-in ends here: nothing was answered.', {
          challenge: outcome.challenge,
        }),
        why: challengeText(outcome.challenge, role),
      };
    case 'refused':
      return {
        said: message('Refused: {detail}', { detail: outcome.detail }),
        why: refusalText(outcome.reason, role, other, context),
      };
  }
}

/** A failure that is a matter of the caller's permissions is often one of a single flow. */
function failureWhy({ operation, reason }: Failure): readonly Message[] {
  if (reason !== 'accessDenied') return [];
  if (operation === 'cognito-idp:DescribeUserPoolClient')
    return [message('The app client is read in each Region, for its flows and for the hash of its secret.')];
  return operation === 'cognito-idp:AdminInitiateAuth'
    ? [message('ADMIN_USER_PASSWORD_AUTH is the only flow of this app client, and takes a permission of IAM.')]
    : [];
}

/** Whether a token is good, in a few words for a table. */
export function verificationText(verification: Verification): Message {
  switch (verification.kind) {
    case 'verified':
      return message('verified');
    case 'refused':
      return message('not valid: {fault}', { fault: faultText(verification.fault) });
    case 'unknown':
      return message('not verified: {reason}', { reason: failureMessage(verification.failure) });
  }
}

function faultText(fault: TokenFault): Message {
  switch (fault) {
    case 'issuer':
      return message('another issuer');
    case 'signature':
      return message('the signature is wrong');
    case 'key':
      return message('signed with a key that the issuer does not publish');
    case 'expired':
      return message('it is over, or not yet good, by the clock of this machine');
    case 'audience':
      return message('for another app client or another use');
    case 'other':
      return message('it is no token of a user pool');
  }
}
