import { keyIdOf } from '../../arn.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { english, type Message, message } from '../../message.ts';
import { objectIn, textIn } from '../../parity/normalise.ts';
import { counterpartOf, functionNameOf, inOtherRegion } from '../../parity/otherRegion.ts';
import type { ParityRow } from '../../parity/row.ts';
import { nothing } from '../../parity/shownText.ts';
import { copyFunctionOffer, findFunctionOffer, senderKeyOffer } from './functionOffers.ts';
import { functionThere, type RepairContext } from './repairContext.ts';
import { leftAlone, nameBehind, type NotCopied } from './repairKind.ts';

/** What becomes of LambdaConfig for rows of triggers. */
export interface TriggerChanges {
  /** Members of LambdaConfig; undefined takes one away. All others stay as the secondary Region has them. */
  readonly members: Readonly<Record<string, Json | undefined>>;
  /** The functions that triggers call after the change and did not call before. */
  readonly functions: readonly string[];
  readonly risks: readonly Message[];
  readonly notCopied: readonly NotCopied[];
}

type TriggerChange = Partial<TriggerChanges>;

const prefix = 'triggers/';
const keyRow = 'triggers/KMSKeyID';

/** Rows of which LambdaConfig is changed: a trigger, the version of its event, the key of custom senders. */
export function isTriggerRow({ id }: ParityRow): boolean {
  return /^triggers\/[^/]+(\/eventVersion)?$/.test(id);
}

/** A key without a counterpart in the other Region is told apart by the row: it is no `mrk-`. */
export function helpsTrigger({ id, primary, severity }: ParityRow): boolean {
  if (id !== keyRow) return true;
  return primary !== nothing && (severity !== 'info' || primary.includes('key/mrk-'));
}

/** Copies triggers from the primary Region. Facts: cognito-replication.md section 3, "Lambda". */
export function triggerChanges(rows: readonly ParityRow[], context: RepairContext): TriggerChanges {
  const changes = rows.map((row): TriggerChange => {
    if (row.id === keyRow) return keyChange(row, context);
    const [name = '', part] = row.id.slice(prefix.length).split('/');
    const trigger = nameBehind('', name);
    if (part === undefined) return copiedTrigger(row, trigger, context);
    // A trigger that is copied brings its version.
    return rows.some(({ id }) => id === `${prefix}${name}`) ? {} : copiedVersion(trigger, context);
  });
  return {
    members: Object.assign({}, ...changes.map(({ members }) => members ?? {})) as TriggerChanges['members'],
    functions: [...new Set(changes.flatMap(({ functions = [] }) => functions))],
    risks: eachOnce(changes.flatMap(({ risks = [] }) => risks)),
    notCopied: changes.flatMap(({ notCopied = [] }) => notCopied),
  };
}

/** Two triggers may call one function, or need one key. */
function eachOnce(messages: readonly Message[]): readonly Message[] {
  return [...new Map(messages.map((one) => [english(one), one])).values()];
}

function configurationsIn({ settings }: RepairContext): { readonly primary: JsonObject; readonly secondary: JsonObject } {
  const of = (side: JsonObject): JsonObject => objectIn(side, 'LambdaConfig') ?? {};
  return { primary: of(settings.primary), secondary: of(settings.secondary) };
}

