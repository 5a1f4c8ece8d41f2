// docs/simulator.md says what the simulator does: its tables and the code name the same things, both ways.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { services } from '../../../src/simulator/core.ts';
import { faultKinds } from '../../../src/simulator/faults.ts';
import { switchChoices } from '../../../src/simulator/switches.ts';
import { defaultTiming } from '../../../src/simulator/timing.ts';

const lines = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8').split('\n');

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows of every table whose heading row is accepted. */
function tables(accepts: (heading: readonly string[]) => boolean): string[][] {
  const starts = lines.flatMap((line, index) => (lines[index + 1]?.startsWith('| --') && accepts(cellsOf(line)) ? [index + 2] : []));
  return starts.flatMap((start) => {
    const rest = lines.slice(start);
    return rest
      .slice(
        0,
        rest.findIndex((line) => !line.startsWith('|')),
      )
      .map(cellsOf);
  });
}
const codes = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('docs/simulator.md', () => {
  const operations = tables(([first]) => first === 'operation');

  test('names every operation, each once, and no other', () => {
    let service = '';
    const named = operations.flatMap(([cell = '']) => {
      service = /^([a-z0-9-]+) /.exec(cell)?.[1] ?? service;
      return codes(cell).map((operation) => `${service} ${operation}`);
    });
    const built = Object.entries(services).flatMap(([name, each]) =>
      Object.keys(each.operations).map((operation) => `${name} ${operation}`),
    );
    expect(named.sort()).toEqual(built.sort());
  });

  test('says of every switch where it decides', () => {
    const named = new Set(tables((heading) => heading.at(-1) === 'switch').flatMap((cells) => codes(cells.at(-1))));
    expect([...named].sort()).toEqual(Object.keys(switchChoices).sort());
  });

  test('names every switch with its values, the default first', () => {
    const named = tables(([first]) => first === 'switch').map(([name, , values]) => [codes(name)[0], codes(values)]);
    expect(named).toEqual(Object.entries(switchChoices).map(([name, choices]) => [name, choices.map(String)]));
  });

  test('names every kind of fault', () => {
    const named = tables(([first]) => first === 'kind').flatMap(([kind]) => codes(kind));
    expect(named.sort()).toEqual([...faultKinds].sort());
  });

  test('names every setting of the timing with its default', () => {
    const named = tables(([first]) => first === 'setting').map(([name, , value]) => [codes(name)[0], Number(value)]);
    expect(named).toEqual(Object.entries(defaultTiming));
  });
});
