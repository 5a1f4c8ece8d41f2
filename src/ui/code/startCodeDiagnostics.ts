import * as vscode from 'vscode';
import type { CodeDiagnosticsParts } from './codeDiagnostics.ts';
import { mayDeclarePools } from './codeFiles.ts';

/** Loads the analysis of code with the first document that says anything about user pools: until then a document costs one search of its text. */
export function startCodeDiagnostics(parts: CodeDiagnosticsParts): vscode.Disposable {
  let isWanted = false;
  const disposables: { dispose(): unknown }[] = [];
  const look = (document: vscode.TextDocument): void => {
    if (isWanted || !mayDeclarePools(document)) return;
    isWanted = true;
    void import('./codeDiagnostics.ts').then(({ CodeDiagnostics }) => disposables.push(new CodeDiagnostics(parts)));
  };
  disposables.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
  );
  vscode.workspace.textDocuments.forEach(look);
  return new vscode.Disposable(() => {
    for (const disposable of disposables) disposable.dispose();
  });
}
