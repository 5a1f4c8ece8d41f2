import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { resourcesText } from '../../../support/iac/resources.ts';
import { reading } from './reading.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/iac/cloudformation');
const fixtures = readdirSync(folder).filter((name) => !name.endsWith('.resources'));

// `name.yaml` is a template, `name.yaml.resources` what is read from it. `vitest --update` writes the latter: read it then.
it.each(fixtures)('%s', async (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  await expect(`${resourcesText(reading(text, { path: name, region: 'us-east-1' }))}\n`).toMatchFileSnapshot(path.join(folder, `${name}.resources`));
});

it('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(5);
});
