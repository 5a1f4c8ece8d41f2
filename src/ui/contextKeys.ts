import * as vscode from 'vscode';
import type { ContextKeyId, ContextKeyTypes } from '../contributions.ts';

/** Sets context keys, and only when their value changes: each write makes VS Code evaluate `when` clauses. */
export class ContextKeys {
  private readonly values = new Map<ContextKeyId, unknown>();

  set<Id extends ContextKeyId>(id: Id, value: ContextKeyTypes[Id]): void {
    if (this.values.get(id) === value) return;
    this.values.set(id, value);
    void vscode.commands.executeCommand('setContext', id, value);
  }
}
