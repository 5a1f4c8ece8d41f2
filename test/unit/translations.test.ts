import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bundleFile, collectStrings } from '../../scripts/collectStrings.ts';

it('the translation bundle has every sentence of the source and no other (npm run l10n writes it)', () => {
  const bundle = JSON.parse(readFileSync(bundleFile, 'utf8')) as Record<string, string>;
  expect(bundle).toEqual(collectStrings());
  expect(Object.keys(bundle).length).toBeGreaterThan(40);
});
