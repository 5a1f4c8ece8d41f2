import { english } from '../domain/message.ts';
import { CodeAnalysis } from '../iac/codeAnalysis.ts';
import type { CodeFinding } from '../iac/codeFinding.ts';
import { CodeReaders } from '../iac/codeReaders.ts';
import { concernsPools } from '../iac/concernsPools.ts';
import { namesRegions } from '../iac/folderRegions.ts';
import { concernsIssuers } from '../iac/issuerReferences/concernsIssuers.ts';
import type { CheckArguments } from './arguments.ts';
import type { Checked } from './checked.ts';
import { checkedAsJson } from './checkedAsJson.ts';
import { checkedAsText } from './checkedAsText.ts';
import { type CodeFile, readCodeFiles } from './codeFiles.ts';
import { failsOn } from './findings.ts';
import { exitCodes, type Terminal } from './run.ts';
import { loadWasm } from './wasm.ts';

/** Looks for what would block or break replication in infrastructure code and in what knows the issuers of its pools, and prints it. */
export async function check({ failOn, format, paths }: CheckArguments, terminal: Terminal): Promise<number> {
  const checked = await checkPaths(paths);
  terminal.print(await printed(checked, format));
  return checked.findings.some(({ finding: { severity } }) => failsOn(failOn, severity)) ? exitCodes.findings : exitCodes.fine;
}

async function checkPaths(paths: readonly string[]): Promise<Checked> {
  const { count, files, skipped } = await readCodeFiles(paths, isOfInterest);
  const analysis = new CodeAnalysis();
  const readers = new CodeReaders(analysis, loadWasm);
  for (const file of files) {
    if (concernsPools(file.text) || namesRegions(file.path)) await readers.need(file.path);
    analysis.set(file);
  }
  const refusals = [...analysis.refusals].map(([file, reason]) => ({ file, reason: english(reason) }));
  return {
    findings: [...analysis.all.values()].flat().sort(inOrder),
    files,
    count,
    skipped: [...skipped, ...refusals].sort((a, b) => compare(a.file, b.file)),
  };
}

/** Files of a Terraform module are read together: what one says of pools may be a variable of another. */
function isOfInterest({ path, text }: CodeFile): boolean {
  return concernsPools(text) || concernsIssuers(text) || namesRegions(path) || /\.(?:tf|tofu|tfvars)$/.test(path);
}

async function printed(checked: Checked, format: CheckArguments['format']): Promise<string> {
  switch (format) {
    case 'json':
      return checkedAsJson(checked);
    case 'text':
      return checkedAsText(checked);
    case 'sarif':
      return (await import('./sarif/checkedAsSarif.ts')).checkedAsSarif(checked);
  }
}

function inOrder(a: CodeFinding, b: CodeFinding): number {
  const { start: first } = a.range;
  const { start: second } = b.range;
  return compare(a.path, b.path) || first.line - second.line || first.character - second.character;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
