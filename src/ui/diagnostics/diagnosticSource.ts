import type * as vscode from 'vscode';

/** Who says it, in the Problems panel. */
export const diagnosticSource = 'Cognito Replicas';

/** The rule of a diagnostic of ours. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
