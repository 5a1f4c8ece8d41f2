import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { resourcesText } from '../../../support/iac/resources.ts';
import { reading } from './reading.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/iac/cloudformation');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.txt'));

// `name.ext.txt` is a template as somebody has it, `name.ext.resources` what is read from it. `vitest --update` writes the latter: read it then.
it.each(fixtures)('%s', async (fixture) => {
  const name = fixture.slice(0, -'.txt'.length);
  const text = readFileSync(path.join(folder, fixture), 'utf8');
  const found = resourcesText(reading(text, { path: name, region: 'us-east-1' }));
  await expect(`${found}\n`).toMatchFileSnapshot(path.join(folder, `${name}.resources`));
});

it('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(10);
});
