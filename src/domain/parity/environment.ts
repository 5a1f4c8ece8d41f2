import { message } from '../message.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, idPart, mapPair, namesOf, type Pair, type RowSubject, sameRow } from './rows.ts';
import { nothing, shownText } from './shownText.ts';
import type { EnvironmentValue, FunctionConfiguration } from './snapshot.ts';

/**
 * Environment variables by name. Of a value only the Regions in it are ever shown. A function that keeps its table or queue in the other Region fails
 * together with that Region, and that is what replication is to prevent.
 */
export function environmentRows(parent: string, configurations: Pair<FunctionConfiguration>, comparison: Comparison): readonly ParityRow[] {
  const environments = mapPair(configurations, ({ environment }) => environment);
  return namesOf(environments).map((name) => {
    const subject: RowSubject = {
      id: `${parent}/environment/${idPart(name)}`,
      group: 'triggers',
      setting: message('environment variable {name}', { name: shownText(name) }),
      parent,
    };
    return rowOfVariable(
      subject,
      mapPair(environments, (side) => side.get(name)),
      comparison,
    );
  });
}

function rowOfVariable(subject: RowSubject, values: Pair<EnvironmentValue | undefined>, { sides }: Comparison): ParityRow {
  const shown = mapPair(values, shownValue);
  const { primary, secondary } = values;
  const [here, there] = [sides.secondary.region, sides.primary.region];
  if (secondary && pointsOnlyTo(there, here, secondary)) {
    return differentRow(subject, shown, {
      severity: 'error',
      why: message('points to {there} from {here}', { there, here }),
      remedy: message('Set it to what {here} has of its own.', { here }),
    });
  }
  if (!secondary)
    return differentRow(subject, shown, { verdict: 'missing', severity: 'warning', why: message('not set in {region}', { region: here }) });
  if (!primary) return differentRow(subject, shown, { severity: 'warning', why: message('only set in {region}', { region: here }) });
  // During a failover it does no harm; until then the primary Region needs the other one.
  if (pointsOnlyTo(here, there, primary)) {
    return differentRow(subject, shown, {
      severity: 'warning',
      why: message('points to {there} from {here}', { there: here, here: there }),
    });
  }
  if (primary.digest === secondary.digest) return sameRow(subject, shown, message('equal values'));
  if (primary.regionlessDigest === secondary.regionlessDigest) return sameRow(subject, shown, message('equal values but for the Region'));
  return differentRow(subject, shown, { severity: 'warning', why: message('different values') });
}

/** A value that names both Regions may be a list of them. */
function pointsOnlyTo(other: string, own: string, { regions }: EnvironmentValue): boolean {
  return regions.includes(other) && !regions.includes(own);
}

function shownValue(value: EnvironmentValue | undefined): string {
  if (!value) return nothing;
  return value.regions.length > 0 ? shownText(value.regions.join(', ')) : '•••';
}
