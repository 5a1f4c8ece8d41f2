import type * as vscode from 'vscode';
import { concernsPools } from '../../iac/concernsPools.ts';

/** Where code is written: not the sides of a diff, nor what version control shows of the past. */
const schemes: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-vfs', 'vscode-remote']);

/** The endings of files that may declare user pools, for a glob without nested braces. */
export const codeGlob = '**/*.{yaml,yml,json,template,cfn,tf,tofu,tfvars,ts,mts,cts,tsx,js,mjs,cjs,jsx,py}';

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
  if (!schemes.has(uri.scheme)) return false;
  const isCandidate = uri.scheme === 'untitled' ? languages.has(languageId) : endings.test(uri.path);
  return isCandidate && concernsPools(document.getText());
}
