// Every rule about code with every reader: what it says, and when it is silent. The table in docs/rules/README.md is made of the same fixtures.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { IssuerPool } from '../../../src/iac/issuerReferences/issuerPool.ts';
import type { CodeFinding } from '../../../src/iac/codeFinding.ts';
import { findingsText } from '../../support/iac/findingsText.ts';
import { findingsOfFiles } from '../../support/iac/matrix/findingsOfFiles.ts';
import { readmeFile, readmeWithMatrix } from '../../support/iac/matrix/matrixTable.ts';
import {
  caseNames,
  type Cell,
  codeRules,
  correctFiles,
  exemption,
  matrixFolder,
  readerIds,
  readMatrix,
  reasons,
} from '../../support/iac/matrix/ruleMatrix.ts';

const cells = readMatrix();
/** The pool of the account whose issuer is searched for. */
const live: IssuerPool = { id: 'us-east-1_Ab12Cd34E', primaryRegion: 'us-east-1', secondaryRegion: 'us-west-2', issuerType: 'UPDATED' };

describe.each(readerIds)('a correct set-up in %s', (reader) => {
  it('has no finding', async () => {
    const files = correctFiles(reader);
    expect(findingsText(files, await findingsOfFiles(files, live))).toBe('');
  });
});

describe.each(codeRules)('%s', (rule) => {
  const row = cells.filter((cell) => cell.rule === rule);

  it.each(row)('has its cases or a reason in $reader', ({ cases, reader, reason }) => {
    const wanted = caseNames.filter((name) => exemption(reader, name) === undefined);
    expect(cases.map(({ name }) => name)).toEqual(reason === undefined ? wanted : []);
  });

  it('leads from its findings to what else they are about', async () => {
    const positives = row.flatMap(({ cases }) => cases.filter(({ name }) => name === 'positive'));
    const found = await Promise.all(positives.map(({ files }) => findingsOfFiles(files, live)));
    const own = found.flatMap((byPath) => [...byPath.values()].flat()).filter(({ finding }) => finding.rule === rule);
    expect(own.flatMap(({ related }) => related).length).toBeGreaterThan(0);
  });

  it('speaks in the positive cases, at the place, and in no other', async () => {
    const texts = await Promise.all(row.filter(({ cases }) => cases.length > 0).map(cellText));
    await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot(path.join(matrixFolder, 'findings', `${rule}.txt`));
  });
});

async function cellText({ cases, reader, rule }: Cell): Promise<string> {
  const parts = [`## ${reader}`];
  for (const { files, name } of cases) {
    const found = await findingsOfFiles(files, live);
    const own = [...found.values()].flat().filter(({ finding }) => finding.rule === rule);
    if (name === 'positive') {
      expect(own.length, `${rule} in ${reader}, ${name}`).toBeGreaterThan(0);
      expect(own.filter((finding) => !isInFile(finding, files))).toEqual([]);
    } else expect(findingsText(files, new Map([['', own]])), `${rule} in ${reader}, ${name}`).toBe('');
    parts.push(`# ${name}`, findingsText(files, found) || 'nothing');
  }
  return parts.join('\n\n');
}

function isInFile({ path, range: { end, start } }: CodeFinding, files: ReadonlyMap<string, string>): boolean {
  const lines = (files.get(path) ?? '').split('\n');
  return start.line <= end.line && end.line < lines.length && end.character <= (lines[end.line]?.length ?? 0);
}

describe('the matrix', () => {
  it('has files for its own cells alone', () => {
    const files = readdirSync(path.join(matrixFolder, 'rules'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.txt'),
    );
    const known = cells.map(({ reader, rule }) => path.join(rule, `${reader}.txt`));
    expect(files.filter((name) => !known.includes(name))).toEqual([]);
    expect(readdirSync(path.join(matrixFolder, 'readers')).sort()).toEqual([...readerIds].sort());
    const named = Object.entries(reasons.cells).flatMap(([rule, byReader]) =>
      Object.keys(byReader).map((reader) => path.join(rule, `${reader}.txt`)),
    );
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('is the table in docs/rules/README.md (npm run matrix writes it)', () => {
    expect(readFileSync(readmeFile, 'utf8')).toBe(readmeWithMatrix());
  });
});
