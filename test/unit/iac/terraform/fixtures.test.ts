import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readingOf } from './reading.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/iac/terraform');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.tf'));

// `name.tf` is a module of one file, `name.tf.reading` what it says. `vitest --update` writes the latter: read it then.
it.each(fixtures)('%s', async (fixture) => {
  const text = readFileSync(path.join(folder, fixture), 'utf8');
  await expect(`${await readingOf({ [fixture]: text })}\n`).toMatchFileSnapshot(path.join(folder, `${fixture}.reading`));
});

it('there are fixtures', () => {
  expect(fixtures.length).toBeGreaterThan(3);
});