function copiedTrigger(row: ParityRow, trigger: string, context: RepairContext): TriggerChange {
  const { primaryRegion, region, sides } = context;
  const from = sides.primary.functions.get(trigger)?.arn;
  const { primary, secondary } = configurationsIn(context);
  const members = membersOf(trigger);
  if (from === undefined) {
    return {
      members: Object.fromEntries(members.map((name) => [name, undefined])),
      risks: [message('{region} loses the trigger {trigger}, which {primaryRegion} does not have.', { region, trigger, primaryRegion })],
    };
  }
  const name = functionNameOf(from);
  const to = counterpartOf(from, sides.primary, sides.secondary);
  if (to === undefined) {
    const reason = message('CloudFormation made the name {name}: what it is called in {region} is not known', { name, region });
    return { notCopied: [{ rowId: row.id, reason, offers: [findFunctionOffer(from, context)] }] };
  }
  if (to === sides.secondary.functions.get(trigger)?.arn) {
    const reason = message('{region} is as it should be: the trigger of {primaryRegion} has to be changed', { region, primaryRegion });
    return { notCopied: [{ rowId: row.id, reason, offers: [copyFunctionOffer(to, context)] }] };
  }
  const there = functionThere(to, context)?.configuration;
  if (there?.state === 'absent') {
    const reason = message('there is no function {name} in {region}: deploy it there first', { name, region });
    return { notCopied: [{ rowId: row.id, reason, offers: [copyFunctionOffer(from, context)] }] };
  }
  const key = senderKey(row, trigger, context);
  if (key.notCopied) return key;
  const mapped = Object.fromEntries(members.map((member) => [member, withFunction(primary[member], to)]));
  return {
    // The two members of one trigger have to name one function (SDK: LambdaConfigType.PreTokenGeneration), so that both are the primary's.
    members: { ...mapped, ...(secondary['KMSKeyID'] === undefined && key.members) },
    functions: [to],
    risks: [...(there?.state === 'known' ? [] : [unknownFunction(to, region)]), ...(key.risks ?? [])],
    ...(there?.state !== 'known' && {
      notCopied: [
        {
          rowId: row.id,
          reason: message('only the trigger is copied: deploy the function {name} to {region} where it is not there yet', { name, region }),
          offers: [copyFunctionOffer(from, context)],
        },
      ],
    }),
  };
}

function unknownFunction(arn: string, region: string): Message {
  return message('Whether {name} is in {region} is not known. Where it is not, Cognito refuses the change, or sign-ins fail there.', {
    name: functionNameOf(arn),
    region,
  });
}

/** Members of LambdaConfig that are one trigger. */
function membersOf(trigger: string): readonly string[] {
  return trigger === 'PreTokenGeneration' ? ['PreTokenGeneration', 'PreTokenGenerationConfig'] : [trigger];
}

function withFunction(value: Json | undefined, arn: string): Json | undefined {
  if (typeof value === 'string') return arn;
  return isJsonObject(value) ? { ...value, LambdaArn: arn } : undefined;
}

/** The function stays that of the secondary Region, and gets the event of the primary's. */
function copiedVersion(trigger: string, { region, sides }: RepairContext): TriggerChange {
  const arn = sides.secondary.functions.get(trigger)?.arn;
  if (arn === undefined) return {};
  // A trigger that has event versions and names none is on the first.
  const version = sides.primary.functions.get(trigger)?.eventVersion ?? 'V1_0';
  return {
    members: { [membersOf(trigger).at(-1) ?? trigger]: { LambdaVersion: version, LambdaArn: arn } },
    risks: [message('{name} in {region} has to understand the event {version}.', { name: functionNameOf(arn), region, version })],
  };
}

/** Custom senders need a key, and the key is of a Region: only the replica of a multi-Region key follows from the primary's. */
function senderKey(row: ParityRow, trigger: string, context: RepairContext): TriggerChange {
  if (trigger !== 'CustomSMSSender' && trigger !== 'CustomEmailSender') return {};
  const { primary, secondary } = configurationsIn(context);
  const own = textIn(secondary, 'KMSKeyID');
  if (own === undefined) return keyChange(row, context);
  if (own === mappedKey(primary, context)) return {};
  const { region } = context;
  return {
    risks: [message('The function encrypts and decrypts with the key of {region}, {key}, which stays.', { region, key: keyIdOf(own) })],
  };
}

function keyChange(row: ParityRow, context: RepairContext): TriggerChange {
  const { primaryRegion, region } = context;
  const { primary } = configurationsIn(context);
  if (textIn(primary, 'KMSKeyID') === undefined) {
    return { notCopied: [leftAlone(row, message('{primaryRegion} has no key for custom senders', { primaryRegion }))] };
  }
  const key = mappedKey(primary, context);
  if (key === undefined) {
    const reason = message('the key of {primaryRegion} has no replica: {region} needs a key of its own for custom senders', {
      primaryRegion,
      region,
    });
    const offers = helpsTrigger(row) ? [senderKeyOffer(context)] : [];
    return { notCopied: [{ rowId: row.id, reason, offers }] };
  }
  return {
    members: { KMSKeyID: key },
    risks: [message('The key {key} has to have a replica in {region}.', { key: keyIdOf(key), region })],
  };
}

function mappedKey(primary: JsonObject, { sides }: RepairContext): string | undefined {
  const key = textIn(primary, 'KMSKeyID');
  return key !== undefined && keyIdOf(key).startsWith('mrk-') ? inOtherRegion(key, sides.primary, sides.secondary) : undefined;
}
