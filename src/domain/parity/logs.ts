import { parseArn } from '../arn.ts';
import { type Message, message } from '../message.ts';
import { isSameName } from './normalise.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  differentRow,
  idPart,
  mapPair,
  named,
  namesOf,
  type Pair,
  readBoth,
  type RowSubject,
  sameRow,
  shownFacts,
  unknownRow,
} from './rows.ts';
import { nothing, shownText } from './shownText.ts';
import type { LogDelivery } from './snapshot.ts';
import { valueRow } from './valueRow.ts';

const group = 'logs';

/** What each Region exports to where. Facts: section 3, "Logs": a destination is in the Region of its pool, and nothing of it is synchronized. */
export function logRows(comparison: Comparison): readonly ParityRow[] {
  const { sides } = comparison;
  const facts = mapPair(sides, ({ logs }) => logs);
  const whole: RowSubject = { id: 'logs', group, setting: message('log delivery') };
  const texts = shownFacts(facts, (deliveries) => shownText(deliveries.map(({ source }) => source).join(', ')) || nothing);
  const { read, why } = readBoth(facts);
  if (why) return [unknownRow(whole, texts, why)];
  const deliveries = mapPair(read, deliveriesByKey);
  const names = namesOf(deliveries);
  if (names.length === 0) return [sameRow(whole, texts, message('no logs are exported in either Region'))];
  return names.flatMap((name) =>
    rowsOfDelivery(
      name,
      mapPair(deliveries, (side) => side.get(name)),
      comparison,
    ),
  );
}

/** By source; further deliveries of the same source by their kind of destination too. */
export function deliveriesByKey(deliveries: readonly LogDelivery[] = []): ReadonlyMap<string, LogDelivery> {
  const isRepeated = (source: string): boolean => deliveries.filter((one) => one.source === source).length > 1;
  return new Map(deliveries.map((one) => [isRepeated(one.source) ? `${one.source} ${one.destination.kind}` : one.source, one]));
}

function rowsOfDelivery(name: string, deliveries: Pair<LogDelivery | undefined>, comparison: Comparison): readonly ParityRow[] {
  const subject: RowSubject = { id: `logs/${idPart(name)}`, group, setting: named(name) };
  const { primary, secondary } = deliveries;
  const texts = mapPair(deliveries, (one) => (one ? shownDestination(one) : nothing));
  const { region } = comparison.sides.secondary;
  if (!secondary) {
    const why = message('{region} does not export these logs', { region });
    const remedy = message('Set the log delivery in {region}, to a destination there.', { region });
    return [differentRow(subject, texts, { verdict: 'missing', severity: 'warning', why, remedy })];
  }
  const below = (id: string, setting: Message): RowSubject => ({ id: `${subject.id}/${id}`, group, setting, parent: subject.id });
  if (!primary) {
    return [differentRow(subject, texts, { severity: 'info', why: message('only {region} exports these logs', { region }) })];
  }
  return [
    sameRow(subject, texts, message('exported in both Regions')),
    ...valueRow(
      below('level', message('level')),
      mapPair({ primary, secondary }, ({ level }) => level),
      comparison,
      { severity: 'warning' },
    ),
    destinationRow(below('destination', message('destination')), { primary, secondary }, comparison),
    existsRow(below('exists', message('destination is there')), { primary, secondary }, comparison),
  ];
}

function destinationRow(subject: RowSubject, deliveries: Pair<LogDelivery>, { sides }: Comparison): ParityRow {
  const { primary, secondary } = mapPair(deliveries, ({ destination }) => destination);
  const texts = mapPair(deliveries, ({ destination: { arn, kind } }) => shownText(`${kind} ${arn}`));
  const { region } = sides.secondary;
  const other = secondary.kind === 's3' ? secondary.bucketRegion : parseArn(secondary.arn)?.region;
  if (other !== undefined && other !== '' && other !== region) {
    const why = message('{region} exports to {other}', { region, other: shownText(other) });
    const remedy = message('Export to a destination in {region}.', { region });
    // Unconfirmed whether a bucket has to be in the Region of its pool: the API reference (LogConfigurationType, S3ConfigurationType) does not say so. These logs may arrive; they
    // depend on another Region all the same.
    return differentRow(subject, texts, { severity: secondary.kind === 's3' ? 'info' : 'warning', why, remedy });
  }
  if (primary.kind !== secondary.kind)
    return differentRow(subject, texts, { severity: 'info', why: message('another kind of destination') });
  const [from, to] = [resourceOf(primary.arn), resourceOf(secondary.arn)];
  return isSameName(from, sides.primary, to, sides.secondary)
    ? sameRow(subject, texts)
    : differentRow(subject, texts, { severity: 'info', why: message('another name') });
}

/** Logs to a destination that is not there are lost. */
function existsRow(subject: RowSubject, deliveries: Pair<LogDelivery>, { sides }: Comparison): ParityRow {
  const facts = mapPair(deliveries, ({ destination }) => destination.exists);
  const texts = shownFacts(facts, (exists) => (exists ? '✓' : '✗'));
  const { read, why } = readBoth(facts);
  if (why) return unknownRow(subject, texts, why);
  for (const side of ['secondary', 'primary'] as const) {
    if (read[side] === true) continue;
    const { region } = sides[side];
    const why = message('the destination of {region} is not there: its logs are lost', { region });
    return differentRow(subject, texts, { verdict: side === 'secondary' ? 'missing' : 'different', severity: 'warning', why });
  }
  return sameRow(subject, texts, message('there in both Regions'));
}

function shownDestination({ destination: { arn }, level }: LogDelivery): string {
  return shownText(`${level} · ${resourceOf(arn)}`);
}

/** A log group's ARN may end in a star for its streams. */
function resourceOf(arn: string): string {
  return (parseArn(arn)?.resource ?? arn).replace(/:\*$/, '');
}
