import { type Failure, failureMessage } from '../failure.ts';
import { type Message, message } from '../message.ts';
import type { SignedIn, SignInOutcome } from './outcome.ts';
import { type RegionText, regionText, type SignInContext, type SignInResult } from './regionText.ts';
import { type SignInRow, tokenRows } from './tokenRows.ts';

/**
 * `passed`: the user is let in through both Regions, with verified tokens that say the same. `failed`: something stands against a sign-in through the replica.
 * `unfinished`: neither Region let the user in for reasons that say nothing of the replica. `unknown`: a call gave no answer.
 */
export type SignInVerdict = 'passed' | 'failed' | 'unfinished' | 'unknown';

export interface SignInComparison {
  readonly verdict: SignInVerdict;
  /** The verdict in one sentence. */
  readonly summary: Message;
  readonly primary: RegionText;
  readonly secondary: RegionText;
  /** Empty where neither Region gave tokens. */
  readonly rows: readonly SignInRow[];
}

/** Compares the sign-ins of one user through the two Regions of a pool. */
export function compareSignIns(poolId: string, primary: SignInResult, secondary: SignInResult, context: SignInContext): SignInComparison {
  const rows = tokenRows({ primary: signedIn(primary), secondary: signedIn(secondary) }, poolId, context);
  return {
    ...verdictOf(primary, secondary, rows, context),
    primary: regionText('primary', primary, secondary, context),
    secondary: regionText('secondary', secondary, primary, context),
    rows,
  };
}

type Verdict = Pick<SignInComparison, 'verdict' | 'summary'>;

function signedIn(result: SignInResult): SignedIn | undefined {
  return result.ok && result.value.kind === 'signedIn' ? result.value : undefined;
}

function verdictOf(primary: SignInResult, secondary: SignInResult, rows: readonly SignInRow[], context: SignInContext): Verdict {
  const { primaryRegion, secondaryRegion } = context;
  // Whatever the primary does: this is the replica's own.
  if (isRefusal(secondary, 'notEnabled')) return notThrough(context, signedIn(primary) !== undefined);
  if (!secondary.ok) return noAnswer(secondaryRegion, secondary.failure);
  if (!primary.ok) return noAnswer(primaryRegion, primary.failure);
  return answered(primary.value, secondary.value, rows, context);
}

function noAnswer(region: string, failure: Failure): Verdict {
  return {
    verdict: 'unknown',
    summary: message('Unknown: {region} gave no answer, {reason}.', { region, reason: failureMessage(failure) }),
  };
}

function answered(primary: SignInOutcome, secondary: SignInOutcome, rows: readonly SignInRow[], context: SignInContext): Verdict {
  const { primaryRegion, secondaryRegion } = context;
  if (primary.kind === 'signedIn' && secondary.kind === 'signedIn') return comparedTokens(rows, context);
  if (primary.kind === 'signedIn') return notThrough(context, true);
  if (secondary.kind === 'signedIn') {
    const summary = message(
      'The user can sign in through {secondaryRegion} and not through {primaryRegion}: the Regions do not know the same of the user.',
      {
        primaryRegion,
        secondaryRegion,
      },
    );
    return { verdict: 'failed', summary };
  }
  // What a replica does not finish, and what only it refuses.
  const isPrimarysOnly = primary.kind === 'challenged' && (primary.challenge === 'SOFTWARE_TOKEN_MFA' || secondary.kind === 'refused');
  if (isPrimarysOnly) return notThrough(context, false);
  if (primary.kind === 'challenged' && secondary.kind === 'challenged' && primary.challenge === secondary.challenge) {
    const summary = message(
      'Both Regions accept the password and ask for {challenge}. The sign-in was not finished, and no token was compared.',
      {
        challenge: primary.challenge,
      },
    );
    return { verdict: 'unfinished', summary };
  }
  return {
    verdict: 'unfinished',
    summary: message('The user is not let in through the primary Region either: this says nothing of the replica.'),
  };
}

function comparedTokens(rows: readonly SignInRow[], { secondaryRegion }: SignInContext): Verdict {
  const differences = rows.filter(({ verdict }) => verdict === 'different').length;
  if (differences > 0) {
    const summary =
      differences === 1
        ? message('The user can sign in through both Regions, and one thing stands against the tokens of {secondaryRegion}.', {
            secondaryRegion,
          })
        : message('The user can sign in through both Regions, and {differences} things stand against the tokens of {secondaryRegion}.', {
            differences,
            secondaryRegion,
          });
    return { verdict: 'failed', summary };
  }
  if (rows.some(({ verdict }) => verdict === 'unknown')) {
    return { verdict: 'unknown', summary: message('The user can sign in through both Regions, and not every token could be verified.') };
  }
  return { verdict: 'passed', summary: message('The user can sign in through both Regions, and the tokens say the same.') };
}

function notThrough({ primaryRegion, secondaryRegion }: SignInContext, isThroughPrimary: boolean): Verdict {
  const summary = isThroughPrimary
    ? message('The user can sign in through {primaryRegion} and not through {secondaryRegion}.', { primaryRegion, secondaryRegion })
    : message('The user cannot sign in through {secondaryRegion}.', { secondaryRegion });
  return { verdict: 'failed', summary };
}

function isRefusal(result: SignInResult, reason: string): boolean {
  return result.ok && result.value.kind === 'refused' && result.value.reason === reason;
}
