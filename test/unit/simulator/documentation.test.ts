// The tables of docs/simulator.md against the code: nothing is missing in either.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { services } from '../../../src/simulator/core.ts';
import { defaultSwitches } from '../../../src/simulator/world.ts';

const text = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8');

/** The cells of every table whose first column has this heading. */
function rowsOf(heading: string): string[][] {
  const rows: string[][] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (!line.startsWith('|')) inside = false;
    else if (inside) rows.push(cells.slice(1, -1));
    else inside = cells[1] === heading;
  }
  return rows.filter(([first]) => first !== undefined && !/^-+$/.test(first));
}

const codeIn = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('docs/simulator.md', () => {
  test('lists every operation once', () => {
    const documented = rowsOf('operation').flatMap(([operations]) => codeIn(operations));
    const known = Object.values(services).flatMap(({ operations }) => Object.keys(operations));
    expect(documented.sort()).toEqual(known.sort());
  });

  test('lists every switch once, its default first', () => {
    const documented = rowsOf('switch').map(([name, , values]) => [codeIn(name)[0], codeIn(values)[0]]);
    const known = Object.entries(defaultSwitches).map(([name, value]) => [name, String(value)]);
    expect(documented.sort()).toEqual(known.sort());
  });

  test('names no switch in another table that there is not', () => {
    for (const cells of [...rowsOf('operation'), ...rowsOf('address')]) {
      for (const name of codeIn(cells[3])) expect(Object.keys(defaultSwitches)).toContain(name);
    }
  });
});
