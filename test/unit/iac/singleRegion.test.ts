// Silence on ordinary code matters as much as recall: pools in one Region get no finding, whatever is around them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadWasm } from '../../../src/cli/wasm.ts';
import { CodeAnalysis, type UnitReader } from '../../../src/iac/codeAnalysis.ts';
import { CodeReaders } from '../../../src/iac/codeReaders.ts';
import { findingsText } from '../../support/iac/findingsText.ts';
import { type Files, findingsOfFiles } from '../../support/iac/matrix/findingsOfFiles.ts';
import { correctFiles, filesIn, matrixFolder, readerIds } from '../../support/iac/matrix/ruleMatrix.ts';

const folder = path.join(matrixFolder, 'single-region');
const forms = readerIds.flatMap((reader) =>
  readdirSync(path.join(folder, reader)).map((name) => ({
    reader,
    form: `${reader}/${name}`,
    files: filesOf(path.join(folder, reader, name)),
  })),
);

/** A form is one file, or a folder of files. */
function filesOf(place: string): Files {
  if (statSync(place).isDirectory()) return filesIn(place);
  return new Map([[path.basename(place).replace(/\.txt$/, ''), readFileSync(place, 'utf8')]]);
}

/** How many pools the readers see: silence of what is not read says nothing. */
async function poolsIn(files: Files): Promise<number> {
  const readers: UnitReader[] = [];
  const analysis = new CodeAnalysis();
  analysis.addReader = (reader) => void readers.push(reader);
  const loaded = new CodeReaders(analysis, loadWasm);
  for (const name of files.keys()) await loaded.need(name);
  const resources = readers.flatMap((reader) =>
    [...files].flatMap(([name, text]) => {
      const unit = reader.unitOf(name);
      return unit === undefined ? [] : (reader.read(unit, [{ path: name, text }])?.scenarios[0] ?? []);
    }),
  );
  return resources.filter(({ kind }) => kind === 'pool').length;
}

it.each(readerIds)('there are five forms or more in %s', (reader) => {
  expect(forms.filter((form) => form.reader === reader).length).toBeGreaterThanOrEqual(5);
});

describe.each(forms)('$form', ({ files }) => {
  it('has a pool and no finding', async () => {
    expect(findingsText(files, await findingsOfFiles(files))).toBe('');
    expect(await poolsIn(files)).toBeGreaterThan(0);
  });
});

it('has no finding in a workspace of all of them', async () => {
  const all = new Map(forms.flatMap(({ form, files }) => [...files].map(([name, text]) => [`${form}/${name}`, text] as const)));
  expect(all.size).toBeGreaterThan(50);
  expect(findingsText(all, await findingsOfFiles(all))).toBe('');
});

it.each(readerIds)('has no finding beside a replicated pool in %s', async (reader) => {
  const own = forms.filter((form) => form.reader === reader);
  const all = new Map([
    ...own.flatMap(({ form, files }) => [...files].map(([name, text]) => [`${form}/${name}`, text] as const)),
    ...[...correctFiles(reader)].map(([name, text]) => [`replicated/${name}`, text] as const),
  ]);
  expect(findingsText(all, await findingsOfFiles(all))).toBe('');
});
