import { type Message, message } from './message.ts';

/** Why a call gave no answer. Every exception of the AWS SDK becomes one of these at the aws boundary; nothing above it reads error texts. */
export type FailureReason =
  | 'accessDenied'
  | 'notFound'
  | 'throttled'
  /** Nobody is signed in, or the session or token is no longer valid. */
  | 'expired'
  | 'regionDisabled'
  | 'unreachable'
  | 'timeout'
  | 'invalid'
  | 'conflict'
  | 'notEnabled'
  /** The user stopped it. Not an error: nobody is told. */
  | 'cancelled'
  /** Nobody has asked yet. */
  | 'notAsked'
  | 'unknown';

export interface Failure {
  readonly reason: FailureReason;
  /** The IAM action of the call that failed, such as `cognito-idp:ListUserPools`; for a failure before any call, what was attempted. */
  readonly operation: string;
  readonly region?: string;
  /** What the service or the network said: one line, bounded, free of secrets. */
  readonly detail: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): Result<never> {
  return { ok: false, failure };
}

/** Whether another Region of the same pool could still answer: the failure says something about the Region, not about the caller. */
export function isRegionDown(failure: Failure): boolean {
  return failure.reason === 'unreachable' || failure.reason === 'timeout';
}

/** What happened and the next step, short enough for one row: "no permission cognito-idp:ListUserPools". */
export function failureMessage({ reason, operation, detail }: Failure): Message {
  switch (reason) {
    case 'accessDenied':
      return message('no permission {operation}', { operation });
    case 'notFound':
      return message('not found ({operation})', { operation });
    case 'throttled':
      return message('too many requests, try again later ({operation})', { operation });
    case 'expired':
      return message('signed out or session expired, sign in again');
    case 'regionDisabled':
      return message('Region is not enabled for this account');
    case 'unreachable':
      return message('not reachable');
    case 'timeout':
      return message('no answer in time');
    case 'invalid':
      return message('{detail} ({operation})', { operation, detail });
    case 'conflict':
      return message('changed by somebody else meanwhile ({operation})', { operation });
    case 'notEnabled':
      return message('not available in this Region for this user pool ({operation})', { operation });
    case 'cancelled':
      return message('cancelled');
    case 'notAsked':
      return message('not read yet');
    case 'unknown':
      return message('{operation} failed: {detail}', { operation, detail });
  }
}
