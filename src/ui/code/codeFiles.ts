import type * as vscode from 'vscode';
import { concernsPools } from '../../iac/concernsPools.ts';
import { concernsIssuers } from '../../iac/issuerReferences/concernsIssuers.ts';
import { namesRegions } from '../../iac/folderRegions.ts';

/** Where code is written: not the sides of a diff, nor what version control shows of the past. */
export const codeSchemes: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote']);

/** Files that may declare user pools, and those that say where templates beside them are deployed, as a glob without nested braces. */
export const codeGlob =
  '**/{*.yaml,*.yml,*.json,*.template,*.cfn,*.tf,*.tofu,*.tfvars,*.ts,*.mts,*.cts,*.tsx,*.js,*.mjs,*.cjs,*.jsx,*.py,samconfig.toml}';

const endings = /\.(ya?ml|json|template|cfn|tf|tofu|tfvars|[mc]?tsx?|[mc]?jsx?|py)$/i;

/** The languages of documents that have no name yet. */
const languages: ReadonlySet<string> = new Set([
  'yaml',
  'json',
  'jsonc',
  'cloudformation',
  'terraform',
  'typescript',
  'javascript',
  'python',
]);

/** Whether a document is one that may declare user pools or their keys, as far as one search of its text tells. */
export function mayDeclarePools(document: vscode.TextDocument): boolean {
  const { languageId, uri } = document;
  if (!codeSchemes.has(uri.scheme)) return false;
  const isCandidate = uri.scheme === 'untitled' ? languages.has(languageId) : endings.test(uri.path);
  return isCandidate && concernsPools(document.getText());
}

/** Whether the analysis takes a document: one that may declare user pools, or says where templates beside it are deployed. */
export function isAnalyzed(document: vscode.TextDocument): boolean {
  const { uri } = document;
  if (mayDeclarePools(document)) return true;
  return (
    codeSchemes.has(uri.scheme) &&
    (namesRegions(uri.path) || moduleFiles.test(uri.path) || (endings.test(uri.path) && concernsIssuers(document.getText())))
  );
}

/** Files of a Terraform module are read together: what one says of pools may be a variable of another. Of a module without pools nothing is parsed. */
const moduleFiles = /\.(?:tf|tofu|tfvars)$/i;

/** The same of a file that is read, which was found by its name. */
export function isAnalyzedText({ path }: vscode.Uri, text: string): boolean {
  return concernsPools(text) || concernsIssuers(text) || namesRegions(path) || moduleFiles.test(path);
}
