import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from '../../../src/domain/message.ts';
import { loadWasm } from '../../../src/cli/wasm.ts';
import { CodeAnalysis } from '../../../src/iac/codeAnalysis.ts';
import type { CodeFinding } from '../../../src/iac/codeFinding.ts';
import { CodeReaders } from '../../../src/iac/codeReaders.ts';
import type { CodeFix } from '../../../src/iac/fixes/codeFix.ts';
import { additionsIn, fixesOf } from '../../../src/iac/fixes/codeFixes.ts';
import { applied } from '../../../src/iac/fixes/editedFile.ts';
import { analysisOfFiles } from '../../support/iac/matrix/findingsOfFiles.ts';
import { readMatrix } from '../../support/iac/matrix/ruleMatrix.ts';
import { changedLines } from '../../support/iac/changedLines.ts';

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures', 'iac');
/** Every folder of code with findings is code with fixes too: those of the rules, and those that are there for the forms of fixes. */
const folders = ['findings', 'fixes'].flatMap((group) =>
  readdirSync(path.join(fixtures, group)).map((name) => ({ name: `${group}/${name}`, folder: path.join(fixtures, group, name) })),
);

type Files = ReadonlyMap<string, string>;

async function analyze(files: Files): Promise<CodeAnalysis> {
  const analysis = new CodeAnalysis();
  const readers = new CodeReaders(analysis, loadWasm);
  for (const [name, text] of files) {
    await readers.need(name);
    analysis.set({
      path: name,
      text,
      ...(!/\.(?:py|tf|ts)$/.test(name) && { region: name.startsWith('secondary') ? 'us-west-2' : 'us-east-1' }),
    });
  }
  return analysis;
}

function fixedFiles(files: Files, fix: CodeFix): Files {
  const after = new Map(
    [...files].map(([name, text]) => [
      name,
      applied(
        text,
        fix.edits.filter((edit) => edit.path === name),
      ),
    ]),
  );
  for (const { besides, name, text } of fix.files ?? []) after.set(path.posix.join(path.posix.dirname(besides), name), text);
  return after;
}

function keysOf(analysis: CodeAnalysis): string[] {
  return [...analysis.all.values()].flat().map(({ finding, path: file }) => `${file} ${finding.rule} ${finding.subject}`);
}

describe('fixes', () => {
  it.each(folders)('$name', async ({ folder }) => {
    const files = new Map(
      readdirSync(folder)
        .filter((name) => name.endsWith('.txt') && name !== 'findings.txt')
        .map((name) => [name.replace(/\.txt$/, ''), readFileSync(path.join(folder, name), 'utf8')]),
    );
    const analysis = await analyze(files);
    const before = keysOf(analysis);
    const shown: string[] = [];
    for (const found of [...analysis.all.values()].flat()) {
      for (const fix of fixesOf(analysis, found)) {
        const after = fixedFiles(files, fix);
        shown.push(headingOf(found), `  ${english(fix.title)}`, ...changedLines(files, after).map((line) => `    ${line}`), '');
        const left = keysOf(await analyze(after));
        const key = `${found.path} ${found.finding.rule} ${found.finding.subject}`;
        expect(left.filter((other) => other === key).length, `${key}: ${english(fix.title)}`).toBe(
          before.filter((other) => other === key).length - 1,
        );
        // What was in order stays so. Only of a key that a replicated pool is put on, replica and policy begin to matter.
        expect(left.filter((other) => !before.includes(other) && !/ (?:key-replica-missing|key-policy) /.test(other))).toEqual([]);
      }
    }
    for (const name of files.keys()) {
      for (const resource of analysis.resourcesOf(name)) {
        for (const fix of additionsIn(analysis, name, resource.typeRange)) {
          const after = fixedFiles(files, fix);
          shown.push(`${name}:${resource.typeRange.start.line + 1} ${resource.id}`, `  ${english(fix.title)}`);
          shown.push(...changedLines(files, after).map((line) => `    ${line}`), '');
          const added = await analyze(after);
          const count = (of: CodeAnalysis): number => [...of.all.keys()].flatMap((file) => of.resourcesOf(file)).length;
          // Failover routing is no resource of the model, and neither is its health check.
          const title = english(fix.title);
          expect(count(added), title).toBe(count(analysis) + (title.startsWith('Fail over') ? 0 : 1));
          expect(additionsIn(added, name, resource.typeRange).map((other) => english(other.title))).not.toContain(title);
        }
      }
    }
    await expect(shown.length === 0 ? 'nothing to fix\n' : shown.join('\n')).toMatchFileSnapshot(path.join(folder, 'fixes.golden'));
  });
});

/** What each rule offers with each reader, tried on the positive cases of the matrix. */
describe('fixes of the matrix', () => {
  it('mend what they are for, in every reader that has one', async () => {
    const lines: string[] = [];
    // What knows an issuer is mended by its text alone: issuerFixes.test.ts.
    for (const { cases, reader, rule } of readMatrix().filter(
      ({ rule }) => rule !== 'issuer-hard-coded' && rule !== 'jwt-verify-version',
    )) {
      for (const { files, name } of cases.filter((one) => one.name === 'positive')) {
        const analysis = await analysisOfFiles(files);
        const own = [...analysis.all.values()].flat().filter(({ finding }) => finding.rule === rule);
        for (const found of own) {
          const fixes = fixesOf(analysis, found);
          for (const fix of fixes) {
            const left = [...(await analysisOfFiles(fixedFiles(files, fix))).all.values()].flat();
            // A policy that key and key replica share is mended for both.
            const places = left
              .filter(({ finding }) => finding.rule === rule)
              .map(({ path: file, range }) => `${file} ${JSON.stringify(range.start)}`);
            const title = `${rule} in ${reader}, ${name}: ${english(fix.title)}`;
            expect(places.length, title).toBeLessThan(own.length);
            if (fix.edits.length === 1) expect(places, title).not.toContain(`${found.path} ${JSON.stringify(found.range.start)}`);
          }
          lines.push(`${rule} ${reader}: ${fixes.map(({ title }) => english(title)).join(' | ') || '-'}`);
        }
      }
    }
    await expect(`${[...new Set(lines)].join('\n')}\n`).toMatchFileSnapshot(path.join(fixtures, 'fixes.golden'));
  }, 60_000);
});

function headingOf({ finding, path: file, range }: CodeFinding): string {
  return `${file}:${range.start.line + 1} ${finding.rule}`;
}
