import * as vscode from 'vscode';
import type { TextRange } from '../domain/textRange.ts';

/** A place of the layers below as VS Code's; both count UTF-16 code units from zero. */
export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
