import type { JsonObject } from '../json.ts';
import { message } from '../message.ts';
import { textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, type RowSubject } from './rows.ts';
import { shown, shownText } from './shownText.ts';

/** What Cognito says went wrong when it last sent (SmsConfigurationFailure, EmailConfigurationFailure). No setting: no row where nothing went wrong. */
export function failureRow(
  subject: RowSubject,
  name: string,
  settings: Pair<JsonObject | undefined>,
  { sides }: Comparison,
): readonly ParityRow[] {
  const failures = mapPair(settings, (side) => textIn(side, name));
  for (const side of ['secondary', 'primary'] as const) {
    const failure = failures[side];
    if (failure === undefined) continue;
    const { region } = sides[side];
    const why = message('Cognito could not send in {region}: {failure}', { region, failure: shownText(failure) });
    return [differentRow(subject, mapPair(failures, shown), { severity: 'warning', why })];
  }
  return [];
}
