/** What a sign-in came to in one Region, as far as it may be shown: no password, no token, no secret and no attribute of the user. */
import type { Failure } from '../failure.ts';
import type { SignInFlow } from './flows.ts';

/** An app client of a pool, for a test to sign in through. */
export interface SignInClient {
  readonly id: string;
  readonly name: string;
  /** What it allows, the preferred one first. Undefined where the client could not be read. */
  readonly flows: readonly SignInFlow[] | undefined;
}

/** One attempt to sign in, in one Region. */
export interface SignInAttempt {
  readonly poolId: string;
  readonly clientId: string;
  readonly flow: SignInFlow;
  readonly username: string;
  readonly password: string;
  /** Whether a write is tried with the user's own token afterwards, which a secondary refuses. */
  readonly triesWrite: boolean;
}

export type SignInOutcome =
  | SignedIn
  /** The password was accepted, and something else is asked for, by the name that Cognito gives it. */
  | { readonly kind: 'challenged'; readonly challenge: string }
  | {
      readonly kind: 'refused';
      readonly reason: SignInRefusal;
      /** What the service said: one line, bounded, without user name and password. */
      readonly detail: string;
    };

export interface SignedIn {
  readonly kind: 'signedIn';
  readonly id: SeenToken;
  readonly access: SeenToken;
  readonly revocation: Revocation;
  /** Undefined where no write was tried. */
  readonly write?: WriteAttempt;
}

/** Why the service did not let a user in. */
export type SignInRefusal =
  /** Wrong password, disabled or locked user, a wrong hash of the client's secret: the service does not tell which. */
  | 'notAuthorized'
  | 'userNotFound'
  | 'userNotConfirmed'
  | 'passwordResetRequired'
  | 'notEnabled'
  | 'clientNotFound'
  | 'flowNotAllowed'
  /** A trigger of the pool refused, failed or could not be called. */
  | 'trigger'
  /** AWS WAF, or threat protection. */
  | 'blocked'
  /** The message with a code could not be sent. */
  | 'sender';

/** A token by the claims that say whether an application accepts it. */
export interface SeenToken {
  readonly issuer?: string;
  readonly subject?: string;
  /** `aud` of an ID token, `client_id` of an access token. */
  readonly audience?: string;
  readonly use?: string;
  readonly groups: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds from `iat` to `exp`. */
  readonly lifetime?: number;
  /** Every other claim that two sign-ins of a user can have in common, by a digest: values may be attributes of the user. */
  readonly others: Readonly<Record<string, string>>;
  readonly verification: Verification;
}

/** Whether a token is what the keys of the pool's issuer have signed, for this app client. */
export type Verification =
  | { readonly kind: 'verified' }
  | { readonly kind: 'refused'; readonly fault: TokenFault }
  /** The keys could not be read. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

export type TokenFault = 'issuer' | 'signature' | 'key' | 'expired' | 'audience' | 'other';

/** What became of the tokens. */
export type Revocation =
  | { readonly kind: 'revoked' }
  /** The app client has token revocation switched off. */
  | { readonly kind: 'off' }
  | { readonly kind: 'unknown'; readonly failure: Failure };

export type WriteAttempt =
  /** What a secondary does. */
  { readonly kind: 'refused' } | { readonly kind: 'accepted' } | { readonly kind: 'unknown'; readonly failure: Failure };
