import type * as vscode from 'vscode';
import type { CodeAnalysis } from '../../iac/codeAnalysis.ts';

/** What is known of the code, for those who ask about one place of it. */
export interface CurrentCode {
  /** The analysis with a document as it is now, whatever is still waiting. */
  analysisWith(document: vscode.TextDocument): CodeAnalysis;
}

/** Documents that may declare pools: the files of their languages, and those without a name yet. */
export const codeDocuments: vscode.DocumentSelector = [
  { pattern: '**/*.{yaml,yml,json,template,cfn,tf,tofu,py}' },
  { pattern: '**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}' },
  { scheme: 'untitled' },
];
