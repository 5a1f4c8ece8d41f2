import * as vscode from 'vscode';
import type { CodeDiagnosticsParts } from './codeDiagnostics.ts';
import { mayDeclarePools } from './codeFiles.ts';

/**
 * Loads the analysis of code with the first document that says anything about user pools: until then a document costs one search of its text. Where a setting changes, all is
 * judged anew.
 */
export function startCodeDiagnostics(parts: CodeDiagnosticsParts): vscode.Disposable {
  let isWanted = false;
  let isDisposed = false;
  let current: { dispose(): void } | undefined;
  const start = async (): Promise<void> => {
    const { CodeDiagnostics } = await import('./codeDiagnostics.ts');
    current?.dispose();
    if (!isDisposed) current = new CodeDiagnostics(parts);
  };
  const look = (document: vscode.TextDocument): void => {
    if (isWanted || !mayDeclarePools(document)) return;
    isWanted = true;
    void start();
  };
  const restart = (): void => {
    if (isWanted) void start();
  };
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    parts.settings.code.onDidChange(restart),
    parts.settings.severities.onDidChange(restart),
  );
  vscode.workspace.textDocuments.forEach(look);
  return new vscode.Disposable(() => {
    isDisposed = true;
    listeners.dispose();
    current?.dispose();
  });
}
