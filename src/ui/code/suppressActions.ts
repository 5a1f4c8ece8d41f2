import * as vscode from 'vscode';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';
import { codeDocuments } from './currentCode.ts';

/** The quick fix that switches a rule off where a finding stands, by a comment on the line above. JSON has no comments, and no such fix. */
export function registerSuppressActions(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    codeDocuments,
    {
      provideCodeActions: (document, _range, { diagnostics }) =>
        diagnostics.filter(({ source }) => source === diagnosticSource).flatMap((diagnostic) => suppressAction(document, diagnostic) ?? []),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function suppressAction(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction | undefined {
  const mark = commentMark(document);
  if (mark === undefined) return undefined;
  const rule = ruleOf(diagnostic);
  const { firstNonWhitespaceCharacterIndex, range, text } = document.lineAt(diagnostic.range.start.line);
  const indent = text.slice(0, firstNonWhitespaceCharacterIndex);
  const newLine = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const action = new vscode.CodeAction(vscode.l10n.t('Suppress {rule} on this line', { rule }), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(document.uri, range.start, `${indent}${mark} cognito-replicas-ignore: ${rule}${newLine}`);
  action.diagnostics = [diagnostic];
  return action;
}

/** What begins a comment in the language of a document. */
function commentMark({ languageId, uri }: vscode.TextDocument): string | undefined {
  if (/\.(?:[mc]?tsx?|[mc]?jsx?)$/i.test(uri.path) || languageId === 'typescript' || languageId === 'javascript') return '//';
  return languageId.includes('json') ? undefined : '#';
}
