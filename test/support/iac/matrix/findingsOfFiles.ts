import type { TextRange } from '../../../../src/domain/textRange.ts';
import { loadWasm } from '../../../../src/cli/wasm.ts';
import { CodeAnalysis } from '../../../../src/iac/codeAnalysis.ts';
import type { CodeFinding } from '../../../../src/iac/codeFinding.ts';
import { CodeReaders } from '../../../../src/iac/codeReaders.ts';
import { findIssuerFindings } from '../../../../src/iac/issuerReferences/issuerFindings.ts';
import type { IssuerPool } from '../../../../src/iac/issuerReferences/issuerPool.ts';

/** Files by path: what a workspace holds. */
export type Files = ReadonlyMap<string, string>;

/** A file in a folder that is named like a Region is deployed to it, as a setting for such paths would say. */
function regionOfPath(path: string): string | undefined {
  return /(?:^|\/)([a-z]{2}(?:-[a-z]+)+-\d)\//.exec(path)?.[1];
}

/**
 * The findings of all files, read together as a workspace is, and of what in them knows the issuers of its pools. `live` is a pool of the account whose issuer the text of the
 * files is searched for, as the extension does for replicated pools: code does not say the id that AWS makes.
 */
export async function findingsOfFiles(files: Files, live?: IssuerPool): Promise<ReadonlyMap<string, readonly CodeFinding[]>> {
  const analysis = await analysisOfFiles(files);
  return new Map(
    [...analysis.all].map(([path, findings]) => {
      const known = live ? findIssuerFindings(path, files.get(path) ?? '', live).map((found) => ({ ...found, path, related: [] })) : [];
      return [path, [...findings, ...known.filter(({ range }) => !findings.some((other) => isSame(other.range, range)))]];
    }),
  );
}

function isSame(one: TextRange, other: TextRange): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** All files, read together as a workspace is. */
export async function analysisOfFiles(files: Files): Promise<CodeAnalysis> {
  const analysis = new CodeAnalysis();
  const readers = new CodeReaders(analysis, loadWasm);
  for (const [path, text] of files) {
    const region = regionOfPath(path);
    analysis.set({ path, text, ...(region !== undefined && { region }) });
    await readers.need(path);
  }
  return analysis;
}
