import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { resourcesText, withoutFirstColumns } from '../../../support/iac/resources.ts';
import { rangesIn, read } from './reading.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/iac/cdk');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.txt'));

// `name.ext.txt` is a file as somebody has it, `name.ext.resources` what is read of it. `vitest --update` writes the latter: read it then.
describe.each(fixtures)('%s', (fixture) => {
  const text = readFileSync(path.join(folder, fixture), 'utf8');
  const name = fixture.slice(0, -'.txt'.length);

  it('is read', async () => {
    await expect(`${resourcesText(read({ path: name, text }))}\n`).toMatchFileSnapshot(path.join(folder, `${name}.resources`));
  });

  it('says the same with other line ends', () => {
    expect(resourcesText(read({ path: name, text: text.replaceAll('\n', '\r\n') }))).toBe(resourcesText(read({ path: name, text })));
  });

  it('says the same behind a byte order mark, one character further in the first line', () => {
    const marked = resourcesText(read({ path: name, text: `\uFEFF${text}` }));
    expect(withoutFirstColumns(marked)).toBe(withoutFirstColumns(resourcesText(read({ path: name, text }))));
  });

  it('is read in every state of being typed, and no range leaves the text', () => {
    for (let length = 0; length < text.length; length += 7) {
      const prefix = text.slice(0, length);
      const lines = prefix.split('\n');
      for (const { start, end } of rangesIn(read({ path: `typed/${name}`, text: prefix }))) {
        const inside = [start, end].every(({ line, character }) => character >= 0 && character <= (lines[line]?.length ?? -1));
        expect({ length, start, end, inside }).toMatchObject({ inside: true });
        expect(start.line < end.line || (start.line === end.line && start.character <= end.character)).toBe(true);
      }
    }
  });
});

it('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(5);
});
