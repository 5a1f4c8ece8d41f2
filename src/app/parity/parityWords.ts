import { joined, type Message, message } from '../../domain/message.ts';
import { countRows, type ParityGroup, type ParityRow, type Verdict } from '../../domain/parity/row.ts';
import { severityWord } from '../readinessRow.ts';

const titles: Readonly<Record<ParityGroup, Message>> = {
  triggers: message('Triggers'),
  waf: message('WAF'),
  templatesAndSenders: message('Templates and senders'),
  logs: message('Logs'),
  tags: message('Tags'),
  requestLimits: message('Request limits'),
  domain: message('Domain'),
  signInAndAccess: message('Sign-in and access'),
};

/** All groups, in the order in which they are shown. */
export const parityGroups = Object.keys(titles) as readonly ParityGroup[];

export function groupTitle(group: ParityGroup): Message {
  return titles[group];
}

export function verdictWord(verdict: Verdict): Message {
  switch (verdict) {
    case 'same':
      return message('same');
    case 'different':
      return message('different');
    case 'missing':
      return message('missing');
    case 'behind':
      return message('behind');
    case 'unknown':
      return message('unknown');
  }
}

/** The verdict of a row in words, with how bad it is where a sign-in would meet it. */
export function verdictMessage({ verdict, severity }: ParityRow): Message {
  return joined([verdictWord(verdict), ...(severity === undefined ? [] : [severityWord(severity)])]);
}

/** "2 different, 1 missing, 5 same"; "same" where all are; the reason where all are unknown for the same one. */
export function countsMessage(rows: readonly ParityRow[]): Message {
  const [first] = rows;
  const counted = countRows(rows);
  if (!first) return message('nothing set');
  if (counted.same === rows.length) return message('same');
  if (counted.unknown === rows.length) return unknownMessage(rows, first);
  const parts = [
    ...(counted.different > 0 ? [message('{count} different', { count: counted.different })] : []),
    ...(counted.missing > 0 ? [message('{count} missing', { count: counted.missing })] : []),
    ...(counted.behind > 0 ? [message('{count} behind', { count: counted.behind })] : []),
    ...(counted.unknown > 0 ? [message('{count} unknown', { count: counted.unknown })] : []),
    ...(counted.same > 0 ? [message('{count} same', { count: counted.same })] : []),
  ];
  return parts.reduce((before, after) => message('{before}, {after}', { before, after }));
}

/** The counts of all groups together. */
export function summaryMessage(rows: readonly ParityRow[]): Message {
  return rows.every(({ verdict }) => verdict === 'same') ? message('all the same') : countsMessage(rows);
}

function unknownMessage(rows: readonly ParityRow[], first: ParityRow): Message {
  const isOneReason = rows.every(({ message: said }) => JSON.stringify(said) === JSON.stringify(first.message));
  return isOneReason ? message('unknown: {failure}', { failure: first.message }) : message('unknown');
}

/** The rows of one group, each with its parts behind it. */
export function rowsOfGroup(rows: readonly ParityRow[], group: ParityGroup): readonly ParityRow[] {
  const own = rows.filter((row) => row.group === group);
  const ids = new Set(own.map(({ id }) => id));
  const partsOf = (parent: string | undefined): ParityRow[] =>
    own
      .filter((row) => (row.parent !== undefined && ids.has(row.parent) ? row.parent : undefined) === parent)
      .flatMap((row) => [row, ...partsOf(row.id)]);
  return partsOf(undefined);
}
