import { parseArn } from '../arn.ts';
import { type Message, message } from '../message.ts';
import { senderKeyRows } from './customSenderKey.ts';
import { isSameName } from './normalise.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  type Difference,
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
import { nothing, notReadable, shownText } from './shownText.ts';
import type { FunctionSnapshot } from './snapshot.ts';
import { functionRows } from './triggerFunction.ts';

const settings: Readonly<Record<string, Message>> = {
  PreSignUp: message('Pre sign-up'),
  CustomMessage: message('Custom message'),
  PostConfirmation: message('Post confirmation'),
  PreAuthentication: message('Pre authentication'),
  PostAuthentication: message('Post authentication'),
  DefineAuthChallenge: message('Define auth challenge'),
  CreateAuthChallenge: message('Create auth challenge'),
  VerifyAuthChallengeResponse: message('Verify auth challenge response'),
  PreTokenGeneration: message('Pre token generation'),
  UserMigration: message('User migration'),
  CustomSMSSender: message('Custom SMS sender'),
  CustomEmailSender: message('Custom email sender'),
  InboundFederation: message('Inbound federation'),
};

/** The Lambda triggers of both Regions, one row each and below it what its two functions have in common. Facts: section 3, "Lambda". */
export function triggerRows(comparison: Comparison): readonly ParityRow[] {
  const functions = mapPair(comparison.sides, (side) => side.functions);
  return [
    ...namesOf(functions).flatMap((name) => rowsOfTrigger(name, comparison)),
    ...noTriggerRead(comparison),
    ...senderKeyRows(comparison),
  ];
}

/** One row says that triggers could not be read where the other Region names none that could stand for them. */
function noTriggerRead({ settings: read, sides }: Comparison): readonly ParityRow[] {
  const { why } = readBoth(read);
  if (!why || sides.primary.functions.size + sides.secondary.functions.size > 0) return [];
  const shown = shownFacts(read, () => nothing);
  return [unknownRow({ id: 'triggers', group: 'triggers', setting: message('triggers') }, shown, why)];
}

function rowsOfTrigger(trigger: string, comparison: Comparison): readonly ParityRow[] {
  const { settings: read, sides } = comparison;
  const subject: RowSubject = { id: `triggers/${idPart(trigger)}`, group: 'triggers', setting: settings[trigger] ?? named(trigger) };
  const functions = mapPair(sides, (side) => side.functions.get(trigger));
  const { why } = readBoth(read);
  if (why) return [unknownRow(subject, shownOf(functions, comparison), why)];
  const { primary, secondary } = functions;
  const shown = shownOf(functions, comparison);
  const { region } = sides.secondary;
  if (!secondary) {
    return [
      differentRow(subject, shown, {
        verdict: 'missing',
        severity: 'warning',
        rule: 'trigger-missing',
        why: message('{region} does not have this trigger', { region }),
        remedy: message('Deploy the function to {region} and name it there.', { region }),
      }),
    ];
  }
  const elsewhere = functionElsewhere({ primary, secondary }, comparison);
  if (elsewhere) return [differentRow(subject, shown, elsewhere)];
  if (!primary) {
    return [differentRow(subject, shown, { severity: 'warning', why: message('only {region} has this trigger', { region }) })];
  }
  return [nameRow(subject, { primary, secondary }, shown, comparison), ...functionRows(trigger, { primary, secondary }, comparison)];
}

/** A trigger calls a function of its own Region: the other one may be what failed. Facts: section 3. */
function functionElsewhere(functions: Pair<FunctionSnapshot | undefined>, { sides }: Comparison): Difference | undefined {
  for (const side of ['secondary', 'primary'] as const) {
    const named = parseArn(functions[side]?.arn ?? '')?.region;
    const { region } = sides[side];
    if (named === undefined || named === region) continue;
    return {
      severity: 'error',
      rule: 'regional-arn',
      why: message('the trigger of {region} names a function in {other}', { region, other: shownText(named) }),
      remedy: message('Deploy the function to {region} and name it there.', { region }),
    };
  }
  return undefined;
}

/** Names alone change nothing for a sign-in: what the functions are is compared below. */
function nameRow(subject: RowSubject, functions: Pair<FunctionSnapshot>, shown: Pair<string>, { sides }: Comparison): ParityRow {
  const { primary, secondary } = mapPair(functions, nameOf);
  return isSameName(primary, sides.primary, secondary, sides.secondary)
    ? sameRow(subject, shown)
    : differentRow(subject, shown, { severity: 'info', why: message('functions of different names') });
}

/** The name and the alias; a version is a count of its own in each Region, and says nothing that the code does not. */
function nameOf({ arn }: FunctionSnapshot): string {
  return (parseArn(arn)?.resource ?? arn).replace(/^function:/, '').replace(/:(\d+|\$LATEST)$/, '');
}

function shownOf(functions: Pair<FunctionSnapshot | undefined>, { settings: read, sides }: Comparison): Pair<string> {
  const show = (side: 'primary' | 'secondary'): string => {
    if (read[side].state !== 'known') return notReadable;
    const one = functions[side];
    return one ? shownFunction(one, sides[side].region) : nothing;
  };
  return { primary: show('primary'), secondary: show('secondary') };
}

/** `claims:live`; a function of another Region with that Region. */
function shownFunction({ arn }: FunctionSnapshot, region: string): string {
  const parsed = parseArn(arn);
  const name = (parsed?.resource ?? arn).replace(/^function:/, '');
  return shownText(parsed && parsed.region !== region ? `${parsed.region} · ${name}` : name);
}
