import type { Fact } from '../fact.ts';
import type { Json } from '../json.ts';
import { type Message, message } from '../message.ts';
import { environmentRows } from './environment.ts';
import type { ParityRow } from './row.ts';
import {
  type Comparison,
  type Difference,
  differentRow,
  idPart,
  mapPair,
  type Pair,
  readBoth,
  type RowSubject,
  sameRow,
  shownFacts,
  unknownRow,
} from './rows.ts';
import { nothing, shownText } from './shownText.ts';
import type { FunctionConfiguration, FunctionSnapshot } from './snapshot.ts';
import { permissionRow } from './triggerPermission.ts';
import { valueRow } from './valueRow.ts';

/** What is compared of two functions that exist. Layers stand in an order that decides: the later ones are put over the earlier ones. */
const members: readonly (readonly [id: string, setting: Message, of: (configuration: FunctionConfiguration) => Json])[] = [
  ['code', message('code'), ({ codeSha256 }) => codeSha256],
  ['runtime', message('runtime'), ({ runtime }) => runtime],
  ['architecture', message('architecture'), ({ architectures }) => architectures],
  ['handler', message('handler'), ({ handler }) => handler],
  ['memory', message('memory'), ({ memorySize }) => memorySize],
  ['timeout', message('timeout'), ({ timeout }) => timeout],
  ['vpc', message('VPC'), ({ inVpc }) => (inVpc ? 'VPC' : '')],
];

/** The rows below a trigger that has a function in each Region: whether they exist, are the same, and may be called. */
export function functionRows(trigger: string, functions: Pair<FunctionSnapshot>, comparison: Comparison): readonly ParityRow[] {
  const parent = `triggers/${idPart(trigger)}`;
  const below = (id: string, setting: Message): RowSubject => ({ id: `${parent}/${id}`, group: 'triggers', setting, parent });
  const configurations = mapPair(functions, ({ configuration }) => configuration);
  const isGone = configurations.primary.state === 'absent' || configurations.secondary.state === 'absent';
  return [
    ...eventVersionRow(below, functions, comparison),
    ...configurationRows(below, configurations, comparison),
    // A function that is not there has no policy and no concurrency either, which is no news.
    ...(isGone
      ? []
      : [permissionRow(below('permission', message('permission')), functions, comparison), concurrencyRow(below, functions, comparison)]),
  ];
}

/** A trigger that has event versions and names none is on the first. */
function eventVersionRow(below: Below, functions: Pair<FunctionSnapshot>, comparison: Comparison): readonly ParityRow[] {
  const { primary, secondary } = mapPair(functions, ({ eventVersion }) => eventVersion);
  if (primary === undefined && secondary === undefined) return [];
  const versions = { primary: primary ?? 'V1_0', secondary: secondary ?? 'V1_0' };
  return valueRow(below('eventVersion', message('event version')), versions, comparison, {
    severity: 'warning',
    why: message('the function gets another event'),
  });
}

type Below = (id: string, setting: Message) => RowSubject;

function configurationRows(below: Below, configurations: Pair<Fact<FunctionConfiguration>>, comparison: Comparison): readonly ParityRow[] {
  const subject = below('function', message('function'));
  const shown = shownFacts(configurations, ({ state }) => shownText(state));
  const { read, why } = readBoth(configurations);
  if (why) return [unknownRow(subject, shown, why)];
  const { primary, secondary } = read;
  if (!primary || !secondary) return [differentRow(subject, shown, goneFrom(secondary ? 'primary' : 'secondary', comparison))];
  return [
    stateRow(subject, { primary, secondary }, shown, comparison),
    ...members.flatMap(([id, setting, of]) => {
      const values = mapPair({ primary, secondary }, of);
      return valueRow(below(id, setting), values, comparison, {
        severity: 'warning',
        why: message('different {setting}', { setting }),
        ...(id === 'code' && { texts: mapPair({ primary, secondary }, shortDigest) }),
      });
    }),
    layersRow(below, { primary, secondary }, comparison),
    ...environmentRows(subject.parent ?? '', { primary, secondary }, comparison),
  ].flat();
}

/** Enough of a digest to see that two are not the same. */
function shortDigest({ codeSha256 }: FunctionConfiguration): string {
  return codeSha256.length > 12 ? `${shownText(codeSha256).slice(0, 8)}…` : shownText(codeSha256);
}

function goneFrom(side: 'primary' | 'secondary', { sides }: Comparison): Difference {
  const { region } = sides[side];
  return {
    verdict: side === 'secondary' ? 'missing' : 'different',
    severity: 'error',
    why: message('there is no such function in {region}', { region }),
    remedy: message('Deploy the function to {region}, or name another one.', { region }),
  };
}

/** A trigger whose function cannot run fails the step of sign-in that it belongs to. */
function stateRow(subject: RowSubject, configurations: Pair<FunctionConfiguration>, shown: Pair<string>, { sides }: Comparison): ParityRow {
  for (const side of ['secondary', 'primary'] as const) {
    const { state } = configurations[side];
    if (state === 'Active') continue;
    const { region } = sides[side];
    return differentRow(subject, shown, {
      severity: 'error',
      why: message('the function in {region} is {state}, not Active', { region, state: shownText(state) }),
    });
  }
  return sameRow(subject, shown, message('Active in both Regions'));
}

function layersRow(below: Below, configurations: Pair<FunctionConfiguration>, comparison: Comparison): readonly ParityRow[] {
  const layers = mapPair(configurations, (one) => one.layers);
  const subject = below('layers', message('layers'));
  if (layers.primary.length === 0 && layers.secondary.length === 0) return [];
  // Wrapped, so that their order is kept.
  return valueRow(
    subject,
    mapPair(layers, (list) => ({ Layers: list })),
    comparison,
    {
      severity: 'warning',
      why: message('other layers, or in another order'),
      texts: mapPair(layers, (list) => shownText(list.map(layerName).join(', ')) || nothing),
    },
  );
}

/** `observability:12` of `arn:aws:lambda:us-east-1:111122223333:layer:observability:12`. */
function layerName(arn: string): string {
  return arn.split(':layer:')[1] ?? arn;
}

/** Reserved concurrency is of the Region's account, and of a function of zero no call gets through. */
function concurrencyRow(below: Below, functions: Pair<FunctionSnapshot>, { sides }: Comparison): ParityRow {
  const subject = below('concurrency', message('reserved concurrency'));
  const concurrency = mapPair(functions, ({ reservedConcurrency }) => reservedConcurrency);
  const shown = shownFacts(concurrency, String);
  const { read, why } = readBoth(concurrency);
  if (why) return unknownRow(subject, shown, why);
  const { region } = sides.secondary;
  if (read.secondary === 0) {
    return differentRow(subject, shown, {
      severity: 'error',
      why: message('no call gets through in {region}: the function has a concurrency of 0', { region }),
    });
  }
  if (read.primary === read.secondary) return sameRow(subject, shown);
  if (read.secondary === undefined) {
    return differentRow(subject, shown, {
      verdict: 'missing',
      severity: 'warning',
      why: message('none is reserved in {region}', { region }),
    });
  }
  return differentRow(subject, shown, { severity: 'warning', why: message('another number of calls at a time in {region}', { region }) });
}
