import type { Fact } from '../fact.ts';
import { message } from '../message.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  differentRow,
  idPart,
  mapPair,
  named,
  namesOf,
  readBoth,
  type RowSubject,
  sameRow,
  shownFacts,
  unknownRow,
} from './rows.ts';

/**
 * Request limits of the account, by category, in each Region: what signs in on the primary has to fit into the secondary when all of it comes at once.
 * Raised limits do not cross Regions: facts, section 2, "Quotas".
 */
export function requestLimitRows({ sides }: Comparison): readonly ParityRow[] {
  return namesOf(mapPair(sides, ({ requestLimits }) => requestLimits)).flatMap((category) => {
    const subject: RowSubject = { id: `requestLimits/${idPart(category)}`, group: 'requestLimits', setting: named(category) };
    const limits = mapPair(sides, ({ region, requestLimits }) => requestLimits.get(category) ?? notAsked(region));
    const shown = shownFacts(limits, String);
    const { read, why } = readBoth(limits);
    if (why) return [unknownRow(subject, shown, why)];
    const { primary, secondary } = read;
    if (primary === undefined && secondary === undefined) return [];
    const { region } = sides.secondary;
    if (primary === secondary) return [sameRow(subject, shown)];
    if (secondary === undefined) {
      return [
        differentRow(subject, shown, {
          verdict: 'missing',
          severity: 'info',
          why: message('{region} does not have this limit', { region }),
        }),
      ];
    }
    if (primary === undefined) {
      return [differentRow(subject, shown, { severity: 'info', why: message('only {region} has this limit', { region }) })];
    }
    if (secondary > primary) {
      return [differentRow(subject, shown, { severity: 'info', why: message('higher in {region}', { region }) })];
    }
    return [
      differentRow(subject, shown, {
        severity: 'warning',
        rule: 'quota-parity',
        why: message('lower in {region}: {secondary} requests a second, where the primary Region has {primary}', {
          region,
          primary,
          secondary,
        }),
        remedy: message('Raise the limit in {region} before a failover sends every sign-in there.', { region }),
      }),
    ];
  });
}

function notAsked(region: string): Fact<number> {
  return { state: 'unknown', failure: { reason: 'notAsked', operation: 'cognito-idp:GetProvisionedLimit', region, detail: '' } };
}
