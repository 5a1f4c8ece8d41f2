import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { referencesIn } from './rendering.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/issuer');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.txt'));

// `name.ext.txt` is a file as somebody has it, `name.ext.references` what is found in it. `vitest --update` writes the latter: read it then.
it.each(fixtures)('%s', async (fixture) => {
  const text = readFileSync(path.join(folder, fixture), 'utf8');
  const name = fixture.slice(0, -'.txt'.length);
  await expect(`${referencesIn(`src/${name}`, text).join('\n')}\n`).toMatchFileSnapshot(path.join(folder, `${name}.references`));
});

it('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(15);
});
