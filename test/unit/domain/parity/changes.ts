import type { Fact } from '../../../../src/domain/fact.ts';
import { english } from '../../../../src/domain/message.ts';
import { compareRegions } from '../../../../src/domain/parity/compareRegions.ts';
import type { ParityRow } from '../../../../src/domain/parity/row.ts';
import type { PoolSnapshots } from '../../../../src/domain/parity/snapshot.ts';
import { equalPair } from './equalPair.ts';

/** Data that a test may change. */
export type Changeable<T> =
  T extends ReadonlyMap<infer K, infer V>
    ? Map<K, Changeable<V>>
    : T extends readonly (infer U)[]
      ? Changeable<U>[]
      : T extends object
        ? { -readonly [P in keyof T]: Changeable<T[P]> }
        : T;

export type ChangeablePair = Changeable<PoolSnapshots>;
export type ChangeableSide = ChangeablePair['primary'];
export type Change = (secondary: ChangeableSide, primary: ChangeableSide) => unknown;

/** The equal pair with a change to it. */
export function changed(change: Change): PoolSnapshots {
  const pair = structuredClone(equalPair() as ChangeablePair);
  change(pair.secondary, pair.primary);
  return pair;
}

/** What a fact says; a test that changes it needs it to be known. */
export function valueIn<T>(fact: Changeable<Fact<T>> | undefined): Changeable<T> {
  const { state, value } = (fact ?? { state: 'missing' }) as { state: string; value: Changeable<T> };
  if (state !== 'known') throw new Error(`the fact is ${state}`);
  return value;
}

/** An object in the settings of a pool, by its name. */
export function settingIn(side: ChangeableSide, name: string): Record<string, unknown> {
  return (valueIn(side.pool) as unknown as { settings: Record<string, Record<string, unknown>> }).settings[name]!;
}

export function settingsIn(side: ChangeableSide): Record<string, unknown> {
  return (valueIn(side.pool) as unknown as { settings: Record<string, unknown> }).settings;
}

/** A row as one line: group / id / setting / verdict / severity / primary | secondary / message. */
export function lineOf({ group, id, message, primary, rule, secondary, setting, severity, verdict }: ParityRow): string {
  const parts = [group, id, english(setting), verdict, severity ?? '-', `${primary} | ${secondary}`, english(message)];
  return `${parts.join(' / ')}${rule === undefined ? '' : ` [${rule}]`}`;
}

/** The rows of a pair that are not those of the equal pair, and the ids of those that are gone. */
export function changedLines(pair: PoolSnapshots): readonly string[] {
  const before = compareRegions(equalPair());
  const after = compareRegions(pair);
  const [linesBefore, ids] = [new Set(before.map(lineOf)), new Set(after.map(({ id }) => id))];
  const gone = new Map<string, string[]>();
  for (const { id, parent } of before) {
    const under = parent ?? id.slice(0, id.indexOf('/'));
    if (!ids.has(id)) gone.set(under, [...(gone.get(under) ?? []), id.split('/').at(-1) ?? id]);
  }
  return [
    ...after.map(lineOf).filter((line) => !linesBefore.has(line)),
    ...[...gone].map(([under, names]) => `gone below ${under}: ${names.join(', ')}`),
  ];
}
