// docs/simulator.md says what the simulator does: its tables and the code name the same things, both ways.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { services } from '../../../src/simulator/core.ts';
import { faultKinds } from '../../../src/simulator/faults.ts';
import { switchChoices } from '../../../src/simulator/switches.ts';
import { defaultTiming } from '../../../src/simulator/timing.ts';

const lines = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8').split('\n');

/** The rows of the table whose heading row begins with these cells. */
function table(...heading: string[]): string[][] {
  const cellsOf = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const start = lines.findIndex((line) => heading.every((cell, index) => cellsOf(line)[index] === cell));
  if (start < 0) throw new Error(`docs/simulator.md has no table ${heading.join(' | ')}`);
  const rest = lines.slice(start + 2);
  return rest
    .slice(
      0,
      rest.findIndex((line) => !line.startsWith('|')),
    )
    .map(cellsOf);
}
const codes = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('docs/simulator.md', () => {
  const operations = table('operation', 'rule', 'fact', 'switch');

  test('names every operation, each once, and no other', () => {
    let service = '';
    const named = operations.flatMap(([cell = '']) => {
      service = /^([a-z-]+) /.exec(cell)?.[1] ?? service;
      return codes(cell).map((operation) => `${service} ${operation}`);
    });
    const built = Object.entries(services).flatMap(([name, each]) =>
      Object.keys(each.operations).map((operation) => `${name} ${operation}`),
    );
    expect(named.sort()).toEqual(built.sort());
  });

  test('says of every switch which operations it is for', () => {
    const named = new Set(operations.flatMap(([, , , cell]) => codes(cell)));
    expect([...named].sort()).toEqual(Object.keys(switchChoices).sort());
  });

  test('names every switch with its values, the default first', () => {
    const named = table('switch', 'question').map(([name, , values]) => [codes(name)[0], codes(values)]);
    expect(named).toEqual(Object.entries(switchChoices).map(([name, choices]) => [name, choices.map(String)]));
  });

  test('names every kind of fault', () => {
    const named = table('kind', 'the caller gets').flatMap(([kind]) => codes(kind));
    expect(named.sort()).toEqual([...faultKinds].sort());
  });

  test('names every setting of the timing with its default', () => {
    const named = table('setting', 'meaning', 'default').map(([name, , value]) => [codes(name)[0], Number(value)]);
    expect(named).toEqual(Object.entries(defaultTiming));
  });
});
