// What holds for every text, tried with texts that a seed makes of the fixtures: how code is laid out does not change what is wrong with it, and code that is half
// written throws nothing and is never reported outside of its text.
import { describe, expect, it } from 'vitest';
import { loadWasm } from '../../../src/cli/wasm.ts';
import { CodeAnalysis } from '../../../src/iac/codeAnalysis.ts';
import type { CodeFinding } from '../../../src/iac/codeFinding.ts';
import { CodeReaders } from '../../../src/iac/codeReaders.ts';
import type { TextRange } from '../../../src/domain/textRange.ts';
import { type Files, findingsOfFiles } from '../../support/iac/matrix/findingsOfFiles.ts';
import { type ReaderId, readerIds, readMatrix } from '../../support/iac/matrix/ruleMatrix.ts';
import { reorderedTerraform, withMoreLines } from '../../support/iac/variations/lines.ts';
import { below, type Random, seeded, shuffled } from '../../support/iac/variations/random.ts';
import { jsonOfYaml, reorderedJson, reorderedYaml, yamlOfJson } from '../../support/iac/variations/templates.ts';

const seed = 20_261_126;
/** How many positive cases of a reader a property is tried with, and how many beginnings of a text. */
const mostCases = 8;
const mostBeginnings = 80;

const positives = readMatrix().flatMap(({ cases, reader, rule }) =>
  cases.filter(({ name }) => name === 'positive').map(({ files }) => ({ reader, rule, files })),
);

/** Some positive cases of readers, other ones for every property. */
function some(readers: readonly ReaderId[], random: Random) {
  return readers.flatMap((reader) =>
    shuffled(
      positives.filter((positive) => positive.reader === reader),
      random,
    ).slice(0, mostCases),
  );
}

/** Findings without their places. Which of two replicas is one too many is a matter of their order. */
function told(findings: ReadonlyMap<string, readonly CodeFinding[]>): string[] {
  const all = [...findings.values()].flat();
  return all.map(({ finding: { rule, severity, subject } }) => `${severity} ${rule} ${rule === 'replica-duplicate' ? '' : subject}`).sort();
}

async function expectSame(files: Files, varied: Files): Promise<void> {
  const difference = told(await findingsOfFiles(varied));
  expect(difference, [...varied.values()].join('\n\n')).toEqual(told(await findingsOfFiles(files)));
}

const vary = (files: Files, change: (path: string, text: string) => string): Files =>
  new Map([...files].map(([path, text]) => [path, change(path, text)]));

const terraform: readonly ReaderId[] = ['terraform-awscc', 'terraform-aws'];
const yaml: readonly ReaderId[] = ['cloudformation-yaml', 'sam'];
const json: readonly ReaderId[] = ['cloudformation-json'];

describe('the findings stay the same', () => {
  it.each(some(readerIds, seeded(seed)))('with comments and blank lines: $reader, $rule', async ({ files }) => {
    const random = seeded(seed + 1);
    await expectSame(
      files,
      vary(files, (path, text) => withMoreLines(path, text, random)),
    );
  });

  it.each(some(readerIds, seeded(seed + 2)))('with the line ends of Windows: $reader, $rule', async ({ files }) => {
    await expectSame(
      files,
      vary(files, (_path, text) => text.replaceAll('\n', '\r\n')),
    );
  });

  it.each(some([...yaml, ...json, ...terraform], seeded(seed + 3)))('in another order: $reader, $rule', async ({ files }) => {
    const random = seeded(seed + 4);
    const reorder = (path: string, text: string): string => {
      if (/template\.yaml$|identity\.yaml$/.test(path)) return reorderedYaml(text, random);
      if (path.endsWith('identity.json')) return reorderedJson(text, random);
      return path.endsWith('.tf') ? reorderedTerraform(text, random) : text;
    };
    await expectSame(files, vary(files, reorder));
  });

  it.each(some(yaml, seeded(seed + 5)))('as JSON: $reader, $rule', async ({ files }) => {
    const isTemplate = (path: string): boolean => /(?:template|identity)\.yaml$/.test(path);
    const asJson = [...files].map(([path, text]) =>
      isTemplate(path) ? ([path.replace(/yaml$/, 'json'), jsonOfYaml(text)] as const) : ([path, text] as const),
    );
    await expectSame(files, new Map(asJson));
  });

  it.each(some(json, seeded(seed + 6)))('as YAML: $reader, $rule', async ({ files }) => {
    const asYaml = [...files].map(([path, text]) =>
      path.endsWith('identity.json') ? ([path.replace(/json$/, 'yaml'), yamlOfJson(text)] as const) : ([path, text] as const),
    );
    await expectSame(files, new Map(asYaml));
  });
});

describe.each(readerIds)('the beginning of a text in %s', (reader) => {
  it('throws nothing, and no finding is outside of it', async () => {
    const random = seeded(seed + 7);
    const [{ files } = { files: new Map<string, string>() }] = some([reader], random);
    const analysis = new CodeAnalysis();
    const readers = new CodeReaders(analysis, loadWasm);
    for (const [path, text] of files) {
      await readers.need(path);
      analysis.set({ path, text });
    }
    for (const [path, text] of files) {
      for (let times = 0; times < mostBeginnings; times += 1) {
        const beginning = text.slice(0, below(text.length + 1, random));
        analysis.set({ path, text: beginning });
        const texts = new Map(files).set(path, beginning);
        const outside = [...analysis.all.values()].flat().flatMap((finding) => placesOf(finding).filter((place) => !isIn(place, texts)));
        expect(outside, beginning).toEqual([]);
      }
      analysis.set({ path, text });
    }
  });
});

interface Place {
  readonly path: string;
  readonly range: TextRange;
}

function placesOf({ path, range, related }: CodeFinding): Place[] {
  return [{ path, range }, ...related];
}

function isIn({ path, range: { end, start } }: Place, texts: Files): boolean {
  const lines = (texts.get(path) ?? '').split(/\r\n|\n|\r/);
  const isOrdered = start.line < end.line || (start.line === end.line && start.character <= end.character);
  const holds = ({ character, line }: TextRange['start']): boolean => character <= (lines[line]?.length ?? -1);
  return isOrdered && holds(start) && holds(end);
}
