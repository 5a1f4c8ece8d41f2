import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/domain/json.ts';
import { canonicalText, type DiffPiece, sideBySide } from '../../../../src/domain/parity/sideBySide.ts';

/** A line as text, with what differs in angle brackets. */
function textOf(pieces: readonly DiffPiece[] | undefined): string {
  return pieces?.map(({ changed, text }) => (changed ? `<${text}>` : text)).join('') ?? '';
}

function diff(primary: Json, secondary: Json): string[] {
  return sideBySide(primary, secondary).map((line) =>
    line.kind === 'left out' ? `… ${line.count ?? 0}` : `${textOf(line.primary)} | ${textOf(line.secondary)}`,
  );
}

describe('two sides beside each other', () => {
  it('have the same line on the same height, with the words that differ', () => {
    expect(diff({ runtime: 'nodejs22.x', memory: 128 }, { memory: 128, runtime: 'nodejs20.x' })).toEqual([
      '{ | {',
      '  "memory": 128 |   "memory": 128',
      '  "runtime": "<nodejs22>.x" |   "runtime": "<nodejs20>.x"',
      '} | }',
    ]);
  });

  it('leave a place where one has nothing', () => {
    expect(diff({ a: 1, b: 2 }, { a: 1, b: 2, c: 3 })).toEqual([
      '{ | {',
      '  "a": 1 |   "a": 1',
      '  "b": 2 |   "b": 2',
      ' | <  "c": 3>',
      '} | }',
    ]);
    expect(diff('value', null)).toEqual(['<"value"> | ']);
    expect(diff(null, 'value')).toEqual([' | <"value">']);
  });

  it('count what is the same far from a change', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`name${String(index + 10)}`, index]));
    expect(diff(many, { ...many, name20: 'x' })).toEqual([
      '… 9',
      '  "name18": 8 |   "name18": 8',
      '  "name19": 9 |   "name19": 9',
      '  "name20": <10> |   "name20": <"x">',
      '  "name21": 11 |   "name21": 11',
      '  "name22": 12 |   "name22": 12',
      '… 8',
    ]);
  });

  it('are the same whatever the order of their members', () => {
    expect(sideBySide({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toEqual([{ kind: 'left out', count: 9 }]);
    expect(canonicalText({ b: 1, a: 2 })).toBe('{\n  "a": 2,\n  "b": 1\n}\n');
    expect(canonicalText(null)).toBe('');
  });
});
