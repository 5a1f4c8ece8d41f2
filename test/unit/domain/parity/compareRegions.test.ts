import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareRegions } from '../../../../src/domain/parity/compareRegions.ts';
import { cases } from './cases.ts';
import { changed, changedLines, lineOf } from './changes.ts';
import { equalPair } from './equalPair.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/parity');

it('finds two equal Regions the same in every row', async () => {
  const rows = compareRegions(equalPair());
  expect(rows.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  await expect(`${rows.map(lineOf).join('\n')}\n`).toMatchFileSnapshot(path.join(folder, 'equal.txt'));
});

describe.each(Object.entries(cases))('%s', (group, ofGroup) => {
  it('has the rows of its golden file', async () => {
    const texts = Object.entries(ofGroup).map(([name, change]) => [`# ${name}`, ...changedLines(changed(change)), ''].join('\n'));
    await expect(texts.join('\n')).toMatchFileSnapshot(path.join(folder, `${group}.txt`));
  });

  it.each(Object.entries(ofGroup))('%s: rows that say why, each under a row that is there', (_name, change) => {
    const rows = compareRegions(changed(change));
    const ids = new Set(rows.map(({ id }) => id));
    expect(ids.size).toBe(rows.length);
    for (const row of rows) {
      const isJudged = row.verdict !== 'same' && row.verdict !== 'unknown';
      expect(row.severity !== undefined, row.id).toBe(isJudged);
      expect(row.message.text, row.id).not.toBe('');
      if (row.parent !== undefined) expect(ids, row.id).toContain(row.parent);
      if (row.rule !== undefined) expect(row.remedy, row.id).toBeDefined();
    }
  });
});

it('has a case of every verdict and more than enough of them', () => {
  const all = Object.values(cases).flatMap((ofGroup) => Object.values(ofGroup));
  expect(all.length).toBeGreaterThanOrEqual(60);
  const verdicts = new Set(all.flatMap((change) => compareRegions(changed(change)).map(({ verdict }) => verdict)));
  expect([...verdicts].sort()).toEqual(['behind', 'different', 'missing', 'same', 'unknown']);
});
