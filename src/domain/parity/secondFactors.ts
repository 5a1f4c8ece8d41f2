import { valueOf } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import { type JsonObject, withoutMembers } from '../json.ts';
import { message } from '../message.ts';
import type { MfaDescription } from '../userPool.ts';
import { objectIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, readBoth, type RowSubject, sameRow, unknownRow } from './rows.ts';
import { nothing, notReadable } from './shownText.ts';
import { inStepRow, unreadRow } from './synchronized.ts';

const group = 'signInAndAccess';

/** Second factors: how they are set is synchronized; authenticator apps work on the primary only, however they are set. Facts: section 2, "TOTP". */
export function secondFactorRows(comparison: Comparison): readonly ParityRow[] {
  const mfa = mapPair(comparison.sides, (side) => side.mfa);
  const subject: RowSubject = { id: 'signInAndAccess/secondFactors', group, setting: message('second factors') };
  const { read, why } = readBoth(mfa);
  const factors = why ? [unreadRow(subject, mfa, why)] : inStepRow(subject, mapPair(read, factorsOf), comparison);
  return [...factors, totpRow(comparison)];
}

/** Without who sends SMS, which is regional, and without the mode, which DescribeUserPool says too. */
function factorsOf(mfa: MfaDescription | undefined): JsonObject {
  const sms = objectIn(mfa?.settings, 'SmsMfaConfiguration');
  const settings = { ...mfa?.settings, ...(sms && { SmsMfaConfiguration: withoutMembers(sms, 'SmsConfiguration') }) };
  return withoutMembers(settings, 'MfaConfiguration');
}

function totpRow({ sides }: Comparison): ParityRow {
  const subject: RowSubject = { id: 'signInAndAccess/authenticatorApps', group, setting: message('authenticator apps') };
  const { mfa } = sides.primary;
  if (mfa.state === 'unknown') return unknownRow(subject, { primary: notReadable, secondary: nothing }, failureMessage(mfa.failure));
  const factors = valueOf(mfa);
  if (!factors?.totp || factors.mode === 'OFF')
    return sameRow(subject, { primary: nothing, secondary: nothing }, message('no authenticator apps'));
  const isOnlyFactor = factors.mode === 'ON' && !factors.sms && !factors.email;
  return differentRow(
    subject,
    { primary: factors.mode, secondary: nothing },
    {
      verdict: 'missing',
      severity: isOnlyFactor ? 'error' : 'warning',
      rule: 'mfa-totp',
      why: isOnlyFactor
        ? message('authenticator apps are the only second factor, and every user needs one: they cannot sign in on the replica')
        : message('users with an authenticator app cannot sign in on the replica'),
      remedy: message('Offer SMS or email as a second factor too, and tell users of authenticator apps what happens during a failover.'),
    },
  );
}
