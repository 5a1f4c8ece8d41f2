import * as vscode from 'vscode';
import type { Message } from '../domain/message.ts';

/** A message of the domain in the user's language: the one place where sentences below ui meet the translation bundle. */
export function localized({ text, args }: Message): string {
  const rendered = Object.entries(args).map(([name, value]) => [name, typeof value === 'object' ? localized(value) : value] as const);
  return vscode.l10n.t(text, Object.fromEntries(rendered));
}
