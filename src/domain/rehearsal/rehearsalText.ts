import { type Message, message } from '../message.ts';
import { authenticatorAppLimit, otherSignInLimits, refusedInShort } from '../replicaOperations.ts';
import type { CheckId, CheckState, Rehearsal } from './rehearsal.ts';

/** The verdict of a rehearsal in one sentence, the loud one first: traffic that is still away. */
export function rehearsalVerdict(rehearsal: Rehearsal): Message {
  const { backAt, checks, mode, outcome, startedAt, subject, traffic } = rehearsal;
  const { primaryRegion, secondaryRegion } = subject;
  if (startedAt === undefined) return message('Nothing has been begun yet.');
  if (!outcome) {
    return mode === 'traffic'
      ? message('It has not ended. Until it has, take the traffic for forced to {region}.', { region: secondaryRegion })
      : message('It has not ended.');
  }
  switch (outcome.kind) {
    case 'notBegun':
      return message('Nothing was moved: {why}', { why: outcome.why });
    case 'stillForced':
      return message(
        'FAIL BACK FAILED. Traffic of {domain} may still be forced to {region}: {why} Fail back by hand, with the line below.',
        {
          domain: traffic?.domain ?? '',
          region: secondaryRegion,
          why: outcome.why,
        },
      );
    case 'foundBack':
      return message('Nobody has seen its end. Traffic was not forced to {region} any more when it was looked at again.', {
        region: secondaryRegion,
      });
    case 'done':
      break;
  }
  const failed = checks.filter(({ state }) => state === 'fail').length;
  const unknown = checks.filter(({ state }) => state === 'unknown').length;
  const found =
    failed > 0
      ? message('{failed} of {count} checks failed.', { failed, count: checks.length })
      : unknown > 0
        ? message('No check failed, and {unknown} of {count} are unknown.', { unknown, count: checks.length })
        : message('No check failed.');
  if (mode === 'replicaOnly') return message('{found} No traffic was moved.', { found });
  return backAt === undefined
    ? message('{found} The health check is what it was; that traffic has arrived in {region} was not seen.', {
        found,
        region: primaryRegion,
      })
    : message('{found} Traffic is back in {region}.', { found, region: primaryRegion });
}

export function checkTitle(id: CheckId): Message {
  switch (id) {
    case 'pool':
      return message('The user pool in the secondary Region');
    case 'replica':
      return message('The status of the replica');
    case 'discovery':
      return message('The discovery document');
    case 'keys':
      return message('The keys that verify tokens (JWKS)');
    case 'sameKeys':
      return message('The same keys as in the primary Region');
    case 'routed':
      return message('Traffic to the secondary Region');
    case 'signIn':
      return message('A sign-in through the secondary Region');
    case 'back':
      return message('Traffic back to the primary Region');
  }
}

export function stateText(state: CheckState): Message {
  switch (state) {
    case 'pass':
      return message('pass');
    case 'fail':
      return message('fail');
    case 'unknown':
      return message('unknown');
    case 'skipped':
      return message('not tried');
  }
}

/**
 * What users would have noticed: what a replica refuses as long as traffic goes there, and what failed. Facts: cognito-replication.md section 1, "Operations accepted by a secondary", and
 * section 2.
 */
export function noticed({ checks, mode, subject }: Rehearsal): readonly Message[] {
  const failed = checks.filter(({ id, state }) => state === 'fail' && id !== 'back');
  const signIn = failed.some(({ id }) => id === 'signIn' || id === 'replica' || id === 'pool');
  const keys = failed.some(({ id }) => id === 'keys' || id === 'sameKeys' || id === 'discovery');
  const { secondaryRegion } = subject;
  return [
    ...(signIn
      ? [message('Sign-ins through {region} would not have come to their end: the checks say why.', { region: secondaryRegion })]
      : []),
    ...(keys ? [message('Applications could not have verified the tokens of those who had.')] : []),
    ...(failed.some(({ id }) => id === 'routed')
      ? [message('Traffic would not have arrived in {region}.', { region: secondaryRegion })]
      : []),
    mode === 'traffic'
      ? message('While traffic was in {region}, the replica refused: {refused}.', { region: secondaryRegion, refused: refusedInShort() })
      : message('While traffic is in {region}, the replica refuses: {refused}.', { region: secondaryRegion, refused: refusedInShort() }),
    authenticatorAppLimit,
    ...otherSignInLimits,
  ];
}

/** A duration in words of a clock, `2 min 5 s`. */
export function durationText(milliseconds: number): Message {
  const seconds = Math.round(milliseconds / 1000);
  if (milliseconds < 1000) return message('{milliseconds} ms', { milliseconds });
  if (seconds < 60) return message('{seconds} s', { seconds });
  return message('{minutes} min {seconds} s', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
